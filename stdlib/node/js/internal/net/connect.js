'use strict';

// Connecting: Socket.prototype.connect, with names looked up, and addresses of both
// families tried in turn (RFC 8305).

const { codes, exceptionWithHostPort, genericNodeError } = require('internal/errors');
const { validateBoolean, validateFunction, validateInt32, validateNumber, validatePort, validateString } = require('internal/validators');
const { owner_symbol } = require('internal/handle');
const { isIP, normalizeArgs, normalizedArgsSymbol } = require('internal/net/utils');
const {
  Socket, initSocketHandle, kSetNoDelay, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetTOS, UV_EINVAL, UV_ECANCELED,
} = require('internal/net/socket');
const { TCP, TCPConnectWrap, constants: TCPConstants } = internalBinding('tcp_wrap');
const { Pipe, PipeConnectWrap, constants: PipeConstants } = internalBinding('pipe_wrap');
const { publish } = require('internal/net/channels');
const UV_ETIMEDOUT = internalBinding('uv').errnos().find(([, name]) => name === 'ETIMEDOUT')[0];

const settings = { autoSelectFamily: true, attemptTimeout: 250 };
const kTimeout = Symbol('kTimeout');

const { execArgv } = process;
for (const arg of execArgv) {
  if (arg === '--no-network-family-autoselection' || arg === '--no-enable-network-family-autoselection') settings.autoSelectFamily = false;
  const timeout = /^--network-family-autoselection-attempt-timeout=(\d+)$/.exec(arg);
  if (timeout) settings.attemptTimeout = Math.max(10, Number(timeout[1]));
}

Socket.prototype.connect = function connect(...args) {
  // A caller inside net has done so already.
  const normalized = Array.isArray(args[0]) && args[0][normalizedArgsSymbol] ? args[0] : normalizeArgs(args);
  const [options, cb] = normalized;
  if (options.port === undefined && options.path == null) throw new codes.ERR_MISSING_ARGS(['options', 'port', 'path']);
  if (cb !== null) this.once('connect', cb);
  // Until the parent is there nothing can be connected through it.
  if (this._parent?.connecting) return this;
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._handle = null;
    this._peername = undefined;
    this._sockname = undefined;
  }
  const { path } = options;
  const pipe = Boolean(path);
  if (!this._handle) {
    this._handle = pipe ? new Pipe(PipeConstants.SOCKET) : new TCP(TCPConstants.SOCKET);
    initSocketHandle(this);
  }
  this._unrefTimer();
  this.connecting = true;
  if (pipe) {
    validateString(path, 'options.path');
    internalConnect(this, path);
  } else {
    lookupAndConnect(this, options);
  }
  return this;
};

function isBlocked(options, address, addressType) {
  return options.blockList?.check(address, `ipv${addressType}`);
}

