'use strict';

// stream.finished: when a stream of any kind is done.

const { codes, AbortError } = require('internal/errors');
const { validateFunction, validateObject, validateAbortSignal } = require('internal/validators');
const { onAbort } = require('internal/abort');
const utils = require('internal/streams/utils');

const { isReadableNodeStream, isWritableNodeStream, isReadableFinished, isWritableFinished } = utils;

function nop() {}

function once(callback) {
  let called = false;
  return function(...args) {
    if (called) return;
    called = true;
    Reflect.apply(callback, this, args);
  };
}

function isRequest(stream) {
  return stream.setHeader && typeof stream.abort === 'function';
}

// eos ( stream [ , options ] , callback ) returns a function that stops watching.
function eos(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  callback = once(require('internal/async_context').bind(callback));
  if (utils.isReadableStream(stream) || utils.isWritableStream(stream)) return eosWeb(stream, options, callback);
  if (!utils.isNodeStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  return new Watch(stream, options, callback).start();
}

// What eos knows of a stream while it waits.
class Watch {
  constructor(stream, options, callback) {
    this.stream = stream;
    this.options = options;
    this.callback = callback;
    this.readable = options.readable ?? isReadableNodeStream(stream);
    this.writable = options.writable ?? isWritableNodeStream(stream);
    // Where 'close' will come, it is waited for.
    this.willEmitClose = utils.willEmitClose(stream) && isReadableNodeStream(stream) === this.readable &&
      isWritableNodeStream(stream) === this.writable;
    this.writableFinished = isWritableFinished(stream, false);
    this.readableFinished = isReadableFinished(stream, false);
    this.closed = utils.isClosed(stream);
    this.listeners = [];
  }

  listen(event, fn, emitter = this.stream) {
    emitter.on(event, fn);
    this.listeners.push([emitter, event, fn]);
  }

  done(err) {
    if (err === undefined) this.callback.call(this.stream);
    else this.callback.call(this.stream, err);
  }

  onfinish() {
    this.writableFinished = true;
    if (this.stream.destroyed) this.willEmitClose = false;
    if (this.willEmitClose && (!this.stream.readable || this.readable)) return;
    if (!this.readable || this.readableFinished) this.done();
  }

  onend() {
    this.readableFinished = true;
    if (this.stream.destroyed) this.willEmitClose = false;
    if (this.willEmitClose && (!this.stream.writable || this.writable)) return;
    if (!this.writable || this.writableFinished) this.done();
  }

  onclose() {
    this.closed = true;
    const { stream } = this;
    const errored = utils.isWritableErrored(stream) || utils.isReadableErrored(stream);
    if (errored && typeof errored !== 'boolean') return this.done(errored);
    const unread = this.readable && !this.readableFinished && isReadableNodeStream(stream, true) && !isReadableFinished(stream, false);
    const unwritten = this.writable && !this.writableFinished && !isWritableFinished(stream, false);
    if (unread || unwritten) return this.done(new codes.ERR_STREAM_PREMATURE_CLOSE());
    this.done();
  }

  // The stream was done before it was watched.
  onclosed() {
    this.closed = true;
    const errored = utils.isWritableErrored(this.stream) || utils.isReadableErrored(this.stream);
    if (errored && typeof errored !== 'boolean') return this.done(errored);
    this.done();
  }

  start() {
    const { stream, options } = this;
    const onfinish = () => this.onfinish();
    const onclose = () => this.onclose();
    if (isRequest(stream)) {
      this.listen('complete', onfinish);
      if (!this.willEmitClose) this.listen('abort', onclose);
      if (stream.req) this.listen('finish', onfinish, stream.req);
      else this.listen('request', () => this.listen('finish', onfinish, stream.req));
    } else if (this.writable && !stream._writableState) { // streams of the old kind
      const onlegacyfinish = () => {
        if (!stream.writable) this.onfinish();
      };
      this.listen('end', onlegacyfinish);
      this.listen('close', onlegacyfinish);
    }
    if (!this.willEmitClose && typeof stream.aborted === 'boolean') this.listen('aborted', onclose);
    this.listen('end', () => this.onend());
    this.listen('finish', onfinish);
    if (options.error !== false) this.listen('error', (err) => this.done(err));
    this.listen('close', onclose);
    if (this.closed) process.nextTick(onclose);
    else if (this.isDone()) process.nextTick(() => this.onclosed());
    if (options.signal && !this.closed) this.watchSignal(options.signal);
    return () => this.cleanup();
  }

  // Whether nothing more will be emitted that one could wait for.
  isDone() {
    const { stream, willEmitClose } = this;
    const w = stream._writableState, r = stream._readableState;
    if (w?.errorEmitted || r?.errorEmitted) return !willEmitClose;
    if (!this.readable && (!willEmitClose || utils.isReadable(stream)) &&
        (this.writableFinished || utils.isWritable(stream) === false)) {
      if (w == null || w.pendingcb === undefined || w.pendingcb === 0) return true;
    } else if (!this.writable && (!willEmitClose || utils.isWritable(stream)) &&
        (this.readableFinished || utils.isReadable(stream) === false)) {
      return true;
    }
    return !!(this.readable && stream.req && stream.aborted);
  }

  watchSignal(signal) {
    const abort = () => {
      const callback = this.callback;
      this.cleanup();
      callback.call(this.stream, new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) {
      process.nextTick(abort);
      return;
    }
    const dispose = onAbort(signal, abort);
    const callback = this.callback;
    this.callback = once((...args) => {
      dispose();
      callback.apply(this.stream, args);
    });
  }

  cleanup() {
    this.callback = nop;
    for (const [emitter, event, fn] of this.listeners) emitter.removeListener(event, fn);
    this.listeners = [];
  }
}

function eosWeb(stream, options, callback) {
  let isAborted = false;
  let abort = nop;
  let dispose = nop;
  const { signal } = options;
  if (signal) {
    abort = () => {
      isAborted = true;
      callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) process.nextTick(abort);
    else dispose = onAbort(signal, abort);
  }
  const settle = (...args) => {
    if (isAborted) return;
    dispose();
    process.nextTick(() => callback.apply(stream, args));
  };
  stream[utils.kIsClosedPromise].promise.then(() => settle(), settle);
  return nop;
}

// finished ( stream [ , options ] ) of stream/promises
function finished(stream, opts) {
  let autoCleanup = false;
  if (opts?.cleanup !== undefined) {
    if (typeof opts.cleanup !== 'boolean') throw new codes.ERR_INVALID_ARG_TYPE('cleanup', 'boolean', opts.cleanup);
    autoCleanup = opts.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = eos(stream, opts ?? {}, (err) => {
      if (autoCleanup) cleanup();
      if (err) reject(err);
      else resolve();
    });
  });
}

module.exports = { eos, finished };
