'use strict';

// https://nodejs.org/api/string_decoder.html

const { Buffer } = require('buffer');
const { codes } = require('internal/errors');

const kIncomplete = Symbol('kIncomplete'); // bytes of a character that has begun
const kUsed = Symbol('kUsed'); // how many there are

const kNames = {
  __proto__: null,
  'utf8': 'utf8', 'utf-8': 'utf8', 'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
  'latin1': 'latin1', 'binary': 'latin1', 'base64': 'base64', 'base64url': 'base64url', 'hex': 'hex', 'ascii': 'ascii',
};

// How many bytes at the end of buf begin a character that is not complete: in utf8 by
// the last lead byte, in the others by the length.
const kTail = {
  __proto__: null,
  utf8: utf8Tail,
  utf16le: utf16Tail,
  base64: (buf) => buf.length % 3,
  base64url: (buf) => buf.length % 3,
};

function utf8Length(lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF7) return 4;
  return 0;
}

// Whether the second byte of a sequence can follow its lead byte.
function utf8Follows(lead, b) {
  if ((b & 0xC0) !== 0x80) return false;
  if (lead === 0xE0) return b >= 0xA0;
  if (lead === 0xED) return b <= 0x9F;
  if (lead === 0xF0) return b >= 0x90;
  if (lead === 0xF4) return b <= 0x8F;
  return true;
}

function utf8Tail(buf) {
  const n = buf.length;
  for (let back = 1; back <= 3 && back <= n; back++) {
    const b = buf[n - back];
    if ((b & 0xC0) === 0x80) continue;
    const need = utf8Length(b);
    if (need <= back) return 0;
    return back === 1 || utf8Follows(b, buf[n - back + 1]) ? back : 0;
  }
  return 0;
}

// Code units of two bytes; a high surrogate at the very end waits for its low one,
// of which half may have come (used bytes waited before).
function utf16Tail(buf, used) {
  const n = buf.length;
  if (n % 2 === 1) return used === 2 && n === 3 ? 3 : 1;
  return n >= 2 && buf[n - 1] >= 0xD8 && buf[n - 1] <= 0xDB ? 2 : 0;
}

function StringDecoder(encoding) {
  const name = kNames[String(encoding ?? 'utf8').toLowerCase()];
  if (name === undefined || (encoding != null && typeof encoding !== 'string')) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  this.encoding = name;
  this[kIncomplete] = Buffer.alloc(4);
  this[kUsed] = 0;
}

// stringDecoder.write ( buffer )
StringDecoder.prototype.write = function(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) throw new codes.ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  if (!this[kIncomplete]) throw new codes.ERR_INVALID_THIS('StringDecoder');
  if (!(buf instanceof Buffer)) buf = Buffer.from(buf.buffer, buf.byteOffset, buf.byteLength);
  const tail = kTail[this.encoding];
  if (tail === undefined) return buf.toString(this.encoding);
  const used = this[kUsed];
  if (used > 0) {
    if (buf.length === 0) return '';
    buf = Buffer.concat([this[kIncomplete].subarray(0, used), buf]);
  }
  const left = tail(buf, used);
  buf.copy(this[kIncomplete], 0, buf.length - left);
  this[kUsed] = left;
  return buf.toString(this.encoding, 0, buf.length - left);
};

// stringDecoder.end ( [ buffer ] )
StringDecoder.prototype.end = function(buf) {
  let text = buf === undefined ? '' : this.write(buf);
  const used = this[kUsed];
  if (used > 0) {
    this[kUsed] = 0;
    // Half a code unit has no text.
    const n = this.encoding === 'utf16le' ? used - used % 2 : used;
    text += this[kIncomplete].toString(this.encoding, 0, n);
  }
  return text;
};

// What was there before write took buffers of any kind.
StringDecoder.prototype.text = function(buf, offset) {
  this[kUsed] = 0;
  return this.write(buf.slice(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  lastChar: {
    configurable: true,
    enumerable: true,
    get() { return this[kIncomplete].subarray(0, 4); },
  },
  lastNeed: {
    configurable: true,
    enumerable: true,
    get() {
      const used = this[kUsed];
      if (used === 0) return 0;
      if (this.encoding === 'utf8') return utf8Length(this[kIncomplete][0]) - used;
      if (this.encoding === 'utf16le') return (used > 2 ? 4 : used === 2 ? 4 : 2) - used;
      return 3 - used;
    },
  },
  lastTotal: {
    configurable: true,
    enumerable: true,
    get() { return this[kUsed] + this.lastNeed; },
  },
});

module.exports = { StringDecoder };
