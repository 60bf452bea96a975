'use strict';

// Hooks: before, after, beforeEach and afterEach. A hook is a test that nobody
// reports.

const { Test } = require('internal/test_runner/test');
const { isTestFailure, kHookFailure } = require('internal/test_runner/failure');

class TestHook extends Test {
  #args;
  #owner;

  constructor(fn, { loc, parent, hookType, timeout, signal }) {
    super({ __proto__: null, fn, loc, timeout, signal });
    this.#owner = parent;
    this.hookType = hookType;
    // What a hook starts and what is logged goes to the test it belongs to.
    this.root = parent.root;
    this.config = parent.config;
    this.reporter = parent.reporter;
  }

  run(args) {
    if (this.error !== null) this.#again();
    this.#args = args;
    return super.run();
  }

  // A hook that failed runs again for the next test.
  #again() {
    this.error = null;
    this.passed = false;
    this.cancelled = false;
    this.renewSignal();
  }

  getRunArgs() {
    return this.#args;
  }

  willBeFiltered() {
    return false;
  }

  // Failures of the root's after hooks are reported here: no test would.
  postRun() {
    const { error, loc } = this;
    const owner = this.#owner;
    if (error === null || owner.parent !== null || this.hookType !== 'after') return;
    if (isTestFailure(error)) error.failureType = kHookFailure;
    this.endTime ??= process.hrtime();
    owner.reporter.fail(0, loc, owner.subtests.length + 1, loc?.file, { __proto__: null, duration_ms: this.duration(), error }, undefined);
  }
}

module.exports = { TestHook };
