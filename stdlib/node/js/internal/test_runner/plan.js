'use strict';

// How many assertions and subtests a test promised (t.plan).

const { codes } = require('internal/errors');
const { validateNumber, validateObject, validateUint32 } = require('internal/validators');
const { kTestCodeFailure, kTimeout } = require('internal/test_runner/failure');

const kMaxTimeout = 2 ** 31 - 1;

class TestPlan {
  #expected;
  #wait; // false, true, or milliseconds
  #timer;
  #reached;
  actual = 0;

  constructor(count, options = {}) {
    validateUint32(count, 'count');
    validateObject(options, 'options');
    this.#expected = count;
    this.#wait = options.wait ?? false;
    if (typeof options.wait === 'number') validateNumber(options.wait, 'options.wait', 0, kMaxTimeout);
    else if (options.wait !== undefined && typeof options.wait !== 'boolean') {
      throw new codes.ERR_INVALID_ARG_TYPE('options.wait', ['boolean', 'number'], options.wait);
    }
  }

  // check throws where the plan failed, or returns a promise where it may wait.
  check() {
    if (this.actual === this.#expected) return undefined;
    if (this.#wait === false) {
      throw new codes.ERR_TEST_FAILURE(`plan expected ${this.#expected} assertions but received ${this.actual}`, kTestCodeFailure);
    }
    this.#reached = Promise.withResolvers();
    if (this.#wait !== true) {
      this.#timer = setTimeout(() => {
        const text = `plan timed out after ${this.#wait}ms with ${this.actual} assertions when expecting ${this.#expected}`;
        this.#reached.reject(new codes.ERR_TEST_FAILURE(text, kTimeout));
      }, this.#wait);
    }
    return this.#reached.promise;
  }

  count() {
    this.actual++;
    if (this.#reached !== undefined && this.actual === this.#expected) {
      clearTimeout(this.#timer);
      this.#reached.resolve();
    }
  }
}

module.exports = { TestPlan };
