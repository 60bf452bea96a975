'use strict';

// https://nodejs.org/api/assert.html

const { inspect } = internalBinding('util');
const { codes } = require('internal/errors');
const { validateFunction, validateOneOf } = require('internal/validators');
const { isPromise, isRegExp, isNativeError } = require('util/types');
const comparisons = require('internal/util/comparisons');
const { AssertionError } = require('internal/assert/assertion_error');
const {
  ERR_AMBIGUOUS_ARGUMENT, ERR_CONSTRUCT_CALL_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE,
  ERR_MISSING_ARGS,
} = codes;

const kOptions = Symbol('options');
const NO_EXCEPTION = {};
const isError = (v) => isNativeError(v) || v instanceof Error;

// What options an assertion has: those of its Assert, the usual ones elsewhere.
const optionsOf = (self) => self?.[kOptions];

function innerFail(self, options) {
  if (isError(options.message)) throw options.message;
  const diff = optionsOf(self)?.diff;
  if (diff !== undefined) options.diff = diff;
  if (typeof options.message === 'function') options.message = lazyMessage(options);
  throw new AssertionError(options);
}

// A message that is made when the assertion fails.
function lazyMessage({ message, actual, expected }) {
  const text = message(actual, expected);
  return typeof text === 'string' ? text : undefined;
}

