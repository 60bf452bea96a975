'use strict';

// tee (https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaulttee
// and #abstract-opdef-readablebytestreamtee).

const state = require('internal/webstreams/state');
const { Deferred, resolved, then } = require('internal/webstreams/util');

function tee(s) {
  return s.controller.type === 'bytes' ? teeBytes(s) : teeDefault(s);
}

// Branches is what the two branches share: reasons of cancellation.
class Branches {
  canceled = [false, false];
  reasons = [undefined, undefined];
  done = new Deferred();

  cancel(i, reason, source) {
    this.canceled[i] = true;
    this.reasons[i] = reason;
    if (this.canceled[1 - i]) this.done.resolve(state.cancel(source, [...this.reasons]));
    return this.done.promise;
  }

  get allCanceled() {
    return this.canceled[0] && this.canceled[1];
  }
}

function teeDefault(s) {
  const { DefaultController } = require('internal/webstreams/default_controller');
  const { newDefaultController } = require('internal/webstreams/readable');
  const reader = state.newReader(s);
  const shared = new Branches();
  let reading = false, readAgain = false;
  const streams = [state.newReadable(), state.newReadable()];
  const controllers = [];

  function pull() {
    if (reading) {
      readAgain = true;
      return resolved();
    }
    reading = true;
    state.read(reader, {
      chunk: (value) => queueMicrotask(() => {
        readAgain = false;
        for (let i = 0; i < 2; i++) {
          if (!shared.canceled[i]) controllers[i].enqueue(value);
        }
        reading = false;
        if (readAgain) pull();
      }),
      close: () => {
        reading = false;
        for (let i = 0; i < 2; i++) {
          if (!shared.canceled[i]) controllers[i].close();
        }
        if (!shared.allCanceled) shared.done.resolve();
      },
      error: () => { reading = false; },
    });
    return resolved();
  }

  for (let i = 0; i < 2; i++) {
    const c = new DefaultController(streams[i], {
      pull, cancel: (reason) => shared.cancel(i, reason, s), size: () => 1, highWaterMark: 1,
    });
    c.self = newDefaultController(c);
    controllers.push(c);
    c.begin(undefined);
  }
  then(reader.closed.promise, undefined, (e) => {
    for (const c of controllers) c.error(e);
    if (!shared.allCanceled) shared.done.resolve();
  });
  return streams;
}

function teeBytes(s) {
  const { ByteController } = require('internal/webstreams/byte_controller');
  const { newByteController, readInto } = require('internal/webstreams/readable');
  let reader = state.newReader(s);
  const shared = new Branches();
  let reading = false;
  const again = [false, false];
  const streams = [state.newReadable(), state.newReadable()];
  const controllers = [];

  function forward(r) {
    then(r.closed.promise, undefined, (e) => {
      if (r !== reader) return;
      for (const c of controllers) c.error(e);
      if (!shared.allCanceled) shared.done.resolve();
    });
  }

  function switchReader(byob) {
    if (state.isByob(reader) === byob) return;
    state.release(reader);
    reader = state.newReader(s, byob);
    forward(reader);
  }

  const copy = (chunk) => new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));

  // A chunk that cannot be copied is the end of both.
  function copyOrFail(chunk) {
    try {
      return copy(chunk);
    } catch (e) {
      for (const c of controllers) c.error(e);
      shared.done.resolve(state.cancel(s, e));
      return undefined;
    }
  }

  function goOn() {
    reading = false;
    if (again[0]) pull(0);
    else if (again[1]) pull(1);
  }

  function pullDefault() {
    switchReader(false);
    state.read(reader, {
      chunk: (chunk) => queueMicrotask(() => {
        again[0] = again[1] = false;
        let second = chunk;
        if (!shared.canceled[0] && !shared.canceled[1]) {
          second = copyOrFail(chunk);
          if (second === undefined) return;
        }
        if (!shared.canceled[0]) controllers[0].enqueue(chunk);
        if (!shared.canceled[1]) controllers[1].enqueue(second);
        goOn();
      }),
      close: () => {
        reading = false;
        for (let i = 0; i < 2; i++) {
          if (!shared.canceled[i]) controllers[i].close();
        }
        for (const c of controllers) {
          if (c.pending.length > 0) c.respond(0);
        }
        if (!shared.allCanceled) shared.done.resolve();
      },
      error: () => { reading = false; },
    });
  }

  // The view that one branch was given is filled, the other gets a copy.
  function pullByob(view, i) {
    switchReader(true);
    const other = 1 - i;
    readInto(reader, view, 1, {
      chunk: (chunk) => queueMicrotask(() => {
        again[0] = again[1] = false;
        if (!shared.canceled[other]) {
          const clone = copyOrFail(chunk);
          if (clone === undefined) return;
          if (!shared.canceled[i]) controllers[i].respondWithView(chunk);
          controllers[other].enqueue(clone);
        } else if (!shared.canceled[i]) {
          controllers[i].respondWithView(chunk);
        }
        goOn();
      }),
      close: (chunk) => {
        reading = false;
        if (!shared.canceled[i]) controllers[i].close();
        if (!shared.canceled[other]) controllers[other].close();
        if (chunk !== undefined) {
          if (!shared.canceled[i]) controllers[i].respondWithView(chunk);
          if (!shared.canceled[other] && controllers[other].pending.length > 0) controllers[other].respond(0);
        }
        if (!shared.allCanceled) shared.done.resolve();
      },
      error: () => { reading = false; },
    });
  }

  function pull(i) {
    if (reading) {
      again[i] = true;
      return resolved();
    }
    reading = true;
    const request = controllers[i].self.byobRequest;
    if (request === null) pullDefault();
    else pullByob(request.view, i);
    return resolved();
  }

  for (let i = 0; i < 2; i++) {
    const c = new ByteController(streams[i], {
      pull: () => pull(i), cancel: (reason) => shared.cancel(i, reason, s), highWaterMark: 0, autoAllocate: undefined,
    });
    c.self = newByteController(c);
    controllers.push(c);
    c.begin(undefined);
  }
  forward(reader);
  return streams;
}

module.exports = { tee };
