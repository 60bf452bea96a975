'use strict';

// net.Socket (https://nodejs.org/api/net.html#class-netsocket): a Duplex over a handle,
// a TCP or a Pipe.

const stream = require('stream');
const { codes, errnoException, genericNodeError } = require('internal/errors');
const { validateFunction, validateInt32, validateNumber } = require('internal/validators');
const { owner_symbol, async_id_symbol, asyncIdOf } = require('internal/handle');
const { getTimerDuration } = require('internal/net/utils');
const { ShutdownWrap } = internalBinding('stream_wrap');
const { TCP, constants: TCPConstants } = internalBinding('tcp_wrap');
const { Pipe, constants: PipeConstants } = internalBinding('pipe_wrap');
const uv = internalBinding('uv');
const { UV_EINVAL, UV_ENOTCONN, UV_EOF, UV_ECANCELED } =
  Object.fromEntries(uv.errnos().map(([number, name]) => [`UV_${name}`, number]));

require('buffer'); // what arrives is Buffers

const kHandle = Symbol('kHandle');
const kLastWriteQueueSize = Symbol('lastWriteQueueSize');
const kTimeout = Symbol('timeout');
const kBuffer = Symbol('kBuffer');
const kBufferCb = Symbol('kBufferCb');
const kBufferGen = Symbol('kBufferGen');
const kSetNoDelay = Symbol('kSetNoDelay');
const kSetKeepAlive = Symbol('kSetKeepAlive');
const kSetKeepAliveInitialDelay = Symbol('kSetKeepAliveInitialDelay');
const kSetTOS = Symbol('kSetTOS');
const kBytesRead = Symbol('kBytesRead');
const kBytesWritten = Symbol('kBytesWritten');

const noop = () => {};

// The kind of handle for a descriptor.
function createHandle(fd, isServer) {
  validateInt32(fd, 'fd', 0);
  const type = internalBinding('pipe_wrap').guessHandleType(fd);
  if (type === 'PIPE') return new Pipe(isServer ? PipeConstants.SERVER : PipeConstants.SOCKET);
  if (type === 'TCP') return new TCP(isServer ? TCPConstants.SERVER : TCPConstants.SOCKET);
  throw new codes.ERR_INVALID_FD_TYPE(type);
}

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (options?.[name]) throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, options[name], 'is not supported');
  }
  if (options?.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  this.connecting = false;
  this._hadError = false;
  this[async_id_symbol] = -1;
  this._parent = null;
  this._host = null;
  this._closeAfterHandlingError = false;
  this[kHandle] = null;
  this[kLastWriteQueueSize] = 0;
  this[kTimeout] = null;
  this[kBuffer] = null;
  this[kBufferCb] = null;
  this[kBufferGen] = null;

  options = typeof options === 'number' ? { fd: options } : { ...options };
  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  options.emitClose = false; // _destroy's callback of the handle does
  options.autoDestroy = true;
  options.decodeStrings = false;
  stream.Duplex.call(this, options);

  takeHandle(this, options);
  takeOnread(this, options.onread);
  this.on('end', onReadableStreamEnd);
  this._sockname = null;
  this._pendingData = null;
  this._pendingEncoding = '';
  initSocketHandle(this);
  this[kSetNoDelay] = Boolean(options.noDelay);
  this[kSetKeepAlive] = Boolean(options.keepAlive);
  this[kSetKeepAliveInitialDelay] = ~~(options.keepAliveInitialDelay / 1000);
  this[kSetTOS] = options.typeOfService;

  if (this._handle && options.readable !== false && !options.noDelay) {
    if (options.pauseOnCreate) {
      this._handle.reading = false;
      this._handle.readStop();
      this.readableFlowing = false;
    } else if (!options.manualStart) {
      this.read(0);
    }
  }
  this.server = null;
  this._server = null;
  this[kBytesRead] = 0;
  this[kBytesWritten] = 0;
}
Object.setPrototypeOf(Socket.prototype, stream.Duplex.prototype);
Object.setPrototypeOf(Socket, stream.Duplex);

