'use strict';

// CompressionStream and DecompressionStream (https://compression.spec.whatwg.org/).

const { requireFor } = require('internal/later');
const { TransformStream } = require('internal/webstreams/transform');
const { finish } = require('internal/webstreams/util');
const { codes } = require('internal/errors');

const formats = {
  '__proto__': null,
  'deflate': ['createDeflate', 'createInflate'],
  'deflate-raw': ['createDeflateRaw', 'createInflateRaw'],
  'gzip': ['createGzip', 'createGunzip'],
  'brotli': ['createBrotliCompress', 'createBrotliDecompress'],
};

function makeOf(format, decompress, name) {
  const text = `${format}`;
  if (!(text in formats)) {
    const err = new codes.ERR_INVALID_ARG_VALUE('format', format);
    err.message = `Failed to construct '${name}': 1st argument value '${text}' is not a valid enum value of type CompressionFormat.`;
    throw err;
  }
  return formats[text][decompress ? 1 : 0];
}

// Codec is a stream of zlib fed chunk by chunk.
class Codec {
  #stream;
  #error;
  #controller;

  constructor(make, decompress) {
    const options = decompress ? { rejectGarbageAfterEnd: true } : {};
    this.#stream = requireFor(decompress ? 'DecompressionStream' : 'CompressionStream', 'zlib')[make](options);
    this.#stream.on('data', (data) => this.#controller?.enqueue(new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length))));
    this.#stream.on('error', (err) => {
      this.#error = err instanceof TypeError ? err : Object.assign(new TypeError(err.message, { cause: err }), { code: err.code });
      this.#wake?.();
    });
  }

  #wake;

  // Work is done when the stream says so, or failed.
  #wait(begin) {
    return new Promise((resolve, reject) => {
      const done = () => {
        this.#wake = undefined;
        if (this.#error !== undefined) reject(this.#error);
        else resolve();
      };
      this.#wake = done;
      if (this.#error !== undefined) done();
      else begin(done);
    });
  }

  write(chunk, controller) {
    if (!isBufferSource(chunk)) throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
    this.#controller = controller;
    const bytes = ArrayBuffer.isView(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.from(chunk);
    return this.#wait((done) => this.#stream.write(bytes, done));
  }

  end(controller) {
    this.#controller = controller;
    return this.#wait((done) => {
      this.#stream.once('end', done);
      this.#stream.end();
    });
  }
}

// Memory that is shared may change under the codec: it is no buffer source.
function isBufferSource(value) {
  const { isArrayBuffer, isSharedArrayBuffer } = require('util').types;
  if (ArrayBuffer.isView(value)) return !isSharedArrayBuffer(value.buffer);
  return isArrayBuffer(value);
}

function transformOf(make, decompress) {
  const codec = new Codec(make, decompress);
  return new TransformStream({
    transform: (chunk, controller) => codec.write(chunk, controller),
    flush: (controller) => codec.end(controller),
  });
}

class CompressionStream {
  #transform;

  constructor(format) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('format');
    this.#transform = transformOf(makeOf(format, false, 'CompressionStream'), false);
  }

  get readable() {
    if (!(#transform in this)) throw new codes.ERR_INVALID_THIS('CompressionStream');
    return this.#transform.readable;
  }

  get writable() {
    if (!(#transform in this)) throw new codes.ERR_INVALID_THIS('CompressionStream');
    return this.#transform.writable;
  }
}

class DecompressionStream {
  #transform;

  constructor(format) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('format');
    this.#transform = transformOf(makeOf(format, true, 'DecompressionStream'), true);
  }

  get readable() {
    if (!(#transform in this)) throw new codes.ERR_INVALID_THIS('DecompressionStream');
    return this.#transform.readable;
  }

  get writable() {
    if (!(#transform in this)) throw new codes.ERR_INVALID_THIS('DecompressionStream');
    return this.#transform.writable;
  }
}

for (const Class of [CompressionStream, DecompressionStream]) {
  finish(Class, { inspect: { readable: (o) => o.readable, writable: (o) => o.writable } });
}

module.exports = { CompressionStream, DecompressionStream };
