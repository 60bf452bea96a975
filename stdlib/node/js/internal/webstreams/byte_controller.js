'use strict';

// Controllers of readable streams of bytes
// (https://streams.spec.whatwg.org/#rbs-controller-abstract-ops).

const state = require('internal/webstreams/state');
const { Queue, invalidState, invoke, resolved, then, noop } = require('internal/webstreams/util');
const { codes } = require('internal/errors');

const transfer = Function.prototype.call.bind(ArrayBuffer.prototype.transfer);
const TypedArray = Object.getPrototypeOf(Uint8Array);
const typedArrayName = Function.prototype.call.bind(Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get);
const constructors = { __proto__: null };
for (const C of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  BigInt64Array, BigUint64Array, globalThis.Float16Array]) {
  if (C !== undefined) constructors[C.name] = C;
}

// The class of a view, whatever it says of itself.
function classOf(view) {
  return constructors[typedArrayName(view)] ?? DataView;
}

class ByteController {
  type = 'bytes';
  stream;
  pullAlgorithm;
  cancelAlgorithm;
  highWaterMark;
  autoAllocate;
  self = undefined;
  queue = new Queue(); // of { buffer, offset, length }
  total = 0;
  pending = []; // pull-into descriptors
  request = null; // the BYOB request that the program has
  started = false;
  closeRequested = false;
  pullAgain = false;
  pulling = false;

  constructor(stream, { pull, cancel, highWaterMark, autoAllocate }) {
    this.stream = stream;
    this.pullAlgorithm = pull;
    this.cancelAlgorithm = cancel;
    this.highWaterMark = highWaterMark;
    this.autoAllocate = autoAllocate;
    stream.controller = this;
  }

  begin(startResult) {
    then(resolved(startResult), () => {
      this.started = true;
      this.callPull();
    }, (e) => this.error(e));
  }

  cancelSteps(reason) {
    this.clearPending();
    this.resetQueue();
    const result = this.cancelAlgorithm(reason);
    this.clear();
    return result;
  }

  resetQueue() {
    this.queue.reset();
    this.total = 0;
  }

