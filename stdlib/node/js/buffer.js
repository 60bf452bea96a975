'use strict';

// https://nodejs.org/api/buffer.html

const { codes } = require('internal/errors');
const { validateNumber } = require('internal/validators');
const binding = internalBinding('buffer');
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const kMaxLength = Number.MAX_SAFE_INTEGER;

const encodings = new Map([
  ['utf8', 'utf8'], ['utf-8', 'utf8'], ['hex', 'hex'], ['base64', 'base64'], ['base64url', 'base64url'], ['latin1', 'latin1'],
  ['binary', 'latin1'], ['ascii', 'ascii'], ['ucs2', 'utf16le'], ['ucs-2', 'utf16le'], ['utf16le', 'utf16le'], ['utf-16le', 'utf16le'],
]);

function encodingOf(name) {
  if (name === undefined || name === null || name === '') return 'utf8';
  const found = encodings.get(name) ?? encodings.get(`${name}`.toLowerCase());
  if (found === undefined) throw new codes.ERR_UNKNOWN_ENCODING(name);
  return found;
}

class FastBuffer extends Uint8Array {}

function wrap(u8) {
  return new FastBuffer(u8.buffer, u8.byteOffset, u8.byteLength);
}

function Buffer(arg, encodingOrOffset, length) {
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') throw new codes.ERR_INVALID_ARG_TYPE('string', 'string', arg);
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}

Object.setPrototypeOf(Buffer, Uint8Array);
FastBuffer.prototype.constructor = Buffer;
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer, Symbol.species, { configurable: true, enumerable: false, get() { return FastBuffer; } });
Buffer.poolSize = 8192;

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return wrap(binding.encode(value, encodingOf(encodingOrOffset)));
  if (typeof value === 'object' && value !== null) {
    if (value instanceof ArrayBuffer || (globalThis.SharedArrayBuffer && value instanceof SharedArrayBuffer)) {
      const offset = encodingOrOffset === undefined ? 0 : +encodingOrOffset || 0;
      const most = value.byteLength - offset;
      if (most < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
      if (length === undefined) length = most;
      else if ((length = +length || 0) > most) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
      return new FastBuffer(value, offset, Math.max(length, 0));
    }
    const primitive = value.valueOf?.();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
      return Buffer.from(primitive, encodingOrOffset, length);
    }
    const list = value.length !== undefined || value.buffer instanceof ArrayBuffer ? value :
      value.type === 'Buffer' && Array.isArray(value.data) ? value.data : undefined;
    if (list !== undefined) {
      const n = typeof list.length === 'number' ? list.length : 0;
      const b = new FastBuffer(n);
      if (ArrayBuffer.isView(list)) b.set(list);
      else for (let i = 0; i < n; i++) b[i] = list[i];
      return b;
    }
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const p = value[Symbol.toPrimitive]('string');
      if (typeof p === 'string') return Buffer.from(p, encodingOrOffset);
    }
  }
  throw new codes.ERR_INVALID_ARG_TYPE('first argument', ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
};

Buffer.of = (...items) => {
  const b = new FastBuffer(items.length);
  for (let i = 0; i < items.length; i++) b[i] = items[i];
  return b;
};

Buffer.alloc = function alloc(size, fill, encoding) {
  validateNumber(size, 'size', 0, kMaxLength);
  const b = new FastBuffer(size);
  return fill !== undefined && fill !== 0 && size > 0 ? b.fill(fill, encoding) : b;
};
Buffer.allocUnsafe = (size) => Buffer.alloc(size);
Buffer.allocUnsafeSlow = (size) => Buffer.alloc(size);
Buffer.isBuffer = (b) => b instanceof Buffer;
Buffer.isEncoding = (name) => typeof name === 'string' && encodings.has(name.toLowerCase());
Buffer.byteLength = function byteLength(value, encoding) {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
    throw new codes.ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], value);
  }
  return binding.encode(value, encodings.get(`${encoding}`.toLowerCase()) ?? 'utf8').length;
};
Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) throw new codes.ERR_INVALID_ARG_TYPE('list', 'Array', list);
  length ??= list.reduce((n, b) => n + b.length, 0);
  const out = Buffer.alloc(length);
  let at = 0;
  for (let i = 0; i < list.length && at < length; i++) {
    if (!(list[i] instanceof Uint8Array)) throw new codes.ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], list[i]);
    const part = list[i].length > length - at ? list[i].subarray(0, length - at) : list[i];
    out.set(part, at);
    at += part.length;
  }
  return out;
};
Buffer.compare = function compare(a, b) {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
};

