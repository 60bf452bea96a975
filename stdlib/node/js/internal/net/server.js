'use strict';

// net.Server (https://nodejs.org/api/net.html#class-netserver).

const EventEmitter = require('events');
const { codes, errnoException, uvExceptionWithHostPort } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateNumber, validatePort } = require('internal/validators');
const { owner_symbol, async_id_symbol, newAsyncId, asyncIdOf } = require('internal/handle');
const { isIPv6, isPipeName, normalizeArgs, toNumber } = require('internal/net/utils');
const { Socket, createHandle, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay, UV_EINVAL } = require('internal/net/socket');
const { TCP, constants: TCPConstants } = internalBinding('tcp_wrap');
const { Pipe, constants: PipeConstants } = internalBinding('pipe_wrap');
const { publish } = require('internal/net/channels');

function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
  } else if (options == null || typeof options === 'object') {
    options = { ...options };
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (connectionListener) this.on('connection', connectionListener);
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.highWaterMark !== undefined) {
    validateNumber(options.highWaterMark, 'options.highWaterMark');
    if (options.highWaterMark < 0) options.highWaterMark = undefined;
  }
  this._connections = 0;
  this[async_id_symbol] = -1;
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  this.highWaterMark = options.highWaterMark ?? require('stream').getDefaultHighWaterMark(false);
  if (options.blockList) {
    if (!require('internal/blocklist').BlockList.isBlockList(options.blockList)) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', options.blockList);
    }
    this.blockList = options.blockList;
  }
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

// createServerHandle ( address, port, addressType, fd [ , flags ] ) is a bound handle, or the
// number of the error that there was.
function createServerHandle(address, port, addressType, fd, flags) {
  let handle;
  let isTCP = false;
  if (typeof fd === 'number' && fd >= 0) {
    try {
      handle = createHandle(fd, true);
    } catch {
      return UV_EINVAL; // it is no socket
    }
    const err = handle.open(fd);
    if (err) return err;
  } else if (port === -1 && addressType === -1) {
    handle = new Pipe(PipeConstants.SERVER);
  } else {
    handle = new TCP(TCPConstants.SERVER);
    isTCP = true;
  }
  let err = 0;
  if (address || isTCP) {
    if (!address) {
      // Both families, or IPv4 alone where there is no other.
      err = handle.bind6('::', port, flags);
      if (err) {
        handle.close();
        return createServerHandle('0.0.0.0', port, undefined, undefined, flags);
      }
    } else if (addressType === 6) {
      err = handle.bind6(address, port, flags);
    } else {
      err = isTCP ? handle.bind(address, port | 0, flags) : handle.bind(address);
    }
  }
  if (err) {
    handle.close();
    return err;
  }
  return handle;
}

function setupListenHandle(address, port, addressType, backlog, fd, flags) {
  // A handle that was given stands already.
  if (!this._handle) {
    let handle = null;
    if (!address && typeof fd !== 'number') {
      handle = createServerHandle('::', port, 6, fd, flags);
      if (typeof handle === 'number') {
        handle = null;
        address = '0.0.0.0';
        addressType = 4;
      } else {
        address = '::';
        addressType = 6;
      }
    }
    handle ??= createServerHandle(address, port, addressType, fd, flags);
    if (typeof handle === 'number') {
      process.nextTick(emitErrorNT, this, uvExceptionWithHostPort(handle, 'listen', address, port));
      return;
    }
    this._handle = handle;
  }
  this[async_id_symbol] = asyncIdOf(this._handle);
  this._handle.onconnection = onconnection;
  this._handle[owner_symbol] = this;
  // A backlog of 511 is what libuv's systems make 512 of.
  const err = this._handle.listen(backlog || 511);
  if (err) {
    const ex = uvExceptionWithHostPort(err, 'listen', address, port);
    this._handle.close();
    this._handle = null;
    process.nextTick(emitErrorNT, this, ex);
    return;
  }
  this._connectionKey = `${addressType}:${address}:${port}`;
  if (this._unref) this.unref();
  process.nextTick(emitListeningNT, this);
}

Server.prototype._listen2 = setupListenHandle;

function emitErrorNT(self, err) {
  self.emit('error', err);
}

function emitListeningNT(self) {
  // It may have been closed meanwhile.
  if (self._handle) self.emit('listening');
}

