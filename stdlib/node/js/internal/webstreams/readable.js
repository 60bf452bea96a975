'use strict';

// ReadableStream, its readers and controllers: what programs hold
// (https://streams.spec.whatwg.org/#rs).

const state = require('internal/webstreams/state');
const {
  NativePromise, dictionary, finish, forNodeStreams, illegal, invalidState, kInternal, member, options, rejected, resolved, strategyOf, then,
} = require('internal/webstreams/util');
const { codes } = require('internal/errors');
const { ERR_ARG_NOT_ITERABLE, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } = codes;

// The states behind the objects.
let streamOf, defaultReaderOf, byobReaderOf, defaultControllerOf, byteControllerOf;

const kFromState = Symbol('state');

// unsignedLong is [EnforceRange] of Web IDL, up to max.
function unsignedLong(value, name, max = Number.MAX_SAFE_INTEGER) {
  let n = Number(value);
  if (!Number.isFinite(n)) throw new ERR_INVALID_ARG_VALUE(name, value);
  n = Math.trunc(n);
  if (n < 0 || n > max) throw new ERR_INVALID_ARG_VALUE(name, value);
  return n;
}

class ReadableStream {
  #s;

  static {
    streamOf = (o) => (o !== null && typeof o === 'object' && #s in o ? o.#s : undefined);
  }

  constructor(source = {}, strategy = {}) {
    if (source === kFromState) {
      this.#s = strategy;
      strategy.self = this;
      return;
    }
    if (source === null) dictionary(source, 'source');
    const q = strategyOf(strategy);
    const dict = dictionary(source, 'source');
    const autoAllocateChunkSize = dict.autoAllocateChunkSize === undefined ? undefined :
      unsignedLong(dict.autoAllocateChunkSize, 'source.autoAllocateChunkSize');
    const cancel = member(dict, 'cancel', 'source');
    const pull = member(dict, 'pull', 'source');
    const start = member(dict, 'start', 'source');
    let { type } = dict;
    if (type !== undefined) type = `${type}`;
    this.#s = state.newReadable();
    this.#s.self = this;
    const algorithms = { start, pull, cancel, autoAllocateChunkSize };
    if (type === 'bytes') this.#initBytes(source, algorithms, q);
    else if (type === undefined) this.#initDefault(source, algorithms, q);
    else throw new ERR_INVALID_ARG_VALUE('source.type', dict.type);
  }

  #initBytes(source, algorithms, s) {
    s.highWaterMark ??= 0;
    if (s.hasSize) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.size', s.sizeFunction);
    s.check();
    if (algorithms.autoAllocateChunkSize === 0) throw new ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', 0);
    const { fromSource } = require('internal/webstreams/byte_controller');
    fromSource(this.#s, newByteController, source, algorithms, s.highWaterMark);
  }

  #initDefault(source, algorithms, s) {
    s.highWaterMark ??= 1;
    s.check();
    const { fromSource } = require('internal/webstreams/default_controller');
    fromSource(this.#s, newDefaultController, source, algorithms, s);
  }

  get locked() {
    return state.isLocked(thisStream(this));
  }

  static from(iterable) {
    return fromIterable(iterable);
  }

  cancel(reason = undefined) {
    const s = streamOf(this);
    if (s === undefined) return rejected(new ERR_INVALID_THIS('ReadableStream'));
    if (state.isLocked(s)) return rejected(invalidState('ReadableStream is locked'));
    return state.cancel(s, reason);
  }

  getReader(opts = {}) {
    thisStream(this);
    const dict = options(opts);
    let { mode } = dict;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    mode = `${mode}`;
    if (mode !== 'byob') throw new ERR_INVALID_ARG_VALUE('options.mode', dict.mode);
    return new ReadableStreamBYOBReader(this);
  }

  pipeThrough(transform, opts = {}) {
    const s = thisStream(this);
    const { writableOf } = require('internal/webstreams/writable');
    const readable = transform?.readable;
    if (streamOf(readable) === undefined) throw new ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', readable);
    const writable = transform?.writable;
    const w = writableOf(writable);
    if (w === undefined) throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', writable);
    const pipe = require('internal/webstreams/pipe');
    const settings = pipe.settingsOf(opts);
    if (state.isLocked(s)) throw invalidState('The ReadableStream is locked');
    if (w.writer !== undefined) throw invalidState('The WritableStream is locked');
    require('internal/webstreams/util').handled(pipe.pipeTo(s, w, settings));
    return readable;
  }

  pipeTo(destination, opts = {}) {
    try {
      const s = thisStream(this);
      const w = require('internal/webstreams/writable').writableOf(destination);
      if (w === undefined) throw new ERR_INVALID_ARG_TYPE('destination', 'WritableStream', destination);
      const pipe = require('internal/webstreams/pipe');
      const settings = pipe.settingsOf(opts);
      if (state.isLocked(s)) throw invalidState('The ReadableStream is locked');
      if (w.writer !== undefined) throw invalidState('The WritableStream is locked');
      return pipe.pipeTo(s, w, settings);
    } catch (err) {
      return rejected(err);
    }
  }

  tee() {
    const s = thisStream(this);
    const { tee } = require('internal/webstreams/tee');
    return tee(s).map(wrapReadable);
  }

  values(opts = {}) {
    const s = thisStream(this);
    const dict = options(opts);
    const preventCancel = !!dict.preventCancel;
    return new ReadableStreamAsyncIterator(state.newReader(s), preventCancel);
  }
}

function thisStream(o) {
  const s = streamOf(o);
  if (s === undefined) throw new ERR_INVALID_THIS('ReadableStream');
  return s;
}

function wrapReadable(s) {
  return new ReadableStream(kFromState, s);
}

// What for await loops over.
const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

class AsyncIteratorState {
  ongoing = undefined;
  finished = false;

