'use strict';

// What test and suite functions get as their argument.

const { codes } = require('internal/errors');
const { validateFunction, validateNumber, validateObject } = require('internal/validators');
const { TestPlan } = require('internal/test_runner/plan');
const { callerLocation } = require('internal/test_runner/location');

class TestContext {
  #assert;
  #test;

  constructor(test) {
    this.#test = test;
  }

  get signal() {
    return this.#test.signal;
  }

  get name() {
    return this.#test.name;
  }

  get filePath() {
    return this.#test.entryFile;
  }

  get fullName() {
    return this.#test.fullName();
  }

  get error() {
    return this.#test.error;
  }

  get passed() {
    return this.#test.passed;
  }

  get attempt() {
    return this.#test.attempt ?? 0;
  }

  get workerId() {
    return this.#test.config.workerId;
  }

  diagnostic(message) {
    this.#test.diagnostic(message);
  }

  plan(count, options = {}) {
    if (this.#test.plan !== null) {
      throw new codes.ERR_TEST_FAILURE('cannot set plan more than once', 'testCodeFailure');
    }
    this.#test.plan = new TestPlan(count, options);
  }

  get assert() {
    this.#assert ??= require('internal/test_runner/assert').contextAssertions(this.#test, this);
    return this.#assert;
  }

  get mock() {
    this.#test.mock ??= new (require('internal/test_runner/mock').MockTracker)();
    return this.#test.mock;
  }

  runOnly(value) {
    this.#test.runOnlySubtests = !!value;
  }

  skip(message) {
    this.#test.skip(message);
  }

  todo(message) {
    this.#test.todo(message);
  }

  test(name, options, fn) {
    const { Test } = require('internal/test_runner/test');
    this.#test.plan?.count();
    return this.#test.createSubtest(Test, name, options, fn, { __proto__: null, loc: callerLocation() }).start();
  }

  before(fn, options) {
    this.#test.createHook('before', fn, { __proto__: null, ...options, loc: callerLocation() });
  }

  after(fn, options) {
    this.#test.createHook('after', fn, { __proto__: null, ...options, loc: callerLocation() });
  }

  beforeEach(fn, options) {
    this.#test.createHook('beforeEach', fn, { __proto__: null, ...options, loc: callerLocation() });
  }

  afterEach(fn, options) {
    this.#test.createHook('afterEach', fn, { __proto__: null, ...options, loc: callerLocation() });
  }

  // waitFor calls condition until it neither throws nor rejects.
  waitFor(condition, options = {}) {
    validateFunction(condition, 'condition');
    validateObject(options, 'options');
    const { interval = 50, timeout = 1000 } = options;
    validateNumber(interval, 'options.interval', 0, 2 ** 31 - 1);
    validateNumber(timeout, 'options.timeout', 0, 2 ** 31 - 1);
    return poll(condition, interval, timeout);
  }
}

function poll(condition, interval, timeout) {
  const { setTimeout, clearTimeout } = require('timers');
  const { promise, resolve, reject } = Promise.withResolvers();
  const none = Symbol('none');
  let cause = none, poller;
  const done = (settle, value) => {
    clearTimeout(limit);
    clearTimeout(poller);
    settle(value);
  };
  const limit = setTimeout(() => {
    const err = new Error('waitFor() timed out');
    if (cause !== none) err.cause = cause;
    done(reject, err);
  }, timeout);
  const attempt = async () => {
    try {
      done(resolve, await condition());
    } catch (err) {
      cause = err;
      poller = setTimeout(attempt, interval);
    }
  };
  attempt();
  return promise;
}

class SuiteContext {
  #suite;

  constructor(suite) {
    this.#suite = suite;
  }

  get signal() {
    return this.#suite.signal;
  }

  get name() {
    return this.#suite.name;
  }

  get filePath() {
    return this.#suite.entryFile;
  }

  get fullName() {
    return this.#suite.fullName();
  }
}

module.exports = { SuiteContext, TestContext };
