'use strict';

// FileHandle (https://nodejs.org/api/fs.html#class-filehandle).

const EventEmitter = require('events');
const { codes, AbortError } = require('internal/errors');
const { parseFileMode, validateBoolean } = require('internal/validators');
const { Buffer } = require('buffer');
const utils = require('internal/fs/utils');
const files = require('internal/fs/files');
const { promised, operations } = require('internal/fs/operations');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE } = codes;

const kFd = Symbol('kFd');
const kRefs = Symbol('kRefs');
const kRef = Symbol('kRef');
const kUnref = Symbol('kUnref');
const kClosePromise = Symbol('kClosePromise');
const kCloseResolve = Symbol('kCloseResolve');
const kCloseReject = Symbol('kCloseReject');
const kLocked = Symbol('kLocked');

// An operation keeps the descriptor open until it has ended.
async function during(handle, operation, name) {
  if (handle[kFd] === -1) {
    const err = new Error('file closed');
    throw Object.assign(err, { code: 'EBADF', syscall: name });
  }
  handle[kRef]();
  try {
    return await operation(handle[kFd]);
  } finally {
    handle[kUnref]();
  }
}

const simple = { chmod: 'fchmod', chown: 'fchown', datasync: 'fdatasync', sync: 'fsync', truncate: 'ftruncate', utimes: 'futimes', stat: 'fstat' };

class FileHandle extends EventEmitter {
  constructor(fd) {
    super();
    this[kFd] = fd;
    this[kRefs] = 1;
    this[kClosePromise] = null;
  }

  get fd() { return this[kFd]; }

  getAsyncId() { return 0; }

  [kRef]() { this[kRefs]++; }

  [kUnref]() {
    if (--this[kRefs] > 0) return;
    const fd = this[kFd];
    this[kFd] = -1;
    promised('close', [fd]).then(this[kCloseResolve], this[kCloseReject]);
  }

  close = () => {
    if (this[kFd] === -1) return Promise.resolve();
    if (this[kClosePromise]) return this[kClosePromise];
    this[kRefs]--;
    if (this[kRefs] === 0) {
      const fd = this[kFd];
      this[kFd] = -1;
      this[kClosePromise] = promised('close', [fd]).finally(() => { this[kClosePromise] = undefined; });
    } else {
      this[kClosePromise] = new Promise((resolve, reject) => {
        this[kCloseResolve] = resolve;
        this[kCloseReject] = reject;
      }).finally(() => {
        this[kClosePromise] = undefined;
        this[kCloseReject] = undefined;
        this[kCloseResolve] = undefined;
      });
    }
    this.emit('close');
    return this[kClosePromise];
  };

  async [Symbol.asyncDispose]() { await this.close(); }

  appendFile(data, options) { return during(this, () => writeWhole(this, data, files.appendOptions(options)), 'appendFile'); }
  writeFile(data, options) { return during(this, () => writeWhole(this, data, options), 'writeFile'); }
  readFile(options) { return during(this, (fd) => readWhole(fd, options), 'readFile'); }

  read(buffer, offset, length, position) {
    return during(this, async (fd) => {
      let own = buffer;
      if (!ArrayBuffer.isView(own)) {
        // read ( { buffer, offset, length, position } )
        if (buffer !== undefined && buffer !== null) utils.validateObject(buffer, 'options', 1);
        ({ buffer: own = Buffer.alloc(16384), offset = 0, length, position = null } = buffer ?? {});
      } else if (offset !== null && typeof offset === 'object') {
        ({ offset = 0, length, position = null } = offset);
      }
      const p = files.readParameters(own, offset, length ?? own.byteLength - (offset ?? 0), position);
      const bytesRead = p.length === 0 ? 0 : await promised('read', [fd, own, p.offset, p.length, p.position]);
      return { __proto__: null, bytesRead, buffer: own };
    }, 'read');
  }

