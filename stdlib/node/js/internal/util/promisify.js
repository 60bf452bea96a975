'use strict';

// util.promisify and util.callbackify.

const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');

const kPromisify = Symbol.for('nodejs.util.promisify.custom');
// The names of a callback's values, for functions whose promise is of an object.
const kPromisifyArgs = Symbol.for('gojs.promisifyArgs');

function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kPromisify];
  if (custom) {
    validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kPromisify, { value: custom, enumerable: false, writable: false, configurable: true });
  }
  const names = original[kPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      const result = Reflect.apply(original, this, [...args, (err, ...values) => {
        if (err) reject(err);
        else if (names !== undefined && values.length > 1) {
          resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
        } else resolve(values[0]);
      }]);
      if (types().isPromise(result)) {
        process.emitWarning('Calling promisify on a function that returns a Promise is likely a mistake.', 'DeprecationWarning', 'DEP0174');
      }
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = kPromisify;

function types() {
  return require('util/types');
}

function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    const self = this;
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(() => Reflect.apply(callback, self, [null, value])),
      (reason) => process.nextTick(() => {
        if (!reason) {
          const err = new codes.ERR_FALSY_VALUE_REJECTION();
          err.reason = reason;
          Error.captureStackTrace(err, callbackified);
          reason = err;
        }
        Reflect.apply(callback, self, [reason]);
      }));
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  for (const key of Reflect.ownKeys(descriptors)) Object.setPrototypeOf(descriptors[key], null);
  Object.defineProperties(callbackified, descriptors);
  return callbackified;
}

module.exports = { callbackify, kPromisifyArgs, promisify };
