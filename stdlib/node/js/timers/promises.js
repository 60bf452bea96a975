'use strict';

// https://nodejs.org/api/timers.html#timers-promises-api

const timers = require('timers');
const { AbortError } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');

// A promise that begin settles, and that the signal rejects: begin returns what stops it.
function after(options, begin) {
  const { signal, ref = true } = options ?? {};
  try {
    validateAbortSignal(signal, 'options.signal');
  } catch (err) {
    return Promise.reject(err);
  }
  if (signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      stop();
      reject(new AbortError(undefined, { cause: signal.reason }));
    };
    const stop = begin((value) => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    }, ref);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function setTimeout(delay, value, options) {
  return after(options, (resolve, ref) => {
    const t = timers.setTimeout(resolve, delay, value);
    if (!ref) t.unref();
    return () => timers.clearTimeout(t);
  });
}

function setImmediate(value, options) {
  return after(options, (resolve, ref) => {
    const t = timers.setImmediate(resolve, value);
    if (!ref) t.unref();
    return () => timers.clearImmediate(t);
  });
}

async function* setInterval(delay, value, options) {
  const { signal, ref = true } = options ?? {};
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  let due = 0, wake;
  const t = timers.setInterval(() => {
    due++;
    wake?.();
  }, delay);
  if (!ref) t.unref();
  const onAbort = () => wake?.();
  signal?.addEventListener('abort', onAbort, { once: true });
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

module.exports = {
  setTimeout, setImmediate, setInterval,
  scheduler: { wait: (delay, options) => setTimeout(delay, undefined, options), yield: () => setImmediate() },
};
