'use strict';

// https://nodejs.org/api/fs.html. The operations that are one call of the system
// are declared in internal/fs/operations; what is seldom used is loaded late.

const { validateFunction, validateObject } = require('internal/validators');
const utils = require('internal/fs/utils');
const files = require('internal/fs/files');
const { callbackForm, syncForm, nameFunction } = require('internal/fs/operations');
const { fs: constants } = require('constants');
const binding = internalBinding('fs');

const fs = {};
const kPromisifyArgs = Symbol.for('gojs.promisifyArgs');

// name and nameSync
function both(...names) {
  for (const name of names) {
    fs[name] = callbackForm(name);
    fs[`${name}Sync`] = syncForm(name);
  }
}

// Functions of a module that is loaded when one of them is first called.
function late(module, lengths) {
  for (const [name, length] of Object.entries(lengths)) {
    fs[name] = nameFunction(function(...args) { return Reflect.apply(require(module)[name], this, args); }, name, length);
  }
}

fs.appendFile = files.appendFile;
fs.appendFileSync = files.appendFileSync;
both('access', 'chown', 'chmod', 'close', 'copyFile');
late('internal/fs/cp', { cp: 4, cpSync: 3 });
fs.createReadStream = function createReadStream(path, options) { return new fs.ReadStream(path, options); };
fs.createWriteStream = function createWriteStream(path, options) { return new fs.WriteStream(path, options); };

fs.exists = function exists(path, callback) {
  validateFunction(callback, 'cb');
  try {
    path = utils.pathOf(path);
  } catch {
    return callback(false);
  }
  fs.access(path, constants.F_OK, (err) => callback(!err));
};
Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: function exists(path) { return new Promise((resolve) => fs.exists(path, resolve)); },
});
fs.existsSync = function existsSync(path) {
  try {
    path = utils.pathOf(path);
  } catch {
    return false;
  }
  return binding.exists(path);
};

both('fchown', 'fchmod', 'fdatasync', 'fstat', 'fsync', 'ftruncate', 'futimes');
late('internal/fs/glob', { glob: 3, globSync: 2 });
both('lchown');
if (constants.O_SYMLINK !== undefined) {
  fs.lchmod = function lchmod(path, mode, callback) {
    fs.open(path, constants.O_WRONLY | constants.O_SYMLINK, (err, fd) => {
      if (err) callback(err);
      else fs.fchmod(fd, mode, (err) => fs.close(fd, (er) => callback(err || er)));
    });
  };
  fs.lchmodSync = function lchmodSync(path, mode) {
    const fd = fs.openSync(path, constants.O_WRONLY | constants.O_SYMLINK);
    try {
      fs.fchmodSync(fd, mode);
    } finally {
      fs.closeSync(fd);
    }
  };
} else fs.lchmod = fs.lchmodSync = undefined;
both('link', 'lstat', 'lutimes', 'mkdir', 'mkdtemp');

fs.mkdtempDisposableSync = function mkdtempDisposableSync(prefix, options) {
  const cwd = process.cwd();
  const path = fs.mkdtempSync(prefix, options);
  const full = require('path').resolve(cwd, `${path}`);
  const remove = () => fs.rmSync(full, { maxRetries: 0, recursive: true, force: true, retryDelay: 0 });
  return { __proto__: null, path, remove, [Symbol.dispose]() { remove(); } };
};
both('open');
fs.openAsBlob = function openAsBlob(path, options = { __proto__: null }) {
  validateObject(options, 'options');
  const type = options.type || '';
  require('internal/validators').validateString(type, 'options.type');
  return Promise.resolve().then(() => require('internal/blob').fromFile(utils.pathOf(path), type));
};
fs.readdir = files.readdir;
fs.readdirSync = files.readdirSync;
fs.read = files.read;
fs.readSync = files.readSync;
fs.readv = files.vector('readv');
fs.readvSync = files.vectorSync('readv');
fs.readFile = files.readFile;
fs.readFileSync = files.readFileSync;
both('readlink');

const { realpath: nativeRealpath, realpathSync: nativeRealpathSync } = { realpath: callbackForm('realpath'), realpathSync: syncForm('realpath') };
late('internal/fs/realpath', { realpath: 3, realpathSync: 2 });
fs.realpath.native = nativeRealpath;
fs.realpathSync.native = nativeRealpathSync;

