'use strict';

// node:test (https://nodejs.org/api/test.html).

const { Suite, Test } = require('internal/test_runner/test');
const { hookFunction, testFunction } = require('internal/test_runner/harness');

const test = testFunction(Test, 'test');
const suite = testFunction(Suite, 'suite');

module.exports = Object.assign(test, {
  after: hookFunction('after'),
  afterEach: hookFunction('afterEach'),
  before: hookFunction('before'),
  beforeEach: hookFunction('beforeEach'),
  describe: suite,
  it: test,
  run: function run(options) {
    return require('internal/test_runner/runner').run(...arguments);
  },
  suite,
  test,
});
Object.defineProperty(test.run, 'length', { value: 0, configurable: true });

function lazy(name, make) {
  let value;
  Object.defineProperty(test, name, {
    __proto__: null, configurable: true, enumerable: true,
    get: () => value ??= make(),
  });
}

lazy('mock', () => new (require('internal/test_runner/mock').MockTracker)());
lazy('snapshot', () => require('internal/test_runner/snapshot').settings);
lazy('assert', () => require('internal/test_runner/assert').settings);