function takeHandle(self, options) {
  if (options.handle) {
    self._handle = options.handle;
    self[async_id_symbol] = asyncIdOf(self._handle);
  } else if (options.fd !== undefined) {
    self._handle = createHandle(options.fd, false);
    const err = self._handle.open(options.fd);
    if (err) throw errnoException(err, 'open');
    self[async_id_symbol] = asyncIdOf(self._handle);
  }
}

// The option onread: what arrives goes into a buffer that is used again and again.
function takeOnread(self, onread) {
  if (onread === null || typeof onread !== 'object' || typeof onread.callback !== 'function' ||
      !(onread.buffer instanceof Uint8Array || typeof onread.buffer === 'function')) return;
  if (typeof onread.buffer === 'function') {
    self[kBuffer] = true;
    self[kBufferGen] = onread.buffer;
  } else {
    self[kBuffer] = onread.buffer;
  }
  self[kBufferCb] = onread.callback;
}

function initSocketHandle(self) {
  self._undestroy();
  self._sockname = undefined;
  const handle = self._handle;
  if (!handle) return;
  handle[owner_symbol] = self;
  handle.onread = onStreamRead;
  handle.onwrite = onStreamWrite;
  self[async_id_symbol] = asyncIdOf(self._handle);
  let userBuf = self[kBuffer];
  if (userBuf && handle.useUserBuffer) {
    if (self[kBufferGen]) userBuf = self[kBufferGen]();
    if (userBuf instanceof Uint8Array) {
      self[kBuffer] = userBuf;
      handle.useUserBuffer(userBuf);
    }
  }
}

// What the handle calls with what has arrived.
function onStreamRead(chunk, nread) {
  const socket = this[owner_symbol];
  if (!socket || socket.destroyed) return;
  socket._unrefTimer();
  if (nread > 0) {
    const more = socket[kBuffer] ? intoUserBuffer(socket, nread) : socket.push(chunk);
    if (!more) {
      this.reading = false;
      if (!socket.destroyed) {
        const err = this.readStop();
        if (err) socket.destroy(errnoException(err, 'read'));
      }
    }
    return;
  }
  if (nread === 0) return;
  if (nread !== UV_EOF) {
    // A peer that is gone is an error; that the stream has been closed is not.
    socket.destroy(errnoException(nread, 'read'));
    return;
  }
  if (socket._readableState.endEmitted) {
    if (socket.writableFinished || !socket.writable) socket.destroy();
  } else {
    if (socket[kMaybeDestroy]) socket.on('end', socket[kMaybeDestroy]);
    socket.push(null);
    socket.read(0);
  }
}

const kMaybeDestroy = Symbol('kMaybeDestroy');

function intoUserBuffer(socket, nread) {
  const more = socket[kBufferCb](nread, socket[kBuffer]) !== false;
  const gen = socket[kBufferGen];
  if (gen !== null && socket._handle) {
    const next = gen();
    if (next instanceof Uint8Array) {
      socket[kBuffer] = next;
      socket._handle.useUserBuffer(next);
    }
  }
  return more;
}

// What the handle calls when a write that had to wait has ended.
function onStreamWrite(status, cb) {
  const socket = this[owner_symbol];
  if (!socket) return;
  if (socket.destroyed) {
    if (typeof cb === 'function') cb(status < 0 ? errnoException(status, 'write') : null);
    return;
  }
  if (status < 0) {
    cb(errnoException(status, 'write'));
    return;
  }
  socket._unrefTimer();
  socket[kLastWriteQueueSize] = this.writeQueueSize;
  if (typeof cb === 'function') cb();
}

// The end has arrived: without allowHalfOpen nothing more is written.
function onReadableStreamEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN;
}

function writeAfterFIN(chunk, encoding, cb) {
  if (!this.writableEnded) return stream.Duplex.prototype.write.call(this, chunk, encoding, cb);
  if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  const err = genericNodeError('This socket has been ended by the other party', { code: 'EPIPE' });
  if (typeof cb === 'function') process.nextTick(cb, err);
  this.destroy(err);
  return false;
}

