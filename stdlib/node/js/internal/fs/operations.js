'use strict';

// The operations of fs that are one call of the binding, each declared once: the
// name in the binding, how many arguments there must be at least and may be at
// most, what becomes of them, and what of the result.

const { codes } = require('internal/errors');
const { parseFileMode, validateBoolean, validateInteger, validateOneOf, validateString } = require('internal/validators');
const utils = require('internal/fs/utils');
const { fs: constants } = require('constants');
const binding = internalBinding('fs');
const { fdOf, flagsOf, idOf, nameIn, namesOf, optionsOf, pathOf, statsOf, timeOf, wantsBytes } = utils;

const same = (result) => result;
let warned = false; // of templates that end with X

// A mode that must be given.
function modeOf(mode) {
  if (mode === undefined || mode === null) throw new codes.ERR_INVALID_ARG_TYPE('mode', 'number', mode);
  return parseFileMode(mode, 'mode');
}

// A result that is a name, in the encoding of the options.
function named(options) {
  const decode = nameIn(options.encoding);
  return decode ?? same;
}

const operations = {
  __proto__: null,
  access: [1, 2, (path, mode) => {
    path = pathOf(path);
    if (mode === undefined || mode === null) mode = constants.F_OK;
    else validateInteger(mode, 'mode', 0, 7);
    return [path, mode];
  }],
  open: [1, 3, (path, flags, mode) => [pathOf(path), flagsOf(flags ?? 'r'), parseFileMode(mode, 'mode', 0o666)]],
  close: [1, 1, (fd) => [fdOf(fd)]],
  rename: [2, 2, (from, to) => [pathOf(from, 'oldPath'), pathOf(to, 'newPath')]],
  ftruncate: [1, 2, (fd, len = 0) => {
    fdOf(fd);
    validateInteger(len, 'len');
    return [fd, Math.max(0, len)];
  }],
  rmdir: [1, 2, (path, options) => {
    path = pathOf(path);
    if (options !== undefined) {
      if (options?.recursive !== undefined) {
        throw new codes.ERR_INVALID_ARG_VALUE('options.recursive', options.recursive, 'is no longer supported');
      }
      utils.validateObject(options, 'options');
    }
    return [path];
  }],
  fdatasync: [1, 1, (fd) => [fdOf(fd)]],
  fsync: [1, 1, (fd) => [fdOf(fd)]],
  mkdir: [1, 2, (path, options) => {
    let mode = 0o777, recursive = false;
    if (typeof options === 'number' || typeof options === 'string') mode = parseFileMode(options, 'mode');
    else if (options) {
      if (options.recursive !== undefined) {
        recursive = options.recursive;
        validateBoolean(recursive, 'options.recursive');
      }
      if (options.mode !== undefined) mode = parseFileMode(options.mode, 'options.mode');
    }
    return [pathOf(path), mode, recursive];
  }],
  fstat: [1, 2, (fd, options) => [fdOf(fd), Boolean(options?.bigint)], () => statsOf],
  lstat: [1, 2, (path, options) => [pathOf(path), Boolean(options?.bigint)], () => statsOf],
  stat: [1, 2, (path, options) => [pathOf(path), Boolean(options?.bigint)], () => statsOf],
  statfs: [1, 2, (path, options) => [pathOf(path), Boolean(options?.bigint)], () => (a) => new utils.StatFs(...a)],
  readlink: [1, 2, (path, options) => [pathOf(path), wantsBytes(optionsOf(options).encoding)], (path, options) => named(optionsOf(options))],
  link: [2, 2, (from, to) => [pathOf(from, 'existingPath'), pathOf(to, 'newPath')]],
  unlink: [1, 1, (path) => [pathOf(path)]],
  fchmod: [2, 2, (fd, mode) => [fdOf(fd), modeOf(mode)]],
  chmod: [2, 2, (path, mode) => [pathOf(path), modeOf(mode)]],
  lchown: [3, 3, (path, uid, gid) => [pathOf(path), idOf(uid, 'uid'), idOf(gid, 'gid')]],
  fchown: [3, 3, (fd, uid, gid) => [fdOf(fd), idOf(uid, 'uid'), idOf(gid, 'gid')]],
  chown: [3, 3, (path, uid, gid) => [pathOf(path), idOf(uid, 'uid'), idOf(gid, 'gid')]],
  utimes: [3, 3, (path, atime, mtime) => [pathOf(path), timeOf(atime), timeOf(mtime)]],
  lutimes: [3, 3, (path, atime, mtime) => [pathOf(path), timeOf(atime), timeOf(mtime)]],
  futimes: [3, 3, (fd, atime, mtime) => [fdOf(fd), timeOf(atime, 'atime'), timeOf(mtime, 'mtime')]],
  mkdtemp: [1, 2, (prefix, options) => {
    prefix = pathOf(prefix, 'prefix');
    if (!warned && (typeof prefix === 'string' ? prefix.endsWith('X') : prefix.at(-1) === 88)) {
      warned = true;
      process.emitWarning('mkdtemp() templates ending with X are not portable. For details see: https://nodejs.org/api/fs.html');
    }
    return [prefix, wantsBytes(optionsOf(options).encoding)];
  }, (prefix, options) => named(optionsOf(options))],
  copyFile: [2, 3, (from, to, mode) => {
    from = pathOf(from, 'src');
    to = pathOf(to, 'dest');
    if (mode === undefined || mode === null) mode = 0;
    else validateInteger(mode, 'mode', 0, 7);
    return [from, to, mode];
  }],
  symlink: [2, 3, (target, path, type) => {
    if (type !== undefined && type !== null) validateOneOf(type, 'type', ['dir', 'file', 'junction']);
    const flags = type === 'dir' ? constants.UV_FS_SYMLINK_DIR : type === 'junction' ? constants.UV_FS_SYMLINK_JUNCTION : 0;
    return [pathOf(target, 'target'), pathOf(path), flags];
  }],
  realpath: [1, 2, (path, options) => [pathOf(path), wantsBytes(optionsOf(options).encoding)], (path, options) => named(optionsOf(options))],
};

