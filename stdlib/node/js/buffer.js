'use strict';

// https://nodejs.org/api/buffer.html

const { codes, genericNodeError } = require('internal/errors');
const { validateArray, validateInteger, validateNumber, validateString } = require('internal/validators');
const { numberMethods } = require('internal/buffer_numbers');
const binding = internalBinding('buffer');
const { kindOf, inspect: utilInspect } = internalBinding('util');
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const {
  ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_BUFFER_SIZE, ERR_MISSING_ARGS, ERR_OUT_OF_RANGE,
  ERR_UNKNOWN_ENCODING,
} = codes;

const kMaxLength = Number.MAX_SAFE_INTEGER;
const kStringMaxLength = 2 ** 29 - 24;
let inspectMaxBytes = 50;

// Encodings by the binding's numbers.
const kUTF8 = 0, kUCS2 = 1, kLatin1 = 2, kASCII = 3, kBase64 = 4, kBase64URL = 5, kHex = 6;
const encodings = new Map([
  ['utf8', kUTF8], ['utf-8', kUTF8], ['ucs2', kUCS2], ['ucs-2', kUCS2], ['utf16le', kUCS2], ['utf-16le', kUCS2], ['latin1', kLatin1],
  ['binary', kLatin1], ['ascii', kASCII], ['base64', kBase64], ['base64url', kBase64URL], ['hex', kHex],
]);

// The number of an encoding, undefined where there is none of that name.
function encodingNumber(name) {
  return encodings.get(name) ?? encodings.get(`${name}`.toLowerCase());
}

// That of an argument, UTF-8 for none.
function encodingArgument(name) {
  if (name === undefined || name === '') return kUTF8;
  const number = encodingNumber(name);
  if (number === undefined) throw new ERR_UNKNOWN_ENCODING(name);
  return number;
}

const typedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
const { get: tagOf } = Object.getOwnPropertyDescriptor(typedArrayPrototype, Symbol.toStringTag);
const isUint8Array = (value) => Reflect.apply(tagOf, value, []) === 'Uint8Array';
const { fill: typedFill } = typedArrayPrototype;

function isAnyArrayBuffer(value) {
  const kind = kindOf(value);
  return kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer';
}

class FastBuffer extends Uint8Array {
  // Calls of super with other numbers of arguments are slower.
  constructor(bufferOrLength, byteOffset, length) {
    super(bufferOrLength, byteOffset, length);
  }
}

// Buffer is a function that may be called without new, as it always could.
const kDeprecation = 'Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), ' +
  'Buffer.allocUnsafe(), or Buffer.from() methods instead.';
let warned = false;

function Buffer(arg, encodingOrOffset, length) {
  if (!warned && process.noDeprecation !== true) {
    const { isInsideNodeModules } = require('internal/callsite');
    if (process.pendingDeprecation || !isInsideNodeModules()) {
      warned = true;
      process.emitWarning(kDeprecation, 'DeprecationWarning', 'DEP0005', Buffer);
    }
  }
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}

Object.setPrototypeOf(Buffer, Uint8Array);
FastBuffer.prototype.constructor = Buffer;
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer, 'prototype', { enumerable: false, configurable: false });
binding.setPrototype(Buffer.prototype);

// The memory that small Buffers share.
Buffer.poolSize = 8 * 1024;
let pool, poolSize, poolOffset;

function newPool() {
  poolSize = Buffer.poolSize;
  pool = new ArrayBuffer(poolSize);
  poolOffset = 0;
}
newPool();

function usePool(bytes) {
  poolOffset = (poolOffset + bytes + 7) & ~7;
}

function allocate(size) {
  if (size <= 0) return new FastBuffer();
  if (size >= Buffer.poolSize >>> 1) return binding.allocate(size);
  if (size > poolSize - poolOffset) newPool();
  const b = binding.view(pool, poolOffset, size);
  usePool(size);
  return b;
}

