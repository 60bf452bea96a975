'use strict';

// https://nodejs.org/api/domain.html

const EventEmitter = require('events');
const { codes } = require('internal/errors');
const processInternals = require('internal/process');
const { process } = processInternals;
const { createHook } = require('async_hooks');

if (process.hasUncaughtExceptionCaptureCallback()) throw new codes.ERR_DOMAIN_CALLBACK_NOT_AVAILABLE();
process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback() {
  const err = new codes.ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE();
  err.stack += `\n${'-'.repeat(40)}\n${loadedAt}`;
  throw err;
};
const loadedAt = new Error('require(`domain`) at this point').stack.replace(/^Error: /, '');

EventEmitter.usingDomains = true;

let stack = [];
Object.defineProperty(process, 'domain', {
  enumerable: true,
  get: () => exports.active,
  set: (value) => exports.active = value,
});

// The domains of asynchronous operations, by their numbers.
const pairing = new Map();
createHook({
  init(asyncId, type, triggerAsyncId, resource) {
    if (process.domain === null || process.domain === undefined) return;
    pairing.set(asyncId, new WeakRef(process.domain));
    Object.defineProperty(resource, 'domain', {
      configurable: true, enumerable: false, value: process.domain, writable: true,
    });
  },
  before(asyncId) { pairing.get(asyncId)?.deref()?.enter(); },
  after(asyncId) { pairing.get(asyncId)?.deref()?.exit(); },
  destroy(asyncId) { pairing.delete(asyncId); },
}).enable();

exports._stack = stack;
exports.active = null;

function current(value) {
  return value === undefined ? null : value;
}

class Domain extends EventEmitter {
  constructor() {
    super();
    this.members = [];
  }

  _errorHandler(er) {
    let caught = false;
    if ((typeof er === 'object' && er !== null) || typeof er === 'function') {
      Object.defineProperty(er, 'domain', { configurable: true, enumerable: false, value: this, writable: true });
      er.domainThrown = true;
    }
    // Where the error handler itself throws, the domain outside of this one has it.
    if (this.listenerCount('error') > 0) {
      stack = exports._stack = [];
      exports.active = process.domain = null;
      try {
        caught = this.emit('error', er);
      } catch (er2) {
        stack = exports._stack;
        if (outer.length > 0) {
          exports.active = process.domain = outer.pop();
          caught = domainUncaught(er2);
        } else throw er2;
      }
    }
    exports._stack = stack = [];
    exports.active = process.domain = null;
    return caught;
  }

  enter() {
    exports.active = process.domain = this;
    stack.push(this);
  }

  exit() {
    const at = stack.lastIndexOf(this);
    if (at === -1) return;
    stack.splice(at);
    exports.active = stack.length === 0 ? undefined : stack[stack.length - 1];
    process.domain = exports.active;
  }

  add(ee) {
    if (ee.domain === this) return;
    if (ee.domain) ee.domain.remove(ee);
    // A domain is not within itself.
    if (this.domain && (ee instanceof Domain)) {
      for (let d = this.domain; d; d = d.domain) {
        if (ee === d) return;
      }
    }
    Object.defineProperty(ee, 'domain', { configurable: true, enumerable: false, value: this, writable: true });
    this.members.push(ee);
  }

  remove(ee) {
    ee.domain = null;
    const at = this.members.indexOf(ee);
    if (at !== -1) this.members.splice(at, 1);
  }

  run(fn, ...args) {
    this.enter();
    const result = Reflect.apply(fn, this, args);
    this.exit();
    return result;
  }

  intercept(cb) {
    const self = this;
    return Object.defineProperty(function runIntercepted(...args) {
      if (args[0] && args[0] instanceof Error) {
        const er = args[0];
        er.domainBound = cb;
        er.domainThrown = false;
        Object.defineProperty(er, 'domain', { configurable: true, enumerable: false, value: self, writable: true });
        self.emit('error', er);
        return undefined;
      }
      self.enter();
      const result = Reflect.apply(cb, this, args.slice(1));
      self.exit();
      return result;
    }, 'domain', { configurable: true, enumerable: true, value: this, writable: true });
  }

  bind(cb) {
    const self = this;
    return Object.defineProperty(function runBound(...args) {
      self.enter();
      const result = Reflect.apply(cb, this, args);
      self.exit();
      return result;
    }, 'domain', { configurable: true, enumerable: true, value: this, writable: true });
  }
}

let outer = [];

// What is uncaught while a domain is active goes to it.
function domainUncaught(er) {
  const active = exports.active;
  if (!active || typeof active !== 'object') return false;
  const handler = stack.findLast((d) => d.listenerCount('error') > 0) ?? active;
  if (handler.listenerCount('error') === 0) {
    exports._stack = stack = [];
    exports.active = process.domain = null;
    return false;
  }
  outer = stack.slice(0, Math.max(stack.lastIndexOf(handler), 0)).filter((d) => d.listenerCount('error') > 0 && d !== handler);
  return handler._errorHandler(er);
}
processInternals.domainUncaught = domainUncaught;

exports.Domain = Domain;
exports.create = exports.createDomain = function createDomain() {
  return new Domain();
};

// Emitters belong to the domain that is active when they are made.
const eventInit = EventEmitter.init;
EventEmitter.init = function(opts) {
  Object.defineProperty(this, 'domain', { configurable: true, enumerable: false, value: null, writable: true });
  if (exports.active && !(this instanceof Domain)) this.domain = exports.active;
  return Reflect.apply(eventInit, this, [opts]);
};

const eventEmit = EventEmitter.prototype.emit;
EventEmitter.prototype.emit = function emit(...args) {
  const { domain } = this;
  const [type] = args;
  if (domain === null || domain === undefined || this === process) return Reflect.apply(eventEmit, this, args);
  if (type === 'error' && this.listenerCount('error') === 0) {
    const er = args.length > 1 && args[1] ? args[1] : new codes.ERR_UNHANDLED_ERROR(args[1]);
    if (typeof er === 'object' && er !== null) {
      er.domainEmitter = this;
      Object.defineProperty(er, 'domain', { configurable: true, enumerable: false, value: domain, writable: true });
      er.domainThrown = false;
    }
    // Listeners of the domain run outside of it.
    const saved = stack, active = exports.active;
    const at = stack.lastIndexOf(domain);
    exports._stack = stack = at < 0 ? [] : stack.slice(0, at);
    exports.active = process.domain = current(stack[stack.length - 1]);
    try {
      domain.emit('error', er);
    } finally {
      exports._stack = stack = saved;
      exports.active = process.domain = active;
    }
    return false;
  }
  domain.enter();
  const result = Reflect.apply(eventEmit, this, args);
  domain.exit();
  return result;
};