both('rename');
late('internal/fs/rm', { rm: 3, rmSync: 2 });
both('rmdir', 'stat', 'statfs');

// throwIfNoEntry: false makes nothing of what is not there.
for (const name of ['statSync', 'lstatSync', 'fstatSync']) {
  const form = fs[name];
  fs[name] = nameFunction(function(path, options) {
    if (options?.throwIfNoEntry !== false) return form(path, options);
    try {
      return form(path, options);
    } catch (err) {
      if (err.code === 'ENOENT' || err.code === 'ENOTDIR') return undefined;
      throw err;
    }
  }, name, 2);
}
for (const name of ['stat', 'lstat']) {
  const form = fs[name];
  fs[name] = nameFunction(function(path, options, callback) {
    if (typeof options === 'function') {
      callback = options;
      options = undefined;
    }
    utils.callbackOf(callback);
    if (options?.throwIfNoEntry !== false) return form(path, options, callback);
    form(path, options, (err, stats) => {
      if (err?.code === 'ENOENT' || err?.code === 'ENOTDIR') callback(null, undefined);
      else callback(err, stats);
    });
  }, name, 2);
}
both('symlink');

fs.truncate = function truncate(path, len, callback) {
  if (typeof len === 'function') {
    callback = len;
    len = 0;
  } else if (len === undefined) len = 0;
  require('internal/validators').validateInteger(len, 'len');
  utils.callbackOf(callback);
  fs.open(path, 'r+', (er, fd) => {
    if (er) return callback(er);
    fs.ftruncate(fd, len, (er) => fs.close(fd, (er2) => callback(er || er2 || null)));
  });
};
fs.truncateSync = function truncateSync(path, len) {
  const fd = fs.openSync(path, 'r+');
  try {
    return fs.ftruncateSync(fd, len ?? 0);
  } finally {
    fs.closeSync(fd);
  }
};

late('internal/fs/watchers', { unwatchFile: 2 });
both('unlink', 'utimes');
late('internal/fs/watchers', { watch: 3, watchFile: 3 });
fs.writeFile = files.writeFile;
fs.writeFileSync = files.writeFileSync;
fs.write = files.write;
fs.writeSync = files.writeSync;
fs.writev = files.vector('writev');
fs.writevSync = files.vectorSync('writev');

for (const [name, args] of [['read', ['bytesRead', 'buffer']], ['readv', ['bytesRead', 'buffers']], ['write', ['bytesWritten', 'buffer']], ['writev', ['bytesWritten', 'buffers']]]) {
  Object.defineProperty(fs[name], kPromisifyArgs, { value: args, enumerable: false });
}

fs.Dirent = utils.Dirent;
// Programs do not make Stats themselves.
fs.Stats = require('internal/util/deprecate').deprecate(utils.Stats, 'fs.Stats constructor is deprecated.', 'DEP0180');

// Classes of streams, which programs may replace.
for (const [name, of] of [['ReadStream', 'ReadStream'], ['WriteStream', 'WriteStream'], ['FileReadStream', 'ReadStream'], ['FileWriteStream', 'WriteStream']]) {
  let value;
  Object.defineProperty(fs, name, {
    configurable: true, enumerable: true,
    get: Object.defineProperty(() => value ??= require('internal/fs/streams')[of], 'name', { value: `get ${name}` }),
    set: Object.defineProperty((v) => { value = v; }, 'name', { value: `set ${name}` }),
  });
}
Object.defineProperty(fs, 'Utf8Stream', { configurable: true, enumerable: true, get() { return require('internal/fs/utf8_stream').Utf8Stream; } });
fs._toUnixTimestamp = utils.toUnixTimestamp;
Object.defineProperty(fs, 'Dir', { configurable: true, enumerable: true, get() { return require('internal/fs/dir').Dir; } });
late('internal/fs/dir', { opendir: 3, opendirSync: 2 });

Object.defineProperties(fs, {
  constants: { configurable: false, enumerable: true, value: constants },
  promises: { configurable: true, enumerable: true, get() { return require('internal/fs/promises').promises; } },
});
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) {
  Object.defineProperty(fs, name, { configurable: true, enumerable: false, value: constants[name], writable: true });
}

module.exports = fs;
