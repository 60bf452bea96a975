'use strict';

// What the forms of fs have in common: arguments, Stats and Dirent.

const { codes } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateObject, validateUint32, validateInt32,
} = require('internal/validators');
const { Buffer } = require('buffer');
const { fs: constants } = require('constants');
const { platform } = internalBinding('process');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = codes;

const isUint8Array = (value) => value instanceof Uint8Array || (ArrayBuffer.isView(value) && value[Symbol.toStringTag] === 'Uint8Array');

// A path: a string, bytes or a file URL, without null bytes.
function pathOf(path, name = 'path') {
  if (typeof path === 'string') {
    if (path.includes('\0')) throw new ERR_INVALID_ARG_VALUE(name, path, 'must be a string, Uint8Array, or URL without null bytes');
    return path;
  }
  if (path !== null && typeof path === 'object') {
    if (isUint8Array(path)) {
      if (path.includes(0)) throw new ERR_INVALID_ARG_VALUE(name, path, 'must be a string, Uint8Array, or URL without null bytes');
      return path;
    }
    const { isURL } = require('internal/url');
    if (isURL(path)) return pathOf(require('internal/url_files').fileURLToPath(path), name);
  }
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], path);
}

function validateEncoding(encoding) {
  if (encoding && encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

// The options of a call: a string is an encoding.
function optionsOf(options, defaults = {}) {
  if (options == null || typeof options === 'function') return defaults;
  if (typeof options === 'string') {
    defaults = { ...defaults, encoding: options };
    options = defaults;
  } else if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  validateEncoding(options.encoding);
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  return options;
}

const modes = {
  'r': 'O_RDONLY', 'rs': 'O_RDONLY|O_SYNC', 'sr': 'O_RDONLY|O_SYNC', 'r+': 'O_RDWR', 'rs+': 'O_RDWR|O_SYNC', 'sr+': 'O_RDWR|O_SYNC',
  'w': 'O_TRUNC|O_CREAT|O_WRONLY', 'wx': 'O_TRUNC|O_CREAT|O_WRONLY|O_EXCL', 'xw': 'O_TRUNC|O_CREAT|O_WRONLY|O_EXCL',
  'w+': 'O_TRUNC|O_CREAT|O_RDWR', 'wx+': 'O_TRUNC|O_CREAT|O_RDWR|O_EXCL', 'xw+': 'O_TRUNC|O_CREAT|O_RDWR|O_EXCL',
  'a': 'O_APPEND|O_CREAT|O_WRONLY', 'ax': 'O_APPEND|O_CREAT|O_WRONLY|O_EXCL', 'xa': 'O_APPEND|O_CREAT|O_WRONLY|O_EXCL',
  'as': 'O_APPEND|O_CREAT|O_WRONLY|O_SYNC', 'sa': 'O_APPEND|O_CREAT|O_WRONLY|O_SYNC', 'a+': 'O_APPEND|O_CREAT|O_RDWR',
  'ax+': 'O_APPEND|O_CREAT|O_RDWR|O_EXCL', 'xa+': 'O_APPEND|O_CREAT|O_RDWR|O_EXCL', 'as+': 'O_APPEND|O_CREAT|O_RDWR|O_SYNC',
  'sa+': 'O_APPEND|O_CREAT|O_RDWR|O_SYNC',
};

function flagsOf(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInt32(flags, name);
    return flags;
  }
  if (flags == null) return constants.O_RDONLY;
  const found = Object.hasOwn(modes, flags) ? modes[flags] : undefined;
  if (found === undefined) throw new ERR_INVALID_ARG_VALUE('flags', flags);
  return found.split('|').reduce((bits, flag) => bits | constants[flag], 0);
}

function fdOf(fd) {
  validateInt32(fd, 'fd', 0);
  return fd;
}

function callbackOf(cb) {
  validateFunction(cb, 'cb');
  return cb;
}

// Seconds since 1970.
function toUnixTimestamp(time, name = 'time') {
  if (typeof time === 'string' && +time == time) return +time;
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (time instanceof Date || Object.prototype.toString.call(time) === '[object Date]') return time.getTime() / 1000;
  throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

function timeOf(time) {
  return toUnixTimestamp(time);
}

function idOf(id, name) {
  validateInteger(id, name, -1, 2 ** 32 - 1);
  return id;
}

// Positions are numbers or BigInts; -1 is where the file stands.
function positionOf(position, length = 0) {
  if (position === undefined || position === null) return -1;
  if (typeof position === 'number') validateInteger(position, 'position', -1);
  else if (typeof position === 'bigint') {
    const most = 2n ** 63n - 1n - BigInt(length);
    if (!(position >= -1n && position <= most)) throw new ERR_OUT_OF_RANGE('position', `>= -1 && <= ${most}`, position);
  } else throw new ERR_INVALID_ARG_TYPE('position', ['integer', 'bigint'], position);
  return position;
}

function validateBufferArray(buffers, name = 'buffers') {
  if (!Array.isArray(buffers)) throw new ERR_INVALID_ARG_TYPE(name, 'ArrayBufferView[]', buffers);
  for (let i = 0; i < buffers.length; i++) {
    if (!ArrayBuffer.isView(buffers[i])) throw new ERR_INVALID_ARG_TYPE(name, 'ArrayBufferView[]', buffers);
  }
  return buffers;
}

function offsetLengthWrite(offset, length, byteLength) {
  if (offset > byteLength) throw new ERR_OUT_OF_RANGE('offset', `<= ${byteLength}`, offset);
  if (length > byteLength - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${byteLength - offset}`, length);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  validateInt32(length, 'length', 0);
}

function offsetLengthRead(offset, length, byteLength) {
  if (offset < 0) throw new ERR_OUT_OF_RANGE('offset', '>= 0', offset);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > byteLength) throw new ERR_OUT_OF_RANGE('length', `<= ${byteLength - offset}`, length);
}

// Whether names are wanted as bytes; those in other encodings are made of them.
const wantsBytes = (encoding) => encoding !== undefined && encoding !== null && encoding !== 'utf8' && encoding !== 'utf-8';

function nameIn(encoding) {
  if (!wantsBytes(encoding) || encoding === 'buffer') return undefined;
  return (bytes) => bytes.toString(encoding);
}

// Stats.

const kindChecks = {
  isDirectory: constants.S_IFDIR, isFile: constants.S_IFREG, isBlockDevice: constants.S_IFBLK, isCharacterDevice: constants.S_IFCHR,
  isSymbolicLink: constants.S_IFLNK, isFIFO: constants.S_IFIFO, isSocket: constants.S_IFSOCK,
};

function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  Object.assign(this, { dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks });
}
for (const [name, kind] of Object.entries(kindChecks)) {
  StatsBase.prototype[name] = function() { return this._checkModeProperty(kind); };
}
StatsBase.prototype._checkModeProperty = function(kind) {
  return (Number(this.mode) & constants.S_IFMT) === kind;
};

const dateFields = ['atime', 'mtime', 'ctime', 'birthtime'];
const dates = {};
for (const field of dateFields) {
  dates[field] = {
    configurable: true, enumerable: true,
    get() {
      const value = new Date(Number(this[`${field}Ms`]) + (typeof this[`${field}Ms`] === 'bigint' ? 0 : 0.5));
      Object.defineProperty(this, field, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) { Object.defineProperty(this, field, { value, writable: true, enumerable: true, configurable: true }); },
  };
}

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  Reflect.apply(StatsBase, this, [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks]);
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);
Object.defineProperties(Stats.prototype, dates);
Stats.prototype._checkModeProperty = function(kind) {
  if (platform === 'win32' && (kind === constants.S_IFIFO || kind === constants.S_IFBLK || kind === constants.S_IFSOCK)) return false;
  return (this.mode & constants.S_IFMT) === kind;
};

function BigIntStats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeNs, mtimeNs, ctimeNs, birthtimeNs) {
  Reflect.apply(StatsBase, this, [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks]);
  this.atimeMs = atimeNs / 1_000_000n;
  this.mtimeMs = mtimeNs / 1_000_000n;
  this.ctimeMs = ctimeNs / 1_000_000n;
  this.birthtimeMs = birthtimeNs / 1_000_000n;
  Object.assign(this, { atimeNs, mtimeNs, ctimeNs, birthtimeNs });
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);
Object.defineProperties(BigIntStats.prototype, dates);

function statsOf(a) {
  if (typeof a[0] === 'bigint') {
    const ns = (i) => a[i] * 1_000_000_000n + a[i + 1];
    return new BigIntStats(...a.slice(0, 10), ns(10), ns(12), ns(14), ns(16));
  }
  const ms = (i) => a[i] * 1000 + a[i + 1] / 1_000_000;
  return new Stats(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], ms(10), ms(12), ms(14), ms(16));
}

function StatFs(type, bsize, blocks, bfree, bavail, files, ffree) {
  Object.assign(this, { type, bsize, blocks, bfree, bavail, files, ffree });
}

// Dirent.

const kType = Symbol('type');

class Dirent {
  constructor(name, type, path) {
    this.name = name;
    this.parentPath = path;
    this[kType] = type;
  }
  isDirectory() { return this[kType] === constants.UV_DIRENT_DIR; }
  isFile() { return this[kType] === constants.UV_DIRENT_FILE; }
  isBlockDevice() { return this[kType] === constants.UV_DIRENT_BLOCK; }
  isCharacterDevice() { return this[kType] === constants.UV_DIRENT_CHAR; }
  isSymbolicLink() { return this[kType] === constants.UV_DIRENT_LINK; }
  isFIFO() { return this[kType] === constants.UV_DIRENT_FIFO; }
  isSocket() { return this[kType] === constants.UV_DIRENT_SOCKET; }
}

const typeOfMode = new Map([
  [constants.S_IFDIR, constants.UV_DIRENT_DIR], [constants.S_IFREG, constants.UV_DIRENT_FILE], [constants.S_IFBLK, constants.UV_DIRENT_BLOCK],
  [constants.S_IFCHR, constants.UV_DIRENT_CHAR], [constants.S_IFLNK, constants.UV_DIRENT_LINK], [constants.S_IFIFO, constants.UV_DIRENT_FIFO],
  [constants.S_IFSOCK, constants.UV_DIRENT_SOCKET],
]);

function join(folder, name) {
  if (typeof folder === 'string' && typeof name === 'string') return require('path').join(folder, name);
  return Buffer.concat([Buffer.from(folder), Buffer.from(require('path').sep), Buffer.from(name)]);
}

// The entries that the binding listed. Where the file system does not say what
// they are, lstat does.
function namesOf(list, path, { encoding, withFileTypes }) {
  const decode = nameIn(encoding), out = [];
  for (let i = 0; i < list.length; i += 2) {
    const name = decode ? decode(list[i]) : list[i];
    if (!withFileTypes) out.push(name);
    else {
      let type = list[i + 1];
      if (type === constants.UV_DIRENT_UNKNOWN) {
        type = typeOfMode.get(internalBinding('fs').lstat(join(path, list[i]), false)[1] & constants.S_IFMT) ?? type;
      }
      out.push(new Dirent(name, type, path));
    }
  }
  return out;
}

function validateRmOptions(options) {
  options = { recursive: false, force: false, maxRetries: 0, retryDelay: 100, ...options };
  validateBoolean(options.force, 'options.force');
  validateBoolean(options.recursive, 'options.recursive');
  validateInt32(options.retryDelay, 'options.retryDelay', 0);
  validateUint32(options.maxRetries, 'options.maxRetries');
  return options;
}

// What writeFile and write take besides strings.
function dataOf(data, encoding) {
  if (ArrayBuffer.isView(data)) return data;
  if (typeof data !== 'string') throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  return encoding && encoding !== 'utf8' && encoding !== 'utf-8' ? Buffer.from(data, encoding) : data;
}

module.exports = {
  BigIntStats, Dirent, StatFs, Stats, callbackOf, dataOf, fdOf, flagsOf, idOf, join, nameIn, namesOf, offsetLengthRead,
  offsetLengthWrite, optionsOf, pathOf, positionOf, statsOf, timeOf, toUnixTimestamp, validateBufferArray, validateEncoding,
  validateObject, validateRmOptions, wantsBytes, isUint8Array,
};