function listenInCluster(server, address, port, addressType, backlog, fd, exclusive, flags) {
  exclusive = Boolean(exclusive);
  if (exclusive || process.env.NODE_UNIQUE_ID === undefined || require('cluster').isPrimary) {
    server._listen2(address, port, addressType, backlog, fd, flags);
    return;
  }
  const query = { address, port, addressType, fd, flags, backlog };
  const listeningId = server._listeningId;
  // The primary gives the handle.
  require('cluster')._getServer(server, query, (err, handle) => {
    if (listeningId !== server._listeningId) {
      handle?.close();
      return;
    }
    err = checkBindError(err, port, handle);
    if (err) {
      process.nextTick(emitErrorNT, server, uvExceptionWithHostPort(err, 'bind', address, port));
      return;
    }
    server._handle = handle;
    server._listen2(address, port, addressType, backlog, fd, flags);
  });
}

function checkBindError(err, port, handle) {
  if (err === 0 && port > 0 && handle.getsockname) {
    const out = {};
    err = handle.getsockname(out);
    if (err === 0 && port !== out.port) err = internalBinding('uv').errnos().find(([, name]) => name === 'EADDRINUSE')[0];
  }
  return err;
}

function addAbortSignal(self, options) {
  if (options?.signal === undefined) return;
  validateAbortSignal(options.signal, 'options.signal');
  const { signal } = options;
  const onAborted = () => self.close();
  if (signal.aborted) process.nextTick(onAborted);
  else {
    const off = require('internal/abort').onAbort(signal, onAborted);
    self.once('close', off);
  }
}

function listenFlags(options) {
  let flags = 0;
  if (options.ipv6Only === true) flags |= TCPConstants.UV_TCP_IPV6ONLY;
  if (options.reusePort === true) flags |= TCPConstants.UV_TCP_REUSEPORT;
  return flags;
}

Server.prototype.listen = function listen(...args) {
  let [options, cb] = normalizeArgs(args);
  if (this._handle) throw new codes.ERR_SERVER_ALREADY_LISTEN();
  if (cb !== null) this.once('listening', cb);
  const backlogFromArgs = (args.length > 1 && toNumber(args[1])) || (args.length > 2 && toNumber(args[2]));
  options = options._handle || options.handle || options;
  const flags = listenFlags(options);
  if (options.reusePort === true) options.exclusive = true;

  if (options instanceof TCP) {
    this._handle = options;
    this[async_id_symbol] = asyncIdOf(this._handle);
    listenInCluster(this, null, -1, -1, backlogFromArgs);
    return this;
  }
  addAbortSignal(this, options);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    listenInCluster(this, null, null, null, backlogFromArgs, options.fd);
    return this;
  }
  // listen(), listen(cb), listen({ port: undefined }): any port
  if (args.length === 0 || typeof args[0] === 'function' ||
      (typeof options.port === 'undefined' && 'port' in options) || options.port === null) {
    options.port = 0;
  }
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validatePort(options.port, 'options.port');
    const backlog = options.backlog || backlogFromArgs;
    if (options.host) lookupAndListen(this, options.port | 0, options.host, backlog, options.exclusive, flags);
    else listenInCluster(this, null, options.port | 0, undefined, backlog, undefined, options.exclusive, flags);
    return this;
  }
  if (options.path && isPipeName(options.path)) {
    listenOnPipe(this, options, backlogFromArgs);
    return this;
  }
  if (!(('port' in options) || ('path' in options))) {
    throw new codes.ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
  }
  throw new codes.ERR_INVALID_ARG_VALUE('options', options);
};

function listenOnPipe(server, options, backlogFromArgs) {
  const pipeName = server._pipeName = options.path;
  listenInCluster(server, pipeName, -1, -1, options.backlog || backlogFromArgs, undefined, options.exclusive);
  if (!server._handle) return; // an error, or a worker that waits for the primary
  let mode = 0;
  if (options.readableAll === true) mode |= PipeConstants.UV_READABLE;
  if (options.writableAll === true) mode |= PipeConstants.UV_WRITABLE;
  if (mode === 0) return;
  const err = server._handle.fchmod(mode);
  if (err) {
    server._handle.close();
    server._handle = null;
    throw errnoException(err, 'uv_pipe_chmod');
  }
}

function lookupAndListen(self, port, address, backlog, exclusive, flags) {
  const { lookup } = require('dns');
  const listeningId = self._listeningId;
  lookup(address, function doListen(err, ip, addressType) {
    if (listeningId !== self._listeningId) return; // it has been closed meanwhile
    if (err) {
      self.emit('error', err);
      return;
    }
    addressType = ip ? addressType : 4;
    listenInCluster(self, ip, port, addressType, backlog, undefined, exclusive, flags);
  });
}

Object.defineProperty(Server.prototype, 'listening', {
  __proto__: null, configurable: true, enumerable: true,
  get() { return Boolean(this._handle); },
});

