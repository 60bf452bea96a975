'use strict';

// TextEncoderStream and TextDecoderStream (https://encoding.spec.whatwg.org/#streams).

const { TextDecoder, TextEncoder } = require('internal/encoding');
const { TransformStream } = require('internal/webstreams/transform');
const { finish } = require('internal/webstreams/util');
const { codes } = require('internal/errors');

class TextEncoderStream {
  #encoder = new TextEncoder();
  #high = ''; // the first half of a pair that a chunk ended with
  #transform;

  constructor() {
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        const text = this.#complete(`${chunk}`);
        if (text !== '') controller.enqueue(this.#encoder.encode(text));
      },
      flush: (controller) => {
        if (this.#high !== '') controller.enqueue(new Uint8Array([0xef, 0xbf, 0xbd]));
      },
    });
  }

  #complete(text) {
    text = this.#high + text;
    this.#high = '';
    if (/[\ud800-\udbff]$/.test(text)) {
      this.#high = text.at(-1);
      text = text.slice(0, -1);
    }
    return text;
  }

  get encoding() {
    if (!(#transform in this)) throw new codes.ERR_INVALID_THIS('TextEncoderStream');
    return 'utf-8';
  }

  get readable() {
    if (!(#transform in this)) throw new codes.ERR_INVALID_THIS('TextEncoderStream');
    return this.#transform.readable;
  }

  get writable() {
    if (!(#transform in this)) throw new codes.ERR_INVALID_THIS('TextEncoderStream');
    return this.#transform.writable;
  }
}

class TextDecoderStream {
  #decoder;
  #transform;

  constructor(encoding = 'utf-8', options = {}) {
    const decoder = this.#decoder = new TextDecoder(encoding, options);
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        if (chunk === undefined) throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['ArrayBuffer', 'TypedArray', 'DataView'], chunk);
        const text = decoder.decode(chunk, { stream: true });
        if (text !== '') controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text !== '') controller.enqueue(text);
      },
    });
  }

  get encoding() {
    if (!(#decoder in this)) throw new codes.ERR_INVALID_THIS('TextDecoderStream');
    return this.#decoder.encoding;
  }

  get fatal() {
    if (!(#decoder in this)) throw new codes.ERR_INVALID_THIS('TextDecoderStream');
    return this.#decoder.fatal;
  }

  get ignoreBOM() {
    if (!(#decoder in this)) throw new codes.ERR_INVALID_THIS('TextDecoderStream');
    return this.#decoder.ignoreBOM;
  }

  get readable() {
    if (!(#decoder in this)) throw new codes.ERR_INVALID_THIS('TextDecoderStream');
    return this.#transform.readable;
  }

  get writable() {
    if (!(#decoder in this)) throw new codes.ERR_INVALID_THIS('TextDecoderStream');
    return this.#transform.writable;
  }
}

finish(TextEncoderStream, { inspect: { encoding: (o) => o.encoding, readable: (o) => o.readable, writable: (o) => o.writable } });
finish(TextDecoderStream, {
  inspect: {
    encoding: (o) => o.encoding, fatal: (o) => o.fatal, ignoreBOM: (o) => o.ignoreBOM,
    readable: (o) => o.readable, writable: (o) => o.writable,
  },
});

module.exports = { TextDecoderStream, TextEncoderStream };