function lookupAndConnect(self, options) {
  const { localAddress, localPort } = options;
  const host = options.host || 'localhost';
  let { port, autoSelectFamily, autoSelectFamilyAttemptTimeout } = options;
  if (localAddress && !isIP(localAddress)) throw new codes.ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
  if (typeof port !== 'undefined') {
    if (typeof port !== 'number' && typeof port !== 'string') {
      throw new codes.ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    }
    validatePort(port);
  }
  port |= 0;
  validateString(host, 'options.host');
  if (autoSelectFamily != null) validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
  else autoSelectFamily = settings.autoSelectFamily;
  if (autoSelectFamilyAttemptTimeout != null) {
    validateInt32(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1);
    if (autoSelectFamilyAttemptTimeout < 10) autoSelectFamilyAttemptTimeout = 10;
  } else {
    autoSelectFamilyAttemptTimeout = settings.attemptTimeout;
  }
  checkBlockList(options.blockList);

  const addressType = isIP(host);
  if (addressType) {
    process.nextTick(() => {
      if (!self.connecting) return;
      if (isBlocked(options, host, addressType)) self.destroy(new codes.ERR_IP_BLOCKED(host));
      else internalConnect(self, host, port, addressType, localAddress, localPort);
    });
    return;
  }

  if (options.lookup != null) validateFunction(options.lookup, 'options.lookup');
  const dns = require('dns');
  const dnsopts = { family: socketToDnsFamily(options.family), hints: options.hints || 0 };
  if (process.platform !== 'win32' && dnsopts.family !== 4 && dnsopts.family !== 6 && dnsopts.hints === 0) {
    dnsopts.hints = dns.ADDRCONFIG;
  }
  self._host = host;
  const lookup = options.lookup || dns.lookup;
  if (dnsopts.family !== 4 && dnsopts.family !== 6 && !localAddress && autoSelectFamily) {
    lookupAndConnectMultiple(self, lookup, host, options, dnsopts, port, localAddress, localPort, autoSelectFamilyAttemptTimeout);
    return;
  }
  lookup(host, dnsopts, function emitLookup(err, ip, addressType) {
    self.emit('lookup', err, ip, addressType, host);
    if (!self.connecting) return; // it has been destroyed meanwhile
    if (err) {
      process.nextTick(connectErrorNT, self, err);
    } else if ((typeof ip !== 'string') || !isIP(ip)) {
      process.nextTick(connectErrorNT, self, new codes.ERR_INVALID_IP_ADDRESS(ip));
    } else if (addressType !== 4 && addressType !== 6) {
      process.nextTick(connectErrorNT, self, invalidFamily(addressType, options.host, options.port));
    } else if (isBlocked(options, ip, addressType)) {
      process.nextTick(connectErrorNT, self, new codes.ERR_IP_BLOCKED(ip));
    } else {
      self._unrefTimer();
      internalConnect(self, ip, port, addressType, localAddress, localPort);
    }
  });
}

function invalidFamily(family, host, port) {
  return Object.assign(new codes.ERR_INVALID_ADDRESS_FAMILY(family, host, port), { host, port });
}

function checkBlockList(blockList) {
  if (blockList && !require('internal/blocklist').BlockList.isBlockList(blockList)) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', blockList);
  }
}

function socketToDnsFamily(family) {
  if (family === 'IPv4') return 4;
  return family === 'IPv6' ? 6 : family;
}

function lookupAndConnectMultiple(self, lookup, host, options, dnsopts, port, localAddress, localPort, timeout) {
  dnsopts.all = true;
  lookup(host, dnsopts, function emitLookup(err, addresses) {
    if (!self.connecting) return;
    if (err) {
      self.emit('lookup', err, undefined, undefined, host);
      process.nextTick(connectErrorNT, self, err);
      return;
    }
    const byFamily = { 4: [], 6: [] };
    let first = 0;
    for (const { address: ip, family } of addresses) {
      self.emit('lookup', err, ip, family, host);
      if (!self.connecting) return; // a listener has destroyed it
      if (!isIP(ip) || (family !== 4 && family !== 6)) continue;
      first ||= family;
      byFamily[family].push({ address: ip, family, port });
    }
    if (first === 0) {
      const { address, family } = addresses[0] ?? {};
      process.nextTick(connectErrorNT, self, isIP(address) ?
        invalidFamily(family, options.host, options.port) :
        new codes.ERR_INVALID_IP_ADDRESS(address));
      return;
    }
    const inTurn = interleave(byFamily[first], byFamily[first === 4 ? 6 : 4]).filter((a) => !isBlocked(options, a.address, a.family));
    if (inTurn.length === 0) {
      process.nextTick(connectErrorNT, self, new codes.ERR_IP_BLOCKED(byFamily[first][0].address));
      return;
    }
    self._unrefTimer();
    if (inTurn.length === 1) {
      internalConnect(self, inTurn[0].address, port, inTurn[0].family, localAddress, localPort);
      return;
    }
    self.autoSelectFamilyAttemptedAddresses = [];
    internalConnectMultiple({ socket: self, addresses: inTurn, current: 0, port, localPort, timeout, [kTimeout]: null, errors: [] });
  });
}

