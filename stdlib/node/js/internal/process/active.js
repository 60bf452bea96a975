'use strict';

// What keeps the loop alive, as process.getActiveResourcesInfo and its like tell it.

function handles() {
  return internalBinding('process').activeHandles();
}

function requests() {
  return internalBinding('process').activeRequests();
}

function resources() {
  return internalBinding('process').activeResources();
}

module.exports = { handles, requests, resources };
