'use strict';

// The reporter "junit": XML as Jenkins reads it.

const { inspectError } = require('internal/test_runner/reporter/format');

function escapeAttribute(text) {
  return escapeContent(String(text)).replace(/"/g, '&quot;').replace(/\n/g, '&#10;');
}

function escapeContent(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function escapeComment(text) {
  return text.replace(/--/g, '&#45;&#45;');
}

function xml(node) {
  if (typeof node === 'string') return `${escapeContent(node)}\n`;
  const { tag, attrs, nesting, children, comment } = node;
  const space = '\t'.repeat(nesting + 1);
  if (comment !== undefined) return `${space}<!-- ${escapeComment(comment)} -->\n`;
  const attributes = Object.entries(attrs).map(([key, value]) => `${key}="${escapeAttribute(value)}"`).join(' ');
  if (!children?.length) return `${space}<${tag} ${attributes}/>\n`;
  return `${space}<${tag} ${attributes}>\n${children.map(xml).join('')}${space}</${tag}>\n`;
}

const isFailure = (node) => node?.children?.some((c) => c.tag === 'failure') || node?.attrs?.failures;
const isSkipped = (node) => node?.children?.some((c) => c.tag === 'skipped') || node?.attrs?.skipped;

module.exports = async function* junitReporter(source) {
  yield '<?xml version="1.0" encoding="utf-8"?>\n';
  yield '<testsuites>\n';
  let suite = null;
  const roots = [];

  function start({ name, nesting }) {
    const parent = suite;
    suite = { __proto__: null, attrs: { __proto__: null, name }, nesting, parent, children: [] };
    if (parent === null) roots.push(suite);
    else parent.children.push(suite);
  }

  for await (const { type, data } of source) {
    switch (type) {
      case 'test:start':
        start(data);
        break;
      case 'test:pass':
      case 'test:fail': {
        suite ??= (start({ name: 'root', nesting: 0 }), suite);
        if (suite.attrs.name !== data.name || suite.nesting !== data.nesting) start(data);
        const done = suite;
        suite = suite.parent;
        finish(done, type, data);
        if (done.nesting === 0 && suite === null) yield xml(done);
        break;
      }
      case 'test:diagnostic': {
        const parent = suite?.children ?? roots;
        parent.push({ __proto__: null, nesting: data.nesting, comment: data.message });
        if (suite === null) yield xml(parent.at(-1));
        break;
      }
    }
  }
  yield '</testsuites>\n';
};

function finish(node, type, data) {
  const { details } = data;
  node.attrs.time = (details.duration_ms / 1000).toFixed(6);
  const tests = node.children.filter((child) => child.comment === undefined);
  if (tests.length > 0) {
    node.tag = 'testsuite';
    Object.assign(node.attrs, {
      disabled: 0, errors: 0, tests: tests.length, failures: tests.filter(isFailure).length, skipped: tests.filter(isSkipped).length,
      hostname: require('os').hostname(),
    });
    return;
  }
  node.tag = 'testcase';
  node.attrs.classname = data.classname ?? 'test';
  if (data.file) node.attrs.file = data.file;
  const nesting = data.nesting + 1;
  if (data.skip) node.children.push({ __proto__: null, nesting, tag: 'skipped', attrs: { __proto__: null, type: 'skipped', message: data.skip } });
  if (data.todo) node.children.push({ __proto__: null, nesting, tag: 'skipped', attrs: { __proto__: null, type: 'todo', message: data.todo } });
  if (type === 'test:fail') {
    const { error } = details;
    const message = error?.message ?? '';
    node.children.push({
      __proto__: null, nesting, tag: 'failure', attrs: { __proto__: null, type: error?.failureType ?? error?.code, message: message.trimEnd() },
      children: [inspectError(error, false)],
    });
    node.attrs.failure = message;
  }
}