function interleave(a, b) {
  const out = [];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (i < a.length) out.push(a[i]);
    if (i < b.length) out.push(b[i]);
  }
  return out;
}

// libuv tells only later that an address is in use: by the port that it has not.
function checkBindError(err, port, handle) {
  if (err === 0 && port > 0 && handle.getsockname) {
    const out = {};
    err = handle.getsockname(out);
    if (err === 0 && port !== out.port) err = internalBinding('uv').errnos().find(([, name]) => name === 'EADDRINUSE')[0];
  }
  return err;
}

// " - Local (address:port)" of an error.
function localDetails(self, handle = self._handle) {
  const out = {};
  if (handle?.getsockname && handle.getsockname(out) === 0 && out.address && out.port !== undefined) {
    return `${out.address}:${out.port}`;
  }
}

function bindLocal(handle, addressType, localAddress, localPort, flags) {
  const err = addressType === 4 ? handle.bind(localAddress, localPort) : handle.bind6(localAddress, localPort, flags);
  return checkBindError(err, localPort, handle);
}

function internalConnect(self, address, port, addressType, localAddress, localPort, flags) {
  const handle = self._handle;
  let err;
  if (localAddress || localPort) {
    if (addressType === 4 || addressType === 6) localAddress ||= addressType === 4 ? '0.0.0.0' : '::';
    err = bindLocal(handle, addressType, localAddress, localPort | 0, flags);
    if (err) {
      self.destroy(exceptionWithHostPort(err, 'bind', localAddress, localPort));
      return;
    }
  }
  let req;
  if (addressType === 6 || addressType === 4) {
    req = newConnectRequest(self, address, port, addressType, localAddress, localPort, afterConnect);
    self.emit('connectionAttempt', address, port, addressType);
    if (!self.connecting) return;
    err = addressType === 4 ? handle.connect(req, address, port) : handle.connect6(req, address, port);
  } else {
    req = new PipeConnectWrap();
    req.address = address;
    req.oncomplete = afterConnect;
    err = handle.connect(req, address);
  }
  if (err) self.destroy(exceptionWithHostPort(err, 'connect', req.address, req.port, localDetails(self)));
}

function newConnectRequest(self, address, port, addressType, localAddress, localPort, oncomplete) {
  const req = new TCPConnectWrap();
  req.oncomplete = oncomplete;
  req.address = address;
  req.port = port;
  req.localAddress = localAddress;
  req.localPort = localPort;
  req.addressType = addressType;
  return req;
}

// The next address of those of a name.
function internalConnectMultiple(context, canceled) {
  clearTimeout(context[kTimeout]);
  const self = context.socket;
  if (context.addresses.length === context.current || canceled) {
    if (context.errors.length === 0) {
      self.destroy(new codes.ERR_SOCKET_CONNECTION_TIMEOUT());
      return;
    }
    self.destroy(newAggregate(context.errors));
    return;
  }
  const current = context.current++;
  if (current > 0) {
    // The one before is given up.
    self._handle = new TCP(TCPConstants.SOCKET);
    const { connecting } = self;
    initSocketHandle(self);
    self.connecting = connecting;
    if (self[kSetTOS] !== undefined) self._handle.setTypeOfService?.(self[kSetTOS]);
  }
  const handle = self._handle;
  const { localPort, port } = context;
  const { address, family: addressType } = context.addresses[current];
  let localAddress, err;
  if (localPort) {
    localAddress = addressType === 4 ? '0.0.0.0' : '::';
    err = bindLocal(handle, addressType, localAddress, localPort);
    if (err) {
      context.errors.push(exceptionWithHostPort(err, 'bind', localAddress, localPort));
      internalConnectMultiple(context);
      return;
    }
  }
  const req = newConnectRequest(self, address, port, addressType, localAddress, localPort,
    (status, h, req, readable, writable) => afterConnectMultiple(context, current, status, h, req, readable, writable));
  self.autoSelectFamilyAttemptedAddresses.push(`${address}:${port}`);
  self.emit('connectionAttempt', address, port, addressType);
  if (!self.connecting) return;
  err = addressType === 4 ? handle.connect(req, address, port) : handle.connect6(req, address, port);
  if (err) {
    const ex = exceptionWithHostPort(err, 'connect', address, port, localDetails(self));
    context.errors.push(ex);
    self.emit('connectionAttemptFailed', address, port, addressType, ex);
    internalConnectMultiple(context);
    return;
  }
  if (current < context.addresses.length - 1) {
    context[kTimeout] = setTimeout(attemptTimedOut, context.timeout, context, req, handle);
  }
}

