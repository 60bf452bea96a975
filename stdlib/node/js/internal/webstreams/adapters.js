'use strict';

// Streams of node:stream as those of the Web, and the other way round
// (https://nodejs.org/api/stream.html#streamreadablefromwebreadablestream-options).

const { ReadableStream, streamOf } = require('internal/webstreams/readable');
const { WritableStream, writableOf } = require('internal/webstreams/writable');
const { CountQueuingStrategy } = require('internal/webstreams/queuing');
const { AbortError, codes } = require('internal/errors');
const { validateBoolean, validateObject, validateOneOf } = require('internal/validators');
const { destroyer } = require('internal/streams/destroy');
const { eos } = require('internal/streams/end-of-stream');
const utils = require('internal/streams/utils');
const { ERR_INVALID_ARG_TYPE, ERR_STREAM_PREMATURE_CLOSE } = codes;

const noop = () => {};

// The end of a stream before its time is the abortion of the other.
function known(error) {
  return error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? new AbortError(undefined, { cause: error }) : error;
}

// An error in a callback of the program is nobody's promise's.
function outside(fn, ...args) {
  try {
    fn(...args);
  } catch (err) {
    process.nextTick(() => { throw err; });
  }
}

function newWritableStreamFromStreamWritable(streamWritable) {
  if (typeof streamWritable?._writableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', streamWritable);
  }
  if (utils.isDestroyed(streamWritable) || !utils.isWritable(streamWritable)) {
    const writable = new WritableStream();
    writable.close();
    return writable;
  }
  const highWaterMark = streamWritable.writableHighWaterMark;
  const strategy = streamWritable.writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller, backpressure, closed;
  const cleanup = eos(streamWritable, (error) => {
    error = known(error);
    cleanup();
    streamWritable.on('error', noop);
    if (error != null) {
      backpressure?.reject(error);
      closed?.reject(error);
      closed = undefined;
      controller.error(error);
    } else if (closed !== undefined) {
      closed.resolve();
      closed = undefined;
    } else {
      controller.error(new AbortError());
    }
  });
  streamWritable.on('drain', () => backpressure?.resolve());
  return new WritableStream({
    start(c) { controller = c; },
    write(chunk) {
      if (!streamWritable.writableNeedDrain && streamWritable.write(chunk)) return undefined;
      backpressure = Promise.withResolvers();
      return backpressure.promise.finally(() => { backpressure = undefined; });
    },
    abort(reason) { destroyer(streamWritable, reason); },
    close() {
      if (closed === undefined && !utils.isWritableEnded(streamWritable)) {
        closed = Promise.withResolvers();
        streamWritable.end();
      }
      return closed?.promise;
    },
  }, strategy);
}

// sink is the writing half of a node:stream over a writer.
class Sink {
  closed = false;

  constructor(writer, { decodeStrings, objectMode }) {
    this.writer = writer;
    this.convert = (chunk, encoding) => {
      if (typeof chunk === 'string' && decodeStrings && !objectMode) {
        const buffer = Buffer.from(chunk, encoding);
        return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
      }
      return chunk;
    };
  }

  write(stream, chunk, encoding, callback) {
    const done = (error) => outside(callback, error);
    const fail = (error) => { destroyer(stream, error); };
    this.writer.ready.then(() => this.writer.write(this.convert(chunk, encoding)).then(() => done(), done), fail);
  }

  writev(stream, chunks, callback) {
    const done = (error) => outside(callback, error);
    const all = () => Promise.all(chunks.map(({ chunk, encoding }) => this.writer.write(this.convert(chunk, encoding))));
    this.writer.ready.then(() => all().then(() => done(), done), (error) => { destroyer(stream, error); });
  }

  final(callback) {
    if (this.closed) {
      callback();
      return;
    }
    const done = (error) => outside(callback, error);
    this.writer.close().then(() => done(), done);
  }

  // watch destroys the stream when the other ends on its own.
  watch(stream) {
    this.writer.closed.then(() => {
      this.closed = true;
      if (!utils.isWritableEnded(stream)) destroyer(stream, new ERR_STREAM_PREMATURE_CLOSE());
    }, (error) => {
      this.closed = true;
      destroyer(stream, error);
    });
  }
}

function newStreamWritableFromWritableStream(writableStream, options = {}) {
  if (writableOf(writableStream) === undefined) throw new ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', writableStream);
  validateObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
  const writer = writableStream.getWriter();
  const sink = new Sink(writer, { decodeStrings, objectMode });
  const Writable = require('internal/streams/writable');
  const writable = new Writable({
    highWaterMark, objectMode, decodeStrings, signal,
    writev(chunks, callback) { sink.writev(writable, chunks, callback); },
    write(chunk, encoding, callback) { sink.write(writable, chunk, encoding, callback); },
    final(callback) { sink.final(callback); },
    destroy(error, callback) {
      const done = () => outside(callback, error);
      if (sink.closed) done();
      else if (error != null) writer.abort(error).then(done, done);
      else writer.close().then(done, done);
    },
  });
  sink.watch(writable);
  return writable;
}

