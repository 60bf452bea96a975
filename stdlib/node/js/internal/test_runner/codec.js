'use strict';

// How a process of tests tells its parent what happens: frames among the output
// of the program, each a mark, the length and JSON in which errors and values
// that JSON does not have are tagged.

const kMark = Buffer.from([0xff, 0x0f, 0x67, 0x6a]);
const kMaxDepth = 50;
const kTag = '$gojs';

function isError(value) {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function pack(value, depth = 0) {
  switch (typeof value) {
    case 'undefined':
      return { [kTag]: 'undefined' };
    case 'bigint':
    case 'symbol':
    case 'function':
      return { [kTag]: typeof value, text: typeof value === 'function' ? require('util').inspect(value) : String(value) };
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { [kTag]: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
    case 'object':
      return value === null ? null : packObject(value, depth);
  }
  return value;
}

function packObject(value, depth) {
  if (depth > kMaxDepth) return '[Circular]';
  if (Array.isArray(value)) return value.map((v) => pack(v, depth + 1));
  if (value instanceof Date) return { [kTag]: 'date', time: value.getTime() };
  const properties = {};
  for (const key of Object.keys(value)) {
    if (key !== kTag) properties[key] = pack(value[key], depth + 1);
  }
  if (!isError(value)) return properties;
  for (const key of ['cause']) {
    if (Object.hasOwn(value, key)) properties[key] = pack(value[key], depth + 1);
  }
  const hidden = ['failureType', 'cause', 'code'].filter((key) => Object.hasOwn(value, key) && !Object.keys(value).includes(key));
  return { [kTag]: 'error', name: value.name, message: value.message, stack: value.stack, properties, hidden };
}

function unpack(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(unpack);
  switch (value[kTag]) {
    case undefined:
      return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, unpack(v)]));
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(value.text);
    case 'symbol':
      return Symbol(value.text.slice('Symbol('.length, -1));
    case 'function':
      return value.text;
    case 'number':
      return Number(value.text);
    case 'date':
      return new Date(value.time);
  }
  return unpackError(value);
}

const classes = { __proto__: null, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };

function unpackError({ name, message, stack, properties, hidden }) {
  const err = new (classes[name] ?? Error)(message);
  const define = (key, v) => Object.defineProperty(err, key, { __proto__: null, value: v, writable: true, configurable: true });
  define('stack', stack);
  if (err.name !== name) define('name', name);
  for (const key of Object.keys(properties)) {
    if (hidden.includes(key)) define(key, unpack(properties[key]));
    else err[key] = unpack(properties[key]);
  }
  return err;
}

function encode(message) {
  const payload = Buffer.from(JSON.stringify(pack(message)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.length);
  return Buffer.concat([kMark, length, payload]);
}

// Decoder splits a stream of bytes into messages and what the program printed.
class Decoder {
  #rest = Buffer.alloc(0);

  constructor(onMessage, onOutput) {
    this.onMessage = onMessage;
    this.onOutput = onOutput;
  }

  push(chunk) {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (data.length > 0) {
      const at = data.indexOf(kMark);
      if (at !== 0) {
        // The mark may begin at the end of what has come.
        const end = at > 0 ? at : data.length - partialMark(data);
        if (end > 0) this.onOutput(data.subarray(0, end));
        data = data.subarray(end);
        if (at < 0) break;
        continue;
      }
      if (data.length < 8) break;
      const length = data.readUInt32BE(4);
      if (data.length < 8 + length) break;
      this.onMessage(unpack(JSON.parse(data.toString('utf8', 8, 8 + length))));
      data = data.subarray(8 + length);
    }
    this.#rest = data;
  }

  end() {
    if (this.#rest.length > 0) this.onOutput(this.#rest);
    this.#rest = Buffer.alloc(0);
  }
}

// partialMark is how many bytes at the end of data could begin a mark.
function partialMark(data) {
  for (let n = Math.min(kMark.length - 1, data.length); n > 0; n--) {
    if (data.subarray(data.length - n).equals(kMark.subarray(0, n))) return n;
  }
  return 0;
}

module.exports = { Decoder, encode };
