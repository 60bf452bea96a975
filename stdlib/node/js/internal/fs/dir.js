'use strict';

// Dir, what opendir opens (https://nodejs.org/api/fs.html#class-fsdir).

const { codes } = require('internal/errors');
const { validateFunction, validateUint32 } = require('internal/validators');
const utils = require('internal/fs/utils');
const { promised, start } = require('internal/fs/operations');
const binding = internalBinding('fs');
const { Dirent, namesOf } = utils;
const { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_INVALID_THIS, ERR_MISSING_ARGS } = codes;

class Dir {
  #handle;
  #path;
  #options;
  #entries = [];
  #closed = false;
  #queue = null; // reads that wait for one under way

  constructor(handle, path, options) {
    if (handle == null) throw new ERR_MISSING_ARGS('handle');
    this.#handle = handle;
    this.#path = path;
    this.#options = { bufferSize: 32, ...options };
    validateUint32(this.#options.bufferSize, 'options.bufferSize', true);
  }

  get path() {
    if (!(#path in this)) throw new ERR_INVALID_THIS('Dir');
    return this.#path;
  }

  #args() { return [this.#handle, utils.wantsBytes(this.#options.encoding), this.#options.bufferSize]; }

  #take(list) {
    const entries = namesOf(list, this.#path, { encoding: this.#options.encoding, withFileTypes: true });
    if (this.#options.recursive) this.#descend(entries);
    this.#entries.push(...entries);
  }

  // The entries of folders come behind those of the folder they are in.
  #descend(entries) {
    for (const entry of entries.slice()) {
      if (!entry.isDirectory()) continue;
      const folder = utils.join(entry.parentPath, entry.name);
      const below = namesOf(binding.readdir(folder, utils.wantsBytes(this.#options.encoding)), folder, { encoding: this.#options.encoding, withFileTypes: true });
      this.#descend(below);
      entries.push(...below);
    }
  }

  read(callback) {
    if (callback === undefined) {
      if (this.#closed) return Promise.reject(new ERR_DIR_CLOSED());
      return new Promise((resolve, reject) => this.#read((err, entry) => err ? reject(err) : resolve(entry)));
    }
    validateFunction(callback, 'cb');
    if (this.#closed) throw new ERR_DIR_CLOSED();
    this.#read(callback);
  }

  #read(callback) {
    if (this.#queue !== null) {
      this.#queue.push(() => this.#read(callback));
      return;
    }
    if (this.#entries.length > 0) {
      process.nextTick(callback, null, this.#entries.shift());
      return;
    }
    this.#queue = [];
    start('dirRead', this.#args(), (err, list) => {
      const waiting = this.#queue;
      this.#queue = null;
      process.nextTick(() => { for (const next of waiting) next(); });
      if (err) {
        callback(err);
        return;
      }
      try {
        this.#take(list);
      } catch (e) {
        callback(e);
        return;
      }
      callback(null, this.#entries.shift() ?? null);
    });
  }

  readSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#queue !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    if (this.#entries.length === 0) this.#take(binding.dirRead(...this.#args()));
    return this.#entries.shift() ?? null;
  }

  close(callback) {
    if (callback === undefined) {
      if (this.#closed) return Promise.reject(new ERR_DIR_CLOSED());
      return new Promise((resolve, reject) => this.#close((err) => err ? reject(err) : resolve()));
    }
    validateFunction(callback, 'cb');
    if (this.#closed) {
      process.nextTick(callback, new ERR_DIR_CLOSED());
      return;
    }
    this.#close(callback);
  }

  #close(callback) {
    if (this.#queue !== null) {
      this.#queue.push(() => this.#close(callback));
      return;
    }
    this.#closed = true;
    start('dirClose', [this.#handle], callback);
  }

  closeSync() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#queue !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
    this.#closed = true;
    binding.dirClose(this.#handle);
  }

  async* entries() {
    try {
      for (;;) {
        const entry = await this.read();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      await this.close();
    }
  }

  [Symbol.dispose]() {
    if (!this.#closed) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (!this.#closed) await this.close();
  }
}

Object.defineProperty(Dir.prototype, Symbol.asyncIterator, { value: Dir.prototype.entries, enumerable: false, writable: true, configurable: true });
for (const name of ['path', 'read', 'readSync', 'close', 'closeSync', 'entries']) {
  Object.defineProperty(Dir.prototype, name, { __proto__: null, enumerable: false });
}

function opendirOptions(options) {
  options = utils.optionsOf(options, { encoding: 'utf8' });
  if (options.bufferSize !== undefined) validateUint32(options.bufferSize, 'options.bufferSize', true);
  return options;
}

function opendirSync(path, options) {
  path = utils.pathOf(path);
  options = opendirOptions(options);
  return new Dir(binding.opendir(path), path, options);
}

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  validateFunction(callback, 'callback');
  path = utils.pathOf(path);
  options = opendirOptions(options);
  start('opendir', [path], (err, handle) => {
    if (err) callback(err);
    else callback(null, new Dir(handle, path, options));
  });
}

async function opendirPromise(path, options) {
  path = utils.pathOf(path);
  options = opendirOptions(options);
  return new Dir(await promised('opendir', [path]), path, options);
}

module.exports = { Dir, Dirent, opendir, opendirPromise, opendirSync };