Socket.prototype._unrefTimer = function _unrefTimer() {
  for (let s = this; s; s = s._parent) {
    if (s[kTimeout]) s[kTimeout].refresh();
  }
};

Socket.prototype._final = function _final(cb) {
  if (this.connecting) {
    this.once('connect', () => this._final(cb));
    return;
  }
  if (!this._handle) {
    cb();
    return;
  }
  const req = new ShutdownWrap();
  req.oncomplete = afterShutdown;
  req.handle = this._handle;
  req.callback = cb;
  const err = this._handle.shutdown(req);
  if (err === 1 || err === UV_ENOTCONN) cb();
  else if (err !== 0) cb(errnoException(err, 'shutdown'));
};

function afterShutdown() {
  this.callback();
}

Socket.prototype.setTimeout = function setTimeout_(msecs, callback) {
  if (this.destroyed) return this;
  this.timeout = msecs;
  msecs = getTimerDuration(msecs, 'msecs');
  clearTimeout(this[kTimeout]);
  if (msecs === 0) {
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.removeListener('timeout', callback);
    }
  } else {
    this[kTimeout] = setTimeout(() => this._onTimeout(), msecs).unref();
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.once('timeout', callback);
    }
  }
  return this;
};
Object.defineProperty(Socket.prototype.setTimeout, 'name', { value: 'setStreamTimeout', configurable: true });

Socket.prototype._onTimeout = function _onTimeout() {
  const handle = this._handle;
  const last = this[kLastWriteQueueSize];
  if (last > 0 && handle) {
    // A long write that makes progress is no silence.
    const { writeQueueSize } = handle;
    if (last !== writeQueueSize) {
      this[kLastWriteQueueSize] = writeQueueSize;
      this._unrefTimer();
      return;
    }
  }
  this.emit('timeout');
};

Socket.prototype.setNoDelay = function setNoDelay(enable) {
  enable = Boolean(enable === undefined ? true : enable);
  if (!this._handle) {
    this[kSetNoDelay] = enable;
  } else if (this._handle.setNoDelay && enable !== this[kSetNoDelay]) {
    this[kSetNoDelay] = enable;
    this._handle.setNoDelay(enable);
  }
  return this;
};

Socket.prototype.setKeepAlive = function setKeepAlive(enable, initialDelayMsecs) {
  enable = Boolean(enable);
  const delay = ~~(initialDelayMsecs / 1000);
  if (!this._handle) {
    this[kSetKeepAlive] = enable;
    this[kSetKeepAliveInitialDelay] = delay;
  } else if (this._handle.setKeepAlive && (enable !== this[kSetKeepAlive] || delay !== this[kSetKeepAliveInitialDelay])) {
    this[kSetKeepAlive] = enable;
    this[kSetKeepAliveInitialDelay] = delay;
    this._handle.setKeepAlive(enable, delay);
  }
  return this;
};

Socket.prototype.setTypeOfService = function setTypeOfService(tos) {
  if (Number.isNaN(tos)) throw new codes.ERR_INVALID_ARG_TYPE('tos', 'number', tos);
  validateInt32(tos, 'tos', 0, 255);
  if (!this._handle) {
    this[kSetTOS] = tos;
    return this;
  }
  if (!this._handle.setTypeOfService) {
    this[kSetTOS] = tos;
    return this;
  }
  if (tos !== this[kSetTOS]) {
    this[kSetTOS] = tos;
    const err = this._handle.setTypeOfService(tos);
    if (err) throw errnoException(err, 'setTypeOfService');
  }
  return this;
};

Socket.prototype.getTypeOfService = function getTypeOfService() {
  if (!this._handle?.getTypeOfService) return this[kSetTOS] ?? 0;
  const tos = this._handle.getTypeOfService();
  if (tos < 0) throw errnoException(tos, 'getTypeOfService');
  return tos;
};

Socket.prototype.address = function address() {
  return this._getsockname();
};

function getter(name, get, enumerable = false) {
  Object.defineProperty(Socket.prototype, name, { __proto__: null, configurable: false, enumerable, get });
}

