'use strict';

// https://nodejs.org/api/timers.html#timers-promises-api

const timers = require('timers');
const { AbortError, codes } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateNumber, validateObject } = require('internal/validators');

function checkOptions(options) {
  validateObject(options, 'options');
  const { signal, ref = true } = options;
  validateAbortSignal(signal, 'options.signal');
  validateBoolean(ref, 'options.ref');
  return { signal, ref };
}

// A promise that begin settles, and that the signal rejects: begin returns what stops it.
function after(options, begin) {
  let signal, ref;
  try {
    ({ signal, ref } = checkOptions(options));
  } catch (err) {
    return Promise.reject(err);
  }
  if (signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    const stop = begin((value) => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    }, ref);
    function onAbort() {
      stop();
      signal.removeEventListener('abort', onAbort);
      reject(new AbortError(undefined, { cause: signal.reason }));
    }
    if (signal) {
      const { kResistStopPropagation } = require('internal/event_target');
      signal.addEventListener('abort', onAbort, { __proto__: null, [kResistStopPropagation]: true });
    }
  });
}

function setTimeout(delay, value, options = {}) {
  try {
    if (delay !== undefined) validateNumber(delay, 'delay');
  } catch (err) {
    return Promise.reject(err);
  }
  return after(options, (resolve, ref) => {
    const t = timers.setTimeout(() => resolve(value), delay);
    if (!ref) t.unref();
    return () => timers.clearTimeout(t);
  });
}

function setImmediate(value, options = {}) {
  return after(options, (resolve, ref) => {
    const t = timers.setImmediate(() => resolve(value));
    if (!ref) t.unref();
    return () => timers.clearImmediate(t);
  });
}

async function* setInterval(delay, value, options = {}) {
  if (delay !== undefined) validateNumber(delay, 'delay');
  const { signal, ref } = checkOptions(options);
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  let due = 0, wake;
  const t = timers.setInterval(() => {
    due++;
    wake?.();
  }, delay);
  if (!ref) t.unref();
  const onAbort = () => {
    timers.clearInterval(t);
    wake?.();
  };
  if (signal) {
    const { kResistStopPropagation } = require('internal/event_target');
    signal.addEventListener('abort', onAbort, { __proto__: null, once: true, [kResistStopPropagation]: true });
  }
  try {
    while (!signal?.aborted) {
      if (due === 0) await new Promise((resolve) => { wake = resolve; });
      for (; due > 0; due--) yield value;
    }
    throw new AbortError(undefined, { cause: signal.reason });
  } finally {
    timers.clearInterval(t);
    signal?.removeEventListener('abort', onAbort);
  }
}

const kScheduler = Symbol('kScheduler');

class Scheduler {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }
  yield() {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }
  wait(delay, options) {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

module.exports = {
  setTimeout, setImmediate, setInterval,
  scheduler: Object.create(Scheduler.prototype, { [kScheduler]: { value: true } }),
};
