'use strict';

// TransformStream (https://streams.spec.whatwg.org/#ts).

const state = require('internal/webstreams/state');
const { DefaultController } = require('internal/webstreams/default_controller');
const { newDefaultController, wrapReadable } = require('internal/webstreams/readable');
const { fromAlgorithms, wrapWritable } = require('internal/webstreams/writable');
const {
  Deferred, dictionary, finish, illegal, invalidState, invoke, kInternal, member, rejected, resolved, strategyOf, then,
} = require('internal/webstreams/util');
const { codes } = require('internal/errors');
const { ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } = codes;

const nothing = () => resolved();

// Transform couples the two sides: { r, w } are their states.
class Transform {
  r;
  w;
  transformAlgorithm;
  flushAlgorithm;
  cancelAlgorithm;
  self = undefined; // the TransformStream
  controllerSelf = undefined;
  backpressure = undefined;
  backpressureChange = undefined;
  finishing = undefined; // of flush or cancel

  constructor({ transform, flush, cancel }) {
    this.transformAlgorithm = transform;
    this.flushAlgorithm = flush;
    this.cancelAlgorithm = cancel;
  }

  init(started, writableStrategy, readableStrategy) {
    const start = () => started;
    this.w = fromAlgorithms({
      start,
      write: (chunk) => this.#write(chunk),
      close: () => this.#close(),
      abort: (reason) => this.#abort(reason),
      size: writableStrategy.size,
      highWaterMark: writableStrategy.highWaterMark,
    });
    this.r = state.newReadable();
    const c = new DefaultController(this.r, {
      pull: () => {
        this.setBackpressure(false);
        return this.backpressureChange.promise;
      },
      cancel: (reason) => this.#cancel(reason),
      size: readableStrategy.size,
      highWaterMark: readableStrategy.highWaterMark,
    });
    c.self = newDefaultController(c);
    c.begin(started);
    this.setBackpressure(true);
  }

  setBackpressure(backpressure) {
    this.backpressureChange?.resolve();
    this.backpressureChange = new Deferred();
    this.backpressure = backpressure;
  }

  clear() {
    this.transformAlgorithm = this.flushAlgorithm = this.cancelAlgorithm = nothing;
  }

  error(e) {
    this.r.controller.error(e);
    this.errorWritable(e);
  }

  errorWritable(e) {
    this.clear();
    this.w.controller.errorIfNeeded(e);
    this.unblock();
  }

  unblock() {
    if (this.backpressure) this.setBackpressure(false);
  }

  enqueue(chunk) {
    const { controller } = this.r;
    if (!controller.canEnqueue()) throw invalidState('Unable to enqueue');
    try {
      controller.enqueue(chunk);
    } catch (e) {
      this.errorWritable(e);
      throw this.r.storedError;
    }
    const backpressure = !controller.shouldPull();
    if (backpressure !== this.backpressure) this.setBackpressure(true);
  }

  terminate() {
    this.r.controller.close();
    this.errorWritable(invalidState('TransformStream terminated'));
  }

  #write(chunk) {
    if (!this.backpressure) return this.#perform(chunk);
    return then(this.backpressureChange.promise, () => {
      if (this.w.state === 'erroring') throw this.w.storedError;
      return this.#perform(chunk);
    });
  }

  #perform(chunk) {
    return then(this.transformAlgorithm(chunk), undefined, (e) => {
      this.error(e);
      throw e;
    });
  }

  #abort(reason) {
    if (this.finishing !== undefined) return this.finishing.promise;
    const done = this.finishing = new Deferred();
    const result = this.cancelAlgorithm(reason);
    this.clear();
    then(result, () => {
      if (this.r.state === 'errored') {
        done.reject(this.r.storedError);
      } else {
        this.r.controller.error(reason);
        done.resolve();
      }
    }, (e) => {
      this.r.controller.error(e);
      done.reject(e);
    });
    return done.promise;
  }

  #close() {
    if (this.finishing !== undefined) return this.finishing.promise;
    const done = this.finishing = new Deferred();
    const result = this.flushAlgorithm();
    this.clear();
    then(result, () => {
      if (this.r.state === 'errored') {
        done.reject(this.r.storedError);
      } else {
        this.r.controller.close();
        done.resolve();
      }
    }, (e) => {
      this.r.controller.error(e);
      done.reject(e);
    });
    return done.promise;
  }

  #cancel(reason) {
    if (this.finishing !== undefined) return this.finishing.promise;
    const done = this.finishing = new Deferred();
    const result = this.cancelAlgorithm(reason);
    this.clear();
    then(result, () => {
      if (this.w.state === 'errored') {
        done.reject(this.w.storedError);
      } else {
        this.w.controller.errorIfNeeded(reason);
        this.unblock();
        done.resolve();
      }
    }, (e) => {
      this.w.controller.errorIfNeeded(e);
      this.unblock();
      done.reject(e);
    });
    return done.promise;
  }
}

