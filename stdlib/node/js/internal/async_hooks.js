'use strict';

// The functions of hooks, AsyncResource, and what modules need of both.

const binding = internalBinding('async_wrap');
const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateString } = require('internal/validators');
const { ERR_ASYNC_CALLBACK, ERR_ASYNC_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_ASYNC_ID } = codes;

const async_id_symbol = Symbol('async_id_symbol');
const trigger_async_id_symbol = Symbol('trigger_async_id_symbol');
const context_frame = Symbol('context_frame');
const kDestroyed = Symbol('destroyed');

// The enabled hooks: a new list for every change, so that a change does not
// disturb who is being called.
let enabled = [];
let destroys = false;
let registry;

// An error of a hook ends the program.
function fatal(err) {
  let text = err?.stack;
  if (typeof text !== 'string') {
    const holder = { message: err };
    Error.captureStackTrace(holder, fatal);
    text = holder.stack;
  }
  process._rawDebug(text);
  process.exit(1);
}

function caller(name) {
  return (id) => {
    const hooks = enabled;
    try {
      for (let i = 0; i < hooks.length; i++) {
        if (typeof hooks[i][name] === 'function') hooks[i][name](id);
      }
    } catch (err) {
      fatal(err);
    }
  };
}

const kSymbols = { init: Symbol('init'), before: Symbol('before'), after: Symbol('after'), destroy: Symbol('destroy'), promiseResolve: Symbol('promiseResolve') };

function init(id, type, trigger, resource) {
  const hooks = enabled;
  try {
    for (let i = 0; i < hooks.length; i++) {
      const hook = hooks[i];
      if (type === 'PROMISE' && hook.promises === false) continue;
      if (typeof hook.init === 'function') hook.init(id, type, trigger, resource);
    }
  } catch (err) {
    fatal(err);
  }
  if (type === 'PROMISE' && destroys) watch(resource, id);
  if (type === 'TickObject') {
    resource[async_id_symbol] = id;
    resource[trigger_async_id_symbol] = trigger;
  }
}

// watch ends the operation of an object that nobody holds any more.
function watch(object, id, destroyed) {
  registry ??= new FinalizationRegistry(({ id, destroyed }) => {
    if (!destroyed?.destroyed) binding.end(id);
  });
  registry.register(object, { id, destroyed });
}

let connected = false;
function connect() {
  if (connected) return;
  connected = true;
  binding.setCallbacks({
    init, before: caller('before'), after: caller('after'), destroy: caller('destroy'), promiseResolve: caller('promiseResolve'),
    id: async_id_symbol, trigger: trigger_async_id_symbol,
    microtask(fn) {
      const resource = new AsyncResource('Microtask', { requireManualDestroy: true });
      return () => {
        try {
          resource.runInAsyncScope(fn);
        } finally {
          resource.emitDestroy();
        }
      };
    },
  });
}

function change(list) {
  connect();
  enabled = list;
  destroys = list.some((hook) => typeof hook.destroy === 'function');
  binding.setHooks(list.length > 0, list.some((hook) => hook.promises !== false));
}

class AsyncHook {
  constructor({ init, before, after, destroy, promiseResolve, trackPromises }) {
    const functions = { init, before, after, destroy, promiseResolve };
    for (const name in functions) {
      if (functions[name] !== undefined && typeof functions[name] !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${name}`);
    }
    if (trackPromises !== undefined) {
      validateBoolean(trackPromises, 'trackPromises');
      if (!trackPromises && typeof promiseResolve === 'function') {
        throw new ERR_INVALID_ARG_VALUE('trackPromises', trackPromises, 'must not be false when promiseResolve is enabled');
      }
    }
    for (const name in functions) this[kSymbols[name]] = functions[name];
    this.#hook = { promises: trackPromises };
    for (const name in functions) this.#hook[name] = functions[name]?.bind(this);
  }
  #hook;
  enable() {
    if (!enabled.includes(this.#hook)) change([...enabled, this.#hook]);
    return this;
  }
  disable() {
    if (enabled.includes(this.#hook)) change(enabled.filter((hook) => hook !== this.#hook));
    return this;
  }
}

function track() {
  connect();
  binding.track();
}

function executionAsyncId() {
  return binding.executionAsyncId();
}

function triggerAsyncId() {
  return binding.triggerAsyncId();
}

// executionAsyncResource ( )
function executionAsyncResource() {
  return binding.executionAsyncResource();
}

function emitInit(id, type, trigger, resource) {
  if (enabled.length > 0) init(id, type, trigger, resource);
}

class AsyncResource {
  constructor(type, opts = {}) {
    validateString(type, 'type');
    let trigger = opts;
    let manual = false;
    if (typeof opts !== 'number') {
      trigger = opts.triggerAsyncId === undefined ? binding.defaultTriggerAsyncId() : opts.triggerAsyncId;
      manual = !!opts.requireManualDestroy;
    }
    if (!Number.isSafeInteger(trigger) || trigger < -1) throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    this[context_frame] = binding.context();
    const id = binding.newAsyncId();
    this[async_id_symbol] = id;
    this[trigger_async_id_symbol] = trigger;
    if (enabled.length === 0) return;
    if (type.length === 0) throw new ERR_ASYNC_TYPE(type);
    init(id, type, trigger, this);
    if (!manual && destroys) {
      const destroyed = { destroyed: false };
      Object.defineProperty(this, kDestroyed, { value: destroyed, enumerable: true, configurable: true, writable: true });
      watch(this, id, destroyed);
    }
  }

  runInAsyncScope(fn, thisArg, ...args) {
    const id = this[async_id_symbol];
    binding.enterScope(id, this[trigger_async_id_symbol], this);
    const outer = binding.setContext(this[context_frame]);
    try {
      return Reflect.apply(fn, thisArg, args);
    } finally {
      binding.setContext(outer);
      binding.leaveScope(id);
    }
  }

  emitDestroy() {
    if (this[kDestroyed] !== undefined) this[kDestroyed].destroyed = true;
    binding.end(this[async_id_symbol]);
    return this;
  }

  asyncId() {
    return this[async_id_symbol];
  }

  triggerAsyncId() {
    return this[trigger_async_id_symbol];
  }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    let bound;
    if (thisArg === undefined) {
      const resource = this;
      bound = function bound(...args) {
        return resource.runInAsyncScope(fn, this, ...args);
      };
    } else {
      bound = this.runInAsyncScope.bind(this, fn, thisArg);
    }
    Object.defineProperty(bound, 'length', { value: fn.length, configurable: true, enumerable: false, writable: false });
    return bound;
  }

  static bind(fn, type, thisArg) {
    type ||= fn.name;
    return new AsyncResource(type || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

// What is made by fn has id as its trigger.
function defaultTriggerAsyncIdScope(id, fn, ...args) {
  const outer = binding.setDefaultTriggerAsyncId(id > 0 ? id : 0);
  try {
    return fn(...args);
  } finally {
    binding.setDefaultTriggerAsyncId(outer);
  }
}

module.exports = {
  AsyncHook, AsyncResource, async_id_symbol, trigger_async_id_symbol, context_frame, track, executionAsyncId, triggerAsyncId,
  executionAsyncResource, emitInit, defaultTriggerAsyncIdScope,
  emitBefore: binding.enterScope, emitAfter: binding.leaveScope, emitDestroy: binding.end, newAsyncId: binding.newAsyncId,
  getDefaultTriggerAsyncId: binding.defaultTriggerAsyncId,
};
