'use strict';

// Which test runs the code of now: the asynchronous context says it.

let storage;

// While there is no AsyncLocalStorage, what runs at once is all that is known.
function fallback() {
  let store;
  return {
    getStore: () => store,
    run(value, fn, ...args) {
      const before = store;
      store = value;
      try {
        return fn(...args);
      } finally {
        store = before;
      }
    },
  };
}

function scopes() {
  if (storage === undefined) {
    const { isBuiltin } = internalBinding('modules');
    storage = isBuiltin('async_hooks') ? new (require('async_hooks').AsyncLocalStorage)() : fallback();
  }
  return storage;
}

const current = () => scopes().getStore();
const runIn = (test, fn, ...args) => scopes().run(test, fn, ...args);

module.exports = { current, runIn };
