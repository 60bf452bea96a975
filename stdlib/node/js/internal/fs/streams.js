'use strict';

// ReadStream and WriteStream (https://nodejs.org/api/fs.html#class-fsreadstream).

const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const { Buffer } = require('buffer');
const { Readable, Writable, finished } = require('stream');
const utils = require('internal/fs/utils');
const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_STREAM_DESTROYED } = codes;

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
const kIsPerformingIO = Symbol('kIsPerformingIO');
const kIoDone = Symbol('kIoDone');

// A descriptor's operations over a FileHandle.
function handleOperations(handle) {
  const then = (promise, cb, ...more) => promise.then((r) => process.nextTick(cb, null, ...more.map((f) => f(r))), (err) => process.nextTick(cb, err));
  return {
    open() {},
    read(fd, buffer, offset, length, position, cb) { then(handle.read(buffer, offset, length, position), cb, (r) => r.bytesRead, (r) => r.buffer); },
    write(fd, buffer, offset, length, position, cb) { then(handle.write(buffer, offset, length, position), cb, (r) => r.bytesWritten, (r) => r.buffer); },
    writev(fd, buffers, position, cb) { then(handle.writev(buffers, position), cb, (r) => r.bytesWritten, (r) => r.buffers); },
    fsync(fd, cb) { then(handle.sync(), cb); },
    close(fd, cb) { then(handle.close(), cb); },
  };
}

// The descriptor that is given, -1 for none, after which a file is opened.
function takeDescriptor(stream, options) {
  stream.fd = options.fd == null ? null : options.fd;
  if (stream.fd === null) return;
  if (typeof stream.fd === 'object') {
    const { FileHandle } = require('internal/fs/filehandle');
    if (!(stream.fd instanceof FileHandle)) throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], stream.fd);
    if (options.fs) {
      const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
      throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
    }
    const handle = stream.fd;
    stream[kHandle] = handle;
    stream[kFs] = handleOperations(handle);
    stream.fd = handle.fd;
    handle.on('close', () => stream.close?.());
  } else if (typeof stream.fd !== 'number') throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], stream.fd);
}

function takeFs(stream, options, names) {
  stream[kFs] = options.fs || require('fs');
  for (const name of names) {
    if (typeof stream[kFs][name] !== 'function') throw new ERR_INVALID_ARG_TYPE(`options.fs.${name}`, 'function', stream[kFs][name]);
  }
}

// A copy of the options, those that are inherited among them.
function optionsOf(options, defaults) {
  const copy = {};
  options = utils.optionsOf(options, defaults);
  for (const name in options) copy[name] = options[name];
  return copy;
}

// Opens the file; a program that overrides open is asked to.
function construct(stream, callback) {
  if (typeof stream.fd === 'number') {
    callback();
    return;
  }
  if (stream.open !== openStream) {
    const { emit } = stream;
    stream.emit = function(...args) {
      if (args[0] === 'open') {
        this.emit = emit;
        callback();
        Reflect.apply(emit, this, args);
      } else if (args[0] === 'error') {
        this.emit = emit;
        callback(args[1]);
      } else Reflect.apply(emit, this, args);
    };
    stream.open();
    return;
  }
  stream[kFs].open(stream.path, stream.flags, stream.mode, (err, fd) => {
    if (err) callback(err);
    else {
      stream.fd = fd;
      callback();
      stream.emit('open', stream.fd);
      stream.emit('ready');
    }
  });
}

function openStream() {}

function closeStream(stream, err, callback) {
  const done = (er) => {
    stream[kFs].close(stream.fd, (e) => callback(er || e || err));
    stream.fd = null;
  };
  if (!stream.fd && stream.fd !== 0) {
    callback(err);
  } else if (stream.flush && !err) {
    stream[kFs].fsync(stream.fd, (er) => done(er));
  } else done();
}

function destroy(err, callback) {
  if (this[kIsPerformingIO]) this.once(kIoDone, (er) => closeStream(this, err || er, callback));
  else closeStream(this, err, callback);
}

function close(callback) {
  finished(this, (err) => {
    if (err?.code === 'ERR_STREAM_PREMATURE_CLOSE') err = undefined;
    callback?.(err);
  });
  this.destroy();
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = optionsOf(options, {});
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  if (options.autoDestroy === undefined) options.autoDestroy = options.autoClose ?? true;
  if (options.autoDestroy === undefined) options.autoDestroy = false;
  if (options.fd == null || typeof options.fd !== 'object') {
    takeFs(this, options, options.fd == null ? ['open', 'read'] : ['read']);
    if (options.autoDestroy) takeFs(this, options, ['close']);
  }
  takeDescriptor(this, options);
  this.path = options.fd == null ? utils.pathOf(path) : path == null ? undefined : utils.pathOf(path);
  this.flags = options.flags === undefined ? 'r' : options.flags;
  this.mode = options.mode === undefined ? 0o666 : options.mode;
  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end === Infinity) this.end = Infinity;
  else validateInteger(this.end, 'end', 0);
  if (this.start !== undefined && this.end !== Infinity && this.start > this.end) {
    throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
  }
  Reflect.apply(Readable, this, [options]);
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

const autoClose = (state) => ({
  get() { return this[state].autoDestroy; },
  set(value) { this[state].autoDestroy = value; },
});
Object.defineProperty(ReadStream.prototype, 'autoClose', autoClose('_readableState'));

