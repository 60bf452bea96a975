'use strict';

// WritableStream (https://streams.spec.whatwg.org/#ws). A stream's state is
// { self, state, writer, controller, storedError, ... }, a writer's
// { self, stream, closed, ready }.

const {
  Deferred, Queue, checkSize, dictionary, finish, forNodeStreams, handled, illegal, invalidState, invoke, kInternal, member, noop, rejected, resolved,
  strategyOf, then,
} = require('internal/webstreams/util');
const { codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } = codes;

let writableOf, writerOf, controllerOf;

const kFromState = Symbol('state');
const kClose = Symbol('close'); // ends a queue

class StreamState {
  self = undefined;
  state = 'writable';
  writer = undefined;
  controller = undefined;
  storedError = undefined;
  requests = []; // writes that wait
  inFlightWrite = undefined;
  closeRequest = undefined;
  inFlightClose = undefined;
  pendingAbort = undefined;
  backpressure = false;
  whenClosed = undefined;

  closing() {
    return this.closeRequest !== undefined || this.inFlightClose !== undefined;
  }

  hasInFlight() {
    return this.inFlightWrite !== undefined || this.inFlightClose !== undefined;
  }

  abort(reason) {
    if (this.state === 'closed' || this.state === 'errored') return resolved();
    this.controller.abortController.abort(reason);
    const { state } = this;
    if (state === 'closed' || state === 'errored') return resolved();
    if (this.pendingAbort !== undefined) return this.pendingAbort.deferred.promise;
    let wasErroring = false;
    if (state === 'erroring') {
      wasErroring = true;
      reason = undefined;
    }
    const deferred = new Deferred();
    this.pendingAbort = { deferred, reason, wasErroring };
    if (!wasErroring) this.startErroring(reason);
    return deferred.promise;
  }

  close() {
    const { state } = this;
    if (state === 'closed' || state === 'errored') return rejected(invalidState('WritableStream is closed'));
    const deferred = this.closeRequest = new Deferred();
    const { writer } = this;
    if (writer !== undefined && this.backpressure && state === 'writable') writer.ready.resolve();
    this.controller.close();
    return deferred.promise;
  }

  addWriteRequest() {
    const deferred = new Deferred();
    this.requests.push(deferred);
    return deferred.promise;
  }

  dealWithRejection(error) {
    if (this.state === 'writable') this.startErroring(error);
    else this.finishErroring();
  }

  startErroring(reason) {
    const { controller, writer } = this;
    this.state = 'erroring';
    this.storedError = reason;
    if (writer !== undefined) rejectReady(writer, reason);
    if (!this.hasInFlight() && controller.started) this.finishErroring();
  }

  finishErroring() {
    this.state = 'errored';
    this.controller.queue.reset();
    for (const request of this.requests) request.reject(this.storedError);
    this.requests = [];
    const abort = this.pendingAbort;
    if (abort === undefined) {
      this.rejectCloseAndClosed();
      return;
    }
    this.pendingAbort = undefined;
    if (abort.wasErroring) {
      abort.deferred.reject(this.storedError);
      this.rejectCloseAndClosed();
      return;
    }
    then(this.controller.abortSteps(abort.reason), () => {
      abort.deferred.resolve();
      this.rejectCloseAndClosed();
    }, (e) => {
      abort.deferred.reject(e);
      this.rejectCloseAndClosed();
    });
  }

  rejectCloseAndClosed() {
    if (this.closeRequest !== undefined) {
      this.closeRequest.reject(this.storedError);
      this.closeRequest = undefined;
    }
    this.whenClosed?.reject(this.storedError);
    if (this.writer !== undefined) rejectClosed(this.writer, this.storedError);
  }

  finishWrite() {
    this.inFlightWrite.resolve();
    this.inFlightWrite = undefined;
  }

  finishWriteWithError(error) {
    this.inFlightWrite.reject(error);
    this.inFlightWrite = undefined;
    this.dealWithRejection(error);
  }

