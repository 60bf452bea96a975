'use strict';

// Timers that run when a test says so
// (https://nodejs.org/api/test.html#class-mocktimers).

const nodeTimers = require('timers');
const nodePromises = require('timers/promises');
const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal, validateArray, validateNumber, validateObject } = require('internal/validators');

const kMaxTimeout = 2 ** 31 - 1;
const supported = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'scheduler.wait', 'AbortSignal.timeout'];
const kPromisify = Symbol.for('nodejs.util.promisify.custom');
const kIsDate = Symbol('date of a mock');

function validateTime(value, name) {
  validateNumber(value, name);
  if (!(value >= 0)) throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a positive integer');
}

// MockTimer is what the functions return.
class MockTimer {
  #mock;

  constructor(mock, id, at, callback, args, interval) {
    this.#mock = mock;
    this.id = id;
    this.at = at;
    this.callback = callback;
    this.args = args;
    this.interval = interval;
    this.done = false;
  }

  hasRef() {
    return true;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  refresh() {
    this.#mock.refresh(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    return this.id;
  }

  [Symbol.dispose]() {
    this.#mock.clear(this);
  }
}

// Clock is the mocked time: it moves only when it is told to.
class Clock {
  now;
  #queue = [];
  #next = 1;
  #byId = new Map();

  constructor(now) {
    this.now = now;
  }

  add(callback, delay, args, interval) {
    delay = Math.trunc(Number(delay));
    if (interval === 'immediate') delay = 0;
    else if (!(delay >= 1 && delay <= kMaxTimeout)) delay = 1;
    const timer = new MockTimer(this, this.#next++, this.now + delay, callback, args, interval === true ? delay : undefined);
    timer.delay = delay;
    this.#insert(timer);
    return timer;
  }

  #insert(timer) {
    let i = this.#queue.length;
    while (i > 0 && this.#queue[i - 1].at > timer.at) i--;
    this.#queue.splice(i, 0, timer);
    this.#byId.set(timer.id, timer);
  }

  clear(timer) {
    if (typeof timer !== 'object' || timer === null) timer = this.#byId.get(Number(timer));
    if (timer === undefined) return;
    timer.done = true;
    this.#byId.delete(timer.id);
    const i = this.#queue.indexOf(timer);
    if (i >= 0) this.#queue.splice(i, 1);
  }

  refresh(timer) {
    const i = this.#queue.indexOf(timer);
    if (i >= 0) this.#queue.splice(i, 1);
    timer.at = this.now + timer.delay;
    timer.done = false;
    this.#insert(timer);
  }

  // advance runs what is due until the time is end.
  advance(end) {
    while (this.#queue.length > 0 && this.#queue[0].at <= end) {
      const timer = this.#queue.shift();
      this.now = Math.max(this.now, timer.at);
      if (timer.interval !== undefined) {
        timer.at += Math.max(timer.interval, 1);
        this.#insert(timer);
      } else {
        this.#byId.delete(timer.id);
      }
      Reflect.apply(timer.callback, timer, timer.args);
    }
    this.now = end;
  }

  get last() {
    return this.#queue.at(-1)?.at;
  }
}

// The class that stands for Date: without arguments it is the mocked time.
function mockedDate(clock) {
  const Real = Date;
  function MockDate(year, month, date, hours, minutes, seconds, ms) {
    if (new.target === undefined) return new Real(clock().now).toString();
    const args = arguments.length === 0 ? [clock().now] : [...arguments];
    return Reflect.construct(Real, args, new.target);
  }
  const descriptors = Object.getOwnPropertyDescriptors(Real);
  delete descriptors.prototype;
  Object.defineProperties(MockDate, descriptors);
  Object.defineProperty(MockDate, 'prototype', { __proto__: null, value: Real.prototype, writable: false });
  MockDate.now = function now() {
    return clock().now;
  };
  MockDate.toString = () => Real.toString();
  Object.defineProperties(MockDate, {
    [kIsDate]: { __proto__: null, value: true },
    isMock: { __proto__: null, value: true, enumerable: true, configurable: false, writable: false },
  });
  MockDate.prototype.constructor = MockDate;
  return { MockDate, restore: () => { Real.prototype.constructor = Real; } };
}

class MockTimers {
  #clock;
  #restores = [];
  #enabled = false;

  #check() {
    if (!this.#enabled) throw new codes.ERR_INVALID_STATE('You should enable MockTimers first by calling the .enable function');
  }

  enable(options = {}) {
    const { apis = supported, now = 0 } = this.#options(options);
    this.#clock = new Clock(Number(now));
    this.#enabled = true;
    for (const api of apis) this.#replace(api);
  }

