'use strict';

// The channel between a program and one it has forked: messages, one a line of
// JSON or as v8.serialize writes them, and handles that go with them.

const EventEmitter = require('events');
const { codes, errnoException } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { Pipe, constants: PipeConstants } = internalBinding('pipe_wrap');
const { WriteWrap } = internalBinding('stream_wrap');
const uv = internalBinding('uv');
const handles = require('internal/child_process/handles');
const { maybeClose } = require('internal/child_process');

const kChannelHandle = Symbol('kChannelHandle');
const kIsUsedAsStdio = Symbol('kIsUsedAsStdio');
const kPendingMessages = Symbol('kPendingMessages');

const noop = () => {};
const mostRetransmissions = 3;
// What may wait before send says that it is too much.
const highWater = 65536 * 2;

// Control is process.channel and child.channel.
class Control extends EventEmitter {
  #channel;
  #refs = 0;
  #explicit = false;
  [kPendingMessages] = [];
  constructor(channel) {
    super();
    this.#channel = channel;
  }
  refCounted() {
    if (++this.#refs === 1 && !this.#explicit) this.#channel?.ref();
  }
  unrefCounted() {
    if (--this.#refs === 0 && !this.#explicit) {
      this.#channel?.unref();
      this.emit('unref');
    }
  }
  ref() {
    this.#explicit = true;
    this.#channel?.ref();
  }
  unref() {
    this.#explicit = true;
    this.#channel?.unref();
  }
  get fd() { return this.#channel ? this.#channel.fd : undefined; }
  get [kChannelHandle]() { return this.#channel; }
  close() { this.#channel = null; }
}

// How messages become bytes, and bytes messages.
class JSONCodec {
  #rest = '';
  #decoder = new (require('string_decoder').StringDecoder)('utf8');
  encode(message) {
    return require('buffer').Buffer.from(`${JSON.stringify(message)}\n`);
  }
  decode(chunk) {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop();
    return lines.map((line) => JSON.parse(line));
  }
  get buffering() { return this.#rest !== ''; }
}

class AdvancedCodec {
  #rest = Buffer.alloc(0);
  encode(message) {
    const body = require('v8').serialize(message);
    const head = Buffer.allocUnsafe(4);
    head.writeUInt32BE(body.length);
    return Buffer.concat([head, body]);
  }
  decode(chunk) {
    const messages = [];
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (data.length >= 4) {
      const n = data.readUInt32BE(0);
      if (data.length < 4 + n) break;
      messages.push(require('v8').deserialize(data.subarray(4, 4 + n)));
      data = data.subarray(4 + n);
    }
    this.#rest = data;
    return messages;
  }
  get buffering() { return this.#rest.length > 0; }
}

const isInternal = (message) => message !== null && typeof message === 'object' &&
  typeof message.cmd === 'string' && message.cmd.length > 5 && message.cmd.startsWith('NODE_');

function closePending(target) {
  target._pendingMessage.handle.close();
  target._pendingMessage = null;
}

// setupChannel ( target, channel, serialization ) gives target, a ChildProcess or process, its
// methods and events.
function setupChannel(target, channel, serialization) {
  const control = new Control(channel);
  const codec = serialization === 'advanced' ? new AdvancedCodec() : new JSONCodec();
  if (serialization === 'advanced') require('internal/later').requireFor('options.serialization', 'v8');
  const came = []; // handles whose message has not yet come

  target.channel = control;
  target[kChannelHandle] = channel;
  target._handleQueue = null;
  target._pendingMessage = null;
  Object.defineProperty(target, '_channel', { configurable: true, enumerable: false, get: () => target.channel, set: noop });
  channel.sockets = { got: {}, send: {} };
  channel.pendingHandle = null;
  channel.buffering = false;

  channel.onread = function(chunk, nread) {
    while (channel.pendingCount?.() > 0) came.push(channel.accept() ?? null);
    if (!chunk || !(nread > 0)) {
      if (nread === 0) return;
      this.buffering = false;
      target.disconnect();
      channel.onread = noop;
      channel.close();
      target[kChannelHandle] = null;
      maybeClose(target);
      return;
    }
    const messages = codec.decode(chunk);
    this.buffering = codec.buffering;
    for (const message of messages) receive(message);
  };

  function receive(message) {
    if (!isInternal(message)) {
      deliver('message', message, undefined);
      return;
    }
    if (message.cmd === 'NODE_HANDLE') deliver('internalMessage', message, came.shift() ?? undefined);
    else deliver('internalMessage', message, undefined);
  }

  function deliver(event, message, handle) {
    if (!target.channel) return;
    process.nextTick(emit, event, message, handle);
  }

  // What comes before somebody listens waits for whom.
  function emit(event, message, handle) {
    if (event === 'internalMessage' || target.listenerCount('message')) target.emit(event, message, handle);
    else target.channel?.[kPendingMessages].push([event, message, handle]);
  }
  target.on('newListener', function() {
    process.nextTick(() => {
      if (!target.channel || !target.listenerCount('message')) return;
      const waiting = target.channel[kPendingMessages];
      target.channel[kPendingMessages] = [];
      for (const args of waiting) deliver(...args);
    });
  });

  target.on('internalMessage', function(message, handle) {
    if (message.cmd === 'NODE_HANDLE_ACK') return acknowledged(true);
    if (message.cmd === 'NODE_HANDLE_NACK') return acknowledged(false);
    if (message.cmd !== 'NODE_HANDLE') return undefined;
    // Another may follow only once this one has come.
    if (!handle) return target._send({ cmd: 'NODE_HANDLE_NACK' }, null, true);
    target._send({ cmd: 'NODE_HANDLE_ACK' }, null, true);
    handles.kinds[message.type].got.call(target, message, handle, (object) => {
      if (isInternal(message.msg)) deliver('internalMessage', message.msg, object);
      else deliver('message', message.msg, object);
    });
    return undefined;
  });

  function acknowledged(ok) {
    if (target._pendingMessage) {
      const { message, handle, options, callback, retransmissions } = target._pendingMessage;
      if (!ok && retransmissions < mostRetransmissions) {
        target._pendingMessage.retransmissions++;
        write(channel, message, handle, new WriteWrap());
        return;
      }
      if (!ok) process.emitWarning('Handle did not reach the receiving process correctly', 'SentHandleNotReceivedWarning');
      closePending(target);
    }
    const queue = target._handleQueue;
    target._handleQueue = null;
    for (const one of queue ?? []) target._send(one.message, one.handle, one.options, one.callback);
    // Whoever asked to disconnect while handles waited waits no longer.
    if (!target.connected && target.channel && !target._handleQueue) target._disconnect();
  }

  function write(channel, message, handle, req) {
    return channel.writeBuffer(req, codec.encode(message), handle);
  }

  target.send = function(message, handle, options, callback) {
    if (typeof handle === 'function') {
      callback = handle;
      handle = undefined;
      options = undefined;
    } else if (typeof options === 'function') {
      callback = options;
      options = undefined;
    } else if (options !== undefined) validateObject(options, 'options');
    options = { swallowErrors: false, ...options };
    if (this.connected) return this._send(message, handle, options, callback);
    failed(new codes.ERR_IPC_CHANNEL_CLOSED(), callback);
    return false;
  };

  function failed(err, callback) {
    if (typeof callback === 'function') process.nextTick(callback, err);
    else process.nextTick(() => target.emit('error', err));
  }

  target._send = function(message, handle, options, callback) {
    if (message === undefined) throw new codes.ERR_MISSING_ARGS('message');
    if (!['string', 'object', 'number', 'boolean'].includes(typeof message)) {
      throw new codes.ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
    }
    if (typeof options === 'boolean') options = { swallowErrors: options };
    let kind;
    const answer = isInternal(message) && (message.cmd === 'NODE_HANDLE_ACK' || message.cmd === 'NODE_HANDLE_NACK');
    if (handle) {
      const type = handles.typeOf(handle);
      message = { cmd: 'NODE_HANDLE', type, msg: message };
      kind = handles.kinds[type];
      if (this._handleQueue && !answer) {
        this._handleQueue.push({ callback, handle, options, message: message.msg });
        return this._handleQueue.length === 1;
      }
      handle = kind.send.call(target, message, handle, options);
      if (!handle) message = message.msg; // it has been closed meanwhile
    } else if (this._handleQueue && !answer) {
      // What is sent after a handle arrives after it.
      this._handleQueue.push({ callback, handle: null, options, message });
      return this._handleQueue.length === 1;
    }
    if (!channel.fd && channel.fd !== 0) return false;
    const req = new WriteWrap();
    const err = write(channel, message, handle, req);
    if (err === 0) sent(kind, req, message, handle, options, callback);
    else if (!options?.swallowErrors) {
      if (handle && kind?.postSend) kind.postSend.call(target, message, handle, options, callback);
      failed(errnoException(err, 'write'), callback);
    }
    return channel.writeQueueSize < highWater;
  };

  function sent(kind, req, message, handle, options, callback) {
    if (handle) {
      target._handleQueue ??= [];
      kind.postSend?.call(target, message, handle, options, callback);
    }
    if (req.async) {
      control.refCounted();
      req.oncomplete = () => {
        control.unrefCounted();
        if (typeof callback === 'function') callback(null);
      };
    } else if (typeof callback === 'function') process.nextTick(callback, null);
  }

  target.connected = true;
  target.disconnect = function() {
    if (!this.connected) {
      this.emit('error', new codes.ERR_IPC_DISCONNECTED());
      return;
    }
    this.connected = false;
    // Handles on their way arrive first.
    if (!this._handleQueue) this._disconnect();
  };

  target._disconnect = function() {
    this.channel = null;
    this[kChannelHandle] = null;
    control.close();
    if (this._pendingMessage) closePending(this);
    let done = false;
    function finish() {
      if (done) return;
      done = true;
      channel.close();
      target.emit('disconnect');
    }
    if (channel.buffering) {
      // A part of a message has come: it ends first.
      target.once('message', finish);
      target.once('internalMessage', finish);
      return;
    }
    process.nextTick(finish);
  };

  if (typeof target.pid === 'number' || target === process) channel.readStart();
  return control;
}

// forkChild ( fd, serialization ) is what a forked program begins with.
function forkChild(fd, serialization) {
  const pipe = new Pipe(PipeConstants.IPC);
  pipe.open(fd);
  pipe.unref();
  const control = setupChannel(process, pipe, serialization);
  // The channel keeps the program alive while somebody listens.
  const counts = (name) => name === 'message' || name === 'disconnect';
  process.on('newListener', (name) => { if (counts(name)) control.refCounted(); });
  process.on('removeListener', (name) => { if (counts(name)) control.unrefCounted(); });
}

module.exports = { setupChannel, forkChild, kChannelHandle, kIsUsedAsStdio };