  constructor(reader, preventCancel) {
    this.reader = reader;
    this.preventCancel = preventCancel;
  }

  // Calls wait for those before them.
  chain(step) {
    this.ongoing = this.ongoing === undefined ? step() : then(this.ongoing, step, step);
    return this.ongoing;
  }

  next() {
    if (this.finished) return resolved({ value: undefined, done: true });
    const { reader } = this;
    const next = new NativePromise((resolve, reject) => {
      state.read(reader, { chunk: (value) => resolve({ value, done: false }), close: () => resolve(undefined), error: reject });
    });
    const end = () => {
      this.ongoing = undefined;
      this.finished = true;
      state.release(reader);
    };
    return then(next, (result) => {
      if (result === undefined) {
        end();
        return { value: undefined, done: true };
      }
      this.ongoing = undefined;
      return result;
    }, (e) => {
      end();
      throw e;
    });
  }

  return(value) {
    if (this.finished) return resolved({ value, done: true });
    this.finished = true;
    const { reader } = this;
    if (this.preventCancel) {
      state.release(reader);
      return resolved({ value, done: true });
    }
    const result = state.cancel(reader.stream, value);
    state.release(reader);
    return then(result, () => ({ value, done: true }));
  }
}

class ReadableStreamAsyncIterator {
  #s;

  constructor(reader, preventCancel) {
    this.#s = new AsyncIteratorState(reader, preventCancel);
  }

