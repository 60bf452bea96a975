'use strict';

// https://nodejs.org/api/fs.html: files as a whole, folders, what stands there.

const binding = internalBinding('fs');
const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const constants = require('constants').fs;

let BufferClass;
function toBuffer(u8) {
  BufferClass ??= require('buffer').Buffer;
  return BufferClass.from(u8.buffer);
}

// A path: a string, a Buffer or a file URL.
function pathOf(path, name = 'path') {
  if (typeof path === 'string') {
    if (path.includes('\0')) throw new codes.ERR_INVALID_ARG_VALUE(name, path, 'must be a string, Uint8Array, or URL without null bytes');
    return path;
  }
  if (path instanceof Uint8Array) return require('buffer').Buffer.from(path).toString();
  if (path !== null && typeof path === 'object' && path.href !== undefined && path.protocol !== undefined) {
    return require('url').fileURLToPath(path);
  }
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], path);
}

function optionsOf(options, defaults) {
  if (options == null) return defaults;
  if (typeof options === 'string') return { ...defaults, encoding: options };
  if (typeof options !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  return { ...defaults, ...options };
}

function modeOf(mode, otherwise) {
  if (mode == null) return otherwise;
  return typeof mode === 'string' ? parseInt(mode, 8) : mode;
}

function decode(bytes, encoding) {
  const b = toBuffer(bytes);
  return encoding && encoding !== 'buffer' ? b.toString(encoding) : b;
}

const types = { file: 0o100000, dir: 0o040000, link: 0o120000, fifo: 0o010000, socket: 0o140000, char: 0o020000, block: 0o060000 };

class Stats {
  constructor(a) {
    [this.dev, this.mode, this.nlink, this.uid, this.gid, this.rdev, this.blksize, this.ino, this.size, this.blocks,
      this.atimeMs, this.mtimeMs, this.ctimeMs, this.birthtimeMs] = a;
    this.atime = new Date(this.atimeMs);
    this.mtime = new Date(this.mtimeMs);
    this.ctime = new Date(this.ctimeMs);
    this.birthtime = new Date(this.birthtimeMs);
  }
}
const checks = { isDirectory: 'dir', isFile: 'file', isBlockDevice: 'block', isCharacterDevice: 'char', isSymbolicLink: 'link', isFIFO: 'fifo', isSocket: 'socket' };
for (const [method, type] of Object.entries(checks)) {
  Stats.prototype[method] = function() { return (this.mode & 0o170000) === types[type]; };
}

const direntTypes = ['', 'file', 'dir', 'link', 'fifo', 'socket', 'char', 'block'];
class Dirent {
  #type;
  constructor(name, type, parentPath) {
    this.name = name;
    this.parentPath = parentPath;
    this.#type = direntTypes[type];
  }
  is(type) { return this.#type === type; }
}
for (const [method, type] of Object.entries(checks)) {
  Dirent.prototype[method] = function() { return this.is(type); };
}

function listDirectory(path, prefix, options, out) {
  const list = binding.readdir(path);
  for (let i = 0; i < list.length; i += 2) {
    const name = prefix + list[i];
    if (options.withFileTypes) out.push(new Dirent(list[i], list[i + 1], path));
    else out.push(options.encoding === 'buffer' ? require('buffer').Buffer.from(name) : name);
    if (options.recursive && list[i + 1] === 2) listDirectory(`${path}/${list[i]}`, `${name}/`, options, out);
  }
  return out;
}

function writeData(data) {
  if (typeof data === 'string' || ArrayBuffer.isView(data)) return data;
  throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

// The operations, each of which has three forms: nameSync, name with a callback,
// and promises.name.
const operations = {
  readFile(path, options) {
    const { encoding } = optionsOf(options, {});
    const file = typeof path === 'number' ? path : pathOf(path);
    if (encoding === 'utf8' || encoding === 'utf-8') return binding.readFileText(file);
    return decode(binding.readFile(file), encoding);
  },
  writeFile(path, data, options) {
    const { encoding, mode, flag } = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w' });
    writeData(data);
    if (typeof data === 'string' && encoding && !/^utf-?8$/i.test(encoding)) data = require('buffer').Buffer.from(data, encoding);
    binding.writeFile(typeof path === 'number' ? path : pathOf(path), data, flag, modeOf(mode, 0o666));
  },
  appendFile(path, data, options) {
    operations.writeFile(path, data, { ...optionsOf(options, {}), flag: optionsOf(options, {}).flag ?? 'a' });
  },
  access(path, mode = constants.F_OK) { binding.access(pathOf(path), mode); },
  stat(path, options) {
    const a = binding.stat(pathOf(path), false, options?.throwIfNoEntry === false);
    return a && new Stats(a);
  },
  lstat(path, options) {
    const a = binding.stat(pathOf(path), true, options?.throwIfNoEntry === false);
    return a && new Stats(a);
  },
  readdir(path, options) { return listDirectory(pathOf(path), '', optionsOf(options, {}), []); },
  mkdir(path, options) {
    const { recursive, mode } = typeof options === 'object' && options !== null ? options : { mode: options };
    return binding.mkdir(pathOf(path), recursive === true, modeOf(mode, 0o777));
  },
  rmdir(path) { binding.rmdir(pathOf(path)); },
  rm(path, options) { binding.rm(pathOf(path), options?.recursive === true, options?.force === true); },
  unlink(path) { binding.unlink(pathOf(path)); },
  rename(from, to) { binding.rename(pathOf(from, 'oldPath'), pathOf(to, 'newPath')); },
  copyFile(from, to, mode = 0) {
    if (mode & constants.COPYFILE_EXCL && binding.exists(pathOf(to))) {
      const e = new Error(`EEXIST: file already exists, copyfile '${from}' -> '${to}'`);
      throw Object.assign(e, { errno: -17, code: 'EEXIST', syscall: 'copyfile', path: from, dest: to });
    }
    binding.copyFile(pathOf(from, 'src'), pathOf(to, 'dest'));
  },
  readlink(path) { return binding.readlink(pathOf(path)); },
  symlink(target, path) { binding.symlink(pathOf(target, 'target'), pathOf(path)); },
  realpath(path) { return binding.realpath(pathOf(path)); },
  mkdtemp(prefix) { return binding.mkdtemp(pathOf(prefix, 'prefix')); },
  chmod(path, mode) { binding.chmod(pathOf(path), modeOf(mode)); },
  utimes(path, atime, mtime) { binding.utimes(pathOf(path), atime instanceof Date ? atime / 1000 : +atime, mtime instanceof Date ? mtime / 1000 : +mtime); },
};

const fs = { constants, Stats, Dirent };
const promises = { constants };

for (const [name, run] of Object.entries(operations)) {
  fs[name] = {
    [name](...args) {
      const callback = args.length > 1 ? args.pop() : undefined;
      validateFunction(callback, 'cb');
      pathOf(typeof args[0] === 'number' ? '' : args[0]);
      setImmediate(() => {
        let result;
        try {
          result = run(...args);
        } catch (err) {
          callback(err);
          return;
        }
        if (result === undefined) callback(null);
        else callback(null, result);
      });
    },
  }[name];
  fs[`${name}Sync`] = { [`${name}Sync`]: (...args) => run(...args) }[`${name}Sync`];
  promises[name] = { [name]: (...args) => new Promise((resolve, reject) => setImmediate(() => {
    try {
      resolve(run(...args));
    } catch (err) {
      Error.captureStackTrace(err);
      reject(err);
    }
  })) }[name];
}

fs.existsSync = function existsSync(path) {
  try {
    return binding.exists(pathOf(path));
  } catch {
    return false;
  }
};
fs.exists = function exists(path, callback) {
  validateFunction(callback, 'cb');
  setImmediate(() => callback(fs.existsSync(path)));
};
fs.realpathSync.native = fs.realpathSync;
fs.realpath.native = fs.realpath;
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) fs[name] = constants[name];
Object.defineProperty(fs, 'promises', { configurable: true, enumerable: true, get: () => promises });

module.exports = fs;
