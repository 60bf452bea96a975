'use strict';

// Handles that are sent over a channel: how each kind is sent and received.

const net = require('net');
const { codes } = require('internal/errors');
const { TCP } = internalBinding('tcp_wrap');
const { Pipe } = internalBinding('pipe_wrap');
const { UDP } = internalBinding('udp_wrap');
const EventEmitter = require('events');

const kinds = {
  'net.Native': {
    send: (message, handle) => handle,
    got(message, handle, emit) { emit(handle); },
  },
  'net.Server': {
    send: (message, server) => server._handle,
    got(message, handle, emit) {
      const server = new net.Server();
      server.listen(handle, () => emit(server));
    },
  },
  'net.Socket': {
    send(message, socket, options) {
      if (!socket._handle) return undefined;
      if (socket.server) {
        // The server here counts the sockets that others have for it.
        const key = message.key = socket.server._connectionKey;
        const list = socketList(this, 'send', key, SocketListSend);
        if (list.first) {
          list.first = false;
          socket.server._setupWorker?.(list);
        }
        socket.server._connections--;
      }
      const handle = socket._handle;
      if (!options?.keepOpen) {
        handle.onread = () => {};
        handle.readStop();
        socket._handle = null;
        socket.setTimeout(0);
      }
      return handle;
    },
    // It is closed here once it has arrived.
    postSend(message, handle, options, callback) {
      if (!handle || options?.keepOpen) return;
      if (this._pendingMessage) this._pendingMessage.handle.close();
      this._pendingMessage = { callback, message, handle, options, retransmissions: 0 };
    },
    got(message, handle, emit) {
      const socket = new net.Socket({ handle, readable: true, writable: true });
      if (message.key) socketList(this, 'got', message.key, SocketListReceive).add(socket);
      emit(socket);
    },
  },
  'dgram.Native': {
    send: (message, handle) => handle,
    got(message, handle, emit) { emit(handle); },
  },
  'dgram.Socket': {
    send(message, socket) {
      message.dgramType = socket.type;
      return socket[require('internal/dgram/handle').kStateSymbol].handle;
    },
    got(message, handle, emit) {
      const socket = new (require('dgram').Socket)(message.dgramType);
      socket.bind(handle, () => emit(socket));
    },
  },
};

function typeOf(handle) {
  if (handle instanceof net.Socket) return 'net.Socket';
  if (handle instanceof net.Server) return 'net.Server';
  if (handle instanceof TCP || handle instanceof Pipe) return 'net.Native';
  if (handle instanceof UDP) return 'dgram.Native';
  if (handle instanceof require('dgram').Socket) return 'dgram.Socket';
  throw new codes.ERR_INVALID_HANDLE_TYPE();
}

function socketList(target, direction, key, List) {
  const all = target.channel[Symbol.for('gojs.sockets')] ??= { got: {}, send: {} };
  return all[direction][key] ??= new List(target, key);
}

// The sockets of a server that a child has: asked by messages.
class SocketListSend extends EventEmitter {
  first = true;
  constructor(child, key) {
    super();
    this.child = child;
    this.key = key;
    child.once('exit', () => this.emit('exit', this));
  }
  #request(message, answer, callback) {
    const { child } = this;
    if (!child.connected) return onClosed.call(this);
    child._send(message, undefined, { swallowErrors: true });
    const self = this;
    function onClosed() {
      child.removeListener('internalMessage', onReply);
      callback(new codes.ERR_CHILD_CLOSED_BEFORE_REPLY());
    }
    function onReply(reply) {
      if (reply.cmd !== answer || reply.key !== self.key) return;
      child.removeListener('disconnect', onClosed);
      child.removeListener('internalMessage', onReply);
      callback(null, reply);
    }
    child.once('disconnect', onClosed);
    child.on('internalMessage', onReply);
    return undefined;
  }
  close(callback) {
    this.#request({ cmd: 'NODE_SOCKET_NOTIFY_CLOSE', key: this.key }, 'NODE_SOCKET_ALL_CLOSED', callback);
  }
  getConnections(callback) {
    this.#request({ cmd: 'NODE_SOCKET_GET_COUNT', key: this.key }, 'NODE_SOCKET_COUNT',
      (err, message) => err ? callback(err) : callback(null, message.count));
  }
}

// The sockets that came from a server elsewhere.
class SocketListReceive extends EventEmitter {
  #connections = 0;
  constructor(parent, key) {
    super();
    const closed = () => parent.connected &&
      parent._send({ cmd: 'NODE_SOCKET_ALL_CLOSED', key }, undefined, { swallowErrors: true });
    parent.on('internalMessage', (message) => {
      if (message.key !== key) return;
      if (message.cmd === 'NODE_SOCKET_NOTIFY_CLOSE') {
        if (this.#connections === 0) closed();
        else this.once('empty', closed);
      } else if (message.cmd === 'NODE_SOCKET_GET_COUNT' && parent.connected) {
        parent._send({ cmd: 'NODE_SOCKET_COUNT', key, count: this.#connections }, undefined, { swallowErrors: true });
      }
    });
  }
  add(socket) {
    this.#connections++;
    socket.once('close', () => {
      if (--this.#connections === 0) this.emit('empty', this);
    });
  }
}

module.exports = { kinds, typeOf };
