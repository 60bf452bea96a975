'use strict';

// The parts of events that few programs use.

const EventEmitter = require('events');
const { codes, AbortError } = require('internal/errors');
const { validateAbortSignal, validateInteger, validateObject, validateString } = require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = codes;

function isTarget(emitter) {
  return typeof emitter?.addEventListener === 'function';
}

// on(emitter, ...) for emitters and targets of events alike.
function listen(emitter, name, listener, flags) {
  if (typeof emitter?.on === 'function') {
    if (flags?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (isTarget(emitter)) {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

function unlisten(emitter, name, listener, flags) {
  if (typeof emitter?.removeListener === 'function') emitter.removeListener(name, listener);
  else if (typeof emitter?.removeEventListener === 'function') emitter.removeEventListener(name, listener, flags);
  else throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
}

async function once(emitter, name, options) {
  validateObject(options, 'options');
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  return new Promise((resolve, reject) => {
    const onError = (err) => {
      unlisten(emitter, name, onEvent);
      stopAbort?.[Symbol.dispose]();
      reject(err);
    };
    const onEvent = (...args) => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      stopAbort?.[Symbol.dispose]();
      resolve(args);
    };
    let stopAbort;
    listen(emitter, name, onEvent, { __proto__: null, once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal !== undefined) {
      stopAbort = EventEmitter.addAbortListener(signal, () => {
        unlisten(emitter, name, onEvent);
        if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
        reject(new AbortError(undefined, { cause: signal.reason }));
      });
    }
  });
}

// A queue whose beginning is taken off without moving the rest.
class Queue {
  #items = [];
  #head = 0;
  get length() { return this.#items.length - this.#head; }
  push(item) { this.#items.push(item); }
  shift() {
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 1024 && this.#head > this.#items.length / 2) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

function on(emitter, event, options) {
  validateObject(options, 'options');
  const { signal, close = [] } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const high = options.highWaterMark ?? Number.MAX_SAFE_INTEGER, low = options.lowWaterMark ?? 1;
  validateInteger(high, 'options.highWaterMark', 1);
  validateInteger(low, 'options.lowWaterMark', 1);

  const values = new Queue(), waiting = new Queue();
  const undo = [];
  let paused = false, error = null, finished = false;

  const listenTo = (name, handler) => {
    listen(emitter, name, handler);
    undo.push(() => unlisten(emitter, name, handler));
  };
  const onEvent = (...args) => {
    if (waiting.length > 0) {
      waiting.shift().resolve({ value: args, done: false });
      return;
    }
    values.push(args);
    if (!paused && values.length > high) {
      paused = true;
      emitter.pause?.();
    }
  };
  const onError = (err) => {
    if (waiting.length > 0) waiting.shift().reject(err);
    else error = err;
    closed();
  };
  function closed() {
    for (const f of undo.splice(0)) f();
    stopAbort?.[Symbol.dispose]();
    finished = true;
    const end = { value: undefined, done: true };
    while (waiting.length > 0) waiting.shift().resolve(end);
    return Promise.resolve(end);
  }

  const iterator = Object.setPrototypeOf({
    next() {
      if (values.length > 0) {
        const value = values.shift();
        if (paused && values.length < low) {
          emitter.resume?.();
          paused = false;
        }
        return Promise.resolve({ value, done: false });
      }
      if (error) {
        const p = Promise.reject(error);
        error = null;
        return p;
      }
      if (finished) return closed();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() { return closed(); },
    throw(err) {
      if (!err || !(err instanceof Error)) throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', err);
      onError(err);
    },
    [Symbol.asyncIterator]() { return this; },
  }, AsyncIteratorPrototype);

  listenTo(event, options[Symbol.for('gojs.firstParameter')] ? (first) => onEvent(first) : onEvent);
  if (event !== 'error' && typeof emitter.on === 'function') listenTo('error', onError);
  for (const name of close) listenTo(name, closed);
  const stopAbort = signal && EventEmitter.addAbortListener(signal,
                                                            () => onError(new AbortError(undefined, { cause: signal.reason })));
  return iterator;
}

// Targets of events are the Web's; what is asked of them here stands in their module.
function targetInternals(target, name) {
  const internals = require('internal/event_target');
  if (!internals.isEventTarget(target)) throw new ERR_INVALID_ARG_TYPE(name, ['EventEmitter', 'EventTarget'], target);
  return internals;
}

function targetListeners(target, type) {
  const { kEvents } = targetInternals(target, 'emitter');
  const list = target[kEvents].get(type) ?? [];
  return list.map((l) => l.get()).filter((f) => f !== undefined);
}

function targetMaxListeners(target) {
  return target[targetInternals(target, 'emitter').kMaxEventTargetListeners];
}

function setTargetMaxListeners(target, n) {
  const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = targetInternals(target, 'eventTargets');
  target[kMaxEventTargetListeners] = n;
  target[kMaxEventTargetListenersWarned] = false;
}

// The stack of an error nobody listened for, with where it was emitted.
function enhanceStack(emitter, err, at) {
  const name = emitter.constructor?.name;
  const who = name && name !== 'EventEmitter' ? ` on ${name} instance` : '';
  const own = String(err.stack).split('\n'), other = String(at.stack).split('\n').slice(1);
  let same = 0;
  while (same < other.length && other[other.length - 1 - same] === own[own.length - 1 - same]) same++;
  let lines = other;
  if (same > 3) {
    lines = [...other.slice(0, other.length - same + 1), `    [... lines matching original stack trace ...]`, other.at(-1)];
  }
  return `${err.stack}\nEmitted 'error' event${who} at:\n${lines.join('\n')}`;
}

class EventEmitterAsyncResource extends EventEmitter {
  #resource;
  constructor(options = undefined) {
    let name;
    if (typeof options === 'string') {
      name = options;
      options = undefined;
    } else {
      if (new.target === EventEmitterAsyncResource) validateString(options?.name, 'options.name');
      name = options?.name || new.target.name;
    }
    super(options);
    const emitter = this;
    const { AsyncResource } = require('internal/async_hooks');
    this.#resource = new (class EventEmitterReferencingAsyncResource extends AsyncResource {
      #emitter = emitter;
      get eventEmitter() {
        if (!(#emitter in this)) throw new ERR_INVALID_THIS('EventEmitterReferencingAsyncResource');
        return this.#emitter;
      }
    })(name, options);
  }
  static #check(self) {
    if (!(#resource in self)) throw new ERR_INVALID_THIS('EventEmitterAsyncResource');
    return self.#resource;
  }
  emit(event, ...args) {
    return EventEmitterAsyncResource.#check(this).runInAsyncScope(super.emit, this, event, ...args);
  }
  emitDestroy() { EventEmitterAsyncResource.#check(this).emitDestroy(); }
  get asyncId() { return EventEmitterAsyncResource.#check(this).asyncId(); }
  get triggerAsyncId() { return EventEmitterAsyncResource.#check(this).triggerAsyncId(); }
  get asyncResource() { return EventEmitterAsyncResource.#check(this); }
}

module.exports = {
  EventEmitterAsyncResource, enhanceStack, on, once, setTargetMaxListeners, targetListeners, targetMaxListeners,
};
