'use strict';

// The reporter of a process that runs the tests of one file for another process.

const { encode } = require('internal/test_runner/codec');

module.exports = async function* serializer(source) {
  for await (const message of source) yield encode(message);
};
