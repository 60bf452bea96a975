'use strict';

// Mocks of functions, methods, properties and modules
// (https://nodejs.org/api/test.html#class-mocktracker).

const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');

const noop = function() {};

function validateKey(value, name) {
  if (typeof value !== 'string' && typeof value !== 'symbol') throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'symbol'], value);
}

function validateTimes(value, name) {
  if (value !== Infinity) validateInteger(value, name, 1);
}

function findProperty(object, name) {
  for (let o = object; o !== null; o = Object.getPrototypeOf(o)) {
    const descriptor = Object.getOwnPropertyDescriptor(o, name);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

const kTrack = Symbol('track');
const kNext = Symbol('next');

class MockFunctionContext {
  #calls = [];
  #once = new Map();
  #implementation;
  #original;
  #times;
  #restore;

  constructor(original, implementation, times, restore) {
    this.#original = original;
    this.#implementation = implementation;
    this.#times = times;
    this.#restore = restore;
  }

  get calls() {
    return [...this.#calls];
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall) {
    validateFunction(implementation, 'implementation');
    const next = this.#calls.length;
    const call = onCall ?? next;
    validateInteger(call, 'onCall', next);
    this.#once.set(call, implementation);
  }

  restore() {
    this.#implementation = this.#original;
    this.#once.clear();
    this.#restore?.();
  }

  resetCalls() {
    this.#calls = [];
  }

  [kTrack](call) {
    this.#calls.push(call);
  }

  // What the next call runs; after so many times the mock is no more.
  [kNext]() {
    const n = this.#calls.length;
    const once = this.#once.get(n);
    const fn = once ?? this.#implementation;
    if (once !== undefined) this.#once.delete(n);
    if (n + 1 === this.#times) this.restore();
    return fn;
  }
}

function mockOf(ctx, original) {
  return new Proxy(original, {
    __proto__: null,
    apply(_, thisArg, args) {
      const fn = ctx[kNext]();
      let result, error;
      try {
        result = Reflect.apply(fn, thisArg, args);
        return result;
      } catch (err) {
        error = err;
        throw err;
      } finally {
        ctx[kTrack]({ arguments: args, error, result, stack: new Error(), target: undefined, this: thisArg });
      }
    },
    construct(target, args, newTarget) {
      const fn = ctx[kNext]();
      let result, error;
      try {
        result = Reflect.construct(fn, args, newTarget);
        return result;
      } catch (err) {
        error = err;
        throw err;
      } finally {
        ctx[kTrack]({ arguments: args, error, result, stack: new Error(), target, this: result });
      }
    },
    get(target, key, receiver) {
      return key === 'mock' ? ctx : Reflect.get(target, key, receiver);
    },
  });
}

class MockPropertyContext {
  #object;
  #name;
  #value;
  #original;
  #descriptor;
  #accesses = [];
  #once = new Map();

  constructor(object, name, ...value) {
    this.#object = object;
    this.#name = name;
    this.#descriptor = findProperty(object, name);
    if (this.#descriptor === undefined) {
      throw new codes.ERR_INVALID_ARG_VALUE('propertyName', name, 'is not a property of the object');
    }
    this.#original = object[name];
    this.#value = value.length > 0 ? value[0] : this.#original;
    const { configurable, enumerable } = this.#descriptor;
    Object.defineProperty(object, name, {
      __proto__: null, configurable, enumerable,
      get: () => {
        const next = this.#next(this.#value);
        this.#accesses.push({ type: 'get', value: next, stack: new Error() });
        return next;
      },
      set: this.mockImplementation.bind(this),
    });
  }

  get accesses() {
    return [...this.#accesses];
  }

  accessCount() {
    return this.#accesses.length;
  }

  mockImplementation(value) {
    if (!this.#descriptor.writable && this.#descriptor.set === undefined) {
      throw new codes.ERR_INVALID_ARG_VALUE('propertyName', this.#name, 'cannot be set');
    }
    const next = this.#next(value);
    this.#accesses.push({ type: 'set', value: next, stack: new Error() });
    this.#value = next;
  }

  #next(value) {
    const n = this.#accesses.length;
    if (!this.#once.has(n)) return value;
    const once = this.#once.get(n);
    this.#once.delete(n);
    return once;
  }

  mockImplementationOnce(value, onAccess) {
    const next = this.#accesses.length;
    const access = onAccess ?? next;
    validateInteger(access, 'onAccess', next);
    this.#once.set(access, value);
  }

  resetAccesses() {
    this.#accesses = [];
  }

  restore() {
    Object.defineProperty(this.#object, this.#name, { __proto__: null, ...this.#descriptor, value: this.#original });
  }
}

class MockTracker {
  #mocks = [];
  #timers;

  get timers() {
    this.#timers ??= new (require('internal/test_runner/mock_timers').MockTimers)();
    return this.#timers;
  }

  fn(original = function() {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') {
      options = original;
      original = function() {};
      implementation = original;
    } else if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = original;
    }
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { times = Infinity } = options;
    validateTimes(times, 'options.times');
    return this.#mock(new MockFunctionContext(original, implementation, times), original);
  }

  #mock(ctx, original) {
    this.#mocks.push(ctx);
    return mockOf(ctx, original);
  }

  method(objectOrFunction, methodName, implementation = noop, options = {}) {
    validateKey(methodName, 'methodName');
    if (typeof objectOrFunction !== 'function') validateObject(objectOrFunction, 'object');
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = noop;
    }
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { getter = false, setter = false, times = Infinity } = options;
    validateBoolean(getter, 'options.getter');
    validateBoolean(setter, 'options.setter');
    validateTimes(times, 'options.times');
    if (setter && getter) throw new codes.ERR_INVALID_ARG_VALUE('options.setter', setter, "cannot be used with 'options.getter'");
    const descriptor = findProperty(objectOrFunction, methodName);
    const part = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[part];
    if (typeof original !== 'function') throw new codes.ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    const { configurable, enumerable, writable } = descriptor;
    const ctx = new MockFunctionContext(original, implementation === noop ? original : implementation, times, () => {
      Object.defineProperty(objectOrFunction, methodName, descriptor);
    });
    const mock = this.#mock(ctx, original);
    const replaced = { __proto__: null, configurable, enumerable };
    if (part === 'value') {
      replaced.writable = writable;
    } else {
      replaced.get = descriptor.get;
      replaced.set = descriptor.set;
    }
    replaced[part] = mock;
    Object.defineProperty(objectOrFunction, methodName, replaced);
    return mock;
  }

  getter(object, methodName, implementation = noop, options = {}) {
    return this.#accessor('getter', object, methodName, implementation, options);
  }

  setter(object, methodName, implementation = noop, options = {}) {
    return this.#accessor('setter', object, methodName, implementation, options);
  }

  #accessor(kind, object, methodName, implementation, options) {
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = noop;
    } else {
      validateObject(options, 'options');
    }
    const { [kind]: flag = true } = options;
    if (flag === false) throw new codes.ERR_INVALID_ARG_VALUE(`options.${kind}`, flag, 'cannot be false');
    return this.method(object, methodName, implementation, { ...options, [kind]: flag });
  }

  property(object, propertyName, value) {
    validateObject(object, 'object');
    validateKey(propertyName, 'propertyName');
    const ctx = arguments.length > 2 ? new MockPropertyContext(object, propertyName, value) : new MockPropertyContext(object, propertyName);
    this.#mocks.push(ctx);
    return new Proxy(object, {
      __proto__: null,
      get: (target, key, receiver) => (key === 'mock' ? ctx : Reflect.get(target, key, receiver)),
    });
  }

  reset() {
    this.restoreAll();
    this.#timers?.reset();
    this.#mocks = [];
  }

  restoreAll() {
    for (const ctx of this.#mocks) ctx.restore();
  }
}

if (internalBinding('options').get('--experimental-test-module-mocks') === true) {
  // Modules can be mocked only where the command line asks for it.
  Object.defineProperty(MockTracker.prototype, 'module', {
    __proto__: null, configurable: true, writable: true,
    value: function module(specifier, options = {}) {
      throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('mock.module');
    },
  });
}

module.exports = { MockTracker };
