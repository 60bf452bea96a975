'use strict';

// The reporter "dot": a character for each test.

const { colors, formatResult } = require('internal/test_runner/reporter/format');

module.exports = async function* dot(source) {
  let count = 0;
  let columns = lineWidth();
  const failed = [];
  for await (const { type, data } of source) {
    if (type === 'test:pass') yield `${colors().green}.${colors().on ? '\x1b[0m' : ''}`;
    if (type === 'test:fail') {
      failed.push(data);
      yield `${colors().red}X${colors().on ? '\x1b[0m' : ''}`;
    }
    if ((type === 'test:fail' || type === 'test:pass') && ++count === columns) {
      yield '\n';
      columns = lineWidth(); // the terminal may have become wider
      count = 0;
    }
  }
  yield '\n';
  if (failed.length === 0) return;
  yield `\n${colors().red}Failed tests:${colors().white}\n\n`;
  for (const test of failed) yield formatResult('test:fail', test);
};

function lineWidth() {
  return Math.max(process.stdout.columns ?? 20, 20);
}
