'use strict';

// t.assert: the functions of assert, counted by the test's plan, snapshots, and
// what programs register.

const assert = require('assert');
const { validateFunction, validateString } = require('internal/validators');

const excluded = new Set(['AssertionError', 'strict', 'Assert', 'options', 'ok']);

let registered;

// All assertions by name; they are called with the context as this.
function assertions() {
  if (registered !== undefined) return registered;
  registered = new Map();
  for (const [name, value] of Object.entries(assert)) {
    if (!excluded.has(name) && typeof value === 'function') registered.set(name, value);
  }
  const { snapshotAssertions } = require('internal/test_runner/snapshot');
  for (const [name, value] of Object.entries(snapshotAssertions)) registered.set(name, value);
  return registered;
}

function contextAssertions(test, ctx) {
  const object = { __proto__: null };
  for (const [name, fn] of assertions()) {
    object[name] = (...args) => {
      test.plan?.count();
      return Reflect.apply(fn, ctx, args);
    };
  }
  if (!assertions().has('ok')) {
    // The message shows the text of this call.
    object.ok = function ok(...args) {
      test.plan?.count();
      checkOk(ok, args);
    };
  }
  // A test is behind a context for snapshots.
  tests.set(ctx, test);
  return object;
}

// assert.ok, called by fn.
function checkOk(fn, args) {
  const [value, message] = args;
  if (value || args.length === 0 || message != null) {
    Reflect.apply(assert.ok, undefined, args);
    return;
  }
  const call = require('internal/assert/source').callText(fn);
  const err = new assert.AssertionError({
    actual: value, expected: true, operator: '==', stackStartFn: fn,
    message: call === undefined ? undefined : `The expression evaluated to a falsy value:\n\n  ${call}\n`,
  });
  err.generatedMessage = true;
  throw err;
}

const tests = new WeakMap();

function register(name, fn) {
  validateString(name, 'name');
  validateFunction(fn, 'fn');
  assertions().set(name, fn);
}

module.exports = { contextAssertions, settings: { __proto__: null, register }, testOf: (ctx) => tests.get(ctx) };