Server.prototype.address = function address() {
  if (this._handle?.getsockname && !this._pipeName) {
    const out = {};
    const err = this._handle.getsockname(out);
    if (err) throw errnoException(err, 'address');
    return out;
  }
  if (this._pipeName) return this._pipeName;
  return null;
};

function peerOf(handle) {
  const data = {};
  for (const [method, prefix] of [['getsockname', 'local'], ['getpeername', 'remote']]) {
    const out = {};
    if (handle[method]?.(out) !== 0) continue;
    data[`${prefix}Address`] = out.address;
    data[`${prefix}Port`] = out.port;
    data[`${prefix}Family`] = out.family;
  }
  return data;
}

function onconnection(err, clientHandle) {
  const self = this[owner_symbol];
  if (err) {
    self.emit('error', errnoException(err, 'accept'));
    return;
  }
  if (self.maxConnections != null && self._connections >= self.maxConnections) {
    if (clientHandle.getsockname || clientHandle.getpeername) {
      const data = peerOf(clientHandle);
      clientHandle.close();
      self.emit('drop', data);
      return;
    }
    clientHandle.close();
    self.emit('drop');
    return;
  }
  if (self.blockList && clientHandle instanceof TCP) {
    const data = peerOf(clientHandle);
    if (data.remoteAddress && self.blockList.check(data.remoteAddress, data.remoteFamily.toLowerCase())) {
      clientHandle.close();
      self.emit('drop', data);
      return;
    }
  }
  const socket = new Socket({
    handle: clientHandle, allowHalfOpen: self.allowHalfOpen, pauseOnCreate: self.pauseOnConnect, readable: true, writable: true,
    readableHighWaterMark: self.highWaterMark, writableHighWaterMark: self.highWaterMark,
  });
  if (self.noDelay && clientHandle.setNoDelay) {
    socket[kSetNoDelay] = true;
    clientHandle.setNoDelay(true);
  }
  if (self.keepAlive && clientHandle.setKeepAlive) {
    socket[kSetKeepAlive] = true;
    socket[kSetKeepAliveInitialDelay] = self.keepAliveInitialDelay;
    clientHandle.setKeepAlive(true, self.keepAliveInitialDelay);
  }
  self._connections++;
  socket.server = self;
  socket._server = self;
  self.emit('connection', socket);
  publish('net.server.socket', { socket });
}

Server.prototype.getConnections = function getConnections(cb) {
  const end = (err, connections) => process.nextTick(cb, err, connections);
  if (!this._usingWorkers) {
    end(null, this._connections);
    return this;
  }
  // Those of the workers are asked for.
  let left = this._workers.length;
  let total = this._connections;
  const oncount = (err, count) => {
    if (err) {
      left = -1;
      end(err);
      return;
    }
    total += count;
    if (--left === 0) end(null, total);
  };
  for (const worker of this._workers) worker.getConnections(oncount);
  return this;
};

Server.prototype.close = function close(cb) {
  this._listeningId++;
  if (typeof cb === 'function') {
    if (this._handle) this.once('close', cb);
    else this.once('close', function close() { cb(new codes.ERR_SERVER_NOT_RUNNING()); });
  }
  if (this._handle) {
    this._handle.close();
    this._handle = null;
  }
  if (this._usingWorkers) {
    let left = this._workers.length;
    const onWorkerClose = () => {
      if (--left !== 0) return;
      this._connections = 0;
      this._emitCloseIfDrained();
    };
    this._connections++; // until the workers have closed theirs
    for (const worker of this._workers) worker.close(onWorkerClose);
  } else {
    this._emitCloseIfDrained();
  }
  return this;
};

Object.defineProperty(Server.prototype, Symbol.asyncDispose, {
  __proto__: null, configurable: true, writable: true, enumerable: false,
  value: async function() {
    if (!this._handle) return;
    await new Promise((resolve, reject) => this.close((err) => err ? reject(err) : resolve()));
  },
});

Server.prototype._emitCloseIfDrained = function _emitCloseIfDrained() {
  if (this._handle || this._connections) return;
  process.nextTick(emitCloseNT, this);
};

function emitCloseNT(self) {
  self.emit('close');
}

Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, sock) {
  if (event === 'connection') sock.destroy(err);
  else this.emit('error', err);
};

// Servers that children share.
Server.prototype._setupWorker = function _setupWorker(socketList) {
  this._usingWorkers = true;
  this._workers.push(socketList);
  socketList.once('exit', (list) => {
    this._workers.splice(this._workers.indexOf(list), 1);
  });
};

Server.prototype.ref = function ref() {
  this._unref = false;
  this._handle?.ref();
  return this;
};

Server.prototype.unref = function unref() {
  this._unref = true;
  this._handle?.unref();
  return this;
};

module.exports = { Server, createServerHandle };
