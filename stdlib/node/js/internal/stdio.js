'use strict';

// process.stdout, stderr and stdin: writing is synchronous.

const EventEmitter = require('events');
const binding = internalBinding('process');
const { codes } = require('internal/errors');

class WriteStream extends EventEmitter {
  constructor(fd) {
    super();
    this.fd = fd;
    this.writable = true;
    this._type = binding.isTTY(fd) ? 'tty' : 'fs';
    if (this._type === 'tty') {
      this.isTTY = true;
      const size = binding.windowSize(fd);
      if (size) [this.columns, this.rows] = size;
    }
  }
  get writableLength() { return 0; }
  get writableHighWaterMark() { return 16384; }
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (chunk === null || (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk))) {
      throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
    if (typeof chunk === 'string' && encoding && !/^utf-?8$/i.test(encoding)) chunk = require('buffer').Buffer.from(chunk, encoding);
    binding.write(this.fd, chunk);
    if (callback) process.nextTick(callback, null);
    return true;
  }
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') [chunk, callback] = [undefined, chunk];
    if (chunk != null) this.write(chunk, encoding);
    if (callback) process.nextTick(callback);
    process.nextTick(() => this.emit('finish'));
    return this;
  }
  cork() {}
  uncork() {}
  destroy() { return this; }
  setDefaultEncoding() { return this; }
  getWindowSize() { return [this.columns, this.rows]; }
  hasColors(n = 16) { return typeof n !== 'number' ? this.getColorDepth() >= 4 : 2 ** this.getColorDepth() >= n; }
  getColorDepth(env = process.env) { return require('internal/tty_colors').getColorDepth(env); }
}

class ReadStream extends EventEmitter {
  constructor() {
    super();
    this.fd = 0;
    this.readable = true;
    if (binding.isTTY(0)) this.isTTY = true;
  }
  setEncoding(encoding) {
    this.encoding = encoding;
    return this;
  }
  on(name, listener) {
    super.on(name, listener);
    if (name === 'data' || name === 'end' || name === 'readable') this.resume();
    return this;
  }
  resume() {
    if (this.started) return this;
    this.started = true;
    binding.readStdin((err, chunk) => {
      if (err) this.emit('error', err);
      else if (chunk === undefined) {
        this.readable = false;
        this.emit('end');
        this.emit('close');
      } else this.emit('data', this.encoding ? require('buffer').Buffer.from(chunk).toString(this.encoding) : require('buffer').Buffer.from(chunk.buffer));
    });
    return this;
  }
  pause() { return this; }
  unref() { return this; }
  ref() { return this; }
  async *[Symbol.asyncIterator]() {
    for await (const [chunk] of EventEmitter.on(this, 'data', { close: ['end'] })) yield chunk;
  }
}

module.exports = { output: (fd) => new WriteStream(fd), input: () => new ReadStream(), WriteStream, ReadStream };
