'use strict';

// The handles of UDP sockets, with the lookup of names they use.

const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { UDP } = internalBinding('udp_wrap');
const { guessHandleType } = internalBinding('pipe_wrap');
const UV_EINVAL = internalBinding('uv').errnos().find(([, name]) => name === 'EINVAL')[0];

const kStateSymbol = Symbol('state symbol');

function lookup4(lookup, address, callback) {
  return lookup(address || '127.0.0.1', 4, callback);
}

function lookup6(lookup, address, callback) {
  return lookup(address || '::1', 6, callback);
}

function newHandle(type, lookup) {
  if (lookup === undefined) lookup = require('dns').lookup;
  else validateFunction(lookup, 'lookup');
  if (type !== 'udp4' && type !== 'udp6') throw new codes.ERR_SOCKET_BAD_TYPE();
  const handle = new UDP();
  if (type === 'udp4') {
    handle.lookup = lookup4.bind(handle, lookup);
  } else {
    handle.lookup = lookup6.bind(handle, lookup);
    // Other names of what works on both families.
    handle.bind = handle.bind6;
    handle.connect = handle.connect6;
    handle.send = handle.send6 ?? handle.send;
  }
  return handle;
}

// A bound handle, for cluster, or the number of the error that there was.
function _createSocketHandle(address, port, addressType, fd, flags) {
  const handle = newHandle(addressType);
  let err;
  if (Number.isInteger(fd) && fd > 0) err = guessHandleType(fd) === 'UDP' ? handle.open(fd) : UV_EINVAL;
  else if (port || address) err = handle.bind(address, port || 0, flags);
  if (err) {
    handle.close();
    return err;
  }
  return handle;
}

module.exports = { kStateSymbol, newHandle, _createSocketHandle, UV_EINVAL };
