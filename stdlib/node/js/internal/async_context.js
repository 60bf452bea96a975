'use strict';

// bind ( fn ) runs fn in the asynchronous context of now (AsyncLocalStorage).
function bind(fn) {
  return require('async_hooks').AsyncResource.bind(fn);
}

module.exports = { bind };
