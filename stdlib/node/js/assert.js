'use strict';

// https://nodejs.org/api/assert.html

const { inspect } = internalBinding('util');
const { codes } = require('internal/errors');

const operators = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:', strictEqual: 'Expected values to be strictly equal:',
  deepEqual: 'Expected values to be loosely deep-equal:', notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:', notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
};

function messageOf({ actual, expected, operator }) {
  const a = inspect(actual), b = inspect(expected);
  const title = operators[operator];
  if (title === undefined) return `${a} ${operator} ${b}`;
  if (operator.startsWith('not')) return `${title}${a.includes('\n') ? '\n\n' : ' '}${a}`;
  if (operator === 'deepEqual') return `${title}\n\n${a}\n\nshould loosely deep-equal\n\n${b}`;
  if (!a.includes('\n') && !b.includes('\n') && operator === 'strictEqual') return `${title}\n\n${a} !== ${b}\n`;
  return `${title}\n+ actual - expected\n\n+ ${a.replaceAll('\n', '\n+ ')}\n- ${b.replaceAll('\n', '\n- ')}\n`;
}

class AssertionError extends Error {
  constructor(options) {
    const { message, actual, expected, operator, stackStartFn } = options;
    super(message != null ? String(message) : messageOf(options));
    this.generatedMessage = message == null;
    Object.defineProperty(this, 'name', { value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true });
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Error.captureStackTrace(this, stackStartFn);
    this.stack;
    this.name = 'AssertionError';
  }
  toString() { return `${this.name} [${this.code}]: ${this.message}`; }
}

function fail(options) {
  if (options.message instanceof Error) throw options.message;
  throw new AssertionError(options);
}

function isDeepEqual(a, b, strict, seen = []) {
  if (strict ? Object.is(a, b) : a == b || (a !== a && b !== b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  seen = [...seen, [a, b]];
  const same = (x, y) => isDeepEqual(x, y, strict, seen);
  if (a instanceof Date && b instanceof Date && a.getTime() !== b.getTime()) return false;
  if (a instanceof RegExp && b instanceof RegExp && (String(a) !== String(b) || a.lastIndex !== b.lastIndex)) return false;
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name || !same(a.cause, b.cause))) return false;
  if (a instanceof Number || a instanceof String || a instanceof Boolean || a instanceof BigInt || a instanceof Symbol) {
    if (!Object.is(a.valueOf(), b.valueOf())) return false;
  }
  if (a instanceof Set || a instanceof Map) {
    if (a.size !== b.size) return false;
    const rest = [...b];
    for (const item of a) {
      const i = rest.findIndex((r) => same(item, r));
      if (i < 0) return false;
      rest.splice(i, 1);
    }
  }
  const keysOf = (o) => strict ? Reflect.ownKeys(o).filter((k) => Object.prototype.propertyIsEnumerable.call(o, k)) : Object.keys(o);
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return false;
  return keys.every((k) => Object.prototype.propertyIsEnumerable.call(b, k) && same(a[k], b[k]));
}

function assert(...args) {
  check(args, assert);
}

function check(args, stackStartFn) {
  if (args[0]) return;
  const message = args.length === 0 ? 'No value argument passed to `assert.ok()`' : args[1];
  fail({ actual: args[0], expected: true, message: message ?? 'The expression evaluated to a falsy value', operator: '==', stackStartFn });
}

function compare(name, operator, test) {
  assert[name] = {
    [name](actual, expected, message) {
      if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('actual', 'expected');
      if (!test(actual, expected)) fail({ actual, expected, message, operator, stackStartFn: assert[name] });
    },
  }[name];
}