const { prototype } = Buffer;
// The methods are enumerable, as Node's are.
Object.assign(prototype, {
  toString(encoding, start = 0, end = this.length) {
    start = Math.max(Math.trunc(start) || 0, 0);
    end = Math.min(Math.trunc(end) || 0, this.length);
    if (start >= end) return '';
    return binding.decode(this.subarray(start, end), encodingOf(encoding));
  },
  toJSON() {
    return { type: 'Buffer', data: Array.from(this) };
  },
  equals(other) {
    if (!(other instanceof Uint8Array)) throw new codes.ERR_INVALID_ARG_TYPE('otherBuffer', ['Buffer', 'Uint8Array'], other);
    return Buffer.compare(this, other) === 0;
  },
  compare(target, targetStart = 0, targetEnd = target.length, start = 0, end = this.length) {
    return Buffer.compare(this.subarray(start, end), target.subarray(targetStart, targetEnd));
  },
  slice(start, end) { return this.subarray(start, end); },
  copy(target, targetStart = 0, start = 0, end = this.length) {
    const part = this.subarray(start, Math.min(end, start + target.length - targetStart));
    if (part.length > 0) target.set(part, targetStart);
    return part.length;
  },
  write(string, offset, length, encoding) {
    if (typeof offset === 'string') [offset, length, encoding] = [0, undefined, offset];
    else if (typeof length === 'string') [length, encoding] = [undefined, length];
    offset ??= 0;
    const bytes = binding.encode(string, encodingOf(encoding));
    const n = Math.min(bytes.length, length ?? Infinity, this.length - offset);
    this.set(bytes.subarray(0, n), offset);
    return n;
  },
  fill(value, start = 0, end = this.length, encoding) {
    if (typeof start === 'string') [start, end, encoding] = [0, this.length, start];
    else if (typeof end === 'string') [end, encoding] = [this.length, end];
    if (typeof value === 'string') value = binding.encode(value, encodingOf(encoding));
    if (typeof value === 'number' || typeof value === 'boolean') return Uint8Array.prototype.fill.call(this, value & 255, start, end);
    if (value.length === 0) return Uint8Array.prototype.fill.call(this, 0, start, end);
    for (let i = start; i < end; i++) this[i] = value[(i - start) % value.length];
    return this;
  },
  indexOf(value, offset = 0, encoding) {
    if (typeof value === 'number') return Uint8Array.prototype.indexOf.call(this, value & 255, offset);
    return binding.indexOf(this, typeof value === 'string' ? binding.encode(value, encodingOf(encoding)) : value, offset < 0 ? Math.max(this.length + offset, 0) : offset);
  },
  includes(value, offset, encoding) { return this.indexOf(value, offset, encoding) !== -1; },
  [inspectCustom](depth, options, inspect) {
    let text = '';
    for (let i = 0; i < this.length && i < 50; i++) text += ` ${this[i].toString(16).padStart(2, '0')}`;
    if (this.length > 50) text += ` ... ${this.length - 50} more byte${this.length > 51 ? 's' : ''}`;
    return `<${this.constructor.name}${text}>`;
  },
});

// The methods that read and write numbers, over a DataView.
const numbers = [['Int8', 1], ['UInt8', 1], ['Int16', 2], ['UInt16', 2], ['Int32', 4], ['UInt32', 4], ['Float', 4], ['Double', 8],
  ['BigInt64', 8], ['BigUInt64', 8]];
for (const [name, size] of numbers) {
  const view = name === 'Float' ? 'Float32' : name === 'Double' ? 'Float64' : name.replace('UInt', 'Uint');
  for (const order of size === 1 ? [''] : ['LE', 'BE']) {
    const little = order === 'LE';
    const check = (b, offset) => {
      if (typeof offset !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
      if (!Number.isInteger(offset)) throw new codes.ERR_OUT_OF_RANGE('offset', 'an integer', offset);
      if (b.length < size) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS();
      if (offset < 0 || offset > b.length - size) throw new codes.ERR_OUT_OF_RANGE('offset', `>= 0 and <= ${b.length - size}`, offset);
      return new DataView(b.buffer, b.byteOffset, b.byteLength);
    };
    const read = function(offset = 0) { return check(this, offset)[`get${view}`](offset, little); };
    const write = function(value, offset = 0) {
      check(this, offset)[`set${view}`](offset, value, little);
      return offset + size;
    };
    for (const n of name.includes('UInt') ? [name, name.replace('UInt', 'Uint')] : [name]) {
      Object.defineProperty(prototype, `read${n}${order}`, { value: read, writable: true, configurable: true, enumerable: true });
      Object.defineProperty(prototype, `write${n}${order}`, { value: write, writable: true, configurable: true, enumerable: true });
    }
  }
}
Object.defineProperty(prototype, 'parent', { enumerable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } });
Object.defineProperty(prototype, 'offset', { enumerable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } });

const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 536870888 };

module.exports = {
  Buffer, SlowBuffer: Buffer, kMaxLength, kStringMaxLength: constants.MAX_STRING_LENGTH, constants, INSPECT_MAX_BYTES: 50,
  isUtf8: binding.isUtf8, isAscii: (v) => !new Uint8Array(v.buffer ?? v).some((b) => b > 127),
  atob: (s) => binding.decode(binding.encode(`${s}`, 'base64'), 'latin1'),
  btoa: (s) => binding.decode(binding.encode(`${s}`, 'latin1'), 'base64'),
};
