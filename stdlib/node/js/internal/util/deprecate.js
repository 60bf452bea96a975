'use strict';

// util.deprecate: functions that warn when they are first called.

const { validateFunction, validateString } = require('internal/validators');

const warned = new Set(); // codes, each of which warns once

function deprecate(fn, message, code, modifyPrototype = true) {
  validateFunction(fn, 'fn');
  if (code !== undefined) validateString(code, 'code');
  let done = false;
  function deprecated(...args) {
    if (!done && !process.noDeprecation) {
      done = true;
      if (code === undefined || !warned.has(code)) {
        if (code !== undefined) warned.add(code);
        if (code === undefined) process.emitWarning(message, 'DeprecationWarning', undefined, deprecated);
        else process.emitWarning(message, 'DeprecationWarning', code, deprecated);
      }
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  if (modifyPrototype) {
    Object.setPrototypeOf(deprecated, fn);
    if (fn.prototype) deprecated.prototype = fn.prototype;
  }
  Object.defineProperty(deprecated, 'length', { ...Object.getOwnPropertyDescriptor(fn, 'length') });
  return deprecated;
}

module.exports = { deprecate };
