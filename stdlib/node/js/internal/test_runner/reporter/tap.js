'use strict';

// The reporter "tap": the Test Anything Protocol, with details in YAML.

const { isDate } = require('util').types;
const { kUnwrapErrors } = require('internal/test_runner/failure');
const { inspectError } = require('internal/test_runner/reporter/format');

const kMaxDepth = 100;

async function* tapReporter(source) {
  yield 'TAP version 13\n';
  for await (const { type, data } of source) {
    const line = lineOf(type, data);
    if (line === undefined) continue;
    if (Array.isArray(line)) yield* line;
    else yield line;
  }
}

function lineOf(type, data) {
  const space = '    '.repeat(data.nesting ?? 0);
  switch (type) {
    case 'test:fail': {
      const location = data.file ? `${data.file}:${data.line}:${data.column}` : null;
      return [resultLine(space, 'not ok', data), details(space, data.details, location)];
    }
    case 'test:pass':
      return [resultLine(space, 'ok', data), details(space, data.details, null)];
    case 'test:plan':
      return `${space}1..${data.count}\n`;
    case 'test:start':
      return `${space}# Subtest: ${escape(data.name)}\n`;
    case 'test:stderr':
    case 'test:stdout':
      return data.message.split(/\r?\n/).filter((text, i, all) => text !== '' || i < all.length - 1).map((text) => `# ${escape(text)}\n`);
    case 'test:diagnostic':
      return `${space}# ${escape(data.message)}\n`;
  }
  return undefined;
}

// Control characters get two backslashes: theirs is escaped as well.
const escapes = {
  '__proto__': null,
  '\\': '\\\\', '#': '\\#', '\b': '\\\\b', '\f': '\\\\f', '\t': '\\\\t', '\n': '\\\\n', '\r': '\\\\r', '\v': '\\\\v',
};

function escape(text) {
  return text.replace(/[\\#\b\f\t\n\r\v]/g, (c) => escapes[c]);
}

function resultLine(space, status, { testNumber, name, skip, todo, expectFailure }) {
  let line = `${space}${status} ${testNumber}`;
  if (name) line += ` ${escape(`- ${name}`)}`;
  if (skip !== undefined) line += directive('SKIP', skip);
  else if (todo !== undefined) line += directive('TODO', todo);
  else if (expectFailure !== undefined) {
    line += ' # EXPECTED FAILURE';
    if (typeof expectFailure === 'string') line += ` ${escape(expectFailure)}`;
  }
  return `${line}\n`;
}

function directive(word, reason) {
  return ` # ${word}${typeof reason === 'string' && reason.length > 0 ? ` ${escape(reason)}` : ''}`;
}

function details(space, data, location) {
  let text = `${space}  ---\n`;
  text += yaml(space, 'duration_ms', data.duration_ms);
  text += yaml(space, 'type', data.type);
  if (location) text += yaml(space, 'location', location);
  text += yaml(space, null, data.error, new Set());
  return `${text}${space}  ...\n`;
}

// yaml is value under name, an object without a name as its properties.
function yaml(space, name, value, seen, depth = 0) {
  if (value === undefined) return '';
  const head = `${space}  ${name}:`;
  if (value === null) return `${head} ~\n`;
  if (typeof value !== 'object') return scalar(space, head, value);
  if (seen.has(value) || depth > kMaxDepth) return `${head} <Circular>\n`;
  seen.add(value);
  let text = '', inner = space;
  if (name !== null) {
    if (isDate(value)) return `${head} ${Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()}\n`;
    text = `${head}\n`;
    inner += '  ';
  }
  const error = value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  for (const [key, v] of Object.entries(value)) {
    if (error && (key === 'cause' || key === 'code')) continue;
    text += yaml(inner, key, v, seen, depth + 1);
  }
  return error ? text + yamlError(space, value, seen, depth) : text;
}

function scalar(space, head, value) {
  if (typeof value !== 'string') return `${head} ${inspectError(value, false)}\n`;
  const lines = value.split(/\r?\n/);
  if (lines.length === 1) return value === '' ? `${head} ''\n` : `${head} '${value}'\n`;
  return `${head} |-\n${lines.map((line) => `${space}    ${line}\n`).join('')}`;
}

function isAssertion(value) {
  return value !== null && typeof value === 'object' && 'expected' in value && 'actual' in value;
}

function yamlError(space, err, seen, depth) {
  let { code, name, stack, message = '<unknown error>', expected, actual, operator } = err;
  let assertion = isAssertion(err);
  const { cause, failureType } = err;
  // An error of the test's own code is shown as that.
  if (code === 'ERR_TEST_FAILURE' && kUnwrapErrors.has(failureType)) {
    stack = cause?.stack ?? stack;
    code = cause?.code ?? code;
    name = cause?.name ?? name;
    message = cause?.message ?? message;
    if (isAssertion(cause)) {
      ({ expected, actual, operator } = cause);
      assertion = true;
    }
  }
  const line = (key, value) => yaml(space, key, value, seen, depth + 1);
  let text = line('error', message);
  if (code) text += line('code', code);
  if (name && name !== 'Error') text += line('name', name);
  if (assertion) {
    text += line('expected', expected) + line('actual', actual);
    if (operator) text += line('operator', operator);
  }
  if (typeof stack === 'string') {
    const frames = [];
    for (const l of stack.split(/\r?\n/)) {
      const frame = /^\s+at\s(.+)$/.exec(l);
      if (frame !== null) frames.push(frame[1]);
    }
    if (frames.length > 0) text += line('stack', frames.join('\n'));
  }
  return text;
}

module.exports = tapReporter;
