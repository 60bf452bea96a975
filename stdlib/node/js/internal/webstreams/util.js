'use strict';

// What all streams of the standard share (https://streams.spec.whatwg.org/).

const { codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;

// Programs may replace Promise.prototype.then: these are the language's.
const NativePromise = Promise;
const uncurry = Function.prototype.call;
const then = uncurry.bind(Promise.prototype.then);
const resolved = (value) => new NativePromise((resolve) => resolve(value));
const rejected = (reason) => NativePromise.reject(reason);
const noop = () => {};

const kInspect = Symbol.for('nodejs.util.inspect.custom');

// handled marks a promise: nobody has to look at its rejection.
function handled(promise) {
  then(promise, undefined, noop);
  return promise;
}

// Deferred is a promise to settle later, whose state can be asked.
class Deferred {
  constructor() {
    this.pending = true;
    this.promise = new NativePromise((resolve, reject) => {
      this.res = resolve;
      this.rej = reject;
    });
  }

  resolve(value) {
    this.pending = false;
    this.res(value);
  }

  reject(reason) {
    this.pending = false;
    this.rej(reason);
  }

  static resolved(value) {
    const d = new Deferred();
    d.resolve(value);
    return d;
  }

  static rejected(reason) {
    const d = new Deferred();
    d.reject(reason);
    handled(d.promise);
    return d;
  }
}

// invoke calls a function of the program that returns a promise.
function invoke(fn, self, ...args) {
  try {
    return resolved(Reflect.apply(fn, self, args));
  } catch (err) {
    return rejected(err);
  }
}

function invalidState(text) {
  return new codes.ERR_INVALID_STATE.TypeError(text);
}

// Queue is a queue with sizes (8.1).
class Queue {
  #items = [];
  #head = 0;
  size = 0;

  get length() {
    return this.#items.length - this.#head;
  }

  push(value, size = 0) {
    this.#items.push({ value, size });
    this.size += size;
  }

  shift() {
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 64 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    // Sums of floating-point numbers may fall below zero.
    this.size = Math.max(this.size - item.size, 0);
    return item.value;
  }

  peek() {
    return this.#items[this.#head].value;
  }

  reset() {
    this.#items = [];
    this.#head = 0;
    this.size = 0;
  }
}

// enqueueWithSize checks the size that a program's function gave.
function checkSize(size) {
  const n = Number(size);
  if (!(n >= 0) || n === Infinity) throw new ERR_INVALID_ARG_VALUE.RangeError('size', size);
  return n;
}

function dictionary(value, name) {
  if (value === undefined) return {};
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) throw new ERR_INVALID_ARG_TYPE(name, 'object', value);
  return value;
}

// optional dictionaries may be null as well.
function options(value, name = 'options') {
  return value === null ? {} : dictionary(value, name);
}

// member is a function of a dictionary.
function member(dict, key, name) {
  const fn = dict[key];
  if (fn !== undefined && typeof fn !== 'function') throw new ERR_INVALID_ARG_TYPE(`${name}.${key}`, 'function', fn);
  return fn;
}

// strategyOf reads a queuing strategy: its size function and its high-water mark.
function strategyOf(strategy, defaultMark) {
  const dict = dictionary(strategy === null ? undefined : strategy, 'strategy');
  const mark = dict.highWaterMark;
  const number = mark === undefined ? defaultMark : Number(mark);
  const size = member(dict, 'size', 'strategy');
  return {
    size: size === undefined ? () => 1 : (chunk) => size(chunk),
    hasSize: size !== undefined,
    sizeFunction: size,
    highWaterMark: number,
    check() {
      if (!(this.highWaterMark >= 0)) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', mark);
    },
  };
}

// inspector gives a class the look of its public state.
function inspector(name, fields) {
  return function inspectStream(depth, opts, inspect) {
    if (this === undefined || this === null) throw new codes.ERR_INVALID_THIS(name);
    if (depth < 0) return this;
    const o = {};
    for (const key in fields) o[key] = fields[key](this);
    return `${name} ${inspect(o, { ...opts, depth: opts.depth == null ? null : opts.depth - 1 })}`;
  };
}

// finish makes the members of a class enumerable, as those of Web APIs are.
function finish(Class, { inspect, names = Object.getOwnPropertyNames(Class.prototype) }) {
  for (const name of names) {
    if (name !== 'constructor') Object.defineProperty(Class.prototype, name, { __proto__: null, enumerable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: Class.name });
  if (inspect) {
    Object.defineProperty(Class.prototype, kInspect, {
      __proto__: null, configurable: true, writable: true, value: inspector(Class.name, inspect),
    });
  }
}

// closedPromise is what stream.finished waits for: it settles when the stream
// with this state is closed or errored.
function closedPromise(s) {
  if (s.whenClosed === undefined) {
    if (s.state === 'closed') s.whenClosed = Deferred.resolved();
    else if (s.state === 'errored') s.whenClosed = Deferred.rejected(s.storedError);
    else s.whenClosed = new Deferred();
    handled(s.whenClosed.promise);
  }
  return s.whenClosed;
}

// forNodeStreams gives a class what node:stream asks streams of the Web for.
function forNodeStreams(Class, stateOf, properties) {
  const { kIsClosedPromise, kControllerErrorFunction } = require('internal/streams/utils');
  const all = { ...properties, [kIsClosedPromise]: closedPromise, [kControllerErrorFunction]: (s) => (e) => s.controller.errorIfNeeded(e) };
  for (const key of Reflect.ownKeys(all)) {
    Object.defineProperty(Class.prototype, key, {
      __proto__: null, configurable: true,
      get() {
        const s = stateOf(this);
        if (s === undefined) throw new codes.ERR_INVALID_THIS(Class.name);
        return all[key](s);
      },
    });
  }
}

// kInternal lets this package make objects that programs cannot.
const kInternal = Symbol('internal');

function illegal(token) {
  if (token !== kInternal) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
}

module.exports = {
  Deferred, NativePromise, Queue,
  checkSize, dictionary, finish, forNodeStreams, handled, illegal, invalidState, invoke, kInternal, member, noop, options, rejected, resolved, strategyOf, then,
};
