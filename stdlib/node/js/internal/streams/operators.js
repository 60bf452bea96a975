'use strict';

// The methods of Readable that work like those of iterators
// (https://nodejs.org/api/stream.html#readablemapfn-options).

const { codes, AbortError } = require('internal/errors');
const { validateFunction, validateObject, validateInteger, validateAbortSignal } = require('internal/validators');
const { finished } = require('internal/streams/end-of-stream');
const { addAbortSignalNoValidate } = require('internal/streams/add-abort-signal');
const { isWritable, isNodeStream } = require('internal/streams/utils');
const compose = require('internal/streams/compose');

const kEmpty = Symbol('kEmpty');
const kEof = Symbol('kEof');

function checkOptions(options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
}

function aborted(options) {
  return options?.signal?.aborted ? new AbortError(undefined, { cause: options.signal.reason }) : null;
}

// readable.compose ( stream [ , options ] )
function composeWith(stream, options) {
  checkOptions(options);
  if (isNodeStream(stream) && !isWritable(stream)) throw new codes.ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  const composed = compose(this, stream);
  if (options?.signal) addAbortSignalNoValidate(options.signal, composed);
  return composed;
}

function map(fn, options) {
  validateFunction(fn, 'fn');
  checkOptions(options);
  let concurrency = 1;
  if (options?.concurrency != null) concurrency = Math.floor(options.concurrency);
  let highWaterMark = concurrency - 1;
  if (options?.highWaterMark != null) highWaterMark = Math.floor(options.highWaterMark);
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(highWaterMark, 'options.highWaterMark', 0);
  highWaterMark += concurrency;
  return mapped.call(this, fn, options, concurrency, highWaterMark);
}

// Calls fn for up to concurrency chunks at a time; results stand in the order of
// the chunks, at most highWaterMark of them waiting.
async function* mapped(fn, options, concurrency, highWaterMark) {
  const signal = AbortSignal.any([options?.signal].filter(Boolean));
  const stream = this;
  const queue = [];
  const signalOpt = { signal };
  let next, resume;
  let done = false;
  let running = 0;

  function onCatch() {
    done = true;
    afterItem();
  }
  function afterItem() {
    running -= 1;
    maybeResume();
  }
  function maybeResume() {
    if (resume && !done && running < concurrency && queue.length < highWaterMark) {
      resume();
      resume = null;
    }
  }
  async function pump() {
    try {
      for await (let val of stream) {
        if (done) return;
        if (signal.aborted) throw new AbortError();
        try {
          val = fn(val, signalOpt);
          if (val === kEmpty) continue;
          val = Promise.resolve(val);
        } catch (err) {
          val = Promise.reject(err);
        }
        running += 1;
        val.then(afterItem, onCatch);
        queue.push(val);
        if (next) {
          next();
          next = null;
        }
        if (!done && (queue.length >= highWaterMark || running >= concurrency)) {
          await new Promise((resolve) => { resume = resolve; });
        }
      }
      queue.push(kEof);
    } catch (err) {
      const val = Promise.reject(err);
      val.then(afterItem, onCatch);
      queue.push(val);
    } finally {
      done = true;
      if (next) {
        next();
        next = null;
      }
    }
  }
  pump();
  try {
    while (true) {
      while (queue.length > 0) {
        const val = await queue[0];
        if (val === kEof) return;
        if (signal.aborted) throw new AbortError();
        if (val !== kEmpty) yield val;
        queue.shift();
        maybeResume();
      }
      await new Promise((resolve) => { next = resolve; });
    }
  } finally {
    done = true;
    if (resume) {
      resume();
      resume = null;
    }
  }
}

async function some(fn, options) {
  // eslint-disable-next-line no-unused-vars
  for await (const unused of filter.call(this, fn, options)) return true;
  return false;
}

async function every(fn, options) {
  validateFunction(fn, 'fn');
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}

async function find(fn, options) {
  for await (const result of filter.call(this, fn, options)) return result;
  return undefined;
}

async function forEach(fn, options) {
  validateFunction(fn, 'fn');
  async function each(value, options) {
    await fn(value, options);
    return kEmpty;
  }
  // eslint-disable-next-line no-unused-vars
  for await (const unused of map.call(this, each, options));
}

function filter(fn, options) {
  validateFunction(fn, 'fn');
  async function test(value, options) {
    return await fn(value, options) ? value : kEmpty;
  }
  return map.call(this, test, options);
}

class ReduceAwareErrMissingArgs extends codes.ERR_MISSING_ARGS {
  constructor() {
    super('reduce');
    this.message = 'Reduce of an empty stream requires an initial value';
  }
}

async function reduce(reducer, initialValue, options) {
  validateFunction(reducer, 'reducer');
  checkOptions(options);
  let hasInitialValue = arguments.length > 1;
  if (options?.signal?.aborted) {
    const err = aborted(options);
    this.once('error', () => {}); // the error is the promise's
    await finished(this.destroy(err));
    throw err;
  }
  const ac = new AbortController();
  const { signal } = ac;
  if (options?.signal) options.signal.addEventListener('abort', () => ac.abort(), { once: true });
  let gotAny = false;
  try {
    for await (const value of this) {
      gotAny = true;
      if (options?.signal?.aborted) throw new AbortError();
      if (!hasInitialValue) {
        initialValue = value;
        hasInitialValue = true;
      } else {
        initialValue = await reducer(initialValue, value, { signal });
      }
    }
    if (!gotAny && !hasInitialValue) throw new ReduceAwareErrMissingArgs();
  } finally {
    ac.abort();
  }
  return initialValue;
}

async function toArray(options) {
  checkOptions(options);
  const result = [];
  for await (const val of this) {
    const err = aborted(options);
    if (err) throw err;
    result.push(val);
  }
  return result;
}

function flatMap(fn, options) {
  const values = map.call(this, fn, options);
  return async function* flatMap() {
    for await (const val of values) yield* val;
  }.call(this);
}

// The number argument of drop and take.
function count(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new codes.ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

function drop(number, options) {
  checkOptions(options);
  number = count(number);
  return async function* drop() {
    if (aborted(options)) throw new AbortError();
    for await (const val of this) {
      if (aborted(options)) throw new AbortError();
      if (number-- <= 0) yield val;
    }
  }.call(this);
}

function take(number, options) {
  checkOptions(options);
  number = count(number);
  return async function* take() {
    if (aborted(options)) throw new AbortError();
    for await (const val of this) {
      if (aborted(options)) throw new AbortError();
      if (number-- > 0) yield val;
      if (number <= 0) return; // without waiting for another chunk
    }
  }.call(this);
}

module.exports.streamReturningOperators = { drop, filter, flatMap, map, take, compose: composeWith };
module.exports.promiseReturningOperators = { every, forEach, reduce, toArray, some, find };