function needTwo(args) {
  if (args.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected');
}

function innerOk(self, fn, args) {
  if (args[0]) return;
  const [value, message] = args;
  let generated = false, text = message;
  if (args.length === 0) {
    generated = true;
    text = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    generated = true;
    const call = require('internal/assert/source').callText(fn);
    text = call === undefined ? undefined : `The expression evaluated to a falsy value:\n\n  ${call}\n`;
  } else if (isError(message)) throw message;
  else if (typeof message === 'function') text = lazyMessage({ message, actual: value, expected: true });
  const err = new AssertionError({
    actual: value, expected: true, message: text, operator: '==', stackStartFn: fn, ...(optionsOf(self)?.diff && { diff: optionsOf(self).diff }),
  });
  err.generatedMessage = generated;
  throw err;
}

function Assert(options) {
  if (!new.target) throw new ERR_CONSTRUCT_CALL_REQUIRED('Assert');
  options = { __proto__: null, strict: true, skipPrototype: false, ...options };
  if (options.diff !== undefined) validateOneOf(options.diff, 'options.diff', ['simple', 'full']);
  this.AssertionError = AssertionError;
  Object.defineProperty(this, kOptions, { value: options, enumerable: false, configurable: false, writable: false });
  if (options.strict) {
    this.equal = this.strictEqual;
    this.deepEqual = this.deepStrictEqual;
    this.notEqual = this.notStrictEqual;
    this.notDeepEqual = this.notDeepStrictEqual;
  }
}

// The functions are those of assert and, as methods, of Assert: enumerable in
// the order of the documentation.
const methods = Assert.prototype;

methods.fail = function fail(message) {
  if (isError(message)) throw message;
  const err = new AssertionError({
    operator: 'fail', stackStartFn: fail, message: message ?? 'Failed', ...(optionsOf(this)?.diff && { diff: optionsOf(this).diff }),
  });
  err.generatedMessage = message === undefined;
  throw err;
};

methods.ok = function ok(...args) {
  innerOk(this, ok, args);
};

// An assertion about two values.
function comparison(name, operator, test) {
  methods[name] = function(actual, expected, message) {
    needTwo(arguments);
    if (test(actual, expected, this)) return;
    innerFail(this, { actual, expected, message, operator, stackStartFn: methods[name] });
  };
  Object.defineProperty(methods[name], 'name', { value: name, configurable: true });
}

// eslint-disable-next-line eqeqeq
const looselyEqual = (a, b) => a == b || (a !== a && b !== b);
const skips = (self) => optionsOf(self)?.skipPrototype;

comparison('equal', '==', looselyEqual);
comparison('notEqual', '!=', (a, b) => !looselyEqual(a, b));
comparison('deepEqual', 'deepEqual', (a, b) => comparisons.isDeepEqual(a, b));
comparison('notDeepEqual', 'notDeepEqual', (a, b) => !comparisons.isDeepEqual(a, b));
comparison('deepStrictEqual', 'deepStrictEqual', (a, b, self) => comparisons.isDeepStrictEqual(a, b, skips(self)));
comparison('notDeepStrictEqual', 'notDeepStrictEqual', (a, b, self) => !comparisons.isDeepStrictEqual(a, b, skips(self)));
comparison('strictEqual', 'strictEqual', (a, b) => Object.is(a, b));
comparison('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b));
comparison('partialDeepStrictEqual', 'partialDeepStrictEqual', (a, b) => comparisons.isPartialStrictEqual(a, b));

// What is compared of an error that was thrown, for the message.
class Comparison {
  constructor(obj, keys, actual) {
    for (const key of keys) {
      if (!(key in obj)) continue;
      if (actual !== undefined && typeof actual[key] === 'string' && isRegExp(obj[key]) && obj[key].exec(actual[key]) !== null) {
        this[key] = actual[key];
      } else this[key] = obj[key];
    }
  }
}

function compareKey(self, actual, expected, key, message, keys, fn) {
  if (key in actual && comparisons.isDeepStrictEqual(actual[key], expected[key])) return;
  if (message) innerFail(self, { actual, expected, message, operator: fn.name, stackStartFn: fn });
  const a = new Comparison(actual, keys), b = new Comparison(expected, keys, actual);
  const diff = optionsOf(self)?.diff;
  const err = new AssertionError({ actual: a, expected: b, operator: 'deepStrictEqual', stackStartFn: fn, ...(diff && { diff }) });
  err.actual = actual;
  err.expected = expected;
  err.operator = fn.name;
  throw err;
}

function expectedException(self, actual, expected, message, fn) {
  let generated = false, fails = false;
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) {
      const text = String(actual);
      if (expected.exec(text) !== null) return;
      if (!message) {
        generated = true;
        message = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
      }
      fails = true;
    } else if (typeof actual !== 'object' || actual === null) {
      const diff = optionsOf(self)?.diff;
      const err = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn, ...(diff && { diff }) });
      err.operator = fn.name;
      throw err;
    } else {
      const keys = Object.keys(expected);
      if (expected instanceof Error) keys.push('name', 'message');
      else if (keys.length === 0) throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
      for (const key of keys) {
        if (typeof actual[key] === 'string' && isRegExp(expected[key]) && expected[key].exec(actual[key]) !== null) continue;
        compareKey(self, actual, expected, key, message, keys, fn);
      }
      return;
    }
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return;
  } else if (Object.prototype.isPrototypeOf.call(Error, expected) || expected === Error) {
    if (!message) {
      generated = true;
      message = `The error is expected to be an instance of "${expected.name}". Received `;
      if (isError(actual) && (actual.constructor?.name || actual.name) === expected.name) {
        message = `The error is expected to be an instance of "${expected.name}". Received an error with identical name but a different prototype.`;
      } else if (isError(actual)) message += `"${actual.constructor?.name || actual.name}"`;
      else message += `"${inspect(actual, { depth: -1 })}"`;
    }
    fails = true;
    if (generated && isError(actual)) message += `\n\nError message:\n\n${actual.message}`;
  } else {
    const result = Reflect.apply(expected, {}, [actual]);
    if (result !== true) {
      if (!message) {
        generated = true;
        const name = expected.name ? `"${expected.name}" ` : '';
        message = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
        if (isError(actual) && (actual.constructor?.name || actual.name) === expected.name) {
        message = `The error is expected to be an instance of "${expected.name}". Received an error with identical name but a different prototype.`;
      } else if (isError(actual)) message += `\n\nCaught error:\n\n${actual}`;
      }
      fails = true;
    }
  }
  if (!fails) return;
  if (isError(message)) throw message;
  const err = new AssertionError({ actual, expected, message: typeof message === 'function' ? lazyMessage({ message, actual, expected }) : message, operator: fn.name, stackStartFn: fn });
  err.generatedMessage = generated;
  throw err;
}

function thrownBy(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (err) {
    return err;
  }
  return NO_EXCEPTION;
}

const isThenable = (v) => isPromise(v) || (v !== null && typeof v === 'object' && typeof v.then === 'function' && typeof v.catch === 'function');

async function rejectedBy(promiseFn) {
  let promise;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isThenable(promise)) throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (isThenable(promiseFn)) promise = promiseFn;
  else throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  try {
    await promise;
  } catch (err) {
    return err;
  }
  return NO_EXCEPTION;
}