  pullSteps(request) {
    if (this.total > 0) {
      this.#fillRequest(request);
      return;
    }
    if (this.autoAllocate !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(this.autoAllocate);
      } catch (e) {
        request.error(e);
        return;
      }
      this.pending.push({
        buffer, bufferByteLength: this.autoAllocate, offset: 0, length: this.autoAllocate, filled: 0, minimum: 1, elementSize: 1,
        Class: Uint8Array, reader: 'default',
      });
    }
    this.stream.reader.requests.push(request);
    this.callPull();
  }

  // The first chunk of the queue is the answer.
  #fillRequest(request) {
    const { buffer, offset, length } = this.queue.shift();
    this.total -= length;
    this.#drained();
    request.chunk(new Uint8Array(buffer, offset, length));
  }

  // After bytes were taken: the stream may end, or wants more.
  #drained() {
    if (this.total === 0 && this.closeRequested) {
      this.clear();
      state.close(this.stream);
    } else {
      this.callPull();
    }
  }

  releaseSteps() {
    if (this.pending.length === 0) return;
    this.pending[0].reader = 'none';
    this.pending.length = 1;
  }

  clear() {
    this.pullAlgorithm = noop;
    this.cancelAlgorithm = noop;
  }

  clearPending() {
    this.invalidateRequest();
    this.pending = [];
  }

  invalidateRequest() {
    if (this.request === null) return;
    this.request.invalidate();
    this.request = null;
  }

  shouldPull() {
    if (this.stream.state !== 'readable' || this.closeRequested || !this.started) return false;
    return state.waiting(this.stream) > 0 || state.waitingInto(this.stream) > 0 || this.desiredSize() > 0;
  }

  callPull() {
    if (!this.shouldPull()) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    then(this.pullAlgorithm(), () => {
      this.pulling = false;
      if (!this.pullAgain) return;
      this.pullAgain = false;
      this.callPull();
    }, (e) => this.error(e));
  }

  desiredSize() {
    switch (this.stream.state) {
      case 'errored':
        return null;
      case 'closed':
        return 0;
    }
    return this.highWaterMark - this.total;
  }

  close() {
    if (this.closeRequested || this.stream.state !== 'readable') return;
    if (this.total > 0) {
      this.closeRequested = true;
      return;
    }
    const [first] = this.pending;
    if (first !== undefined && first.filled % first.elementSize !== 0) {
      const e = new codes.ERR_INVALID_STATE.TypeError('Partial read');
      this.error(e);
      throw e;
    }
    this.clear();
    state.close(this.stream);
  }

  errorIfNeeded(e) {
    this.error(e);
  }

  error(e) {
    if (this.stream.state !== 'readable') return;
    this.clearPending();
    this.resetQueue();
    this.clear();
    state.error(this.stream, e);
  }

  enqueue(chunk) {
    const { stream } = this;
    if (this.closeRequested || stream.state !== 'readable') return;
    const { byteOffset, byteLength } = chunk;
    let { buffer } = chunk;
    if (buffer.detached) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    buffer = transfer(buffer);
    const [first] = this.pending;
    if (first !== undefined) {
      if (first.buffer.detached) throw invalidState('chunk ArrayBuffer is zero-length or detached');
      this.invalidateRequest();
      first.buffer = transfer(first.buffer);
      if (first.reader === 'none') this.#enqueueDetached(first);
    }
    if (stream.reader !== undefined && !state.isByob(stream.reader)) {
      this.#fillWaiting();
      if (stream.reader.requests.length === 0) {
        this.#push(buffer, byteOffset, byteLength);
      } else {
        if (this.pending.length > 0) this.#shiftPending();
        state.fulfill(stream, new Uint8Array(buffer, byteOffset, byteLength), false);
      }
    } else if (state.waitingInto(stream) > 0) {
      this.#push(buffer, byteOffset, byteLength);
      for (const done of this.#fillPending()) this.#commit(done);
    } else {
      this.#push(buffer, byteOffset, byteLength);
    }
    this.callPull();
  }

  #fillWaiting() {
    const { reader } = this.stream;
    while (reader.requests.length > 0) {
      if (this.total === 0) return;
      this.#fillRequest(reader.requests.shift());
    }
  }

  #push(buffer, offset, length) {
    this.queue.push({ buffer, offset, length });
    this.total += length;
  }

  #enqueueClone(buffer, offset, length) {
    let clone;
    try {
      clone = buffer.slice(offset, offset + length);
    } catch (e) {
      this.error(e);
      throw e;
    }
    this.#push(clone, 0, length);
  }

  // What a released reader's view had already belongs to the stream again.
  #enqueueDetached(descriptor) {
    if (descriptor.filled > 0) this.#enqueueClone(descriptor.buffer, descriptor.offset, descriptor.filled);
    this.#shiftPending();
  }

  #shiftPending() {
    return this.pending.shift();
  }

  // fill copies bytes of the queue into a descriptor; it answers whether that is ready.
  #fill(d) {
    const maximum = Math.min(this.total, d.length - d.filled);
    const most = d.filled + maximum;
    let left = maximum, ready = false;
    const aligned = most - (most % d.elementSize);
    if (aligned >= d.minimum) {
      left = aligned - d.filled;
      ready = true;
    }
    while (left > 0) {
      const head = this.queue.peek();
      const n = Math.min(left, head.length);
      new Uint8Array(d.buffer, d.offset + d.filled, n).set(new Uint8Array(head.buffer, head.offset, n));
      if (head.length === n) {
        this.queue.shift();
      } else {
        head.offset += n;
        head.length -= n;
      }
      this.total -= n;
      d.filled += n;
      left -= n;
    }
    return ready;
  }

  #fillPending() {
    const done = [];
    while (this.pending.length > 0 && this.total > 0) {
      const [d] = this.pending;
      if (!this.#fill(d)) break;
      this.#shiftPending();
      done.push(d);
    }
    return done;
  }

  #convert(d) {
    return new d.Class(transfer(d.buffer), d.offset, d.filled / d.elementSize);
  }

  #commit(d) {
    const done = this.stream.state === 'closed';
    const view = this.#convert(d);
    if (d.reader === 'default') state.fulfill(this.stream, view, done);
    else state.fulfillInto(this.stream, view, done);
  }

  // pullInto is the read of a BYOB reader.
  pullInto(view, min, request) {
    const Class = classOf(view);
    const elementSize = Class === DataView ? 1 : Class.BYTES_PER_ELEMENT;
    const { byteOffset, byteLength } = view;
    let buffer;
    try {
      buffer = transfer(view.buffer);
    } catch (e) {
      request.error(e);
      return;
    }
    const d = {
      buffer, bufferByteLength: buffer.byteLength, offset: byteOffset, length: byteLength, filled: 0, minimum: min * elementSize, elementSize,
      Class, reader: 'byob',
    };
    const { stream } = this;
    if (this.pending.length > 0) {
      this.pending.push(d);
      stream.reader.intoRequests.push(request);
      return;
    }
    if (stream.state === 'closed') {
      request.close(new Class(d.buffer, d.offset, 0));
      return;
    }
    if (this.total > 0) {
      if (this.#fill(d)) {
        const filled = this.#convert(d);
        this.#drained();
        request.chunk(filled);
        return;
      }
      if (this.closeRequested) {
        const e = new codes.ERR_INVALID_STATE.TypeError('ReadableStream closed');
        this.error(e);
        request.error(e);
        return;
      }
    }
    this.pending.push(d);
    stream.reader.intoRequests.push(request);
    this.callPull();
  }

  // byobView is the part of the first descriptor that is still to be filled.
  byobView() {
    const [d] = this.pending;
    return new Uint8Array(d.buffer, d.offset + d.filled, d.length - d.filled);
  }

  respond(written) {
    const [d] = this.pending;
    if (this.stream.state === 'closed') {
      if (written !== 0) throw invalidState('Controller is closed');
    } else {
      if (written === 0) throw invalidState('Zero bytes written while the stream is readable');
      if (d.filled + written > d.length) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('bytesWritten', written);
    }
    d.buffer = transfer(d.buffer);
    this.#respond(written);
  }

  respondWithView(view) {
    const [d] = this.pending;
    const { byteOffset, byteLength, buffer } = view;
    if (this.stream.state === 'closed') {
      if (byteLength !== 0) throw invalidState('View is not zero-length');
    } else if (byteLength === 0) {
      throw invalidState('View is zero-length');
    }
    if (d.offset + d.filled !== byteOffset) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('view', view);
    if (d.bufferByteLength !== buffer.byteLength) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('view', view);
    if (d.filled + byteLength > d.length) throw new codes.ERR_INVALID_ARG_VALUE.RangeError('view', view);
    d.buffer = transfer(buffer);
    this.#respond(byteLength);
  }

  #respond(written) {
    const [d] = this.pending;
    this.invalidateRequest();
    if (this.stream.state === 'closed') this.#respondClosed(d);
    else this.#respondReadable(written, d);
    this.callPull();
  }

  #respondClosed(d) {
    if (d.reader === 'none') this.#shiftPending();
    const done = [];
    for (let n = state.waitingInto(this.stream); n > 0; n--) done.push(this.#shiftPending());
    for (const each of done) this.#commit(each);
  }

  #respondReadable(written, d) {
    d.filled += written;
    if (d.reader === 'none') {
      this.#enqueueDetached(d);
      for (const each of this.#fillPending()) this.#commit(each);
      return;
    }
    if (d.filled < d.minimum) return;
    this.#shiftPending();
    const rest = d.filled % d.elementSize;
    if (rest > 0) {
      const end = d.offset + d.filled;
      this.#enqueueClone(d.buffer, end - rest, rest);
    }
    d.filled -= rest;
    const filled = this.#fillPending();
    this.#commit(d);
    for (const each of filled) this.#commit(each);
  }
}

function fromSource(stream, makeSelf, source, { start, pull, cancel, autoAllocateChunkSize }, highWaterMark) {
  const controller = new ByteController(stream, {
    pull: pull === undefined ? () => resolved() : () => invoke(pull, source, controller.self),
    cancel: cancel === undefined ? () => resolved() : (reason) => invoke(cancel, source, reason),
    highWaterMark,
    autoAllocate: autoAllocateChunkSize,
  });
  controller.self = makeSelf(controller);
  controller.begin(start === undefined ? undefined : Reflect.apply(start, source, [controller.self]));
}

module.exports = { ByteController, fromSource };