  finishClose() {
    this.inFlightClose.resolve();
    this.inFlightClose = undefined;
    if (this.state === 'erroring') {
      this.storedError = undefined;
      if (this.pendingAbort !== undefined) {
        this.pendingAbort.deferred.resolve();
        this.pendingAbort = undefined;
      }
    }
    this.state = 'closed';
    this.whenClosed?.resolve();
    this.writer?.closed.resolve();
  }

  finishCloseWithError(error) {
    this.inFlightClose.reject(error);
    this.inFlightClose = undefined;
    if (this.pendingAbort !== undefined) {
      this.pendingAbort.deferred.reject(error);
      this.pendingAbort = undefined;
    }
    this.dealWithRejection(error);
  }

  updateBackpressure(backpressure) {
    const { writer } = this;
    if (writer !== undefined && backpressure !== this.backpressure) {
      if (backpressure) writer.ready = new Deferred();
      else writer.ready.resolve();
    }
    this.backpressure = backpressure;
  }
}

function rejectReady(writer, error) {
  if (writer.ready.pending) {
    writer.ready.reject(error);
    handled(writer.ready.promise);
  } else {
    writer.ready = Deferred.rejected(error);
  }
}

function rejectClosed(writer, error) {
  if (writer.closed.pending) {
    writer.closed.reject(error);
    handled(writer.closed.promise);
  } else {
    writer.closed = Deferred.rejected(error);
  }
}

class Controller {
  stream;
  writeAlgorithm;
  closeAlgorithm;
  abortAlgorithm;
  size;
  highWaterMark;
  self = undefined;
  queue = new Queue();
  started = false;
  abortController = new AbortController();

  constructor(stream, { write, close, abort, size, highWaterMark }) {
    this.stream = stream;
    this.writeAlgorithm = write;
    this.closeAlgorithm = close;
    this.abortAlgorithm = abort;
    this.size = size;
    this.highWaterMark = highWaterMark;
    stream.controller = this;
  }

  begin(makeResult) {
    this.stream.updateBackpressure(this.backpressure());
    then(resolved(makeResult()), () => {
      this.started = true;
      this.advance();
    }, (e) => {
      this.started = true;
      this.stream.dealWithRejection(e);
    });
  }

  abortSteps(reason) {
    const result = this.abortAlgorithm(reason);
    this.clear();
    return result;
  }

  clear() {
    this.writeAlgorithm = this.closeAlgorithm = this.abortAlgorithm = noop;
    this.size = undefined;
  }

  close() {
    this.queue.push(kClose, 0);
    this.advance();
  }

  desiredSize() {
    return this.highWaterMark - this.queue.size;
  }

  backpressure() {
    return this.desiredSize() <= 0;
  }

  chunkSize(chunk) {
    if (this.size === undefined) return 1;
    try {
      return this.size(chunk);
    } catch (e) {
      this.errorIfNeeded(e);
      return 1;
    }
  }

  write(chunk, size) {
    try {
      this.queue.push(chunk, checkSize(size));
    } catch (e) {
      this.errorIfNeeded(e);
      return;
    }
    const { stream } = this;
    if (!stream.closing() && stream.state === 'writable') stream.updateBackpressure(this.backpressure());
    this.advance();
  }

  advance() {
    const { stream } = this;
    if (!this.started || stream.inFlightWrite !== undefined) return;
    if (stream.state === 'erroring') {
      stream.finishErroring();
      return;
    }
    if (this.queue.length === 0) return;
    const value = this.queue.peek();
    if (value === kClose) this.#processClose();
    else this.#processWrite(value);
  }

  #processClose() {
    const { stream } = this;
    stream.inFlightClose = stream.closeRequest;
    stream.closeRequest = undefined;
    this.queue.shift();
    const result = this.closeAlgorithm();
    this.clear();
    then(result, () => stream.finishClose(), (e) => stream.finishCloseWithError(e));
  }

  #processWrite(chunk) {
    const { stream } = this;
    stream.inFlightWrite = stream.requests.shift();
    then(this.writeAlgorithm(chunk), () => {
      stream.finishWrite();
      this.queue.shift();
      if (!stream.closing() && stream.state === 'writable') stream.updateBackpressure(this.backpressure());
      this.advance();
    }, (e) => {
      if (stream.state === 'writable') this.clear();
      stream.finishWriteWithError(e);
    });
  }

  errorIfNeeded(e) {
    if (this.stream.state === 'writable') this.error(e);
  }

  error(e) {
    this.clear();
    this.stream.startErroring(e);
  }
}