function newReadableStreamFromStreamReadable(streamReadable, options = {}) {
  if (typeof streamReadable?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', streamReadable);
  }
  validateObject(options, 'options');
  if (options.type !== undefined) validateOneOf(options.type, 'options.type', ['bytes', undefined]);
  const isBytes = options.type === 'bytes';
  if (utils.isDestroyed(streamReadable) || !utils.isReadable(streamReadable)) {
    const readable = new ReadableStream({ type: options.type });
    readable.cancel();
    return readable;
  }
  const objectMode = streamReadable.readableObjectMode;
  const highWaterMark = streamReadable.readableHighWaterMark;
  let strategy = options.strategy;
  if (isBytes) strategy = { highWaterMark };
  else strategy ??= objectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller, canceled = false;
  streamReadable.pause();
  const cleanup = eos(streamReadable, (error) => {
    error = known(error);
    cleanup();
    streamReadable.on('error', noop);
    if (error) {
      controller.error(error);
      return;
    }
    if (canceled) return;
    controller.close();
    if (isBytes) controller.byobRequest?.respond(0);
  });
  streamReadable.on('data', (chunk) => {
    if (Buffer.isBuffer(chunk) && !objectMode) chunk = new Uint8Array(chunk);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) streamReadable.pause();
  });
  return new ReadableStream({
    type: options.type,
    start(c) { controller = c; },
    pull() { streamReadable.resume(); },
    cancel(reason) {
      canceled = true;
      destroyer(streamReadable, reason);
    },
  }, strategy);
}

// readFrom pushes the next chunk of a reader.
function readFrom(reader, stream) {
  reader.read().then(({ done, value }) => {
    stream.push(done ? null : value);
  }).catch((error) => destroyer(stream, error));
}

function newStreamReadableFromReadableStream(readableStream, options = {}) {
  if (streamOf(readableStream) === undefined) throw new ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', readableStream);
  validateObject(options, 'options');
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new codes.ERR_INVALID_ARG_VALUE(encoding, 'options.encoding');
  validateBoolean(objectMode, 'options.objectMode');
  const reader = readableStream.getReader();
  let closed = false;
  const Readable = require('internal/streams/readable');
  const readable = new Readable({
    objectMode, highWaterMark, encoding, signal,
    read() { readFrom(reader, readable); },
    destroy(error, callback) {
      const done = () => outside(callback, error);
      if (closed) done();
      else reader.cancel(error).then(done, done);
    },
  });
  reader.closed.then(() => { closed = true; }, (error) => {
    closed = true;
    destroyer(readable, error);
  });
  return readable;
}

function newReadableWritablePairFromDuplex(duplex, options = {}) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  validateObject(options, 'options');
  const type = options.readableType ?? options.type;
  if (utils.isDestroyed(duplex)) {
    const writable = new WritableStream();
    const readable = new ReadableStream({ type });
    writable.close();
    readable.cancel();
    return { readable, writable };
  }
  let writable, readable;
  if (utils.isWritable(duplex)) {
    writable = newWritableStreamFromStreamWritable(duplex);
  } else {
    writable = new WritableStream();
    writable.close();
  }
  if (utils.isReadable(duplex)) {
    readable = newReadableStreamFromStreamReadable(duplex, { type });
  } else {
    readable = new ReadableStream({ type });
    readable.cancel();
  }
  return { writable, readable };
}

function newStreamDuplexFromReadableWritablePair(pair = {}, options = {}) {
  validateObject(pair, 'pair');
  const { readable: readableStream, writable: writableStream } = pair;
  if (streamOf(readableStream) === undefined) throw new ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', readableStream);
  if (writableOf(writableStream) === undefined) throw new ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', writableStream);
  validateObject(options, 'options');
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw new codes.ERR_INVALID_ARG_VALUE(encoding, 'options.encoding');
  const writer = writableStream.getWriter();
  const reader = readableStream.getReader();
  const sink = new Sink(writer, { decodeStrings, objectMode });
  let readableClosed = false;
  const Duplex = require('internal/streams/duplex');
  const duplex = new Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    writev(chunks, callback) { sink.writev(duplex, chunks, callback); },
    write(chunk, enc, callback) { sink.write(duplex, chunk, enc, callback); },
    final(callback) { sink.final(callback); },
    read() { readFrom(reader, duplex); },
    destroy(error, callback) {
      const done = () => outside(callback, error);
      const closeWriter = async () => {
        if (!sink.closed) await writer.abort(error);
      };
      const closeReader = async () => {
        if (!readableClosed) await reader.cancel(error);
      };
      if (sink.closed && readableClosed) done();
      else Promise.all([closeWriter(), closeReader()]).then(done, done);
    },
  });
  sink.watch(duplex);
  reader.closed.then(() => { readableClosed = true; }, (error) => {
    sink.closed = true;
    readableClosed = true;
    destroyer(duplex, error);
  });
  return duplex;
}

module.exports = {
  newReadableStreamFromStreamReadable, newReadableWritablePairFromDuplex, newStreamDuplexFromReadableWritablePair,
  newStreamReadableFromReadableStream, newStreamWritableFromWritableStream, newWritableStreamFromStreamWritable,
};
