'use strict';

// Utf8Stream (https://nodejs.org/api/fs.html#class-fsutf8stream): texts are
// gathered and written in pieces, at once or asynchronously.

const EventEmitter = require('events');
const path = require('path');
const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateObject, validateOneOf, validateUint32 } = require('internal/validators');
const { Buffer } = require('buffer');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_OPERATION_FAILED } = codes;

const kMaxWrite = 16 * 1024;
const kHighWaterMark = 16387; // the least that write answers false at
const kRetryDelay = 100;

const busy = (err) => err.code === 'EAGAIN' || err.code === 'EBUSY';
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

class Utf8Stream extends EventEmitter {
  #fs;
  #fd = -1;
  #file = null;
  #mode;
  #append;
  #mkdir;
  #sync;
  #fsync;
  #minLength;
  #maxLength;
  #maxWrite;
  #periodicFlush;
  #timer;
  #contentMode;
  #retryEAGAIN;
  #pieces = []; // texts, or lists of buffers, not longer than maxWrite
  #sizes = []; // of the pieces, in bytes
  #length = 0; // of all that is not written
  #current; // what is being written
  #writing = false;
  #opening = false;
  #reopening = false;
  #ending = false;
  #destroyed = false;
  #flushPending = false;
  #drainScheduled = false;

  constructor(options = {}) {
    super();
    validateObject(options, 'options');
    const {
      fd, dest, minLength = 0, maxLength = 0, maxWrite = kMaxWrite, periodicFlush = 0, sync = false, append = true, mkdir = false,
      retryEAGAIN = () => true, fsync = false, contentMode = 'utf8', mode, fs = require('fs'),
    } = options;
    const to = fd ?? dest;
    if (typeof to !== 'number' && typeof to !== 'string') throw new ERR_INVALID_ARG_TYPE('fd', ['number', 'string'], to);
    validateUint32(minLength, 'options.minLength');
    validateUint32(maxLength, 'options.maxLength');
    validateUint32(maxWrite, 'options.maxWrite');
    validateUint32(periodicFlush, 'options.periodicFlush');
    validateBoolean(sync, 'options.sync');
    validateBoolean(append, 'options.append');
    validateBoolean(mkdir, 'options.mkdir');
    validateBoolean(fsync, 'options.fsync');
    validateFunction(retryEAGAIN, 'options.retryEAGAIN');
    validateOneOf(contentMode, 'options.contentMode', ['buffer', 'utf8']);
    validateObject(fs, 'options.fs');
    this.#fs = { ...require('fs'), ...fs };
    this.#minLength = minLength;
    this.#maxLength = maxLength;
    this.#maxWrite = maxWrite;
    this.#periodicFlush = periodicFlush;
    this.#sync = sync;
    this.#fsync = fsync;
    this.#append = append;
    this.#mkdir = mkdir;
    this.#mode = mode;
    this.#contentMode = contentMode;
    this.#retryEAGAIN = retryEAGAIN;
    if (minLength >= maxWrite) {
      const err = new ERR_INVALID_ARG_VALUE('minLength', minLength, `should be smaller than maxWrite (${maxWrite})`);
      throw Object.setPrototypeOf(err, RangeError.prototype);
    }
    if (typeof to === 'number') {
      this.#fd = to;
      process.nextTick(() => this.emit('ready'));
    } else this.#open(to);
    this.on('newListener', (name) => {
      if (name === 'drain') this.#drainScheduled = false;
    });
    if (periodicFlush !== 0) {
      this.#timer = setInterval(() => this.flush(() => {}), periodicFlush);
      this.#timer.unref();
    }
  }