getter('_connecting', function() { return this.connecting; }, false);
getter('pending', function() { return !this._handle || this.connecting; });
getter('readyState', function() {
  if (this.connecting) return 'opening';
  if (this.readable && this.writable) return 'open';
  if (this.readable) return 'readOnly';
  return this.writable ? 'writeOnly' : 'closed';
});
getter('bufferSize', function() {
  if (this._handle) return this.writableLength;
});

function tryReadStart(socket) {
  socket._handle.reading = true;
  const err = socket._handle.readStart();
  if (err) socket.destroy(errnoException(err, 'read'));
}

Socket.prototype._read = function _read(n) {
  if (this.connecting || !this._handle) this.once('connect', () => this._read(n));
  else if (!this._handle.reading) tryReadStart(this);
};

Socket.prototype.end = function end(data, encoding, callback) {
  stream.Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

Socket.prototype.resetAndDestroy = function resetAndDestroy() {
  if (this._handle) {
    if (!(this._handle instanceof TCP)) throw new codes.ERR_INVALID_HANDLE_TYPE();
    if (this.connecting) this.once('connect', () => this._reset());
    else this._reset();
  } else {
    this.destroy(new codes.ERR_SOCKET_CLOSED());
  }
  return this;
};

// With the option onread, whether the handle reads is up to pause and resume.
Socket.prototype.pause = function pause() {
  if (this[kBuffer] && !this.connecting && this._handle?.reading) {
    this._handle.reading = false;
    if (!this.destroyed) {
      const err = this._handle.readStop();
      if (err) this.destroy(errnoException(err, 'read'));
    }
  }
  return stream.Duplex.prototype.pause.call(this);
};

Socket.prototype.resume = function resume() {
  if (this[kBuffer] && !this.connecting && this._handle && !this._handle.reading) tryReadStart(this);
  return stream.Duplex.prototype.resume.call(this);
};

Socket.prototype.read = function read(n) {
  if (this[kBuffer] && !this.connecting && this._handle && !this._handle.reading) tryReadStart(this);
  return stream.Duplex.prototype.read.call(this, n);
};

Socket.prototype.destroySoon = function destroySoon() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

Socket.prototype._destroy = function _destroy(exception, cb) {
  this.connecting = false;
  for (let s = this; s; s = s._parent) clearTimeout(s[kTimeout]);
  if (this._handle) {
    const isException = Boolean(exception);
    this[kBytesRead] = this._handle.bytesRead;
    this[kBytesWritten] = this._handle.bytesWritten;
    if (this.resetAndClosing) {
      this.resetAndClosing = false;
      const err = this._handle.reset(() => this.emit('close', isException));
      if (err) this.emit('error', errnoException(err, 'reset'));
    } else if (this._closeAfterHandlingError) {
      // The handle lives until the handlers of 'error' have run.
      queueMicrotask(() => closeSocketHandle(this, isException, true));
    } else {
      closeSocketHandle(this, isException);
    }
    if (!this._closeAfterHandlingError) {
      if (this._handle) this._handle.onread = noop;
      this._handle = null;
      this._sockname = null;
    }
    cb(exception);
  } else {
    cb(exception);
    process.nextTick(emitCloseNT, this);
  }
  if (this._server) {
    this._server._connections--;
    this._server._emitCloseIfDrained?.();
  }
};

function closeSocketHandle(self, isException, isCleanupPending = false) {
  if (!self._handle) return;
  self._handle.close(() => self.emit('close', isException));
  if (isCleanupPending) {
    self._handle.onread = noop;
    self._handle = null;
    self._sockname = null;
  }
}

function emitCloseNT(self) {
  self.emit('close', self._hadError ?? false);
}

Socket.prototype._reset = function _reset() {
  this.resetAndClosing = true;
  return this.destroy();
};

Socket.prototype._getpeername = function _getpeername() {
  if (!this._handle?.getpeername || this.connecting) return this._peername || {};
  if (!this._peername) {
    const out = {};
    const err = this._handle.getpeername(out);
    if (err) return out;
    this._peername = out;
  }
  return this._peername;
};

Socket.prototype._getsockname = function _getsockname() {
  if (!this._handle?.getsockname) return {};
  if (!this._sockname) {
    this._sockname = {};
    this._handle.getsockname(this._sockname);
  }
  return this._sockname;
};

getter('bytesRead', function() { return this._handle ? this._handle.bytesRead : this[kBytesRead]; });
getter('remoteAddress', function() { return this._getpeername().address; });
getter('remoteFamily', function() { return this._getpeername().family; });
getter('remotePort', function() { return this._getpeername().port; });
getter('localAddress', function() { return this._getsockname().address; });
getter('localPort', function() { return this._getsockname().port; });
getter('localFamily', function() { return this._getsockname().family; });

Socket.prototype._writeGeneric = function _writeGeneric(writev, data, encoding, cb) {
  if (this.connecting) {
    this._pendingData = data;
    this._pendingEncoding = encoding;
    const onConnect = () => {
      this.off('close', onClose);
      this._writeGeneric(writev, data, encoding, cb);
    };
    function onClose() {
      cb(new codes.ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    }
    this.once('connect', onConnect);
    this.once('close', onClose);
    return;
  }
  this._pendingData = null;
  this._pendingEncoding = '';
  const handle = this._handle;
  if (!handle) {
    cb(new codes.ERR_SOCKET_CLOSED());
    return false;
  }
  this._unrefTimer();
  const status = writev ? writeMany(handle, data, cb) : handle.write(data, encoding, cb);
  if (status === 1) cb();
  else if (status === 0) this[kLastWriteQueueSize] = handle.writeQueueSize;
  else cb(errnoException(status, 'write'));
};

function writeMany(handle, data, cb) {
  const chunks = new Array(data.allBuffers ? data.length : data.length * 2);
  if (data.allBuffers) {
    for (let i = 0; i < data.length; i++) chunks[i] = data[i].chunk;
  } else {
    for (let i = 0; i < data.length; i++) {
      chunks[2 * i] = data[i].chunk;
      chunks[2 * i + 1] = data[i].encoding;
    }
  }
  return handle.writev(chunks, Boolean(data.allBuffers), cb);
}

Socket.prototype._writev = function _writev(chunks, cb) {
  this._writeGeneric(true, chunks, '', cb);
};

Socket.prototype._write = function _write(data, encoding, cb) {
  this._writeGeneric(false, data, encoding, cb);
};

getter('_bytesDispatched', function() { return this._handle ? this._handle.bytesWritten : this[kBytesWritten]; });

const lengthOf = (chunk, encoding) =>
  chunk instanceof Uint8Array ? chunk.byteLength : require('buffer').Buffer.byteLength(chunk, encoding);

// bytesWritten counts what waits in buffers too.
getter('bytesWritten', function() {
  let bytes = this._bytesDispatched;
  const data = this._pendingData;
  if (!this._writableState) return undefined;
  for (const { chunk, encoding } of this.writableBuffer ?? []) bytes += lengthOf(chunk, encoding);
  if (Array.isArray(data)) {
    for (const one of data) bytes += lengthOf(data.allBuffers ? one.chunk ?? one : one.chunk, one.encoding);
  } else if (data) {
    bytes += lengthOf(data, this._pendingEncoding);
  }
  return bytes;
});

Socket.prototype.ref = function ref() {
  if (!this._handle) this.once('connect', this.ref);
  else if (typeof this._handle.ref === 'function') this._handle.ref();
  return this;
};

Socket.prototype.unref = function unref() {
  if (!this._handle) this.once('connect', this.unref);
  else if (typeof this._handle.unref === 'function') this._handle.unref();
  return this;
};

Object.defineProperty(Socket.prototype, '_handle', {
  __proto__: null, configurable: false, enumerable: false,
  get() { return this[kHandle]; },
  set(v) { this[kHandle] = v; },
});

module.exports = {
  Socket, createHandle, initSocketHandle, onStreamRead, onStreamWrite, kTimeout, kBuffer, kSetNoDelay, kSetKeepAlive,
  kSetKeepAliveInitialDelay, kSetTOS, kMaybeDestroy, UV_EINVAL, UV_ECANCELED,
};
