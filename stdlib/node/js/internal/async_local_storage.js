'use strict';

// AsyncLocalStorage: stores are in a map, the asynchronous context, which is never
// changed but replaced by another.

const { context, setContext } = internalBinding('async_wrap');
const { AsyncResource } = require('internal/async_hooks');
const { validateObject } = require('internal/validators');

class AsyncContextFrame extends Map {
  constructor(storage, value) {
    super(context());
    this.set(storage, value);
  }
}

class AsyncLocalStorage {
  #defaultValue;
  #name;

  constructor(options = {}) {
    validateObject(options, 'options');
    this.#defaultValue = options.defaultValue;
    if (options.name !== undefined) this.#name = `${options.name}`;
  }

  get name() { return this.#name || ''; }

  static bind(fn) {
    return AsyncResource.bind(fn);
  }

  static snapshot() {
    return AsyncResource.bind((fn, ...args) => fn(...args));
  }

  disable() {
    context()?.delete(this);
  }

  enterWith(data) {
    setContext(new AsyncContextFrame(this, data));
  }

  run(data, fn, ...args) {
    const prior = this.getStore();
    if (Object.is(prior, data)) return Reflect.apply(fn, null, args);
    const outer = setContext(new AsyncContextFrame(this, data));
    try {
      return Reflect.apply(fn, null, args);
    } finally {
      setContext(outer);
    }
  }

  exit(fn, ...args) {
    return this.run(undefined, fn, ...args);
  }

  getStore() {
    const frame = context();
    return frame?.has(this) ? frame.get(this) : this.#defaultValue;
  }
}

module.exports = { AsyncLocalStorage };
