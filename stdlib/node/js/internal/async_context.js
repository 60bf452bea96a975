'use strict';

// bind ( fn ) runs fn in the asynchronous context of now (AsyncLocalStorage).
function bind(fn) {
  if (!internalBinding('modules').isBuiltin('async_hooks')) return fn;
  return require('internal/async_hooks').AsyncResource.bind(fn);
}

module.exports = { bind };
