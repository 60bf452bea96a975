'use strict';

// What keeps the loop alive, as process.getActiveResourcesInfo and its like tell it.

function handles() {
  const { owner_symbol } = require('internal/handle');
  return internalBinding('process').activeHandles().map((handle) => handle[owner_symbol] ?? handle);
}

function requests() {
  return internalBinding('process').activeRequests();
}

function resources() {
  return internalBinding('process').activeResources();
}

module.exports = { handles, requests, resources };
