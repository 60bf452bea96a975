'use strict';

// https://nodejs.org/api/timers.html

const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;

module.exports = {
  setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval,
};

function lazyPromises() {
  return require('timers/promises');
}

const kPromisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, kPromisify, { enumerable: true, get: () => lazyPromises().setTimeout, configurable: true });
Object.defineProperty(setImmediate, kPromisify, { enumerable: true, get: () => lazyPromises().setImmediate, configurable: true });
Object.defineProperty(module.exports, 'promises', { enumerable: true, configurable: true, get: lazyPromises });