function attemptTimedOut(context, req, handle) {
  const { socket } = context;
  req.oncomplete = undefined;
  const err = connectionError(req, UV_ETIMEDOUT, handle);
  context.errors.push(err);
  socket.emit('connectionAttemptTimeout', req.address, req.port, req.addressType);
  handle.close();
  if (socket.connecting) internalConnectMultiple(context);
}

function newAggregate(errors) {
  const err = new AggregateError(errors);
  const { code } = errors[0];
  // The code is in the stack alone.
  Object.defineProperty(err, 'name', { value: `AggregateError [${code}]`, configurable: true, writable: true });
  Error.captureStackTrace(err, newAggregate);
  err.stack; // the text is made while the name has the code
  delete err.name;
  err.code = code;
  return err;
}

function connectionError(req, status, handle) {
  let details;
  if (req.localAddress && req.localPort) details = `${req.localAddress}:${req.localPort}`;
  else details = undefined;
  const ex = exceptionWithHostPort(status, 'connect', req.address, req.port, details);
  if (details) {
    ex.localAddress = req.localAddress;
    ex.localPort = req.localPort;
  }
  return ex;
}

function afterConnectMultiple(context, current, status, handle, req, readable, writable) {
  clearTimeout(context[kTimeout]);
  const self = context.socket;
  if (status !== 0 || !self.connecting) {
    handle.close();
    if (!self.connecting) return;
    const ex = connectionError(req, status, handle);
    context.errors.push(ex);
    self.emit('connectionAttemptFailed', req.address, req.port, req.addressType, ex);
    if (self.connecting) internalConnectMultiple(context, status === UV_ECANCELED);
    return;
  }
  afterConnect(status, handle, req, readable, writable);
}

function afterConnect(status, handle, req, readable, writable) {
  const self = handle[owner_symbol];
  if (self.destroyed) return;
  self.connecting = false;
  self._sockname = null;
  if (status !== 0) {
    const ex = connectionError(req, status, handle);
    self.emit('connectionAttemptFailed', req.address, req.port, req.addressType, ex);
    self.destroy(ex);
    return;
  }
  if (self.readable && !readable) {
    self.push(null);
    self.read();
  }
  if (self.writable && !writable) self.end();
  self._unrefTimer();
  if (self[kSetNoDelay] && handle.setNoDelay) handle.setNoDelay(true);
  if (self[kSetKeepAlive] && handle.setKeepAlive) handle.setKeepAlive(true, self[kSetKeepAliveInitialDelay]);
  if (self[kSetTOS] !== undefined && handle.setTypeOfService) handle.setTypeOfService(self[kSetTOS]);
  self.emit('connect');
  self.emit('ready');
  // Reading begins at once, so that the end is noticed.
  if (readable && !self.isPaused()) self.read(0);
}

function connectErrorNT(self, err) {
  self.destroy(err);
}

// net.connect ( ...args ), also createConnection.
function connect(...args) {
  const normalized = normalizeArgs(args);
  const options = normalized[0];
  const socket = new Socket(options);
  publish('net.client.socket', { socket });
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

module.exports = {
  connect,
  getDefaultAutoSelectFamily: () => settings.autoSelectFamily,
  setDefaultAutoSelectFamily(value) {
    validateBoolean(value, 'value');
    settings.autoSelectFamily = value;
  },
  getDefaultAutoSelectFamilyAttemptTimeout: () => settings.attemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout(value) {
    validateInt32(value, 'value', 1);
    settings.attemptTimeout = Math.max(10, value);
  },
};
