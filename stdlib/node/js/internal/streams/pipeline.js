'use strict';

// stream.pipeline: streams, iterables and functions, one after the other, all
// destroyed when one fails.

const { codes, AbortError, aggregateTwoErrors } = require('internal/errors');
const { validateFunction, validateAbortSignal } = require('internal/validators');
const { onAbort } = require('internal/abort');
const { eos } = require('internal/streams/end-of-stream');
const destroyImpl = require('internal/streams/destroy');
const utils = require('internal/streams/utils');

const { isNodeStream, isReadableNodeStream, isIterable, isReadableStream, isWebStream, isTransformStream } = utils;

function nop() {}

function once(callback) {
  let called = false;
  return (...args) => {
    if (called) return;
    called = true;
    callback(...args);
  };
}

// Watches a stream of a pipeline: how to destroy it, and how to stop watching.
function watch(stream, reading, writing) {
  let finished = false;
  stream.on('close', () => { finished = true; });
  const cleanup = eos(stream, { readable: reading, writable: writing }, (err) => { finished = !err; });
  return {
    destroy(err) {
      if (finished) return;
      finished = true;
      destroyImpl.destroyer(stream, err || new codes.ERR_STREAM_DESTROYED('pipe'));
    },
    cleanup,
  };
}

function toIterable(val) {
  if (isIterable(val)) return val;
  if (isReadableNodeStream(val)) return require('internal/streams/readable').prototype[Symbol.asyncIterator].call(val);
  throw new codes.ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], val);
}

// Writes what an iterable gives to a stream.
async function pump(iterable, writable, finish, { end }) {
  let error;
  let onresolve = null;
  const resume = (err) => {
    if (err) error = err;
    if (onresolve) {
      const callback = onresolve;
      onresolve = null;
      callback();
    }
  };
  const wait = () => new Promise((resolve, reject) => {
    if (error) {
      reject(error);
    } else {
      onresolve = () => error ? reject(error) : resolve();
    }
  });
  writable.on('drain', resume);
  const cleanup = eos(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await wait();
    }
    if (end) {
      writable.end();
      await wait();
    }
    finish();
  } catch (err) {
    finish(error !== err ? aggregateTwoErrors(error, err) : err);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

async function pumpToWeb(readable, writable, finish, { end }) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    for await (const chunk of readable) {
      await writer.ready;
      writer.write(chunk).catch(nop);
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (err) {
    try {
      await writer.abort(err);
      finish(err);
    } catch (err) {
      finish(err);
    }
  }
}

// stream.pipeline ( source [ , ...transforms ] , destination , callback )
function pipeline(...streams) {
  validateFunction(streams[streams.length - 1], 'streams[stream.length - 1]');
  const callback = once(streams.pop());
  return pipelineImpl(streams, callback);
}

function pipelineImpl(streams, callback, opts) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new codes.ERR_MISSING_ARGS('streams');
  return new Pipeline(streams, callback, opts).start();
}

class Pipeline {
  constructor(streams, callback, opts) {
    this.streams = streams;
    this.callback = callback;
    this.opts = opts;
    this.ac = new AbortController();
    this.error = undefined;
    this.value = undefined;
    this.destroys = [];
    this.cleanups = []; // of the last stream, which is given back
    this.count = 0; // parts that have not finished
    this.dispose = nop;
    this.finish = (err) => this.finishOne(err, --this.count === 0);
    this.finishOnError = (err) => this.finishOne(err, false);
  }

  finishOne(err, final) {
    if (err && (!this.error || this.error.code === 'ERR_STREAM_PREMATURE_CLOSE')) this.error = err;
    if (!this.error && !final) return;
    while (this.destroys.length) this.destroys.shift()(this.error);
    this.dispose();
    this.ac.abort();
    if (final) {
      if (!this.error) this.cleanups.forEach((fn) => fn());
      process.nextTick(this.callback, this.error, this.value);
    }
  }

  abort(reason) {
    this.finishOne(new AbortError(undefined, { cause: reason }), this.count === 0);
  }

  start() {
    const outer = this.opts?.signal;
    validateAbortSignal(outer, 'options.signal');
    if (outer && !outer.aborted) this.dispose = onAbort(outer, () => this.abort(outer.reason));
    let ret;
    for (let i = 0; i < this.streams.length; i++) ret = this.join(i, ret);
    if (this.ac.signal.aborted || outer?.aborted) process.nextTick(() => this.abort(outer?.reason));
    return ret;
  }