function fromString(string, encoding) {
  const number = encodingArgument(typeof encoding === 'string' ? encoding : undefined);
  if (string.length === 0) return new FastBuffer();
  // A character of UTF-16 has at most three bytes.
  if (string.length >= Buffer.poolSize >>> 3) {
    const length = binding.byteLength(string, number);
    if (length >= Buffer.poolSize >>> 1) return binding.fromString(string, number);
  }
  if (poolOffset + string.length * 3 > poolSize) newPool();
  const b = binding.fromString(string, number, pool, poolOffset);
  if (b.buffer === pool) usePool(b.length);
  return b;
}

function fromArrayBuffer(value, byteOffset, length) {
  if (byteOffset === undefined) byteOffset = 0;
  else {
    byteOffset = +byteOffset;
    if (Number.isNaN(byteOffset)) byteOffset = 0;
  }
  const most = value.byteLength - byteOffset;
  if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (length !== undefined) {
    length = +length;
    if (!(length > 0)) length = 0;
    else if (length > most) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  }
  return new FastBuffer(value, byteOffset, length);
}

function fromArrayLike(value) {
  const { length } = value;
  if (!(length > 0)) return new FastBuffer();
  const b = allocate(length);
  if (ArrayBuffer.isView(value)) b.set(value);
  else for (let i = 0; i < b.length; i++) b[i] = value[i];
  return b;
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    return typeof value.length === 'number' ? fromArrayLike(value) : new FastBuffer();
  }
  if (value.type === 'Buffer' && Array.isArray(value.data)) return fromArrayLike(value.data);
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf?.();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
      return from(primitive, encodingOrOffset, length);
    }
    const b = fromObject(value);
    if (b !== undefined) return b;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const text = value[Symbol.toPrimitive]('string');
      if (typeof text === 'string') return fromString(text, encodingOrOffset);
    }
  }
  throw new ERR_INVALID_ARG_TYPE('first argument', ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
};

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  const kind = Reflect.apply(tagOf, view, []);
  if (kind === undefined) throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  if (view.length === 0) return new FastBuffer();
  if (offset !== undefined || length !== undefined) {
    if (offset !== undefined) {
      validateInteger(offset, 'offset', 0);
      if (offset >= view.length) return new FastBuffer();
    } else offset = 0;
    let end = view.length;
    if (length !== undefined) {
      validateInteger(length, 'length', 0);
      end = offset + length;
    }
    view = typedArrayPrototype.slice.call(view, offset, end);
  }
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
};

Buffer.of = function of(...items) {
  const b = allocate(items.length);
  for (let i = 0; i < items.length; i++) b[i] = items[i];
  return b;
};

function validateSize(size) {
  validateNumber(size, 'size', 0, kMaxLength);
}

Buffer.alloc = function alloc(size, fill, encoding) {
  validateSize(size);
  const b = binding.allocate(size);
  if (fill !== undefined && fill !== 0 && size > 0) {
    if (encoding !== undefined && typeof encoding !== 'string') validateString(encoding, 'encoding');
    return fillBuffer(b, fill, undefined, undefined, encoding);
  }
  return b;
};

Buffer.allocUnsafe = function allocUnsafe(size) {
  validateSize(size);
  return allocate(Math.trunc(size));
};

Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  validateSize(size);
  return binding.allocate(size);
};

Buffer.isBuffer = function isBuffer(b) {
  return b instanceof Buffer;
};

Buffer.compare = function compare(buf1, buf2) {
  if (!isUint8Array(buf1)) throw new ERR_INVALID_ARG_TYPE('buf1', ['Buffer', 'Uint8Array'], buf1);
  if (!isUint8Array(buf2)) throw new ERR_INVALID_ARG_TYPE('buf2', ['Buffer', 'Uint8Array'], buf2);
  return buf1 === buf2 ? 0 : binding.compare(buf1, buf2);
};

Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && encodingNumber(encoding) !== undefined;
};

