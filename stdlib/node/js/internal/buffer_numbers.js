'use strict';

// Numbers in Buffers: what the functions of the binding decline, which is errors
// and objects that are no Uint8Array, and the numbers of one to six bytes.

const { codes } = require('internal/errors');
const { validateNumber } = require('internal/validators');
const binding = internalBinding('buffer');
const { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = codes;

const sizes = { UInt8: 1, Int8: 1, UInt16: 2, Int16: 2, UInt32: 4, Int32: 4, Float: 4, Double: 8, BigUInt64: 8, BigInt64: 8 };
const ranges = {
  UInt8: [0, 255], Int8: [-128, 127], UInt16: [0, 65535], Int16: [-32768, 32767], UInt32: [0, 2 ** 32 - 1],
  Int32: [-(2 ** 31), 2 ** 31 - 1], BigUInt64: [0n, 2n ** 64n - 1n], BigInt64: [-(2n ** 63n), 2n ** 63n - 1n],
};

function boundsError(value, most, name = 'offset') {
  if (Math.floor(value) !== value) {
    validateNumber(value, name);
    throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  }
  if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  throw new ERR_OUT_OF_RANGE(name, `>= ${name === 'offset' ? 0 : 1} and <= ${most}`, value);
}

function checkOffset(buffer, offset, size) {
  validateNumber(offset, 'offset');
  if (buffer[offset] === undefined || buffer[offset + size - 1] === undefined) boundsError(offset, buffer.length - size);
}

function rangeError(value, min, max, size) {
  const n = typeof min === 'bigint' ? 'n' : '';
  const range = n === '' && size <= 4 ? `>= ${min} and <= ${max}` :
    min === 0 || min === 0n ? `>= 0${n} and < 2${n} ** ${size * 8}${n}` :
      `>= -(2${n} ** ${size * 8 - 1}${n}) and < 2${n} ** ${size * 8 - 1}${n}`;
  return new ERR_OUT_OF_RANGE('value', range, value);
}

// A view of the bytes at offset; of an object that is no Uint8Array, of their copy.
function viewAt(buffer, offset, size) {
  if (ArrayBuffer.isView(buffer) && buffer.BYTES_PER_ELEMENT === 1) return new DataView(buffer.buffer, buffer.byteOffset + offset, size);
  const view = new DataView(new ArrayBuffer(size));
  for (let i = 0; i < size; i++) view.setUint8(i, buffer[offset + i]);
  return view;
}

function store(buffer, offset, view) {
  for (let i = 0; i < view.byteLength; i++) buffer[offset + i] = view.getUint8(i);
}

const accessor = (kind) => kind === 'Float' ? 'Float32' : kind === 'Double' ? 'Float64' : kind.replace('UInt', 'Uint');

function read(buffer, kind, big, offset = 0) {
  checkOffset(buffer, offset, sizes[kind]);
  return viewAt(buffer, offset, sizes[kind])[`get${accessor(kind)}`](0, !big);
}

function write(buffer, kind, big, value, offset = 0) {
  const size = sizes[kind], range = ranges[kind];
  if (!kind.startsWith('Big')) value = +value;
  if (size === 1) validateNumber(offset, 'offset');
  if (range !== undefined) {
    if (kind.startsWith('Big')) value + 0n; // what is no BigInt is no number of this kind
    if (value > range[1] || value < range[0]) throw rangeError(value, range[0], range[1], size);
  }
  checkOffset(buffer, offset, size);
  const view = viewAt(buffer, offset, size);
  view[`set${accessor(kind)}`](0, value, !big);
  if (!(ArrayBuffer.isView(buffer) && buffer.BYTES_PER_ELEMENT === 1)) store(buffer, offset, view);
  return offset + size;
}

binding.setNumbers(
  function(kind, big, offset) { return read(this, kind, big, offset); },
  function(kind, big, value, offset) { return write(this, kind, big, value, offset); });

const reads = (kind, order) => binding[`read${kind}${order}`];

// Integers of byteLength bytes. Those of 1, 2 and 4 are the binding's.
function readInteger(buffer, offset, byteLength, signed, big) {
  if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  const kind = `${signed ? 'Int' : 'UInt'}${byteLength * 8}`;
  if (byteLength === 1) return Reflect.apply(binding[`read${kind}`], buffer, [offset]);
  if (byteLength === 2 || byteLength === 4) return Reflect.apply(reads(kind, big ? 'BE' : 'LE'), buffer, [offset]);
  if (byteLength !== 3 && byteLength !== 5 && byteLength !== 6) boundsError(byteLength, 6, 'byteLength');
  checkOffset(buffer, offset, byteLength);
  let value = 0;
  for (let i = 0; i < byteLength; i++) value = value * 256 + buffer[offset + (big ? i : byteLength - 1 - i)];
  return signed && value >= 2 ** (byteLength * 8 - 1) ? value - 2 ** (byteLength * 8) : value;
}

function writeInteger(buffer, value, offset, byteLength, signed, big) {
  const kind = `${signed ? 'Int' : 'UInt'}${byteLength * 8}`;
  if (byteLength !== 1 && byteLength !== 2 && byteLength !== 4) {
    if (byteLength !== 3 && byteLength !== 5 && byteLength !== 6) boundsError(byteLength, 6, 'byteLength');
    value = +value;
    const bits = byteLength * 8;
    const [min, max] = signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
    if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    if (value > max || value < min) throw rangeError(value, min, max, byteLength);
    checkOffset(buffer, offset, byteLength);
    value = Math.trunc(value) || 0;
    if (value < 0) value += 2 ** bits;
    for (let i = 0; i < byteLength; i++) {
      buffer[offset + (big ? byteLength - 1 - i : i)] = value % 256;
      value = Math.floor(value / 256);
    }
    return offset + byteLength;
  }
  if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  return Reflect.apply(binding[byteLength === 1 ? `write${kind}` : `write${kind}${big ? 'BE' : 'LE'}`], buffer, [value, offset]);
}

// The methods by their names, in the order Node has them.
function numberMethods() {
  const methods = {};
  const add = (name, f) => {
    methods[name] = f;
    if (name.includes('UInt')) methods[name.replace('UInt', 'Uint')] = f;
  };
  for (const doing of ['read', 'write']) {
    for (const kind of ['BigUInt64', 'BigInt64']) {
      for (const order of ['LE', 'BE']) add(`${doing}${kind}${order}`, binding[`${doing}${kind}${order}`]);
    }
  }
  for (const doing of ['read', 'write']) {
    for (const sign of ['UInt', 'Int']) {
      for (const order of ['LE', 'BE']) {
        const name = `${doing}${sign}${order}`, signed = sign === 'Int', big = order === 'BE';
        add(name, doing === 'read' ?
          { [name](offset, byteLength) { return readInteger(this, offset, byteLength, signed, big); } }[name] :
          { [name](value, offset, byteLength) { return writeInteger(this, value, offset, byteLength, signed, big); } }[name]);
        add(`${doing}${sign}32${order}`, binding[`${doing}${sign}32${order}`]);
        add(`${doing}${sign}16${order}`, binding[`${doing}${sign}16${order}`]);
        if (order === 'LE') add(`${doing}${sign}8`, binding[`${doing}${sign}8`]);
      }
    }
  }
  for (const kind of ['Float', 'Double']) {
    for (const doing of ['read', 'write']) {
      for (const order of ['LE', 'BE']) add(`${doing}${kind}${order}`, binding[`${doing}${kind}${order}`]);
    }
  }
  return methods;
}

module.exports = { numberMethods };
