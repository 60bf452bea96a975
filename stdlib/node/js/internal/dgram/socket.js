'use strict';

// dgram.Socket (https://nodejs.org/api/dgram.html#class-dgramsocket).

const EventEmitter = require('events');
const { Buffer } = require('buffer');
const { codes, errnoException, exceptionWithHostPort, SystemError } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateFunction, validateNumber, validatePort, validateString, validateUint32,
} = require('internal/validators');
const { owner_symbol, async_id_symbol, newAsyncId } = require('internal/handle');
const { kStateSymbol, newHandle, UV_EINVAL } = require('internal/dgram/handle');
const { SendWrap, constants: { UV_UDP_IPV6ONLY, UV_UDP_REUSEADDR, UV_UDP_REUSEPORT } } = internalBinding('udp_wrap');
const { publish } = require('internal/net/channels');

const BIND_STATE_UNBOUND = 0, BIND_STATE_BINDING = 1, BIND_STATE_BOUND = 2;
const CONNECT_STATE_DISCONNECTED = 0, CONNECT_STATE_CONNECTING = 1, CONNECT_STATE_CONNECTED = 2;
const RECV_BUFFER = true, SEND_BUFFER = false;

function Socket(type, listener) {
  EventEmitter.call(this);
  let options, lookup, recvBufferSize, sendBufferSize, receiveBlockList, sendBlockList;
  if (type !== null && typeof type === 'object') {
    options = type;
    type = options.type;
    lookup = options.lookup;
    if (options.recvBufferSize) validateUint32(options.recvBufferSize, 'options.recvBufferSize');
    if (options.sendBufferSize) validateUint32(options.sendBufferSize, 'options.sendBufferSize');
    ({ recvBufferSize, sendBufferSize } = options);
    receiveBlockList = blockListOption(options, 'receiveBlockList');
    sendBlockList = blockListOption(options, 'sendBlockList');
  }
  const handle = newHandle(type, lookup);
  handle[owner_symbol] = this;
  this[async_id_symbol] = newAsyncId();
  this.type = type;
  if (typeof listener === 'function') this.on('message', listener);
  this[kStateSymbol] = {
    handle,
    receiving: false,
    bindState: BIND_STATE_UNBOUND,
    connectState: CONNECT_STATE_DISCONNECTED,
    queue: undefined,
    reuseAddr: options?.reuseAddr,
    reusePort: options?.reusePort,
    ipv6Only: options?.ipv6Only,
    recvBufferSize,
    sendBufferSize,
    receiveBlockList,
    sendBlockList,
  };
  if (options?.signal !== undefined) closeOnAbort(this, options.signal);
  publish('udp.socket', { socket: this });
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

function blockListOption(options, name) {
  const list = options[name];
  if (!list) return undefined;
  if (!require('internal/blocklist').BlockList.isBlockList(list)) {
    throw new codes.ERR_INVALID_ARG_TYPE(`options.${name}`, 'net.BlockList', list);
  }
  return list;
}

function closeOnAbort(self, signal) {
  validateAbortSignal(signal, 'options.signal');
  const onAborted = () => {
    if (self[kStateSymbol].handle) self.close();
  };
  if (signal.aborted) onAborted();
  else {
    const off = require('internal/abort').onAbort(signal, onAborted);
    self.once('close', off);
  }
}

function createSocket(type, listener) {
  return new Socket(type, listener);
}

function startListening(socket) {
  const state = socket[kStateSymbol];
  state.handle.onmessage = onMessage;
  state.handle.recvStart();
  state.receiving = true;
  state.bindState = BIND_STATE_BOUND;
  if (state.recvBufferSize) bufferSize(socket, state.recvBufferSize, RECV_BUFFER);
  if (state.sendBufferSize) bufferSize(socket, state.sendBufferSize, SEND_BUFFER);
  socket.emit('listening');
}

// What the handle calls with a datagram: nread is its length, or the number of an error.
function onMessage(nread, buffer, address, family, port) {
  const self = this[owner_symbol];
  if (nread < 0) {
    self.emit('error', errnoException(nread, 'recvmsg'));
    return;
  }
  if (self[kStateSymbol].receiveBlockList?.check(address, family.toLowerCase())) return;
  self.emit('message', buffer, { address, family, port, size: nread });
}

function healthCheck(socket) {
  if (!socket[kStateSymbol].handle) throw new codes.ERR_SOCKET_DGRAM_NOT_RUNNING();
}

function bufferSize(self, size, buffer) {
  if (size >>> 0 !== size) throw new codes.ERR_SOCKET_BAD_BUFFER_SIZE();
  const ctx = {};
  const ret = self[kStateSymbol].handle.bufferSize(size, buffer, ctx);
  if (ret === undefined) throw new SystemError(ctx, 'ERR_SOCKET_BUFFER_SIZE', 'Could not get or set buffer size');
  return ret;
}

function isHandle(v) {
  return v !== null && typeof v === 'object' && typeof v.recvStart === 'function';
}

// socket.bind ( [ port ] [ , address ] [ , callback ] ), socket.bind ( options [ , callback ] )
Socket.prototype.bind = function bind(port_, address_) {
  healthCheck(this);
  const state = this[kStateSymbol];
  if (state.bindState !== BIND_STATE_UNBOUND) throw new codes.ERR_SOCKET_ALREADY_BOUND();
  state.bindState = BIND_STATE_BINDING;
  const cb = arguments.length && arguments[arguments.length - 1];
  if (typeof cb === 'function') bindCallback(this, cb);
  let port = port_;
  if (isHandle(port)) {
    replaceHandle(this, port);
    startListening(this);
    return this;
  }
  if (port !== null && typeof port === 'object' && Number.isInteger(port.fd) && port.fd > 0) {
    bindDescriptor(this, port.fd);
    return this;
  }
  let address, exclusive;
  if (port !== null && typeof port === 'object') {
    address = port.address || '';
    exclusive = Boolean(port.exclusive);
    port = port.port;
  } else {
    address = typeof address_ === 'function' ? '' : address_;
    exclusive = false;
  }
  address ||= this.type === 'udp4' ? '0.0.0.0' : '::';
  state.handle.lookup(address, (err, ip) => {
    if (!state.handle) return; // it has been closed meanwhile
    if (err) {
      state.bindState = BIND_STATE_UNBOUND;
      this.emit('error', err);
      return;
    }
    bindTo(this, ip, port, exclusive);
  });
  return this;
};

function bindCallback(self, cb) {
  function removeListeners() {
    self.removeListener('error', removeListeners);
    self.removeListener('listening', onListening);
  }
  function onListening() {
    removeListeners.call(self);
    cb.call(self);
  }
  self.on('error', removeListeners);
  self.on('listening', onListening);
}

function bindDescriptor(self, fd) {
  const state = self[kStateSymbol];
  const type = internalBinding('pipe_wrap').guessHandleType(fd);
  if (type !== 'UDP') throw new codes.ERR_INVALID_FD_TYPE(type);
  const err = state.handle.open(fd);
  if (err) throw errnoException(err, 'open');
  startListening(self);
}

function bindTo(self, ip, port, exclusive) {
  const state = self[kStateSymbol];
  let flags = 0;
  if (state.reuseAddr) flags |= UV_UDP_REUSEADDR;
  if (state.ipv6Only) flags |= UV_UDP_IPV6ONLY;
  if (state.reusePort) {
    exclusive = true;
    flags |= UV_UDP_REUSEPORT;
  }
  if (process.env.NODE_UNIQUE_ID !== undefined && require('cluster').isWorker && !exclusive) {
    bindServerHandle(self, { address: ip, port, addressType: self.type, fd: -1, flags });
    return;
  }
  const err = state.handle.bind(ip, port || 0, flags);
  if (err) {
    state.bindState = BIND_STATE_UNBOUND;
    self.emit('error', exceptionWithHostPort(err, 'bind', ip, port));
    return;
  }
  startListening(self);
}

// In a worker of a cluster the primary gives the handle.
function bindServerHandle(self, options) {
  const state = self[kStateSymbol];
  require('cluster')._getServer(self, options, (err, handle) => {
    if (err) {
      state.bindState = BIND_STATE_UNBOUND;
      self.emit('error', exceptionWithHostPort(err, 'bind', options.address, options.port));
      return;
    }
    if (!state.handle) {
      handle.close();
      return;
    }
    replaceHandle(self, handle);
    startListening(self);
  });
}

function replaceHandle(self, handle) {
  const state = self[kStateSymbol];
  const old = state.handle;
  handle.lookup = old.lookup;
  if (self.type === 'udp6') {
    handle.bind = old.bind;
    handle.connect = old.connect;
  }
  handle[owner_symbol] = self;
  old.close();
  state.handle = handle;
}

// socket.connect ( port [ , address ] [ , callback ] )
Socket.prototype.connect = function connect(port, address, callback) {
  port = validatePort(port, 'Port', false);
  if (typeof address === 'function') {
    callback = address;
    address = '';
  } else if (address === undefined) {
    address = '';
  }
  validateString(address, 'address');
  const state = this[kStateSymbol];
  if (state.connectState !== CONNECT_STATE_DISCONNECTED) throw new codes.ERR_SOCKET_DGRAM_IS_CONNECTED();
  state.connectState = CONNECT_STATE_CONNECTING;
  if (state.bindState === BIND_STATE_UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  if (state.bindState !== BIND_STATE_BOUND) {
    enqueue(this, () => connectNow(this, port, address, callback));
    return;
  }
  connectNow(this, port, address, callback);
};

function connectNow(self, port, address, callback) {
  const state = self[kStateSymbol];
  if (callback) self.once('connect', callback);
  const fail = (err) => {
    if (!callback) {
      self.emit('error', err);
      return;
    }
    self.removeListener('connect', callback);
    callback(err);
  };
  state.handle.lookup(address, (err, ip) => {
    if (!state.handle) return;
    if (!err && state.sendBlockList?.check(ip, `ipv${self.type === 'udp4' ? 4 : 6}`)) err = new codes.ERR_IP_BLOCKED(ip);
    if (!err) {
      const number = state.handle.connect(ip, port);
      if (number) err = exceptionWithHostPort(number, 'connect', address, port);
    }
    if (err) {
      state.connectState = CONNECT_STATE_DISCONNECTED;
      process.nextTick(fail, err);
      return;
    }
    state.connectState = CONNECT_STATE_CONNECTED;
    process.nextTick(() => self.emit('connect'));
  });
}

Socket.prototype.disconnect = function disconnect() {
  const state = this[kStateSymbol];
  if (state.connectState !== CONNECT_STATE_CONNECTED) throw new codes.ERR_SOCKET_DGRAM_NOT_CONNECTED();
  const err = state.handle.disconnect();
  if (err) throw errnoException(err, 'connect');
  state.connectState = CONNECT_STATE_DISCONNECTED;
};

// An old form of send, with all arguments.
Socket.prototype.sendto = function sendto(buffer, offset, length, port, address, callback) {
  validateNumber(offset, 'offset');
  validateNumber(length, 'length');
  validateNumber(port, 'port');
  validateString(address, 'address');
  this.send(buffer, offset, length, port, address, callback);
};

function sliceBuffer(buffer, offset, length) {
  if (typeof buffer === 'string') buffer = Buffer.from(buffer);
  else if (!ArrayBuffer.isView(buffer)) {
    throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView', 'string'], buffer);
  }
  offset >>>= 0;
  length >>>= 0;
  if (offset > buffer.byteLength) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (offset + length > buffer.byteLength) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
  return Buffer.from(buffer.buffer, buffer.byteOffset + offset, length);
}

// The views of a list, undefined where one is neither a view nor a text.
function fixBufferList(list) {
  const out = new Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const buf = list[i];
    if (typeof buf === 'string') out[i] = Buffer.from(buf);
    else if (!ArrayBuffer.isView(buf)) return undefined;
    else out[i] = Buffer.from(buf.buffer, buf.byteOffset, buf.byteLength);
  }
  return out;
}

// What waits until the socket is bound.
function enqueue(self, toEnqueue) {
  const state = self[kStateSymbol];
  if (state.queue === undefined) {
    state.queue = [];
    self.once(EventEmitter.errorMonitor, onListenError);
    self.once('listening', onListenSuccess);
  }
  state.queue.push(toEnqueue);
}

function onListenSuccess() {
  this.removeListener(EventEmitter.errorMonitor, onListenError);
  clearQueue(this);
}

function onListenError() {
  this.removeListener('listening', onListenSuccess);
  this[kStateSymbol].queue = undefined;
}

function clearQueue(self) {
  const state = self[kStateSymbol];
  const { queue } = state;
  state.queue = undefined;
  for (const item of queue) item();
}

// socket.send ( msg [ , offset, length ] [ , port ] [ , address ] [ , callback ] )
Socket.prototype.send = function send(buffer, offset, length, port, address, callback) {
  let list;
  const state = this[kStateSymbol];
  const connected = state.connectState === CONNECT_STATE_CONNECTED;
  if (!connected) {
    if (address || (port && typeof port !== 'function')) {
      buffer = sliceBuffer(buffer, offset, length);
    } else {
      callback = port;
      port = offset;
      address = length;
    }
  } else {
    if (typeof length === 'number') {
      buffer = sliceBuffer(buffer, offset, length);
      if (typeof port === 'function') {
        callback = port;
        port = null;
      }
    } else {
      callback = offset;
    }
    if (port || address) throw new codes.ERR_SOCKET_DGRAM_IS_CONNECTED();
  }

  if (!Array.isArray(buffer)) {
    if (typeof buffer === 'string') list = [Buffer.from(buffer)];
    else if (!ArrayBuffer.isView(buffer)) {
      throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView', 'string'], buffer);
    } else list = [buffer];
  } else if (!(list = fixBufferList(buffer))) {
    throw new codes.ERR_INVALID_ARG_TYPE('buffer list arguments', ['Buffer', 'TypedArray', 'DataView', 'string'], buffer);
  }
  if (!connected) port = validatePort(port, 'Port', false);
  if (typeof callback !== 'function') callback = undefined;
  if (typeof address === 'function') {
    callback = address;
    address = undefined;
  } else if (address != null) {
    validateString(address, 'address');
  }
  healthCheck(this);
  if (state.bindState === BIND_STATE_UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  if (list.length === 0) list.push(Buffer.alloc(0));
  // While it is being bound, names cannot be looked up yet.
  if (state.bindState !== BIND_STATE_BOUND) {
    enqueue(this, () => this.send(list, port, address, callback));
    return;
  }
  const afterDns = (err, ip) => doSend(err, this, ip, list, address, port, callback);
  if (!connected) state.handle.lookup(address, afterDns);
  else afterDns(null, null);
};

function doSend(err, self, ip, list, address, port, callback) {
  const state = self[kStateSymbol];
  if (!err && ip && state.sendBlockList?.check(ip, `ipv${self.type === 'udp4' ? 4 : 6}`)) err = new codes.ERR_IP_BLOCKED(ip);
  if (err) {
    if (callback) process.nextTick(callback, err);
    else process.nextTick(() => self.emit('error', err));
    return;
  }
  if (!state.handle) return;
  const req = new SendWrap();
  req.list = list;
  req.address = address;
  req.port = port;
  if (callback) {
    req.callback = callback;
    req.oncomplete = afterSend;
  }
  const n = port ? state.handle.send(req, list, port, ip, Boolean(callback)) : state.handle.send(req, list);
  if (n >= 1) {
    if (callback) process.nextTick(callback, null, n - 1);
  } else if (n < 0 && callback) {
    process.nextTick(callback, exceptionWithHostPort(n, 'send', address, port));
  }
}

function afterSend(err, sent) {
  if (err) this.callback(exceptionWithHostPort(err, 'send', this.address, this.port), this.length);
  else this.callback(null, sent);
}

Socket.prototype.close = function close(callback) {
  const state = this[kStateSymbol];
  const { queue } = state;
  if (typeof callback === 'function') this.on('close', callback);
  if (queue !== undefined) {
    queue.push(this.close.bind(this));
    return this;
  }
  healthCheck(this);
  stopReceiving(this);
  state.handle.close();
  state.handle = null;
  process.nextTick(() => this.emit('close'));
  return this;
};

Object.defineProperty(Socket.prototype, Symbol.asyncDispose, {
  __proto__: null, configurable: true, writable: true, enumerable: false,
  value: async function() {
    if (!this[kStateSymbol].handle) return;
    await new Promise((resolve, reject) => this.close((err) => err ? reject(err) : resolve()));
  },
});

function stopReceiving(socket) {
  const state = socket[kStateSymbol];
  if (!state.receiving) return;
  state.handle.recvStop();
  state.receiving = false;
}

Socket.prototype.address = function address() {
  healthCheck(this);
  const out = {};
  const err = this[kStateSymbol].handle.getsockname(out);
  if (err) throw errnoException(err, 'getsockname');
  return out;
};

Socket.prototype.remoteAddress = function remoteAddress() {
  healthCheck(this);
  const state = this[kStateSymbol];
  if (state.connectState !== CONNECT_STATE_CONNECTED) throw new codes.ERR_SOCKET_DGRAM_NOT_CONNECTED();
  const out = {};
  const err = state.handle.getpeername(out);
  if (err) throw errnoException(err, 'getpeername');
  return out;
};

// The options of the socket.

function option(self, call, ...args) {
  const { handle } = self[kStateSymbol];
  if (!handle) throw new codes.ERR_SOCKET_DGRAM_NOT_RUNNING();
  const err = handle[call](...args);
  if (err) throw errnoException(err, call);
}

Socket.prototype.setBroadcast = function setBroadcast(arg) {
  option(this, 'setBroadcast', arg ? 1 : 0);
};

Socket.prototype.setTTL = function setTTL(ttl) {
  validateNumber(ttl, 'ttl');
  option(this, 'setTTL', ttl);
  return ttl;
};

Socket.prototype.setMulticastTTL = function setMulticastTTL(ttl) {
  validateNumber(ttl, 'ttl');
  option(this, 'setMulticastTTL', ttl);
  return ttl;
};

Socket.prototype.setMulticastLoopback = function setMulticastLoopback(arg) {
  option(this, 'setMulticastLoopback', arg ? 1 : 0);
  return arg;
};

Socket.prototype.setMulticastInterface = function setMulticastInterface(interfaceAddress) {
  healthCheck(this);
  validateString(interfaceAddress, 'interfaceAddress');
  option(this, 'setMulticastInterface', interfaceAddress);
};

Socket.prototype.addMembership = function addMembership(multicastAddress, interfaceAddress) {
  healthCheck(this);
  if (!multicastAddress) throw new codes.ERR_MISSING_ARGS('multicastAddress');
  option(this, 'addMembership', multicastAddress, interfaceAddress);
};

Socket.prototype.dropMembership = function dropMembership(multicastAddress, interfaceAddress) {
  healthCheck(this);
  if (!multicastAddress) throw new codes.ERR_MISSING_ARGS('multicastAddress');
  option(this, 'dropMembership', multicastAddress, interfaceAddress);
};

Socket.prototype.addSourceSpecificMembership = function addSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
  healthCheck(this);
  validateString(sourceAddress, 'sourceAddress');
  validateString(groupAddress, 'groupAddress');
  option(this, 'addSourceSpecificMembership', sourceAddress, groupAddress, interfaceAddress);
};

Socket.prototype.dropSourceSpecificMembership = function dropSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
  healthCheck(this);
  validateString(sourceAddress, 'sourceAddress');
  validateString(groupAddress, 'groupAddress');
  option(this, 'dropSourceSpecificMembership', sourceAddress, groupAddress, interfaceAddress);
};

