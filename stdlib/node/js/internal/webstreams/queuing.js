'use strict';

// Queuing strategies (https://streams.spec.whatwg.org/#qs).

const { codes } = require('internal/errors');
const { finish } = require('internal/webstreams/util');

function markOf(init) {
  if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
    throw new codes.ERR_INVALID_ARG_TYPE('init', 'object', init);
  }
  const { highWaterMark } = init;
  if (highWaterMark === undefined) throw new codes.ERR_MISSING_OPTION('init.highWaterMark');
  return +highWaterMark;
}

// One function for all strategies of a class, not a constructor.
const byteLength = { size: (chunk) => chunk.byteLength }.size;
const one = { size: () => 1 }.size;

class ByteLengthQueuingStrategy {
  #mark;

  constructor(init) {
    this.#mark = markOf(init);
  }

  get highWaterMark() {
    if (!(#mark in this)) throw new codes.ERR_INVALID_THIS('ByteLengthQueuingStrategy');
    return this.#mark;
  }

  get size() {
    if (!(#mark in this)) throw new codes.ERR_INVALID_THIS('ByteLengthQueuingStrategy');
    return byteLength;
  }
}

class CountQueuingStrategy {
  #mark;

  constructor(init) {
    this.#mark = markOf(init);
  }

  get highWaterMark() {
    if (!(#mark in this)) throw new codes.ERR_INVALID_THIS('CountQueuingStrategy');
    return this.#mark;
  }

  get size() {
    if (!(#mark in this)) throw new codes.ERR_INVALID_THIS('CountQueuingStrategy');
    return one;
  }
}

for (const Class of [ByteLengthQueuingStrategy, CountQueuingStrategy]) {
  finish(Class, { inspect: { highWaterMark: (s) => s.highWaterMark } });
}

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
