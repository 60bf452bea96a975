'use strict';

// https://nodejs.org/api/stream.html

const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { Stream } = require('internal/streams/legacy');

module.exports = Stream;

const utils = require('internal/streams/utils');
const destroyImpl = require('internal/streams/destroy');
const { addAbortSignal } = require('internal/streams/add-abort-signal');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const Duplex = require('internal/streams/duplex');
const { Transform, PassThrough } = require('internal/streams/transform');
const { eos } = require('internal/streams/end-of-stream');
const { pipeline } = require('internal/streams/pipeline');
const compose = require('internal/streams/compose');
const { streamReturningOperators, promiseReturningOperators } = require('internal/streams/operators');

Object.assign(Stream, { Readable, Writable, Duplex, Transform, PassThrough });
Stream.duplexPair = require('internal/streams/duplexpair');
Stream.isDestroyed = utils.isDestroyed;
Stream.isDisturbed = utils.isDisturbed;
Stream.isErrored = utils.isErrored;
Stream.isReadable = utils.isReadable;
Stream.isWritable = utils.isWritable;
Stream.pipeline = pipeline;
Stream.addAbortSignal = addAbortSignal;
Stream.finished = eos;
Stream.destroy = destroyImpl.destroyer;
Stream.compose = compose;
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;
Stream.Stream = Stream;
Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = (value) => value instanceof Uint8Array;
Stream._uint8ArrayToBuffer = (chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

// An operator as a method of Readable, named after it.
function method(name, op, fn) {
  Object.defineProperty(fn, 'name', { value: op.name });
  Object.defineProperty(fn, 'length', { value: op.length });
  Object.defineProperty(Readable.prototype, name, { value: fn, enumerable: false, configurable: true, writable: true });
}

for (const [name, op] of Object.entries(streamReturningOperators)) {
  method(name, op, function(...args) {
    if (new.target) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    const result = Reflect.apply(op, this, args);
    return name === 'compose' ? result : Readable.from(result);
  });
}

for (const [name, op] of Object.entries(promiseReturningOperators)) {
  method(name, op, function(...args) {
    if (new.target) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    return Promise.resolve().then(() => Reflect.apply(op, this, args));
  });
}

Object.defineProperty(Stream, 'promises', {
  configurable: true,
  enumerable: true,
  get() { return require('stream/promises'); },
});

const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(pipeline, kCustomPromisify, { enumerable: true, get() { return require('stream/promises').pipeline; } });
Object.defineProperty(eos, kCustomPromisify, { enumerable: true, get() { return require('stream/promises').finished; } });
