'use strict';

// The reporter "spec": a tree for people to read, failures again at the end.

const { Transform } = require('stream');
const { colors, formatResult, indent, symbols } = require('internal/test_runner/reporter/format');

class SpecReporter extends Transform {
  #started = []; // what has started and is not shown, the innermost first
  #shown = []; // parents that are shown
  #failed = [];
  #cwd = process.cwd();

  constructor() {
    super({ __proto__: null, writableObjectMode: true });
  }

  _transform({ type, data }, encoding, callback) {
    callback(null, this.#text(type, data));
  }

  _flush(callback) {
    callback(null, this.#failures());
  }

  #text(type, data) {
    switch (type) {
      case 'test:fail':
        if (data.details?.error?.failureType !== 'subtestsFailed') this.#failed.push(data);
        return this.#result(type, data);
      case 'test:pass':
        return this.#result(type, data);
      case 'test:start':
        this.#started.unshift(data);
        return undefined;
      case 'test:stderr':
      case 'test:stdout':
        return data.message;
      case 'test:diagnostic': {
        const c = colors();
        const color = { __proto__: null, warn: c.yellow, error: c.red }[data.level] ?? c.blue;
        return `${color}${indent(data.nesting)}${symbols[type]}${data.message}${c.white}\n`;
      }
      case 'test:summary':
        // That of the whole run, not of a file.
        return data.file === undefined ? this.#failures() : undefined;
      case 'test:watch:restarted':
        return `\nRestarted at ${new Date().toLocaleString()}\n`;
    }
    return undefined;
  }

  #result(type, data) {
    this.#started.shift(); // the test's own start
    let prefix = '';
    while (this.#started.length > 0) {
      const parent = this.#started.pop();
      this.#shown.unshift(parent);
      prefix += `${indent(parent.nesting)}${symbols['arrow:right']}${parent.name}\n`;
    }
    const [last] = this.#shown;
    if (last !== undefined && last.nesting === data.nesting && last.name === data.name) this.#shown.shift();
    return `${formatResult(type, data, { showError: false, prefix, indentation: indent(data.nesting) })}\n`;
  }

  #failures() {
    if (this.#failed.length === 0) return '';
    const c = colors();
    const lines = [`\n${c.red}${symbols['test:fail']}failing tests:${c.white}\n`];
    for (const test of this.#failed) {
      if (test.file) {
        const file = require('path').relative(this.#cwd, test.file);
        lines.push(`test at ${file}:${test.line}:${test.column}`);
      }
      lines.push(formatResult('test:fail', test));
    }
    this.#failed = [];
    return lines.join('\n');
  }
}

module.exports = SpecReporter;