// Operations of writers.

function newWriter(s) {
  if (s.writer !== undefined) throw invalidState('WritableStream is locked');
  const writer = { self: undefined, stream: s, closed: undefined, ready: undefined };
  s.writer = writer;
  switch (s.state) {
    case 'writable':
      writer.ready = !s.closing() && s.backpressure ? new Deferred() : Deferred.resolved();
      writer.closed = new Deferred();
      break;
    case 'erroring':
      writer.ready = Deferred.rejected(s.storedError);
      writer.closed = new Deferred();
      break;
    case 'closed':
      writer.ready = Deferred.resolved();
      writer.closed = Deferred.resolved();
      break;
    default:
      writer.ready = Deferred.rejected(s.storedError);
      writer.closed = Deferred.rejected(s.storedError);
  }
  return writer;
}

function releaseWriter(writer) {
  const s = writer.stream;
  if (s === undefined) return;
  const e = invalidState('Writer has been released');
  rejectReady(writer, e);
  rejectClosed(writer, e);
  s.writer = undefined;
  writer.stream = undefined;
}

function write(writer, chunk) {
  const s = writer.stream;
  const { controller } = s;
  const size = controller.chunkSize(chunk);
  if (s !== writer.stream) return rejected(invalidState('Mismatched WritableStreams'));
  if (s.state === 'errored') return rejected(s.storedError);
  if (s.closing() || s.state === 'closed') return rejected(invalidState('WritableStream is closed'));
  if (s.state === 'erroring') return rejected(s.storedError);
  const promise = s.addWriteRequest();
  controller.write(chunk, size);
  return promise;
}

function closeWithPropagation(writer) {
  const s = writer.stream;
  if (s.closing() || s.state === 'closed') return resolved();
  if (s.state === 'errored') return rejected(s.storedError);
  return s.close();
}

function desiredSize(writer) {
  const s = writer.stream;
  if (s.state === 'errored' || s.state === 'erroring') return null;
  return s.state === 'closed' ? 0 : s.controller.desiredSize();
}

// fromAlgorithms is a stream without an object of the program behind it.
function fromAlgorithms({ start, write: writeAlgorithm, close, abort, size = () => 1, highWaterMark = 1 }) {
  const s = new StreamState();
  const controller = new Controller(s, { write: writeAlgorithm, close, abort, size, highWaterMark });
  controller.self = new WritableStreamDefaultController(kInternal, controller);
  controller.begin(start ?? noop);
  return s;
}

class WritableStream {
  #s;

