'use strict';

// stream.duplexPair: two streams, each of which reads what is written to the other.

const Duplex = require('internal/streams/duplex');
const { codes } = require('internal/errors');

const kCallback = Symbol('kCallback');
const kOther = Symbol('kOther');

class DuplexSide extends Duplex {
  [kCallback] = null; // of a write that waits to be read
  [kOther] = null;

  _read() {
    const callback = this[kCallback];
    if (callback) {
      this[kCallback] = null;
      callback();
    }
  }

  _write(chunk, encoding, callback) {
    const other = this[kOther];
    if (chunk.length === 0) {
      process.nextTick(callback);
    } else {
      other.push(chunk);
      other[kCallback] = callback;
    }
  }

  _final(callback) {
    this[kOther].on('end', callback);
    this[kOther].push(null);
  }

  _destroy(err, callback) {
    const other = this[kOther];
    if (other !== null && !other.destroyed) {
      // The other side learns of it after this one's callbacks.
      process.nextTick(() => {
        if (other.destroyed) return;
        if (err) other.destroy(new codes.ERR_STREAM_PREMATURE_CLOSE());
        else if (!other.readableEnded) other.push(null);
      });
    }
    callback(err);
  }
}

module.exports = function duplexPair(options) {
  const side0 = new DuplexSide(options);
  const side1 = new DuplexSide(options);
  side0[kOther] = side1;
  side1[kOther] = side0;
  return [side0, side1];
};