  // Joins part i to ret, what the parts before it give.
  join(i, ret) {
    const { streams, opts } = this;
    const stream = streams[i];
    const reading = i < streams.length - 1;
    const writing = i > 0;
    const next = i + 1 < streams.length ? streams[i + 1] : null;
    const end = reading || opts?.end !== false;
    const last = i === streams.length - 1;
    if (isNodeStream(stream)) {
      if (end) {
        const { destroy, cleanup } = watch(stream, reading, writing);
        this.destroys.push(destroy);
        if (utils.isReadable(stream) && last) this.cleanups.push(cleanup);
      }
      this.catchErrors(stream, last);
    }
    if (i === 0) return this.first(stream);
    if (typeof stream === 'function') return this.joinFunction(stream, i, ret, reading);
    if (isNodeStream(stream)) return this.joinStream(stream, ret, last, end);
    if (isWebStream(stream)) return this.joinWeb(stream, ret, end, next);
    return require('internal/streams/duplexify')(stream, `streams[${i}]`);
  }

  // An error that comes when everything is over is nobody's.
  catchErrors(stream, last) {
    const onError = (err) => {
      if (err && err.name !== 'AbortError' && err.code !== 'ERR_STREAM_PREMATURE_CLOSE') this.finishOnError(err);
    };
    stream.on('error', onError);
    if (utils.isReadable(stream) && last) this.cleanups.push(() => stream.removeListener('error', onError));
  }

  first(stream) {
    if (typeof stream === 'function') {
      const ret = stream({ signal: this.ac.signal });
      if (!isIterable(ret)) throw new codes.ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', ret);
      return ret;
    }
    if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) return stream;
    return require('internal/streams/duplexify')(stream, 'source');
  }

  joinFunction(fn, i, ret, reading) {
    ret = isTransformStream(ret) ? toIterable(ret.readable) : toIterable(ret);
    ret = fn(ret, { signal: this.ac.signal });
    if (reading) {
      if (!isIterable(ret, true)) {
        throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${i - 1}]`, ret);
      }
      return ret;
    }
    // The last function gives the value of the pipeline, or what a stream that is
    // returned gives.
    const { PassThrough } = require('internal/streams/transform');
    const pt = new PassThrough({ objectMode: true });
    const then = ret?.then;
    if (typeof then === 'function') {
      this.count++;
      then.call(ret, (val) => {
        this.value = val;
        if (val != null) pt.write(val);
        if (this.opts?.end !== false) pt.end();
        process.nextTick(this.finish);
      }, (err) => {
        pt.destroy(err);
        process.nextTick(this.finish, err);
      });
    } else if (isIterable(ret, true)) {
      this.count++;
      pump(ret, pt, this.finish, { end: this.opts?.end !== false });
    } else if (isReadableStream(ret) || isTransformStream(ret)) {
      this.count++;
      pump(ret.readable || ret, pt, this.finish, { end: this.opts?.end !== false });
    } else {
      throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', ret);
    }
    const { destroy, cleanup } = watch(pt, false, true);
    this.destroys.push(destroy);
    this.cleanups.push(cleanup);
    return pt;
  }

  joinStream(stream, ret, last, end) {
    if (isReadableNodeStream(ret)) {
      this.count += 2;
      const cleanup = pipe(ret, stream, this.finish, this.finishOnError, { end });
      if (utils.isReadable(stream) && last) this.cleanups.push(cleanup);
    } else if (isTransformStream(ret) || isReadableStream(ret)) {
      this.count++;
      pump(ret.readable || ret, stream, this.finish, { end });
    } else if (isIterable(ret)) {
      this.count++;
      pump(ret, stream, this.finish, { end });
    } else {
      throw new codes.ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], ret);
    }
    return stream;
  }

  joinWeb(stream, ret, end) {
    this.count++;
    if (isReadableNodeStream(ret)) pumpToWeb(toIterable(ret), stream, this.finish, { end });
    else if (isReadableStream(ret) || isIterable(ret)) pumpToWeb(ret, stream, this.finish, { end });
    else if (isTransformStream(ret)) pumpToWeb(ret.readable, stream, this.finish, { end });
    else throw new codes.ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], ret);
    return stream;
  }
}

// Pipes src into dst; finish is called twice, when each is done.
function pipe(src, dst, finish, finishOnError, { end }) {
  let ended = false;
  dst.on('close', () => {
    if (!ended) finishOnError(new codes.ERR_STREAM_PREMATURE_CLOSE());
  });
  src.pipe(dst, { end: false });
  if (end) {
    const endDst = () => {
      ended = true;
      dst.end();
    };
    if (utils.isReadableFinished(src)) process.nextTick(endDst);
    else src.once('end', endDst);
  } else {
    finish();
  }
  eos(src, { readable: true, writable: false }, (err) => {
    const r = src._readableState;
    if (err?.code === 'ERR_STREAM_PREMATURE_CLOSE' && r?.ended && !r.errored && !r.errorEmitted) {
      // It closed itself before all was read: what is in its buffer is still wanted.
      src.once('end', finish).once('error', finish);
    } else {
      finish(err);
    }
  });
  return eos(dst, { readable: false, writable: true }, finish);
}

module.exports = { pipelineImpl, pipeline };