// Calls the binding with a function to call back.
function start(method, args, callback) {
  binding[method](...args, { oncomplete: callback });
}

// The same as a promise. An error's stack tells who awaits it.
async function promised(method, args) {
  try {
    return await new Promise((resolve, reject) => {
      binding[method](...args, {
        oncomplete(err, result) {
          if (err) reject(err);
          else resolve(result);
        },
      });
    });
  } catch (err) {
    Error.captureStackTrace(err, promised);
    throw err;
  }
}

// The arguments before the callback, and the callback.
function split(args, least, most) {
  let n = most;
  for (let i = least; i < most; i++) {
    if (typeof args[i] === 'function') {
      n = i;
      break;
    }
  }
  return [args.slice(0, n), args[n]];
}

function nameFunction(f, name, length) {
  return Object.defineProperties(f, { name: { value: name, configurable: true }, length: { value: length, configurable: true } });
}

// name ( ..., callback )
function callbackForm(name) {
  const [least, most, prepare, finish] = operations[name];
  return nameFunction(function(...all) {
    const [args, given] = split(all, least, most);
    const ready = prepare(...args);
    const callback = name === 'close' && given === undefined ? closed : utils.callbackOf(given);
    const convert = finish ? finish(...args) : undefined;
    start(name, ready, function(err, result) {
      if (err) callback(err);
      else if (convert) callback(null, convert(result));
      else if (result === undefined) callback(null);
      else callback(null, result);
    });
  }, name, most + 1);
}

// What close does without a callback.
function closed(err) {
  if (err) throw err;
}

function syncForm(name) {
  const [, most, prepare, finish] = operations[name];
  return nameFunction(function(...args) {
    const result = binding[name](...prepare(...args));
    return finish ? finish(...args)(result) : result;
  }, `${name}Sync`, most);
}

function promiseForm(name) {
  const [, most, prepare, finish] = operations[name];
  return nameFunction(async function(...args) {
    const result = await promised(name, prepare(...args));
    return finish ? finish(...args)(result) : result;
  }, name, most);
}

module.exports = { callbackForm, nameFunction, namesOf, operations, promised, promiseForm, start, syncForm, validateString };
