'use strict';

// What objects that stand over handles of the loop have in common.

// The property of a handle that holds the object which JavaScript knows.
const owner_symbol = Symbol('owner_symbol');
// The property of an object that holds its number of async_hooks.
const async_id_symbol = Symbol('async_id_symbol');

let last = 1;
const newAsyncId = () => ++last;

module.exports = { owner_symbol, async_id_symbol, newAsyncId };