  #open(file) {
    this.#opening = true;
    this.#writing = true;
    this.#drainScheduled = false;
    const opened = (err, fd) => {
      if (err) {
        this.#reopening = false;
        this.#writing = false;
        this.#opening = false;
        if (this.#sync) process.nextTick(() => { if (this.listenerCount('error') > 0) this.emit('error', err); });
        else this.emit('error', err);
        return;
      }
      const reopening = this.#reopening;
      this.#fd = fd;
      this.#file = file;
      this.#reopening = false;
      this.#opening = false;
      this.#writing = false;
      if (this.#sync) process.nextTick(() => this.emit('ready'));
      else this.emit('ready');
      if (this.#destroyed) return;
      if (this.#writing) return;
      if (this.#length > this.#minLength || this.#flushPending) this.#writeNext();
      else if (reopening) process.nextTick(() => this.emit('drain'));
    };
    const flags = this.#append ? 'a' : 'w';
    if (this.#sync) {
      try {
        if (this.#mkdir) this.#fs.mkdirSync(path.dirname(file), { recursive: true });
        opened(null, this.#fs.openSync(file, flags, this.#mode));
      } catch (err) {
        opened(err);
        throw err;
      }
    } else if (this.#mkdir) {
      this.#fs.mkdir(path.dirname(file), { recursive: true }, (err) => err ? opened(err) : this.#fs.open(file, flags, this.#mode, opened));
    } else this.#fs.open(file, flags, this.#mode, opened);
  }

  #alive() {
    if (this.#destroyed) throw new ERR_INVALID_STATE('Utf8Stream is destroyed');
  }

  write(data) {
    this.#alive();
    const text = this.#contentMode === 'utf8';
    if (text ? typeof data !== 'string' : !Buffer.isBuffer(data)) {
      throw new ERR_INVALID_ARG_TYPE('data', text ? 'string' : 'Buffer', data);
    }
    const size = text ? Buffer.byteLength(data) : data.length;
    if (this.#maxLength && this.#length + size > this.#maxLength) {
      this.emit('drop', data);
      return this.#length < kHighWaterMark;
    }
    const last = this.#pieces.length - 1;
    if (last < 0 || this.#sizes[last] + size > this.#maxWrite) {
      this.#pieces.push(text ? data : [data]);
      this.#sizes.push(size);
    } else {
      if (text) this.#pieces[last] += data;
      else this.#pieces[last].push(data);
      this.#sizes[last] += size;
    }
    this.#length += size;
    if (!this.#writing && this.#length >= this.#minLength) this.#writeNext();
    return this.#length < kHighWaterMark;
  }

  // The next piece to write, as a text or as a buffer.
  #take() {
    this.#sizes.shift();
    const piece = this.#pieces.shift();
    if (piece === undefined) return this.#contentMode === 'utf8' ? '' : Buffer.alloc(0);
    if (typeof piece === 'string') return piece;
    return piece.length === 1 ? piece[0] : Buffer.concat(piece);
  }

  #writeNext() {
    this.#writing = true;
    this.#current ||= this.#take();
    if (this.#current.length === 0) this.#current = this.#take();
    if (this.#sync) {
      try {
        this.#release(null, this.#writeSync(this.#current));
      } catch (err) {
        this.#release(err);
      }
    } else this.#writeAsync();
  }

  #writeSync(data) {
    return typeof data === 'string' ? this.#fs.writeSync(this.#fd, data, 'utf8') : this.#fs.writeSync(this.#fd, data);
  }

  #writeAsync() {
    const done = (err, n) => this.#release(err, n);
    if (typeof this.#current === 'string') this.#fs.write(this.#fd, this.#current, 'utf8', done);
    else this.#fs.write(this.#fd, this.#current, done);
  }

  // What is left of the current piece when n bytes were written.
  #consume(n) {
    const data = this.#current;
    if (typeof data !== 'string') this.#current = data.subarray(n);
    else if (Buffer.byteLength(data) === n) this.#current = '';
    else {
      // A character may be written in part: it is written once more.
      const written = Buffer.from(data).subarray(0, n).toString().replace(/\uFFFD$/, '');
      n = Buffer.byteLength(written);
      this.#current = data.slice(written.length);
    }
    this.#length = Math.max(this.#length - n, 0);
  }

  #release(err, n) {
    if (err) {
      if (busy(err) && this.#retryEAGAIN(err, this.#current.length, this.#length - this.#current.length)) {
        if (this.#sync) {
          sleep(kRetryDelay);
          this.#release(undefined, 0);
        } else setTimeout(() => this.#writeAsync(), kRetryDelay);
      } else {
        this.#writing = false;
        this.emit('error', err);
      }
      return;
    }
    this.emit('write', n);
    this.#consume(n);
    if (this.#current.length > 0) {
      if (!this.#sync) {
        this.#writeAsync();
        return;
      }
      try {
        while (this.#current.length > 0) this.#consume(this.#writeSync(this.#current));
      } catch (err) {
        this.#release(err);
        return;
      }
    }
    if (this.#fsync) this.#fs.fsyncSync(this.#fd);
    this.#afterWrite();
  }

  #afterWrite() {
    if (this.#reopening) {
      this.#writing = false;
      this.#reopening = false;
      this.reopen();
    } else if (this.#length > this.#minLength) this.#writeNext();
    else if (this.#ending) {
      if (this.#length > 0) this.#writeNext();
      else {
        this.#writing = false;
        this.#close();
      }
    } else {
      this.#writing = false;
      if (!this.#sync) this.emit('drain');
      else if (!this.#drainScheduled) {
        this.#drainScheduled = true;
        process.nextTick(() => {
          if (this.listenerCount('drain') === 0) return;
          this.#drainScheduled = false;
          this.emit('drain');
        });
      }
    }
  }

  flush(cb = () => {}) {
    validateFunction(cb, 'cb');
    if (this.#destroyed) {
      cb(new ERR_INVALID_STATE('Utf8Stream is destroyed'));
      return;
    }
    if (this.#minLength <= 0) {
      this.#whenDrained(cb);
      return;
    }
    this.#whenDrained(cb);
    if (this.#writing) return;
    if (this.#pieces.length === 0) {
      this.#pieces.push(this.#contentMode === 'utf8' ? '' : []);
      this.#sizes.push(0);
    }
    this.#writeNext();
  }

  // cb is called when what was written until now is on its way to the disk.
  #whenDrained(cb) {
    if (!this.#writing && this.#length === 0 && this.#minLength <= 0) {
      if (this.#fd < 0) cb();
      else this.#fs.fsync(this.#fd, (err) => cb(err?.code === 'EINVAL' || err?.code === 'EBADF' ? undefined : err ?? undefined));
      return;
    }
    this.#flushPending = true;
    const onDrain = () => {
      if (!this.#destroyed && !this.#fsync) {
        try {
          this.#fs.fsync(this.#fd, (err) => {
            this.#flushPending = false;
            cb(err?.code === 'EINVAL' || err?.code === 'EBADF' ? undefined : err ?? undefined);
          });
        } catch (err) {
          cb(err);
        }
      } else {
        this.#flushPending = false;
        cb();
      }
      this.off('error', onError);
    };
    const onError = (err) => {
      this.#flushPending = false;
      cb(err);
      this.off('drain', onDrain);
    };
    this.once('drain', onDrain);
    this.once('error', onError);
  }

  flushSync() {
    this.#alive();
    if (this.#fd < 0) throw new ERR_INVALID_STATE('Invalid file descriptor');
    if (!this.#writing && this.#current?.length > 0) {
      this.#pieces.unshift(typeof this.#current === 'string' ? this.#current : [this.#current]);
      this.#sizes.unshift(Buffer.byteLength(this.#current));
      this.#current = undefined;
    }
    // What is being written asynchronously stays what it is.
    const current = this.#current;
    this.#current = undefined;
    while (this.#pieces.length > 0 || this.#current?.length > 0) {
      if (!(this.#current?.length > 0)) this.#current = this.#take();
      try {
        this.#consume(this.#writeSync(this.#current));
      } catch (err) {
        if (!busy(err) || !this.#retryEAGAIN(err, this.#current.length, this.#length - this.#current.length)) throw err;
        sleep(kRetryDelay);
      }
    }
    this.#current = current;
    try {
      this.#fs.fsyncSync(this.#fd);
    } catch {
      // What is no file cannot be told to be written.
    }
  }

  reopen(file) {
    this.#alive();
    if (this.#opening) {
      this.once('ready', () => this.reopen(file));
      return;
    }
    if (this.#ending) return;
    if (!this.#file && file === undefined) {
      throw ERR_OPERATION_FAILED ? new ERR_OPERATION_FAILED('Unable to reopen a file descriptor, you must pass a file to SonicBoom') : new Error('Unable to reopen');
    }
    if (file) this.#file = file;
    this.#reopening = true;
    if (this.#writing) return;
    const fd = this.#fd;
    this.once('ready', () => {
      if (fd !== this.#fd) {
        this.#fs.close(fd, (err) => {
          if (err) this.emit('error', err);
        });
      }
    });
    this.#open(this.#file);
  }

  end() {
    this.#alive();
    if (this.#opening) {
      this.once('ready', () => this.end());
      return;
    }
    if (this.#ending) return;
    this.#ending = true;
    if (this.#writing) return;
    if (this.#length > 0 && this.#fd >= 0) this.#writeNext();
    else this.#close();
  }

  destroy() {
    if (this.#destroyed) return;
    this.#close();
  }

  #close() {
    if (this.#fd === -1) {
      this.once('ready', () => this.#close());
      return;
    }
    clearInterval(this.#timer);
    this.#destroyed = true;
    this.#pieces = [];
    this.#sizes = [];
    const closed = (err) => {
      if (err) {
        this.emit('error', err);
        return;
      }
      if (this.#ending && !this.#writing) this.emit('finish');
      this.emit('close');
    };
    const close = () => {
      if (this.#fd === 1 || this.#fd === 2) setImmediate(closed);
      else this.#fs.close(this.#fd, closed);
    };
    try {
      this.#fs.fsync(this.#fd, close);
    } catch {
      close();
    }
  }

  get mode() { return this.#mode; }
  get file() { return this.#file; }
  get fd() { return this.#fd; }
  get minLength() { return this.#minLength; }
  get maxLength() { return this.#maxLength; }
  get writing() { return this.#writing; }
  get sync() { return this.#sync; }
  get fsync() { return this.#fsync; }
  get append() { return this.#append; }
  get periodicFlush() { return this.#periodicFlush; }
  get contentMode() { return this.#contentMode; }
  get mkdir() { return this.#mkdir; }

  [Symbol.dispose]() { this.destroy(); }
}

module.exports = { Utf8Stream };