Socket.prototype.ref = function ref() {
  this[kStateSymbol].handle?.ref();
  return this;
};

Socket.prototype.unref = function unref() {
  this[kStateSymbol].handle?.unref();
  return this;
};

Socket.prototype.setRecvBufferSize = function setRecvBufferSize(size) {
  bufferSize(this, size, RECV_BUFFER);
};

Socket.prototype.setSendBufferSize = function setSendBufferSize(size) {
  bufferSize(this, size, SEND_BUFFER);
};

Socket.prototype.getRecvBufferSize = function getRecvBufferSize() {
  return bufferSize(this, 0, RECV_BUFFER);
};

Socket.prototype.getSendBufferSize = function getSendBufferSize() {
  return bufferSize(this, 0, SEND_BUFFER);
};

Socket.prototype.getSendQueueSize = function getSendQueueSize() {
  return this[kStateSymbol].handle.getSendQueueSize();
};

Socket.prototype.getSendQueueCount = function getSendQueueCount() {
  return this[kStateSymbol].handle.getSendQueueCount();
};

// Old names of what is internal.
const deprecated = (f, what) => require('internal/util/deprecate').deprecate(f, `Socket.prototype.${what} is deprecated`, 'DEP0112');
for (const [name, key] of [['_handle', 'handle'], ['_receiving', 'receiving'], ['_bindState', 'bindState'],
                           ['_queue', 'queue'], ['_reuseAddr', 'reuseAddr']]) {
  let get, set;
  Object.defineProperty(Socket.prototype, name, {
    __proto__: null, configurable: false, enumerable: false,
    get() { return (get ??= deprecated(function() { return this[kStateSymbol][key]; }, name)).call(this); },
    set(v) { (set ??= deprecated(function(v) { this[kStateSymbol][key] = v; }, name)).call(this, v); },
  });
}
for (const [name, f] of [['_healthCheck', healthCheck], ['_stopReceiving', stopReceiving]]) {
  let call;
  Object.defineProperty(Socket.prototype, name, {
    __proto__: null, configurable: true, enumerable: false, writable: true,
    value() { return (call ??= deprecated(function() { return f(this); }, `${name}()`)).call(this); },
  });
}

module.exports = { Socket, createSocket };