ReadStream.prototype.open = openStream;
ReadStream.prototype._construct = function(callback) { construct(this, callback); };

ReadStream.prototype._read = function(n) {
  n = this.pos !== undefined ? Math.min(this.end - this.pos + 1, n) : Math.min(this.end - this.bytesRead + 1, n);
  if (n <= 0) {
    this.push(null);
    return;
  }
  let buf = Buffer.allocUnsafeSlow(n);
  this[kIsPerformingIO] = true;
  this[kFs].read(this.fd, buf, 0, n, this.pos, (er, bytesRead, buffer) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) {
      this.emit(kIoDone, er);
      return;
    }
    if (er) {
      require('internal/streams/destroy').errorOrDestroy(this, er);
      return;
    }
    buf = buffer ?? buf;
    if (bytesRead > 0) {
      if (this.pos !== undefined) this.pos += bytesRead;
      this.bytesRead += bytesRead;
      // What was read of little is copied, that the rest is free.
      if (bytesRead !== buf.length) {
        const copy = Buffer.allocUnsafeSlow(bytesRead);
        buf.copy(copy, 0, 0, bytesRead);
        buf = copy;
      }
      this.push(buf);
    } else this.push(null);
  });
};
ReadStream.prototype._destroy = destroy;
ReadStream.prototype.close = close;
Object.defineProperty(ReadStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = optionsOf(options, {});
  options.decodeStrings = true;
  if (options.autoDestroy === undefined) options.autoDestroy = options.autoClose ?? true;
  this.flush = options.flush ?? false;
  if (options.flush != null) validateBoolean(options.flush, 'options.flush');
  if (options.fd == null || typeof options.fd !== 'object') {
    takeFs(this, options, options.fd == null ? ['open'] : []);
    const fs = this[kFs];
    if (!fs.write && !fs.writev) throw new ERR_INVALID_ARG_TYPE('options.fs.write', 'function', fs.write);
    if (fs.write) validateFunction(fs.write, 'options.fs.write');
    if (fs.writev) validateFunction(fs.writev, 'options.fs.writev');
    if (options.autoDestroy) validateFunction(fs.close, 'options.fs.close');
    if (this.flush) validateFunction(fs.fsync, 'options.fs.fsync');
  }
  takeDescriptor(this, options);
  this.path = options.fd == null ? utils.pathOf(path) : path == null ? undefined : utils.pathOf(path);
  this.flags = options.flags === undefined ? 'w' : options.flags;
  this.mode = options.mode === undefined ? 0o666 : options.mode;
  // A file system without writev, or without write, does with the other.
  if (!this[kFs].write) this._write = null;
  if (!this[kFs].writev) this._writev = null;
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Reflect.apply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
Object.defineProperty(WriteStream.prototype, 'autoClose', autoClose('_writableState'));

WriteStream.prototype.open = openStream;
WriteStream.prototype._construct = ReadStream.prototype._construct;

const kRetries = 5;

function writeAll(data, size, pos, cb, retries = 0) {
  this[kFs].write(this.fd, data, 0, size, pos, (er, bytesWritten, buffer) => {
    if (er?.code === 'EAGAIN') {
      er = null;
      bytesWritten = 0;
    }
    if (this.destroyed || er) return cb(er || new ERR_STREAM_DESTROYED('write'));
    this.bytesWritten += bytesWritten;
    retries = bytesWritten ? 0 : retries + 1;
    size -= bytesWritten;
    pos = pos === undefined ? undefined : pos + bytesWritten;
    if (retries > kRetries) cb(new Error('writev failed'));
    else if (size) Reflect.apply(writeAll, this, [buffer.slice(bytesWritten), size, pos, cb, retries]);
    else cb();
  });
}

WriteStream.prototype._write = function(data, encoding, cb) {
  this[kIsPerformingIO] = true;
  Reflect.apply(writeAll, this, [data, data.length, this.pos, (er) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) {
      cb(er);
      return this.emit(kIoDone, er);
    }
    cb(er);
  }]);
  if (this.pos !== undefined) this.pos += data.length;
};

WriteStream.prototype._writev = function(data, cb) {
  const chunks = data.map(({ chunk }) => chunk);
  const size = chunks.reduce((n, chunk) => n + chunk.length, 0);
  this[kIsPerformingIO] = true;
  const done = (er) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) {
      cb(er);
      return this.emit(kIoDone, er);
    }
    cb(er);
  };
  const writev = (list, left, pos, retries) => {
    this[kFs].writev(this.fd, list, pos ?? null, (er, n, buffers) => {
      if (er?.code === 'EAGAIN') {
        er = null;
        n = 0;
      }
      if (this.destroyed || er) return done(er || new ERR_STREAM_DESTROYED('writev'));
      this.bytesWritten += n;
      left -= n;
      retries = n ? 0 : retries + 1;
      if (retries > kRetries) done(new Error('writev failed'));
      else if (left > 0) writev([Buffer.concat(buffers ?? list).subarray(n)], left, pos === undefined ? undefined : pos + n, retries);
      else done();
    });
  };
  writev(chunks, size, this.pos, 0);
  if (this.pos !== undefined) this.pos += size;
};
WriteStream.prototype._destroy = destroy;

WriteStream.prototype.close = function(callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // Without autoClose the descriptor stays open until now.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
Object.defineProperty(WriteStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });

module.exports = { ReadStream, WriteStream };