Buffer.concat = function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer();
  for (let i = 0; i < list.length; i++) {
    if (!isUint8Array(list[i])) throw new ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], list[i]);
  }
  if (length === undefined) {
    length = 0;
    for (let i = 0; i < list.length; i++) length += list[i].byteLength;
  } else validateInteger(length, 'length', 0);
  const b = Buffer.allocUnsafe(length);
  const copied = binding.concat(b, list, length);
  if (copied < length) binding.fill(b, 0, copied, length);
  return b;
};

Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (ArrayBuffer.isView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  return binding.byteLength(string, (encoding ? encodingNumber(encoding) : undefined) ?? kUTF8);
};

Object.defineProperty(Buffer, Symbol.species, { configurable: true, enumerable: false, get() { return FastBuffer; } });
Buffer[Symbol('kIsEncodingSymbol')] = Buffer.isEncoding;
for (const name of ['from', 'copyBytesFrom', 'of', 'alloc', 'allocUnsafe', 'allocUnsafeSlow', 'isBuffer', 'compare', 'isEncoding', 'concat', 'byteLength']) {
  Object.defineProperty(Buffer, name, { enumerable: true, writable: true, configurable: true });
}

// The methods.

const { prototype } = Buffer;
const { utf8Slice } = binding;
Object.assign(prototype, numberMethods());
for (const name of ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8']) prototype[`${name}Slice`] = binding[`${name}Slice`];
for (const name of ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8']) prototype[`${name}Write`] = binding[`${name}Write`];
const sliceNames = ['utf8Slice', 'ucs2Slice', 'latin1Slice', 'asciiSlice', 'base64Slice', 'base64urlSlice', 'hexSlice'];
const writeNames = sliceNames.map((name) => name.replace('Slice', 'Write'));

for (const [name, of] of [['parent', 'buffer'], ['offset', 'byteOffset']]) {
  Object.defineProperty(prototype, name, {
    enumerable: true,
    get() { return this instanceof Buffer ? this[of] : undefined; },
  });
}

function validateOffset(value, name, min = 0, max = kMaxLength) {
  validateInteger(value, name, min, max);
}

function toInteger(value, absent) {
  value = +value;
  if (!Number.isNaN(value) && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) {
    return value % 1 === 0 ? value : Math.floor(value);
  }
  return absent;
}

function copyBytes(source, target, targetStart, sourceStart, sourceEnd) {
  if (!ArrayBuffer.isView(source)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  if (!ArrayBuffer.isView(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  if (targetStart === undefined) targetStart = 0;
  else {
    targetStart = toInteger(targetStart, 0);
    if (targetStart < 0) throw new ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);
  }
  if (sourceStart === undefined) sourceStart = 0;
  else {
    sourceStart = toInteger(sourceStart, 0);
    if (sourceStart < 0 || sourceStart > source.byteLength) {
      throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${source.byteLength}`, sourceStart);
    }
  }
  if (sourceEnd === undefined) sourceEnd = source.byteLength;
  else {
    sourceEnd = toInteger(sourceEnd, 0);
    if (sourceEnd < 0) throw new ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);
  }
  if (targetStart >= target.byteLength || sourceStart >= sourceEnd) return 0;
  const count = Math.min(sourceEnd - sourceStart, target.byteLength - targetStart, source.byteLength - sourceStart);
  binding.copy(source, target, targetStart, sourceStart, count);
  return count;
}

// What a fill repeats: a number, or bytes.
function fillValue(value, encoding) {
  if (typeof value === 'string') {
    const number = encodingArgument(encoding);
    if (value.length === 0) return 0;
    if (value.length === 1) {
      // A byte is quicker than bytes.
      const code = value.charCodeAt(0);
      if ((number === kUTF8 && code < 128) || number === kLatin1) return code;
    }
    const bytes = binding.fromString(value, number);
    if (bytes.length === 0) throw new ERR_INVALID_ARG_VALUE('value', value);
    return bytes;
  }
  if (isUint8Array(value)) {
    if (value.length === 0) throw new ERR_INVALID_ARG_VALUE('value', value);
    return value;
  }
  return typeof value === 'boolean' ? +value : +value & 255;
}

function fillBuffer(buffer, value, offset, end, encoding) {
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset ?? encoding;
      offset = undefined;
      end = buffer.length;
    } else if (typeof end === 'string') {
      encoding = end;
      end = buffer.length;
    }
    if (encoding !== undefined) validateString(encoding, 'encoding');
    encodingArgument(encoding);
  }
  if (offset === undefined) {
    offset = 0;
    end = buffer.length;
  } else {
    validateOffset(offset, 'offset');
    if (end === undefined) end = buffer.length;
    else validateOffset(end, 'end', 0, buffer.length);
    if (offset >= end) return buffer;
  }
  const filling = fillValue(value, encoding);
  if (!ArrayBuffer.isView(buffer)) Reflect.apply(typedFill, buffer, [0]); // throws
  if (end > buffer.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  binding.fill(buffer, filling, offset, end);
  return buffer;
}

function indexOf(buffer, value, byteOffset, encoding, backwards) {
  if (!isUint8Array(buffer) && !ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
  } else if (byteOffset > 0x7fffffff) byteOffset = 0x7fffffff;
  else if (byteOffset < -0x80000000) byteOffset = -0x80000000;
  byteOffset = +byteOffset;
  if (Number.isNaN(byteOffset)) byteOffset = backwards ? buffer.length || buffer.byteLength : 0;
  byteOffset = Math.trunc(byteOffset);
  let part, step = 1;
  if (typeof value === 'number') {
    return backwards ? search(buffer, Uint8Array.of(value), byteOffset, 1, true) : search(buffer, Uint8Array.of(value), byteOffset, 1, false);
  }
  if (typeof value === 'string') {
    const number = encoding === undefined ? kUTF8 : encodingNumber(encoding);
    if (number === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    part = binding.fromString(value, number);
    if (number === kUCS2) step = 2;
  } else if (isUint8Array(value)) {
    part = value;
    if (encoding !== undefined && encodingNumber(encoding) === kUCS2) step = 2;
  } else throw new ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
  return search(buffer, part, byteOffset, step, backwards);
}

function search(buffer, part, offset, step, backwards) {
  const length = buffer.byteLength;
  if (offset < 0) offset += length;
  if (offset < 0) {
    if (backwards) return -1;
    offset = 0;
  }
  if (part.length === 0) return Math.min(offset, length);
  if (length === 0 || part.length > length) return -1;
  if (step === 2 && (part.length < 2 || length < 2)) return -1;
  if (backwards) return binding.indexOf(buffer, part, Math.min(offset, length - part.length), true, step);
  return offset + part.length > length ? -1 : binding.indexOf(buffer, part, offset, false, step);
}

function swapper(size) {
  return function() {
    const { length } = this;
    if (length % size !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${size * 8}-bits`);
    if (ArrayBuffer.isView(this)) return binding.swap(this, size);
    for (let i = 0; i < length; i += size) {
      for (let a = i, b = i + size - 1; a < b; a++, b--) [this[a], this[b]] = [this[b], this[a]];
    }
    return this;
  };
}

function shownBytes(buffer) {
  const shown = Math.min(inspectMaxBytes, buffer.length);
  let text = binding.hexSlice.call(buffer, 0, shown).replace(/(.{2})/g, '$1 ').trim();
  const more = buffer.length - inspectMaxBytes;
  if (more > 0) text += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
  return text;
}

const methods = {
  copy(target, targetStart, sourceStart, sourceEnd) { return copyBytes(this, target, targetStart, sourceStart, sourceEnd); },

  toString(encoding, start, end) {
    if (arguments.length === 0) return Reflect.apply(utf8Slice, this, []);
    const { length } = this;
    if (start <= 0) start = 0;
    else if (start >= length) return '';
    else start = Math.trunc(start) || 0;
    if (end === undefined || end >= length) end = length;
    else end = Math.trunc(end) || 0;
    if (end <= start) return '';
    if (encoding === undefined) return Reflect.apply(utf8Slice, this, [start, end]);
    const number = encodingNumber(encoding);
    if (number === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    return Reflect.apply(binding[sliceNames[number]], this, [start, end]);
  },

  equals(otherBuffer) {
    if (!isUint8Array(otherBuffer)) throw new ERR_INVALID_ARG_TYPE('otherBuffer', ['Buffer', 'Uint8Array'], otherBuffer);
    if (this === otherBuffer) return true;
    return this.byteLength === otherBuffer.byteLength && (this.byteLength === 0 || binding.compare(this, otherBuffer) === 0);
  },

  inspect(recurseTimes, ctx) {
    let text = shownBytes(this);
    if (ctx) {
      const extras = {};
      let any = false;
      for (const key of Object.keys(this)) {
        if (`${key >>> 0}` === key) continue;
        extras[key] = this[key];
        any = true;
      }
      if (ctx.showHidden) for (const key of Object.getOwnPropertySymbols(this)) {
        extras[key] = this[key];
        any = true;
      }
      if (any) {
        if (this.length !== 0) text += ', ';
        text += utilInspect(extras, { ...ctx, breakLength: Infinity, compact: true }).slice(1, -1).trim();
      }
    }
    const name = this.constructor ? this.constructor.name || '' : 'Buffer';
    return `<${name} ${text}>`;
  },

  compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
    if (!isUint8Array(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
    if (arguments.length === 1) return binding.compare(this, target);
    if (targetStart === undefined) targetStart = 0;
    else validateOffset(targetStart, 'targetStart');
    if (targetEnd === undefined) targetEnd = target.length;
    else validateOffset(targetEnd, 'targetEnd', 0, target.length);
    if (sourceStart === undefined) sourceStart = 0;
    else validateOffset(sourceStart, 'sourceStart');
    if (sourceEnd === undefined) sourceEnd = this.length;
    else validateOffset(sourceEnd, 'sourceEnd', 0, this.length);
    if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
    if (targetStart >= targetEnd) return 1;
    return binding.compare(
      new Uint8Array(this.buffer, this.byteOffset + sourceStart, sourceEnd - sourceStart),
      new Uint8Array(target.buffer, target.byteOffset + targetStart, targetEnd - targetStart));
  },

  indexOf(value, byteOffset, encoding) { return indexOf(this, value, byteOffset, encoding, false); },
  lastIndexOf(value, byteOffset, encoding) { return indexOf(this, value, byteOffset, encoding, true); },
  includes(value, byteOffset, encoding) { return indexOf(this, value, byteOffset, encoding, false) !== -1; },

  fill(value, offset, end, encoding) { return fillBuffer(this, value, offset, end, encoding); },

  write(string, offset, length, encoding) {
    const room = this.length;
    if (offset === undefined) return binding.utf8Write.call(this, string, 0, room);
    if (length === undefined && typeof offset === 'string') {
      encoding = offset;
      length = room;
      offset = 0;
    } else {
      validateOffset(offset, 'offset', 0, room);
      const left = room - offset;
      if (length === undefined) length = left;
      else if (typeof length === 'string') {
        encoding = length;
        length = left;
      } else {
        validateOffset(length, 'length', 0, room);
        if (length > left) length = left;
      }
    }
    if (!encoding || encoding === 'utf8') return binding.utf8Write.call(this, string, offset, length);
    const number = encodingNumber(encoding);
    if (number === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    return Reflect.apply(binding[writeNames[number]], this, [string, offset, length]);
  },

  toJSON() {
    if (this.length > 0) {
      const data = new Array(this.length);
      for (let i = 0; i < this.length; ++i) data[i] = this[i];
      return { type: 'Buffer', data };
    }
    return { type: 'Buffer', data: [] };
  },

  subarray(start, end) {
    const { length } = this;
    start = bounded(start, length);
    end = end !== undefined ? bounded(end, length) : length;
    return new FastBuffer(this.buffer, this.byteOffset + start, end > start ? end - start : 0);
  },

  slice(start, end) { return this.subarray(start, end); },
};

// An index from the front, or from the end where it is negative.
function bounded(offset, length) {
  offset = Math.trunc(offset);
  if (offset === 0 || Number.isNaN(offset)) return 0;
  if (offset < 0) return Math.max(offset + length, 0);
  return Math.min(offset, length);
}

Object.assign(prototype, methods);
for (const size of [2, 4, 8]) {
  const name = `swap${size * 8}`;
  prototype[name] = Object.defineProperty(swapper(size), 'name', { value: name, configurable: true });
}
prototype.toLocaleString = prototype.toString;
prototype[customInspect] = prototype.inspect;

// Functions of the module.

function isView(input) {
  return ArrayBuffer.isView(input) && !(input instanceof DataView) || isAnyArrayBuffer(input);
}

function checkDetached(input) {
  if (isAnyArrayBuffer(input) ? input.detached : input.buffer.detached) {
    throw genericNodeError('Cannot validate on a detached buffer', { code: 'ERR_INVALID_STATE' });
  }
}

function isUtf8(input) {
  if (!isView(input)) throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
  checkDetached(input);
  return binding.isUtf8(input);
}

function isAscii(input) {
  if (!isView(input)) throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
  checkDetached(input);
  return binding.isAscii(input);
}

const transcodable = new Set([kUTF8, kUCS2, kLatin1, kASCII]);
const icuErrors = { U_ILLEGAL_ARGUMENT_ERROR: 1, U_INVALID_CHAR_FOUND: 10 };

function transcode(source, fromEncoding, toEncoding) {
  if (!isUint8Array(source)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  if (source.length === 0) return Buffer.alloc(0);
  const from = encodingNumber(fromEncoding), to = encodingNumber(toEncoding);
  const result = transcodable.has(from) && transcodable.has(to) ? binding.transcode(source, from, to) : 'U_ILLEGAL_ARGUMENT_ERROR';
  if (typeof result !== 'string') return result;
  throw genericNodeError(`Unable to transcode Buffer [${result}]`, { code: result, errno: icuErrors[result] });
}

function invalidCharacter(message) {
  const { DOMException } = require('internal/domexception');
  return new DOMException(message, 'InvalidCharacterError');
}

function btoa(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  const result = binding.btoa(`${input}`);
  if (result === undefined) throw invalidCharacter('Invalid character');
  return result;
}

function atob(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  input = `${input}`;
  const result = binding.atob(input);
  if (result !== undefined) return result;
  let text = input.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  throw invalidCharacter(/[^+/0-9A-Za-z]/.test(text) ? 'Invalid character' : 'The string to be decoded is not correctly encoded.');
}

module.exports = {
  Buffer,
  transcode,
  isUtf8,
  isAscii,
  kMaxLength,
  kStringMaxLength,
  btoa,
  atob,
};

const lazy = (name, get) => Object.defineProperty(module.exports, name, {
  configurable: true,
  enumerable: true,
  get() {
    const value = get();
    Object.defineProperty(module.exports, name, { value, configurable: true, enumerable: true, writable: true });
    return value;
  },
  set(value) { Object.defineProperty(module.exports, name, { value, configurable: true, enumerable: true, writable: true }); },
});

Object.defineProperties(module.exports, {
  constants: {
    configurable: false, enumerable: true,
    value: Object.defineProperties({}, {
      MAX_LENGTH: { value: kMaxLength, writable: false, enumerable: true },
      MAX_STRING_LENGTH: { value: kStringMaxLength, writable: false, enumerable: true },
    }),
  },
  INSPECT_MAX_BYTES: {
    configurable: true, enumerable: true,
    get() { return inspectMaxBytes; },
    set(value) {
      validateNumber(value, 'INSPECT_MAX_BYTES', 0);
      inspectMaxBytes = value;
    },
  },
});
lazy('Blob', () => require('internal/blob').Blob);
module.exports.resolveObjectURL = function resolveObjectURL(url) {
  return require('internal/blob_registry').resolve(`${url}`);
};
lazy('File', () => require('internal/file').File);