assert.ok = function ok(...args) { check(args, ok); };
compare('equal', '==', (a, b) => a == b || (a !== a && b !== b));
compare('notEqual', '!=', (a, b) => !(a == b || (a !== a && b !== b)));
compare('strictEqual', 'strictEqual', Object.is);
compare('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b));
compare('deepEqual', 'deepEqual', (a, b) => isDeepEqual(a, b, false));
compare('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b, false));
compare('deepStrictEqual', 'deepStrictEqual', (a, b) => isDeepEqual(a, b, true));
compare('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepEqual(a, b, true));

assert.fail = function fail_(message = 'Failed') {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, operator: 'fail', stackStartFn: fail_ });
};

// Whether what was thrown is what was expected: a class, a function, a pattern or an object.
function expectedException(err, expected, message, fn) {
  if (expected === undefined) return;
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && err instanceof expected) return;
    if (Error.isPrototypeOf(expected) || expected === Error) throw err;
    if (expected.call({}, err) === true) return;
    fail({ actual: err, expected, message: message ?? 'The validation function is expected to return "true".', operator: fn.name, stackStartFn: fn });
  }
  if (expected instanceof RegExp) {
    if (expected.test(String(err))) return;
    fail({ actual: err, expected, message: message ?? `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(err))}\n`, operator: fn.name, stackStartFn: fn });
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  for (const k of keys) {
    const ok = expected[k] instanceof RegExp && typeof err[k] === 'string' ? expected[k].test(err[k]) : isDeepEqual(err[k], expected[k], true);
    if (!ok) fail({ actual: err, expected, message, operator: fn.name, stackStartFn: fn });
  }
}

assert.throws = function throws(block, expected, message) {
  if (typeof block !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', 'Function', block);
  if (typeof expected === 'string') [expected, message] = [undefined, expected];
  try {
    block();
  } catch (err) {
    expectedException(err, expected, message, throws);
    return;
  }
  const name = expected?.name ? ` (${expected.name})` : '';
  fail({ actual: undefined, expected, message: `Missing expected exception${name}${message ? `: ${message}` : '.'}`, operator: 'throws', stackStartFn: throws });
};

assert.doesNotThrow = function doesNotThrow(block, expected, message) {
  try {
    block();
  } catch (err) {
    fail({ actual: err, expected, message: `Got unwanted exception.\nActual message: "${err?.message}"`, operator: 'doesNotThrow', stackStartFn: doesNotThrow });
  }
};

assert.rejects = async function rejects(promise, expected, message) {
  if (typeof expected === 'string') [expected, message] = [undefined, expected];
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (err) {
    expectedException(err, expected, message, rejects);
    return;
  }
  const name = expected?.name ? ` (${expected.name})` : '';
  fail({ actual: undefined, expected, message: `Missing expected rejection${name}${message ? `: ${message}` : '.'}`, operator: 'rejects', stackStartFn: rejects });
};

assert.doesNotReject = async function doesNotReject(promise, expected, message) {
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (err) {
    fail({ actual: err, expected, message: `Got unwanted rejection.\nActual message: "${err?.message}"`, operator: 'doesNotReject', stackStartFn: doesNotReject });
  }
};

assert.ifError = function ifError(value) {
  if (value === null || value === undefined) return;
  fail({ actual: value, expected: null, message: `ifError got unwanted exception: ${value?.message ?? inspect(value)}`, operator: 'ifError', stackStartFn: ifError });
};

assert.match = function match(string, regexp, message) {
  if (typeof string === 'string' && regexp.test(string)) return;
  fail({ actual: string, expected: regexp, message: message ?? `The input did not match the regular expression ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`, operator: 'match', stackStartFn: match });
};

assert.doesNotMatch = function doesNotMatch(string, regexp, message) {
  if (typeof string === 'string' && !regexp.test(string)) return;
  fail({ actual: string, expected: regexp, message: message ?? `The input was expected to not match the regular expression ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`, operator: 'doesNotMatch', stackStartFn: doesNotMatch });
};

assert.AssertionError = AssertionError;
assert.strict = Object.assign((...args) => check(args, assert.strict), assert, {
  equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
Object.defineProperty(assert, 'isDeepEqual', { value: isDeepEqual });

module.exports = assert;
