'use strict';

// Files as a whole, and reading and writing of descriptors.

const { codes, AbortError } = require('internal/errors');
const { parseFileMode, validateBoolean, validateBuffer, validateFunction, validateInteger, validateObject } = require('internal/validators');
const utils = require('internal/fs/utils');
const { promised, start } = require('internal/fs/operations');
const { Buffer } = require('buffer');
const binding = internalBinding('fs');
const { callbackOf, dataOf, fdOf, flagsOf, namesOf, offsetLengthRead, offsetLengthWrite, optionsOf, pathOf, positionOf, wantsBytes } = utils;

const isText = (encoding) => encoding === 'utf8' || encoding === 'utf-8';
const isDescriptor = (path) => typeof path === 'number' && path === path >>> 0 && path < 2 ** 31;

// Whole files.

function readArguments(path, options) {
  options = optionsOf(options, { flag: 'r' });
  const text = isText(options.encoding);
  const decode = !text && options.encoding && options.encoding !== 'buffer' ? (bytes) => bytes.toString(options.encoding) : undefined;
  return { args: [isDescriptor(path) ? path : pathOf(path), flagsOf(options.flag ?? 'r'), text], decode, signal: options.signal };
}

function aborted(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

function readFileSync(path, options) {
  const { args, decode } = readArguments(path, options);
  const result = binding.readFile(...args);
  return decode ? decode(result) : result;
}

function readFile(path, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  const { args, decode, signal } = readArguments(path, options);
  if (signal?.aborted) {
    process.nextTick(callback, aborted(signal));
    return;
  }
  start('readFile', args, (err, result) => {
    if (signal?.aborted) callback(aborted(signal));
    else if (err) callback(err);
    else {
      try {
        if (decode) result = decode(result);
      } catch (e) {
        err = e;
      }
      if (err) callback(err);
      else callback(null, result);
    }
  });
}

async function readFilePromise(path, options) {
  const { args, decode, signal } = readArguments(path, options);
  if (signal?.aborted) throw aborted(signal);
  const result = await promised('readFile', args);
  if (signal) {
    // A program may end it while it is read.
    await new Promise(setImmediate);
    if (signal.aborted) throw aborted(signal);
  }
  return decode ? decode(result) : result;
}

function writeArguments(path, data, options, flag) {
  options = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag, flush: false });
  const flush = options.flush ?? false;
  validateBoolean(flush, 'options.flush');
  data = dataOf(data, options.encoding || 'utf8');
  const flags = flagsOf(options.flag || flag);
  return { args: [isDescriptor(path) ? path : pathOf(path), data, flags, parseFileMode(options.mode, 'mode', 0o666), flush], signal: options.signal };
}

function writeFileSync(path, data, options) {
  binding.writeFile(...writeArguments(path, data, options, 'w').args);
}

function writeAll(path, data, options, callback, flag) {
  const { args, signal } = writeArguments(path, data, options, flag);
  if (signal?.aborted) {
    process.nextTick(callback, aborted(signal));
    return;
  }
  start('writeFile', args, (err) => callback(signal?.aborted ? aborted(signal) : err));
}

function writeFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  writeAll(path, data, options, callback, 'w');
}

function appendOptions(options) {
  options = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'a' });
  options = { ...options };
  if (!options.flag) options.flag = 'a';
  return options;
}

function appendFile(path, data, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  writeAll(path, data, appendOptions(options), callback, 'a');
}

function appendFileSync(path, data, options) {
  writeFileSync(path, data, appendOptions(options));
}

