'use strict';

// https://dom.spec.whatwg.org/#events, without a tree: a path has one target.
// NodeEventTarget adds the methods of emitters.

const { codes } = require('internal/errors');
const { ERR_EVENT_RECURSION, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_MISSING_ARGS } = codes;
const { validateAbortSignal, validateObject, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const { customInspect, exposeProperties, inspectAs } = require('internal/webidl');
const { inspect } = internalBinding('util');
const { now } = internalBinding('performance');

const kIsEventTarget = Symbol.for('nodejs.event_target');
const kEvents = Symbol('kEvents');
const kHandlers = Symbol('kHandlers');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');
const kIsNodeEventTarget = Symbol('kIsNodeEventTarget');

// Hooks of targets: a listener was added or removed; an event for a value of Node.
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');
const kCreateEvent = Symbol('kCreateEvent');
const kHybridDispatch = Symbol.for('nodejs.internal.kHybridDispatch');

// Options only for modules of Node: an event is trusted; a listener lives as long as
// an object; a listener is of emitters; stopImmediatePropagation does not stop it.
const kTrustEvent = Symbol('kTrustEvent');
const kWeakHandler = Symbol('kWeak');
const kIsNodeStyleListener = Symbol('kIsNodeStyleListener');
const kResistStopPropagation = Symbol('kResistStopPropagation');

// The parts of events that targets work with.
let is, isDispatched, isStopped, setPassive, begin, end;

function checkEvent(value) {
  if (!is(value)) throw new ERR_INVALID_THIS('Event');
}

// https://dom.spec.whatwg.org/#interface-event
class Event {
  #type;
  #bubbles = false;
  #cancelable = false;
  #composed = false;
  #canceled = false;
  #stopped = false;
  #stopNow = false;
  #trusted;
  #target = null;
  #timestamp = now();
  #dispatched = false;
  #passive = false;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (options !== undefined) {
      validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
      this.#bubbles = !!options?.bubbles;
      this.#cancelable = !!options?.cancelable;
      this.#composed = !!options?.composed;
      this.#trusted = options?.[kTrustEvent] === true;
    } else {
      this.#trusted = false;
    }
    this.#type = `${type}`;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (this.#dispatched) return;
    this.#type = `${type}`;
    this.#bubbles = !!bubbles;
    this.#cancelable = !!cancelable;
  }

  stopImmediatePropagation() {
    checkEvent(this);
    this.#stopped = true;
    this.#stopNow = true;
  }

  preventDefault() {
    checkEvent(this);
    if (this.#cancelable && !this.#passive) this.#canceled = true;
  }

  get target() { checkEvent(this); return this.#target; }
  get currentTarget() { checkEvent(this); return this.#dispatched ? this.#target : null; }
  get srcElement() { checkEvent(this); return this.#target; }
  get type() { checkEvent(this); return this.#type; }
  get cancelable() { checkEvent(this); return this.#cancelable; }
  get defaultPrevented() { checkEvent(this); return this.#canceled; }
  get timeStamp() { checkEvent(this); return this.#timestamp; }

  composedPath() {
    checkEvent(this);
    return this.#dispatched ? [this.#target] : [];
  }

  get returnValue() { checkEvent(this); return !this.#canceled; }
  set returnValue(value) {
    checkEvent(this);
    if (!value) this.preventDefault();
  }

  get bubbles() { checkEvent(this); return this.#bubbles; }
  get composed() { checkEvent(this); return this.#composed; }
  get eventPhase() { checkEvent(this); return this.#dispatched ? Event.AT_TARGET : Event.NONE; }

  get cancelBubble() { checkEvent(this); return this.#stopped; }
  set cancelBubble(value) {
    checkEvent(this);
    if (value) this.#stopped = true;
  }

  stopPropagation() {
    checkEvent(this);
    this.#stopped = true;
  }

  get isTrusted() { checkEvent(this); return this.#trusted; }

  [customInspect](depth, options) {
    if (!is(this)) return this;
    return inspectAs(this.constructor.name, depth, options, {
      type: this.#type, defaultPrevented: this.#canceled, cancelable: this.#cancelable, timeStamp: this.#timestamp,
    });
  }

  static {
    is = (value) => typeof value === 'object' && value !== null && #type in value;
    isDispatched = (e) => e.#dispatched;
    isStopped = (e) => e.#stopNow;
    setPassive = (e, passive) => { e.#passive = passive; };
    begin = (e, target) => {
      e.#target = target;
      e.#dispatched = true;
    };
    end = (e) => {
      e.#dispatched = e.#stopped = e.#stopNow = false;
    };
  }
}

exposeProperties(Event, [
  'initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget', 'srcElement', 'type', 'cancelable',
  'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles', 'composed', 'eventPhase', 'cancelBubble', 'stopPropagation',
]);
Object.defineProperty(Event.prototype, 'isTrusted', { __proto__: null, enumerable: true, configurable: false });
['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].forEach((name, value) => {
  Object.defineProperty(Event, name, { __proto__: null, enumerable: true, value });
});

// https://dom.spec.whatwg.org/#customevent
class CustomEvent extends Event {
  #detail;
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() {
    if (typeof this !== 'object' || this === null || !(#detail in this)) throw new ERR_INVALID_THIS('CustomEvent');
    return this.#detail;
  }
}
exposeProperties(CustomEvent, ['detail']);

// A listener as a target has it. Weak ones are found again through the object that
// keeps them alive.
class Listener {
  constructor(callback, { capture, once, passive, nodeStyle, weak, resist }) {
    this.callback = weak === undefined ? callback : undefined;
    this.weak = undefined;
    if (weak !== undefined) {
      this.weak = new WeakRef(callback);
      keptBy(weak).add(callback);
    }
    this.capture = capture;
    this.once = once;
    this.passive = passive;
    this.nodeStyle = nodeStyle;
    this.resist = resist;
    this.removed = false;
  }
  get() { return this.weak === undefined ? this.callback : this.weak.deref(); }
  same(callback, capture) { return this.capture === capture && this.get() === callback; }
}

const keepers = new WeakMap();
function keptBy(object) {
  let set = keepers.get(object);
  if (set === undefined) keepers.set(object, set = new Set());
  return set;
}

function initEventTarget(self) {
  self[kEvents] = new Map();
  self[kMaxEventTargetListeners] = require('events').defaultMaxListeners;
  self[kMaxEventTargetListenersWarned] = false;
  self[kHandlers] = new Map();
}

function isEventTarget(value) {
  return value?.constructor?.[kIsEventTarget] === true || value?.[kEvents] instanceof Map;
}

function checkTarget(value) {
  if (!isEventTarget(value) || value[kEvents] === undefined) throw new ERR_INVALID_THIS('EventTarget');
}

const noOptions = { capture: false, once: false, passive: false, nodeStyle: false, weak: undefined, resist: false, signal: undefined };

function listenerOptions(options) {
  if (typeof options === 'boolean') return options ? { ...noOptions, capture: true } : noOptions;
  if (options === null || options === undefined) return noOptions;
  validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
  return {
    capture: !!options.capture, once: !!options.once, passive: !!options.passive, signal: options.signal,
    nodeStyle: !!options[kIsNodeStyleListener], weak: options[kWeakHandler], resist: options[kResistStopPropagation] ?? false,
  };
}

function isListener(callback) {
  if (typeof callback === 'function' || (typeof callback === 'object' && callback !== null)) return true;
  if (callback == null) return false;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', callback);
}

function nameOf(type) {
  if (typeof type === 'symbol') throw new ERR_INVALID_ARG_VALUE('value', type);
  return `${type}`;
}

function warnListener(target, type, listener) {
  const w = new Error(`addEventListener called with ${
    listener === null ? 'null' : 'undefined'} which has no effect.`);
  w.name = 'AddEventListenerArgumentTypeWarning';
  w.target = target;
  w.type = type;
  process.emitWarning(w);
}

function warnMany(target, type, size) {
  target[kMaxEventTargetListenersWarned] = true;
  const w = new Error(`Possible EventTarget memory leak detected. ${size} ${type} listeners added to ${
    inspect(target, { depth: -1 })}. MaxListeners is ${target[kMaxEventTargetListeners]}. Use events.setMaxListeners() to increase limit`);
  w.name = 'MaxListenersExceededWarning';
  w.target = target;
  w.type = type;
  w.count = size;
  process.emitWarning(w);
}

// https://dom.spec.whatwg.org/#interface-eventtarget
class EventTarget {
  constructor() { initEventTarget(this); }

  [kNewListener](size, type, listener, once, capture, passive, weak) {
    const most = this[kMaxEventTargetListeners];
    if (most > 0 && size > most && !this[kMaxEventTargetListenersWarned]) warnMany(this, type, size);
  }
  [kRemoveListener](size, type, listener, capture) {}

  addEventListener(type, listener, options = {}) {
    checkTarget(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    const o = listenerOptions(options);
    const { signal } = o;
    validateAbortSignal(signal, 'options.signal');
    if (!isListener(listener)) {
      warnListener(this, type, listener);
      return;
    }
    type = nameOf(type);
    if (signal) {
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, { capture: o.capture }),
                              { once: true, [kWeakHandler]: this, [kResistStopPropagation]: true });
    }
    const all = this[kEvents];
    let list = all.get(type);
    if (list === undefined) all.set(type, list = []);
    for (const l of list) if (l.same(listener, o.capture)) return;
    list.push(new Listener(listener, o));
    this[kNewListener](countOf(this, type, list), type, listener, o.once, o.capture, o.passive, o.weak !== undefined);
  }

  removeEventListener(type, listener, options = {}) {
    checkTarget(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!isListener(listener)) return;
    type = nameOf(type);
    const capture = typeof options === 'boolean' ? options : options?.capture === true;
    const list = this[kEvents].get(type);
    if (list === undefined) return;
    const at = list.findIndex((l) => l.same(listener, capture));
    if (at >= 0) removeAt(this, type, list, at);
  }

  dispatchEvent(event) {
    checkTarget(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!is(event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (isDispatched(event)) throw new ERR_EVENT_RECURSION(event.type);
    this[kHybridDispatch](event, event.type, event);
    return event.defaultPrevented !== true;
  }

  // What Node's own targets call: the listeners of emitters get value, the others
  // an event, made from value where none is given.
  [kHybridDispatch](value, type, event) {
    const create = () => {
      if (event === undefined) {
        event = this[kCreateEvent](value, type);
        begin(event, this);
      }
      return event;
    };
    if (event !== undefined) begin(event, this);
    const list = this[kEvents].get(type);
    if (list === undefined || list.length === 0) {
      if (event !== undefined) end(event);
      return true;
    }
    for (const l of list.slice()) {
      if (l.removed || (event !== undefined && isStopped(event) && !l.resist)) continue;
      const callback = l.get();
      if (l.once || callback === undefined) {
        const at = list.indexOf(l);
        if (at >= 0) removeAt(this, type, list, at);
      }
      if (callback !== undefined) this.#call(l, callback, l.nodeStyle ? value : create(), event);
    }
    if (event !== undefined) end(event);
    return event === undefined || !event.defaultPrevented;
  }

  #call(l, callback, arg, event) {
    if (l.passive && event !== undefined) setPassive(event, true);
    try {
      const result = typeof callback === 'function' ? callback.call(this, arg) : callback.handleEvent?.(arg);
      if (result !== undefined && result !== null) catchRejection(result);
    } catch (err) {
      process.nextTick(() => { throw err; });
    }
    if (l.passive && event !== undefined) setPassive(event, false);
  }

  [kCreateEvent](value, type) {
    return new CustomEvent(type, { detail: value });
  }

  [customInspect](depth, options) {
    checkTarget(this);
    return inspectAs(this.constructor.name || 'EventTarget', depth, options, {});
  }
}
Object.defineProperty(EventTarget, kIsEventTarget, { __proto__: null, value: true, writable: true, enumerable: true, configurable: true });
exposeProperties(EventTarget, ['addEventListener', 'removeEventListener', 'dispatchEvent']);

// countOf leaves out a handler property that is not set to a function.
function countOf(target, type, list) {
  const handler = target[kHandlers]?.get(type);
  return handler !== undefined && typeof handler.handler !== 'function' && list.some((l) => l.callback === handler) ? list.length - 1 : list.length;
}

function removeAt(target, type, list, at) {
  const [l] = list.splice(at, 1);
  l.removed = true;
  if (list.length === 0) target[kEvents].delete(type);
  target[kRemoveListener](countOf(target, type, list), type, l.get(), l.capture);
}

function catchRejection(result) {
  const { then } = result;
  if (typeof then === 'function') then.call(result, undefined, (err) => process.nextTick(() => { throw err; }));
}

// https://nodejs.org/api/events.html#class-nodeeventtarget
class NodeEventTarget extends EventTarget {
  constructor() {
    super();
    initNodeEventTarget(this);
  }
  setMaxListeners(n) {
    require('events').setMaxListeners(n, this);
  }
  getMaxListeners() {
    return this[kMaxEventTargetListeners];
  }
  eventNames() {
    checkNodeTarget(this);
    return [...this[kEvents].keys()];
  }
  listenerCount(type) {
    checkNodeTarget(this);
    const list = this[kEvents].get(`${type}`);
    return list === undefined ? 0 : countOf(this, type, list);
  }
  off(type, listener, options) {
    checkNodeTarget(this);
    this.removeEventListener(type, listener, options);
    return this;
  }
  removeListener(type, listener, options) {
    checkNodeTarget(this);
    this.removeEventListener(type, listener, options);
    return this;
  }
  on(type, listener) {
    checkNodeTarget(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }
  addListener(type, listener) {
    checkNodeTarget(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }
  emit(type, arg) {
    checkNodeTarget(this);
    const { validateString } = require('internal/validators');
    validateString(type, 'type');
    const had = this.listenerCount(type) > 0;
    this[kHybridDispatch](arg, type);
    return had;
  }
  once(type, listener) {
    checkNodeTarget(this);
    this.addEventListener(type, listener, { once: true, [kIsNodeStyleListener]: true });
    return this;
  }
  removeAllListeners(type) {
    checkNodeTarget(this);
    if (type !== undefined) this[kEvents].delete(String(type));
    else this[kEvents].clear();
    return this;
  }
}
Object.defineProperty(NodeEventTarget, kIsEventTarget, { __proto__: null, value: true, writable: true, enumerable: true, configurable: true });
for (const name of ['setMaxListeners', 'getMaxListeners', 'eventNames', 'listenerCount', 'off', 'removeListener', 'on', 'addListener', 'once', 'emit', 'removeAllListeners']) {
  Object.defineProperty(NodeEventTarget.prototype, name, { __proto__: null, enumerable: true });
}

function initNodeEventTarget(self) {
  initEventTarget(self);
  self[kIsNodeEventTarget] = true;
}

function checkNodeTarget(value) {
  if (value?.[kEvents] === undefined) throw new ERR_INVALID_THIS('NodeEventTarget');
}

// defineEventHandler gives objects of a class the property onNAME
// (https://html.spec.whatwg.org/#event-handler-idl-attributes).
function defineEventHandler(prototype, name, event = name) {
  const key = `on${name}`;
  const accessors = {
    get [key]() { return this[kHandlers]?.get(event)?.handler ?? null; },
    set [key](value) { setHandler(this, event, value); },
  };
  Object.defineProperty(prototype, key, {
    __proto__: null, ...Object.getOwnPropertyDescriptor(accessors, key), configurable: true, enumerable: true,
  });
}

function setHandler(target, event, value) {
  target[kHandlers] ??= new Map();
  const known = target[kHandlers].get(event);
  if (known === undefined) {
    const wrapper = function(...args) {
      return typeof wrapper.handler === 'function' ? Reflect.apply(wrapper.handler, this, args) : undefined;
    };
    wrapper.handler = value;
    target[kHandlers].set(event, wrapper);
    target.addEventListener(event, wrapper);
    return;
  }
  const was = known.handler;
  known.handler = value;
  const list = target[kEvents].get(event) ?? [];
  if (typeof was === 'function' && typeof value !== 'function') {
    target[kRemoveListener](countOf(target, event, list), event, was, false);
  } else if (typeof was !== 'function' && typeof value === 'function') {
    target[kNewListener](countOf(target, event, list), event, value, false, false, false, false);
  }
}

module.exports = {
  Event, CustomEvent, EventTarget, NodeEventTarget, defineEventHandler, initEventTarget, initNodeEventTarget, isEventTarget,
  kCreateEvent, kEvents, kHybridDispatch, kIsNodeEventTarget, kMaxEventTargetListeners, kMaxEventTargetListenersWarned,
  kNewListener, kRemoveListener, kResistStopPropagation, kTrustEvent, kWeakHandler, isEvent: is,
};
