'use strict';

// What ends a test from without: its timeout and its signal.

const { codes, AbortError } = require('internal/errors');
const { kTimeout } = require('internal/test_runner/failure');

// The clock of the tests is not what a program mocks.
const { setTimeout, clearTimeout } = require('timers');

class Deadline {
  #promise;
  #reject;
  #timer;
  #signal;
  #onAbort = () => this.#reject(new AbortError(undefined, { cause: this.#signal.reason }));

  constructor(timeout, signal) {
    this.#promise = new Promise((resolve, reject) => { this.#reject = reject; });
    this.#promise.catch(() => {});
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort, { __proto__: null, once: true });
    if (timeout === Infinity) return;
    this.#timer = setTimeout(() => {
      this.#reject(new codes.ERR_TEST_FAILURE(`test timed out after ${timeout}ms`, kTimeout));
    }, timeout);
    this.#timer.unref();
  }

  race(promise) {
    return Promise.race([promise, this.#promise]);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}

module.exports = { Deadline };