// The pieces that a program gives to writeFile of promises.
function isIterable(data) {
  return data !== null && typeof data === 'object' && !ArrayBuffer.isView(data) &&
    (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');
}

// Reading and writing.

// The buffer, offset, length and position of a read.
function readParameters(buffer, offset, length, position) {
  validateBuffer(buffer);
  if (offset === undefined || offset === null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length ??= buffer.byteLength - offset;
  length |= 0;
  if (length === 0) return { buffer, offset, length, position: -1 };
  if (buffer.byteLength === 0) {
    throw new codes.ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  }
  offsetLengthRead(offset, length, buffer.byteLength);
  return { buffer, offset, length, position: positionOf(position, length) };
}

const kPool = 16 * 1024;

function namedParameters(options, name = 'options') {
  if (options != null) validateObject(options, name);
  const { offset, buffer, length, position } = options ?? {};
  return { offset, buffer, length, position };
}

function read(fd, buffer, offsetOrOptions, length, position, callback) {
  fdOf(fd);
  let offset = offsetOrOptions;
  if (arguments.length <= 4) {
    if (arguments.length === 4) {
      validateObject(offsetOrOptions, 'options', 1);
      callback = length;
      ({ offset = 0, length, position = null } = offsetOrOptions ?? {});
    } else if (arguments.length === 3) {
      callback = offsetOrOptions;
      let params = buffer;
      if (ArrayBuffer.isView(buffer)) params = undefined;
      else if (buffer != null) {
        validateObject(buffer, 'options', 1);
        ({ buffer = Buffer.alloc(kPool) } = buffer);
      } else buffer = Buffer.alloc(kPool);
      ({ offset = 0, length, position = null } = params ?? {});
    } else {
      callback = buffer;
      buffer = Buffer.alloc(kPool);
      offset = 0;
      length = undefined;
    }
  }
  validateBuffer(buffer);
  callbackOf(callback);
  const p = readParameters(buffer, offset, length ?? buffer.byteLength - (offset ?? 0), position);
  if (p.length === 0) {
    process.nextTick(callback, null, 0, buffer);
    return;
  }
  start('read', [fd, buffer, p.offset, p.length, p.position], (err, n) => callback(err, n || 0, buffer));
}

function readSync(fd, buffer, offsetOrOptions, length, position) {
  fdOf(fd);
  validateBuffer(buffer);
  let offset = offsetOrOptions;
  if (arguments.length <= 3 || (offsetOrOptions !== null && typeof offsetOrOptions === 'object')) {
    if (offsetOrOptions !== undefined) validateObject(offsetOrOptions, 'options', 1);
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? {});
  }
  const p = readParameters(buffer, offset, length, position);
  return p.length === 0 ? 0 : binding.read(fd, buffer, p.offset, p.length, p.position);
}

function writeParameters(buffer, offsetOrOptions, length, position) {
  let offset = offsetOrOptions;
  if (offset !== null && typeof offset === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
  }
  if (offset === null || offset === undefined) offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  offsetLengthWrite(offset, length, buffer.byteLength);
  return [buffer, offset, length, typeof position === 'number' || typeof position === 'bigint' ? position : -1];
}

function textParameters(text, position, encoding) {
  if (encoding && !Buffer.isEncoding(encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
  if ((encoding === 'hex') && text.length % 2 !== 0) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, `is invalid for data of length ${text.length}`);
  }
  const bytes = Buffer.from(text, encoding || 'utf8');
  return [bytes, 0, bytes.length, typeof position === 'number' ? position : -1];
}

function write(fd, buffer, offsetOrOptions, length, position, callback) {
  fdOf(fd);
  if (ArrayBuffer.isView(buffer)) {
    callback ||= position || length || offsetOrOptions;
    callbackOf(callback);
    if (typeof offsetOrOptions === 'function') offsetOrOptions = undefined;
    else if (offsetOrOptions !== null && typeof offsetOrOptions === 'object') validateObject(offsetOrOptions, 'options');
    if (typeof length === 'function') length = undefined;
    if (typeof position === 'function') position = undefined;
    start('write', [fd, ...writeParameters(buffer, offsetOrOptions, length, position)], (err, n) => callback(err, n || 0, buffer));
    return;
  }
  if (typeof buffer !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
  if (typeof position !== 'function') {
    if (typeof offsetOrOptions === 'function') {
      position = offsetOrOptions;
      offsetOrOptions = null;
    } else position = length;
    length = 'utf8';
  }
  callback = callbackOf(position);
  start('write', [fd, ...textParameters(buffer, offsetOrOptions, length)], (err, n) => callback(err, n || 0, buffer));
}

function writeSync(fd, buffer, offsetOrOptions, length, position) {
  fdOf(fd);
  if (ArrayBuffer.isView(buffer)) {
    return binding.write(fd, ...writeParameters(buffer, offsetOrOptions, length, position));
  }
  if (typeof buffer !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
  return binding.write(fd, ...textParameters(buffer, offsetOrOptions, length));
}

const vectorPosition = (position) => typeof position === 'number' ? position : -1;

function vector(method) {
  const name = `${method}`;
  return {
    [name](fd, buffers, position, callback) {
      callback ||= position;
      fdOf(fd);
      utils.validateBufferArray(buffers);
      callbackOf(callback);
      if (method === 'writev' && buffers.length === 0) {
        process.nextTick(callback, null, 0, buffers);
        return;
      }
      start(method, [fd, buffers, vectorPosition(position)], (err, n) => callback(err, n || 0, buffers));
    },
  }[name];
}

function vectorSync(method) {
  const name = `${method}Sync`;
  return {
    [name](fd, buffers, position) {
      fdOf(fd);
      utils.validateBufferArray(buffers);
      return buffers.length === 0 ? 0 : binding[method](fd, buffers, vectorPosition(position));
    },
  }[name];
}

// Folders.

function readdirOptions(path, options) {
  options = optionsOf(options);
  path = pathOf(path);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  return { path, options, bytes: wantsBytes(options.encoding) };
}

// What the entries of a folder add to a recursive list; folders to look into are
// pushed to waiting.
function addEntries(list, folder, root, options, out, waiting) {
  const entries = namesOf(list, folder, { encoding: options.encoding, withFileTypes: true });
  const { relative, join } = require('path');
  for (const entry of entries) {
    const full = typeof entry.name === 'string' && typeof folder === 'string' ? join(folder, entry.name) : utils.join(folder, entry.name);
    out.push(options.withFileTypes ? entry : typeof full === 'string' ? relative(root, full) : relativeBytes(root, full));
    if (entry.isDirectory()) waiting.push(full);
  }
}

function relativeBytes(root, full) {
  return full.subarray(Buffer.byteLength(root) + 1);
}

function readdirSync(path, options) {
  const o = readdirOptions(path, options);
  if (!o.options.recursive) return namesOf(binding.readdir(o.path, o.bytes), o.path, o.options);
  const out = [], waiting = [o.path];
  for (let i = 0; i < waiting.length; i++) addEntries(binding.readdir(waiting[i], o.bytes), waiting[i], o.path, o.options, out, waiting);
  return out;
}

async function readdirPromise(path, options) {
  const o = readdirOptions(path, options);
  if (!o.options.recursive) return namesOf(await promised('readdir', [o.path, o.bytes]), o.path, o.options);
  const out = [], waiting = [o.path];
  for (let i = 0; i < waiting.length; i++) addEntries(await promised('readdir', [waiting[i], o.bytes]), waiting[i], o.path, o.options, out, waiting);
  return out;
}

function readdir(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  const o = readdirOptions(path, options);
  if (o.options.recursive) {
    readdirPromise(path, options).then((list) => process.nextTick(callback, null, list), (err) => process.nextTick(callback, err));
    return;
  }
  start('readdir', [o.path, o.bytes], (err, list) => {
    if (err) callback(err);
    else callback(null, namesOf(list, o.path, o.options));
  });
}

module.exports = {
  aborted, appendFile, appendFileSync, appendOptions, isIterable, namedParameters, read, readFile, readFilePromise, readFileSync, readParameters, readSync,
  readdir, readdirPromise, readdirSync, textParameters, vector, vectorSync, write, writeArguments, writeFile, writeFileSync,
  writeParameters, writeSync,
};
