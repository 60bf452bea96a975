'use strict';

// What objects that stand over handles of the loop have in common.

// The property of a handle that holds the object which JavaScript knows.
const owner_symbol = Symbol('owner_symbol');
// The property of an object that holds its number of async_hooks.
const { async_id_symbol, newAsyncId } = require('internal/async_hooks');

// The number of an object over a handle is the handle's.
const asyncIdOf = (handle) => typeof handle?.getAsyncId === 'function' ? handle.getAsyncId() : newAsyncId();

module.exports = { owner_symbol, async_id_symbol, newAsyncId, asyncIdOf };
