'use strict';

// https://dom.spec.whatwg.org/#aborting-ongoing-activities

const { codes } = require('internal/errors');
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = codes;
const { validateAbortSignal, validateAbortSignalArray, validateObject, validateUint32, kValidateObjectAllowArray, kValidateObjectAllowFunction } = require('internal/validators');
const { DOMException } = require('internal/domexception');
const {
  Event, EventTarget, defineEventHandler, kMaxEventTargetListeners, kNewListener, kRemoveListener, kTrustEvent, kWeakHandler,
} = require('internal/event_target');
const { customInspect, exposeProperties, inspectAs } = require('internal/webidl');

const kMake = Symbol('kMake');

// Signals that nothing but a timer or a source reaches live while they have listeners.
const listenedTo = new Set();

let abort, follow, forget, fire, isSignal;

class AbortSignal extends EventTarget {
  #aborted;
  #reason;
  #composite;
  // Of composites and what they follow: sets of WeakRefs.
  #sources;
  #dependents;
  #timed = false;

  constructor(token = undefined, aborted = false, reason = undefined, composite = false) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
    this[kMaxEventTargetListeners] = 0;
    this.#aborted = aborted;
    this.#reason = reason;
    this.#composite = composite;
  }

  get aborted() {
    checkSignal(this);
    return this.#aborted;
  }

  get reason() {
    checkSignal(this);
    return this.#reason;
  }

  throwIfAborted() {
    checkSignal(this);
    if (this.#aborted) throw this.#reason;
  }

  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    return new AbortSignal(kMake, true, reason);
  }

  static timeout(delay) {
    validateUint32(delay, 'delay', false);
    const signal = new AbortSignal(kMake);
    signal.#timed = true;
    const ref = new WeakRef(signal);
    const timer = setTimeout(() => {
      const signal = ref.deref();
      if (signal === undefined) return;
      listenedTo.delete(signal);
      abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay);
    timer.unref();
    timers.register(signal, timer);
    return signal;
  }

  static any(signals) {
    const list = sequence(signals);
    validateAbortSignalArray(list, 'signals');
    list.forEach((signal, i) => {
      if (!(#aborted in signal)) throw new ERR_INVALID_ARG_TYPE(`signals[${i}]`, 'AbortSignal', signal);
    });
    const result = new AbortSignal(kMake, false, undefined, true);
    for (const signal of list) {
      if (signal.aborted) {
        result.#aborted = true;
        result.#reason = signal.reason;
        return result;
      }
    }
    result.#sources = new Set();
    const self = new WeakRef(result);
    for (const signal of list) {
      if (signal.#composite) {
        for (const ref of signal.#sources ?? []) {
          const source = ref.deref();
          if (source !== undefined) follow(result, self, source);
        }
      } else {
        follow(result, self, signal);
      }
    }
    return result;
  }

  [kNewListener](size, type, listener, once, capture, passive, weak) {
    super[kNewListener](size, type, listener, once, capture, passive, weak);
    const held = this.#timed || (this.#composite && this.#sources?.size > 0);
    if (held && type === 'abort' && !this.#aborted && !weak && size === 1) listenedTo.add(this);
  }

  [kRemoveListener](size, type, listener, capture) {
    super[kRemoveListener](size, type, listener, capture);
    if (type === 'abort' && size === 0) listenedTo.delete(this);
  }

  [customInspect](depth, options) {
    return inspectAs('AbortSignal', depth, options, { aborted: this.aborted });
  }

  static {
    isSignal = (value) => typeof value === 'object' && value !== null && #aborted in value;
    follow = (dependent, self, source) => {
      for (const known of dependent.#sources) if (known.deref() === source) return;
      dependent.#sources.add(weakly(source));
      source.#dependents ??= new Set();
      source.#dependents.add(self);
      departures.register(dependent, { source: weakly(source), self });
    };
    forget = ({ source, self }) => source.deref()?.#dependents?.delete(self);
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason;
      const affected = [];
      for (const ref of signal.#dependents ?? []) {
        const dependent = ref.deref();
        if (dependent === undefined || dependent.#aborted) continue;
        dependent.#aborted = true;
        dependent.#reason = reason;
        affected.push(dependent);
      }
      fire(signal);
      for (const dependent of affected) fire(dependent);
    };
    fire = (signal) => {
      signal.dispatchEvent(new Event('abort', { [kTrustEvent]: true }));
      signal.#dependents = undefined;
      listenedTo.delete(signal);
    };
  }
}


// One WeakRef for a signal.
const refs = new WeakMap();
function weakly(signal) {
  let ref = refs.get(signal);
  if (ref === undefined) refs.set(signal, ref = new WeakRef(signal));
  return ref;
}

const departures = new FinalizationRegistry((d) => forget(d));
const timers = new FinalizationRegistry((timer) => clearTimeout(timer));

function sequence(signals) {
  if (signals === null || typeof signals !== 'object' || typeof signals[Symbol.iterator] !== 'function') {
    const err = new ERR_INVALID_ARG_TYPE('signals', 'Object', signals);
    err.message = 'signals can not be converted to sequence.';
    throw err;
  }
  return Array.from(signals);
}

function checkSignal(value) {
  if (!isSignal(value)) throw new ERR_INVALID_THIS('AbortSignal');
}

exposeProperties(AbortSignal, ['aborted']);
defineEventHandler(AbortSignal.prototype, 'abort');

class AbortController {
  #signal;

  get signal() {
    return this.#signal ??= new AbortSignal(kMake);
  }

  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    abort(this.#signal ??= new AbortSignal(kMake), reason);
  }

  [customInspect](depth, options) {
    return inspectAs('AbortController', depth, options, { signal: this.signal });
  }
}
exposeProperties(AbortController, ['signal', 'abort']);

// https://nodejs.org/api/util.html#utilabortedsignal-resource
async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowArray | kValidateObjectAllowFunction);
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers();
  signal.addEventListener('abort', () => resolve(), { [kWeakHandler]: resource, once: true });
  await promise;
}

// https://nodejs.org/api/util.html#utiltransferableabortcontroller
function transferableAbortController() {
  const controller = new AbortController();
  transferableAbortSignal(controller.signal);
  return controller;
}

const transferable = new WeakSet();
function transferableAbortSignal(signal) {
  if (!isSignal(signal)) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  transferable.add(signal);
  return signal;
}

module.exports = {
  AbortController, AbortSignal, aborted, abortSignal: abort, isAbortSignal: isSignal, transferable,
  transferableAbortController, transferableAbortSignal,
};