  static {
    writableOf = (o) => (o !== null && typeof o === 'object' && #s in o ? o.#s : undefined);
  }

  constructor(sink = undefined, strategy = undefined) {
    if (sink === kFromState) {
      this.#s = strategy;
      strategy.self = this;
      return;
    }
    const q = strategyOf(strategy, 1);
    const dict = dictionary(sink, 'sink');
    const abort = member(dict, 'abort', 'sink');
    const close = member(dict, 'close', 'sink');
    const start = member(dict, 'start', 'sink');
    const { type } = dict;
    const writeChunk = member(dict, 'write', 'sink');
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('type', type);
    q.check();
    const s = this.#s = new StreamState();
    s.self = this;
    const controller = new Controller(s, {
      write: writeChunk === undefined ? () => resolved() : (chunk) => invoke(writeChunk, sink, chunk, controller.self),
      close: close === undefined ? () => resolved() : () => invoke(close, sink),
      abort: abort === undefined ? () => resolved() : (reason) => invoke(abort, sink, reason),
      size: q.size,
      highWaterMark: q.highWaterMark,
    });
    controller.self = new WritableStreamDefaultController(kInternal, controller);
    controller.begin(() => (start === undefined ? undefined : Reflect.apply(start, sink, [controller.self])));
  }

  get locked() {
    if (!(#s in this)) throw new ERR_INVALID_THIS('WritableStream');
    return this.#s.writer !== undefined;
  }

  abort(reason = undefined) {
    if (!(#s in this)) return rejected(new ERR_INVALID_THIS('WritableStream'));
    if (this.#s.writer !== undefined) return rejected(invalidState('WritableStream is locked'));
    return this.#s.abort(reason);
  }

  close() {
    if (!(#s in this)) return rejected(new ERR_INVALID_THIS('WritableStream'));
    if (this.#s.writer !== undefined) return rejected(invalidState('WritableStream is locked'));
    if (this.#s.closing()) return rejected(invalidState('Failure closing WritableStream'));
    return this.#s.close();
  }

  getWriter() {
    if (!(#s in this)) throw new ERR_INVALID_THIS('WritableStream');
    return new WritableStreamDefaultWriter(this);
  }
}

class WritableStreamDefaultWriter {
  #w;

  static {
    writerOf = (o) => (o !== null && typeof o === 'object' && #w in o ? o.#w : undefined);
  }

  constructor(stream) {
    const s = writableOf(stream);
    if (s === undefined) throw new ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
    this.#w = newWriter(s);
  }

  get closed() {
    if (!(#w in this)) return rejected(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    return this.#w.closed.promise;
  }

  get desiredSize() {
    if (!(#w in this)) throw new ERR_INVALID_THIS('WritableStreamDefaultWriter');
    if (this.#w.stream === undefined) throw invalidState('Writer is not bound to a WritableStream');
    return desiredSize(this.#w);
  }

  get ready() {
    if (!(#w in this)) return rejected(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    return this.#w.ready.promise;
  }

  abort(reason = undefined) {
    if (!(#w in this)) return rejected(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    if (this.#w.stream === undefined) return rejected(invalidState('Writer is not bound to a WritableStream'));
    return this.#w.stream.abort(reason);
  }

  close() {
    if (!(#w in this)) return rejected(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    const s = this.#w.stream;
    if (s === undefined) return rejected(invalidState('Writer is not bound to a WritableStream'));
    if (s.closing()) return rejected(invalidState('Failure to close WritableStream'));
    return s.close();
  }

  releaseLock() {
    if (!(#w in this)) throw new ERR_INVALID_THIS('WritableStreamDefaultWriter');
    releaseWriter(this.#w);
  }

  write(chunk = undefined) {
    if (!(#w in this)) return rejected(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    if (this.#w.stream === undefined) return rejected(invalidState('Writer is not bound to a WritableStream'));
    return write(this.#w, chunk);
  }
}

class WritableStreamDefaultController {
  #c;

  static {
    controllerOf = (o) => (o !== null && typeof o === 'object' && #c in o ? o.#c : undefined);
  }

  constructor(token = undefined, controller = undefined) {
    illegal(token);
    this.#c = controller;
  }

  get signal() {
    if (!(#c in this)) throw new ERR_INVALID_THIS('WritableStreamDefaultController');
    return this.#c.abortController.signal;
  }

  error(e = undefined) {
    if (!(#c in this)) throw new ERR_INVALID_THIS('WritableStreamDefaultController');
    if (this.#c.stream.state === 'writable') this.#c.error(e);
  }
}

finish(WritableStream, { inspect: { locked: (o) => o.locked, state: (o) => writableOf(o).state } });
forNodeStreams(WritableStream, writableOf, {
  [Symbol.for('nodejs.stream.errored')]: (s) => s.state === 'errored',
  [Symbol.for('nodejs.stream.writable')]: (s) => s.state === 'writable',
});
finish(WritableStreamDefaultWriter, {
  inspect: {
    stream: (o) => writerOf(o).stream?.self,
    close: (o) => writerOf(o).closed.promise,
    ready: (o) => writerOf(o).ready.promise,
    desiredSize: (o) => (writerOf(o).stream === undefined ? null : desiredSize(writerOf(o))),
  },
});
finish(WritableStreamDefaultController, { inspect: { stream: (o) => controllerOf(o).stream.self } });

function wrapWritable(s) {
  return new WritableStream(kFromState, s);
}

module.exports = {
  WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter,
  closeWithPropagation, desiredSize, fromAlgorithms, newWriter, releaseWriter, wrapWritable, writableOf, write,
};