function expectsError(self, fn, actual, error, message, count) {
  if (typeof error === 'string') {
    if (count === 3) throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], error);
    if (typeof actual === 'object' && actual !== null) {
      if (actual.message === error) {
        throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The error message "${actual.message}" is identical to the message.`);
      }
    } else if (actual === error) {
      throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `The error "${actual}" is identical to the message.`);
    }
    message = error;
    error = undefined;
  } else if (error != null && typeof error !== 'object' && typeof error !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], error);
  }
  if (actual === NO_EXCEPTION) {
    let details = '';
    if (error?.name) details += ` (${error.name})`;
    details += message ? `: ${message}` : '.';
    const what = fn === methods.rejects ? 'rejection' : 'exception';
    innerFail(self, {
      actual: undefined, expected: error, operator: fn.name, message: `Missing expected ${what}${details}`, stackStartFn: fn,
    });
  }
  if (error) expectedException(self, actual, error, message, fn);
}

function matchesError(actual, expected) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return expected.exec(String(actual)) !== null;
    throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

function expectsNoError(self, fn, actual, error, message) {
  if (actual === NO_EXCEPTION) return;
  if (typeof error === 'string') {
    message = error;
    error = undefined;
  }
  if (!error || matchesError(actual, error)) {
    const what = fn === methods.doesNotReject ? 'rejection' : 'exception';
    innerFail(self, {
      actual, expected: error, operator: fn.name, stackStartFn: fn,
      message: `Got unwanted ${what}${message ? `: ${message}` : '.'}\nActual message: "${actual?.message}"`,
    });
  }
  throw actual;
}

methods.throws = function throws(fn, ...args) {
  expectsError(this, throws, thrownBy(fn), args[0], args[1], args.length + 1);
};
methods.rejects = async function rejects(promiseFn, ...args) {
  expectsError(this, rejects, await rejectedBy(promiseFn), args[0], args[1], args.length + 1);
};
methods.doesNotThrow = function doesNotThrow(fn, ...args) {
  expectsNoError(this, doesNotThrow, thrownBy(fn), ...args);
};
methods.doesNotReject = async function doesNotReject(fn, ...args) {
  expectsNoError(this, doesNotReject, await rejectedBy(fn), ...args);
};

methods.ifError = function ifError(err) {
  if (err === null || err === undefined) return;
  let message = 'ifError got unwanted exception: ';
  if (typeof err === 'object' && typeof err.message === 'string') {
    message += err.message.length === 0 && err.constructor ? err.constructor.name : err.message;
  } else message += inspect(err);
  const wrapped = new AssertionError({ actual: err, expected: null, operator: 'ifError', message, stackStartFn: ifError });
  // The frames of the error come before those that both have.
  const original = err.stack;
  if (typeof original === 'string') {
    const begin = original.indexOf('\n    at');
    if (begin !== -1) {
      const frames = original.slice(begin + 1).split('\n');
      let own = wrapped.stack.split('\n');
      for (const frame of frames) {
        const at = own.indexOf(frame);
        if (at !== -1) {
          own = own.slice(0, at);
          break;
        }
      }
      wrapped.stack = `${own.join('\n')}${own.length > 0 ? '\n' : ''}${frames.join('\n')}`;
    }
  }
  wrapped.generatedMessage = true;
  throw wrapped;
};

function innerMatch(self, string, regexp, message, fn) {
  if (!isRegExp(regexp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const match = fn === methods.match;
  if (typeof string === 'string' && (regexp.exec(string) !== null) === match) return;
  if (isError(message)) throw message;
  const generated = !message;
  if (typeof message === 'function') message = lazyMessage({ message, actual: string, expected: regexp });
  message ||= typeof string !== 'string' ?
    `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})` :
    (match ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression ') +
      `${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
  const diff = optionsOf(self)?.diff;
  const err = new AssertionError({ actual: string, expected: regexp, message, operator: fn.name, stackStartFn: fn, ...(diff && { diff }) });
  err.generatedMessage = generated;
  throw err;
}

methods.match = function match(string, regexp, message) {
  innerMatch(this, string, regexp, message, match);
};
methods.doesNotMatch = function doesNotMatch(string, regexp, message) {
  innerMatch(this, string, regexp, message, doesNotMatch);
};

function assert(...args) {
  innerOk(undefined, assert, args);
}

const names = [
  'ok', 'fail', 'equal', 'notEqual', 'deepEqual', 'notDeepEqual', 'deepStrictEqual', 'notDeepStrictEqual', 'strictEqual',
  'notStrictEqual', 'partialDeepStrictEqual', 'match', 'doesNotMatch', 'throws', 'rejects', 'doesNotThrow', 'doesNotReject', 'ifError',
];
assert.AssertionError = AssertionError;
for (const name of names) assert[name] = methods[name];

function strict(...args) {
  innerOk(undefined, strict, args);
}
assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.Assert = Assert;
assert.strict.strict = assert.strict;
assert.Assert = Assert;
for (const key of Object.keys(methods)) Object.defineProperty(methods, key, { enumerable: false });

module.exports = assert;