  readv(buffers, position) {
    return during(this, async (fd) => {
      utils.validateBufferArray(buffers);
      const bytesRead = await promised('readv', [fd, buffers, typeof position === 'number' ? position : -1]);
      return { __proto__: null, bytesRead, buffers };
    }, 'readv');
  }

  write(buffer, offset, length, position) {
    return during(this, async (fd) => {
      if (buffer?.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer };
      let args;
      if (ArrayBuffer.isView(buffer)) args = files.writeParameters(buffer, offset, length, position);
      else if (typeof buffer === 'string') args = files.textParameters(buffer, offset, length);
      else throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
      return { __proto__: null, bytesWritten: await promised('write', [fd, ...args]), buffer };
    }, 'write');
  }

  writev(buffers, position) {
    return during(this, async (fd) => {
      utils.validateBufferArray(buffers);
      if (buffers.length === 0) return { __proto__: null, bytesWritten: 0, buffers };
      const bytesWritten = await promised('writev', [fd, buffers, typeof position === 'number' ? position : -1]);
      return { __proto__: null, bytesWritten, buffers };
    }, 'writev');
  }

  readLines(options = undefined) {
    return require('internal/later').requireFor('filehandle.readLines', 'readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }

  readableWebStream(options = {}) {
    if (this[kFd] === -1) throw new ERR_INVALID_STATE('The FileHandle is closed');
    if (this[kClosePromise]) throw new ERR_INVALID_STATE('The FileHandle is closing');
    if (this[kLocked]) throw new ERR_INVALID_STATE('The FileHandle is locked');
    this[kLocked] = true;
    utils.validateObject(options, 'options');
    const { autoClose = false } = options;
    validateBoolean(autoClose, 'options.autoClose');
    const done = async () => {
      this[kUnref]();
      if (autoClose) await this.close();
    };
    this[kRef]();
    return new globalThis.ReadableStream({
      type: 'bytes',
      autoAllocateChunkSize: 16384,
      pull: async (controller) => {
        const view = controller.byobRequest.view;
        const { bytesRead } = await this.read(view, 0, view.byteLength);
        if (bytesRead === 0) {
          controller.close();
          await done();
        }
        controller.byobRequest.respond(bytesRead);
      },
      cancel: done,
    });
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }
}

for (const [name, operation] of Object.entries(simple)) {
  const [, , prepare, finish] = operations[operation];
  FileHandle.prototype[name] = {
    [name](...args) {
      return during(this, async (fd) => {
        const result = await promised(operation, prepare(fd, ...args));
        return finish ? finish(fd, ...args)(result) : result;
      }, operation);
    },
  }[name];
  Object.defineProperty(FileHandle.prototype, name, { enumerable: false });
}

async function readWhole(fd, options) {
  options = utils.optionsOf(options, {});
  const { signal } = options;
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  return files.readFilePromise(fd, options);
}

async function writeWhole(handle, data, options) {
  options = utils.optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const { signal, encoding } = options;
  const check = () => {
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  };
  check();
  if (files.isIterable(data)) {
    for await (const piece of data) {
      check();
      const bytes = ArrayBuffer.isView(piece) ? piece : Buffer.from(piece, encoding || 'utf8');
      await promised('writeFile', [handle[kFd], bytes, 0, 0, false]);
      check();
    }
    return;
  }
  const bytes = utils.dataOf(data, encoding || 'utf8');
  await new Promise(setImmediate);
  check();
  await promised('writeFile', [handle[kFd], bytes, 0, 0, options.flush === true]);
}

async function openHandle(path, flags, mode) {
  path = utils.pathOf(path);
  flags = utils.flagsOf(flags ?? 'r');
  mode = parseFileMode(mode, 'mode', 0o666);
  return new FileHandle(await promised('open', [path, flags, mode]));
}

module.exports = { FileHandle, during, kFd, kRef, kUnref, openHandle, readWhole, writeWhole };