  #options(options) {
    if (this.#enabled) throw new codes.ERR_INVALID_STATE('MockTimers is already enabled!');
    validateObject(options, 'options');
    const { apis, now } = options;
    let time = now ?? 0;
    if (Object.prototype.toString.call(time) === '[object Date]') time = time.getTime();
    validateTime(time, 'options.now');
    if (apis !== undefined) {
      validateArray(apis, 'options.apis');
      for (const api of apis) {
        if (!supported.includes(api)) throw new codes.ERR_INVALID_ARG_VALUE('options.apis', api, `option ${api} is not supported`);
      }
    }
    return { apis: apis?.length > 0 ? apis : undefined, now: time };
  }

  #set(object, name, value) {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { __proto__: null, configurable: true, enumerable: descriptor?.enumerable ?? true, writable: true, value });
    this.#restores.push(() => {
      if (descriptor === undefined) delete object[name];
      else Object.defineProperty(object, name, descriptor);
    });
  }

  #both(name, fn) {
    Object.defineProperty(fn, 'name', { __proto__: null, value: name });
    if (globalThis[name]?.[kPromisify] !== undefined) {
      Object.defineProperty(fn, kPromisify, { __proto__: null, get: () => nodePromises[name], enumerable: true, configurable: true });
    }
    this.#set(globalThis, name, fn);
    this.#set(nodeTimers, name, fn);
  }

  #replace(api) {
    const clock = () => this.#clock;
    const clear = (timer) => this.#clock?.clear(timer);
    switch (api) {
      case 'setTimeout':
        this.#both('setTimeout', (callback, delay, ...args) => clock().add(callback, delay, args));
        this.#both('clearTimeout', clear);
        break;
      case 'setInterval':
        this.#both('setInterval', (callback, delay, ...args) => clock().add(callback, delay, args, true));
        this.#both('clearInterval', clear);
        this.#set(nodePromises, 'setInterval', (delay, value, options) => this.#intervals(delay, value, options));
        break;
      case 'setImmediate':
        this.#both('setImmediate', (callback, ...args) => clock().add(callback, 0, args, 'immediate'));
        this.#both('clearImmediate', clear);
        break;
      case 'Date': {
        if (globalThis.Date[kIsDate]) throw new codes.ERR_INVALID_STATE('Date is already being mocked!');
        const { MockDate, restore } = mockedDate(clock);
        this.#set(globalThis, 'Date', MockDate);
        this.#restores.push(restore);
        break;
      }
      case 'scheduler.wait':
        this.#set(nodePromises.scheduler, 'wait', (delay, options) => this.#wait(delay, options));
        break;
      case 'AbortSignal.timeout':
        this.#set(AbortSignal, 'timeout', (delay) => {
          validateNumber(delay, 'delay', 0, Number.MAX_SAFE_INTEGER);
          const controller = new AbortController();
          clock().add(() => {
            controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
          }, delay, []);
          return controller.signal;
        });
    }
  }

  async #wait(delay, options = {}) {
    validateObject(options, 'options');
    const { signal } = options;
    validateAbortSignal(signal, 'options.signal');
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
    const { promise, resolve, reject } = Promise.withResolvers();
    const timer = this.#clock.add(resolve, delay, []);
    const onAbort = () => {
      this.#clock?.clear(timer);
      reject(new AbortError(undefined, { cause: signal.reason }));
    };
    signal?.addEventListener('abort', onAbort, { __proto__: null, once: true });
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  // The values of timers/promises.setInterval: the time of each, without value.
  async* #intervals(delay, value, options = {}) {
    validateObject(options, 'options');
    const { signal } = options;
    validateAbortSignal(signal, 'options.signal');
    const aborted = () => new AbortError(undefined, { cause: signal.reason });
    if (signal?.aborted) throw aborted();
    const due = [];
    let wake, failed;
    const clock = this.#clock;
    const timer = clock.add(() => {
      due.push(value === undefined ? clock.now : value);
      wake?.();
    }, delay, [], true);
    const onAbort = () => {
      failed = true;
      wake?.();
    };
    signal?.addEventListener('abort', onAbort, { __proto__: null, once: true });
    try {
      while (true) {
        if (failed) throw aborted();
        if (due.length === 0) await new Promise((resolve) => { wake = resolve; });
        while (due.length > 0 && !failed) yield due.shift();
      }
    } finally {
      clock.clear(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  tick(time = 1) {
    this.#check();
    validateTime(time, 'time');
    this.#clock.advance(this.#clock.now + time);
  }

  runAll() {
    this.#check();
    const { last } = this.#clock;
    if (last !== undefined) this.#clock.advance(last);
  }

  setTime(time = 0) {
    validateTime(time, 'time');
    this.#check();
    this.#clock.now = time; // timers do not run: ticks do that
  }

  reset() {
    if (!this.#enabled) return;
    for (const restore of this.#restores.reverse()) restore();
    this.#restores = [];
    this.#enabled = false;
    this.#clock = undefined;
  }

  [Symbol.dispose]() {
    this.reset();
  }
}

module.exports = { MockTimers };