let transformOf, controllerOf;

class TransformStream {
  #t;
  #readable;
  #writable;

  static {
    transformOf = (o) => (o !== null && typeof o === 'object' && #t in o ? o.#t : undefined);
  }

  constructor(transformer = undefined, writableStrategy = undefined, readableStrategy = undefined) {
    const writable = strategyOf(writableStrategy, 1);
    const readable = strategyOf(readableStrategy, 0);
    const dict = transformer === null ? {} : dictionary(transformer, 'transformer');
    const cancel = member(dict, 'cancel', 'transformer');
    const flush = member(dict, 'flush', 'transformer');
    const { readableType } = dict;
    const start = member(dict, 'start', 'transformer');
    const transform = member(dict, 'transform', 'transformer');
    const { writableType } = dict;
    if (readableType !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.readableType', readableType);
    if (writableType !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.writableType', writableType);
    readable.check();
    writable.check();
    const t = this.#t = new Transform({
      transform: transform === undefined ? (chunk) => passOn(t, chunk) : (chunk) => invoke(transform, transformer, chunk, t.controllerSelf),
      flush: flush === undefined ? () => resolved() : () => invoke(flush, transformer, t.controllerSelf),
      cancel: cancel === undefined ? () => resolved() : (reason) => invoke(cancel, transformer, reason),
    });
    t.self = this;
    const started = new Deferred();
    t.init(started.promise, writable, readable);
    t.controllerSelf = new TransformStreamDefaultController(kInternal, t);
    started.resolve(start === undefined ? undefined : Reflect.apply(start, transformer, [t.controllerSelf]));
    this.#readable = wrapReadable(t.r);
    this.#writable = wrapWritable(t.w);
  }

  get readable() {
    if (!(#t in this)) throw new ERR_INVALID_THIS('TransformStream');
    return this.#readable;
  }

  get writable() {
    if (!(#t in this)) throw new ERR_INVALID_THIS('TransformStream');
    return this.#writable;
  }
}

function passOn(t, chunk) {
  try {
    t.enqueue(chunk);
    return resolved();
  } catch (e) {
    return rejected(e);
  }
}

class TransformStreamDefaultController {
  #t;

  static {
    controllerOf = (o) => (o !== null && typeof o === 'object' && #t in o ? o.#t : undefined);
  }

  constructor(token = undefined, transform = undefined) {
    illegal(token);
    this.#t = transform;
  }

  get desiredSize() {
    if (!(#t in this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    return this.#t.r.controller.desiredSize();
  }

  enqueue(chunk = undefined) {
    if (!(#t in this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    this.#t.enqueue(chunk);
  }

  error(reason = undefined) {
    if (!(#t in this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    this.#t.error(reason);
  }

  terminate() {
    if (!(#t in this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    this.#t.terminate();
  }
}

finish(TransformStream, {
  inspect: { readable: (o) => o.readable, writable: (o) => o.writable, backpressure: (o) => transformOf(o).backpressure },
});
finish(TransformStreamDefaultController, { inspect: { stream: (o) => controllerOf(o).self } });

module.exports = { TransformStream, TransformStreamDefaultController };