  next() {
    if (!(#s in this)) return rejected(new ERR_INVALID_THIS('ReadableStreamAsyncIterator'));
    const s = this.#s;
    return s.chain(() => s.next());
  }

  return(value) {
    if (!(#s in this)) return rejected(new ERR_INVALID_THIS('ReadableStreamAsyncIterator'));
    const s = this.#s;
    return s.chain(() => s.return(value));
  }
}
delete ReadableStreamAsyncIterator.prototype.constructor;
Object.setPrototypeOf(ReadableStreamAsyncIterator.prototype, AsyncIteratorPrototype);
for (const name of ['next', 'return']) Object.defineProperty(ReadableStreamAsyncIterator.prototype, name, { __proto__: null, enumerable: true });

// fromIterable is a stream of what an iterable gives.
function fromIterable(iterable) {
  let method = iterable == null ? undefined : iterable[Symbol.asyncIterator];
  const async = method != null;
  if (!async) method = iterable?.[Symbol.iterator];
  if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE(iterable);
  const iterator = Reflect.apply(method, iterable, []);
  if (iterator === null || (typeof iterator !== 'object' && typeof iterator !== 'function')) {
    throw new codes.ERR_INVALID_STATE.TypeError('The iterator method must return an object');
  }
  const { next } = iterator;
  const s = state.newReadable();
  const stream = wrapReadable(s);
  const mustBeObject = (result) => {
    if (result === null || (typeof result !== 'object' && typeof result !== 'function')) {
      throw new codes.ERR_INVALID_STATE.TypeError('The promise returned by the iterator.next() method must fulfill with an object');
    }
    return result;
  };
  const { DefaultController } = require('internal/webstreams/default_controller');
  const controller = new DefaultController(s, {
    pull() {
      let result;
      try {
        result = Reflect.apply(next, iterator, []);
        if (!async) result = valueOf(mustBeObject(result));
      } catch (e) {
        return rejected(e);
      }
      return then(resolved(result), (r) => {
        if (mustBeObject(r).done) controller.close();
        else controller.enqueue(r.value);
      });
    },
    cancel(reason) {
      let result;
      try {
        const end = iterator.return;
        if (end === undefined || end === null) return resolved();
        result = Reflect.apply(end, iterator, [reason]);
        if (!async) result = valueOf(mustBeObject(result));
      } catch (e) {
        return rejected(e);
      }
      return then(resolved(result), (r) => { mustBeObject(r); });
    },
    size: () => 1,
    highWaterMark: 0,
  });
  controller.self = newDefaultController(controller);
  controller.begin(undefined);
  return stream;
}

// The result of a synchronous iterator, with its value awaited.
function valueOf({ done, value }) {
  return then(resolved(value), (v) => ({ done: !!done, value: v }));
}

class ReadableStreamDefaultReader {
  #r;

  static {
    defaultReaderOf = (o) => (o !== null && typeof o === 'object' && #r in o ? o.#r : undefined);
  }

  constructor(stream) {
    const s = streamOf(stream);
    if (s === undefined) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    this.#r = state.newReader(s);
  }

  read() {
    if (!(#r in this)) return rejected(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    if (this.#r.stream === undefined) return rejected(invalidState('The reader is not attached to a stream'));
    return new NativePromise((resolve, reject) => {
      state.read(this.#r, {
        chunk: (value) => resolve({ value, done: false }),
        close: () => resolve({ value: undefined, done: true }),
        error: reject,
      });
    });
  }

  releaseLock() {
    if (!(#r in this)) throw new ERR_INVALID_THIS('ReadableStreamDefaultReader');
    state.release(this.#r);
  }

  get closed() {
    if (!(#r in this)) return rejected(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    return this.#r.closed.promise;
  }

  cancel(reason = undefined) {
    if (!(#r in this)) return rejected(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    return cancelBy(this.#r, reason);
  }
}

function cancelBy(reader, reason) {
  if (reader.stream === undefined) return rejected(invalidState('The reader is not attached to a stream'));
  return state.cancel(reader.stream, reason);
}

class ReadableStreamBYOBReader {
  #r;

  static {
    byobReaderOf = (o) => (o !== null && typeof o === 'object' && #r in o ? o.#r : undefined);
  }

  constructor(stream) {
    const s = streamOf(stream);
    if (s === undefined) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    if (state.isLocked(s)) throw invalidState('ReadableStream is locked');
    if (s.controller.type !== 'bytes') throw new ERR_INVALID_ARG_VALUE('reader', this, 'must be of a stream of bytes');
    this.#r = state.newReader(s, true);
  }

  read(view, opts = {}) {
    try {
      if (!(#r in this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBReader');
      const min = checkRead(view, opts);
      if (this.#r.stream === undefined) throw invalidState('The reader is not attached to a stream');
      return new NativePromise((resolve, reject) => {
        readInto(this.#r, view, min, {
          chunk: (value) => resolve({ value, done: false }),
          close: (value) => resolve({ value, done: true }),
          error: reject,
        });
      });
    } catch (err) {
      return rejected(err);
    }
  }

  releaseLock() {
    if (!(#r in this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBReader');
    state.release(this.#r);
  }

  get closed() {
    if (!(#r in this)) return rejected(new ERR_INVALID_THIS('ReadableStreamBYOBReader'));
    return this.#r.closed.promise;
  }

  cancel(reason = undefined) {
    if (!(#r in this)) return rejected(new ERR_INVALID_THIS('ReadableStreamBYOBReader'));
    return cancelBy(this.#r, reason);
  }
}

// checkRead is the least that a read into view may give, in elements.
function checkRead(view, opts) {
  if (!ArrayBuffer.isView(view)) throw new ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
  const { min: given = 1 } = options(opts);
  if (view.byteLength === 0 || view.buffer.byteLength === 0) throw invalidState('View or Viewed ArrayBuffer is zero-length or detached');
  const min = unsignedLong(given, 'options.min');
  if (min === 0) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be greater than 0');
  const length = view instanceof DataView ? view.byteLength : view.length;
  if (min > length) throw new codes.ERR_OUT_OF_RANGE('options.min', `<= ${length}`, min);
  return min;
}

function readInto(reader, view, min, request) {
  const s = reader.stream;
  s.disturbed = true;
  if (s.state === 'errored') request.error(s.storedError);
  else s.controller.pullInto(view, min, request);
}

class ReadableStreamDefaultController {
  #c;

  static {
    defaultControllerOf = (o) => (o !== null && typeof o === 'object' && #c in o ? o.#c : undefined);
  }

  constructor(token = undefined, controller = undefined) {
    illegal(token);
    this.#c = controller;
  }

  get desiredSize() {
    return thisDefault(this).desiredSize();
  }

  close() {
    const c = thisDefault(this);
    c.mustEnqueue();
    c.close();
  }

  enqueue(chunk = undefined) {
    const c = thisDefault(this);
    c.mustEnqueue();
    c.enqueue(chunk);
  }

  error(e = undefined) {
    thisDefault(this).error(e);
  }
}

function thisDefault(o) {
  const c = defaultControllerOf(o);
  if (c === undefined) throw new ERR_INVALID_THIS('ReadableStreamDefaultController');
  return c;
}

class ReadableByteStreamController {
  #c;

  static {
    byteControllerOf = (o) => (o !== null && typeof o === 'object' && #c in o ? o.#c : undefined);
  }

  constructor(token = undefined, controller = undefined) {
    illegal(token);
    this.#c = controller;
  }

  get byobRequest() {
    const c = thisBytes(this);
    if (c.request === null && c.pending.length > 0) c.request = new ByobRequest(c, c.byobView());
    return c.request === null ? null : c.request.self;
  }

  get desiredSize() {
    return thisBytes(this).desiredSize();
  }

  close() {
    const c = thisBytes(this);
    if (c.closeRequested || c.stream.state !== 'readable') throw invalidState('Controller is already closed');
    c.close();
  }

  enqueue(chunk) {
    const c = thisBytes(this);
    if (!ArrayBuffer.isView(chunk)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], chunk);
    if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    if (c.closeRequested || c.stream.state !== 'readable') throw invalidState('Controller is already closed');
    c.enqueue(chunk);
  }

  error(e = undefined) {
    thisBytes(this).error(e);
  }
}

function thisBytes(o) {
  const c = byteControllerOf(o);
  if (c === undefined) throw new ERR_INVALID_THIS('ReadableByteStreamController');
  return c;
}

// ByobRequest is what a pull may fill; it is void when the controller took it back.
class ByobRequest {
  constructor(controller, view) {
    this.controller = controller;
    this.view = view;
    this.self = new ReadableStreamBYOBRequest(kInternal, this);
  }

  invalidate() {
    this.controller = undefined;
    this.view = null;
  }
}

class ReadableStreamBYOBRequest {
  #q;

  constructor(token = undefined, request = undefined) {
    illegal(token);
    this.#q = request;
  }

  get view() {
    if (!(#q in this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBRequest');
    return this.#q.view;
  }

  respond(bytesWritten) {
    if (!(#q in this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBRequest');
    const n = unsignedLong(bytesWritten, 'bytesWritten');
    const { controller, view } = this.#q;
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (view.buffer.detached) throw invalidState('Viewed ArrayBuffer is detached');
    controller.respond(n);
  }

  respondWithNewView(view) {
    if (!(#q in this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBRequest');
    if (!ArrayBuffer.isView(view)) throw new ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
    const { controller } = this.#q;
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (view.buffer.detached) throw invalidState('Viewed ArrayBuffer is detached');
    controller.respondWithView(view);
  }
}

const newDefaultController = (c) => new ReadableStreamDefaultController(kInternal, c);
const newByteController = (c) => new ReadableByteStreamController(kInternal, c);

finish(ReadableStream, {
  inspect: {
    locked: (o) => o.locked,
    state: (o) => streamOf(o).state,
    supportsBYOB: (o) => streamOf(o).controller?.type === 'bytes',
  },
});
Object.defineProperty(ReadableStream, 'from', { __proto__: null, enumerable: true });
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  __proto__: null, configurable: true, writable: true, value: ReadableStream.prototype.values,
});
forNodeStreams(ReadableStream, streamOf, {
  [Symbol.for('nodejs.stream.disturbed')]: (s) => s.disturbed,
  [Symbol.for('nodejs.stream.errored')]: (s) => s.state === 'errored',
  [Symbol.for('nodejs.stream.readable')]: (s) => s.state === 'readable',
});
finish(ReadableStreamDefaultReader, {
  inspect: {
    stream: (o) => defaultReaderOf(o).stream?.self,
    readRequests: (o) => defaultReaderOf(o).requests.length,
    close: (o) => defaultReaderOf(o).closed.promise,
  },
});
finish(ReadableStreamBYOBReader, {
  inspect: {
    stream: (o) => byobReaderOf(o).stream?.self,
    readIntoRequests: (o) => byobReaderOf(o).intoRequests.length,
    close: (o) => byobReaderOf(o).closed.promise,
  },
});
finish(ReadableStreamDefaultController, { inspect: {} });
finish(ReadableByteStreamController, { inspect: {} });
finish(ReadableStreamBYOBRequest, { inspect: { view: (o) => o.view } });

module.exports = {
  ReadableByteStreamController, ReadableStream, ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  newByteController, newDefaultController, readInto, streamOf, wrapReadable,
};
