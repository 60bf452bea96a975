'use strict';

// TextEncoder and TextDecoder (https://encoding.spec.whatwg.org/#api).

const { codes } = require('internal/errors');
const { validateObject, validateString, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const { customInspect, exposeProperties } = require('internal/webidl');
const binding = internalBinding('encoding');
const { inspect } = internalBinding('util');
const { ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } = codes;
const { encode, encodeInto, decode, decodeUTF8 } = binding;

// A class that is shown as what has its name and these fields.
function shownAs(self, depth, options, fields) {
  const name = self.constructor?.name ?? 'Object';
  if (typeof depth === 'number' && depth < 0) return options.stylize(`[${name}]`, 'special');
  return `${name} ${inspect(fields, options)}`;
}

class TextEncoder {
  #brand;

  static #check(encoder) {
    if (encoder === null || typeof encoder !== 'object' || !(#brand in encoder)) throw new ERR_INVALID_THIS('TextEncoder');
  }

  get encoding() {
    TextEncoder.#check(this);
    return 'utf-8';
  }

  encode(input = '') {
    TextEncoder.#check(this);
    return encode(`${input}`);
  }

  encodeInto(src, dest) {
    TextEncoder.#check(this);
    validateString(src, 'src');
    if (!dest || Object.prototype.toString.call(dest) !== '[object Uint8Array]' && !(dest instanceof Uint8Array)) {
      throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    }
    const [read, written] = encodeInto(src, dest);
    return { read, written };
  }

  [customInspect](depth, options) {
    TextEncoder.#check(this);
    if (typeof depth === 'number' && depth < 0) return this;
    return inspect({ encoding: 'utf-8' }, options);
  }
}

const empty = new Uint8Array(0);

function isBufferSource(value) {
  if (ArrayBuffer.isView(value)) return true;
  const kind = internalBinding('util').kindOf(value);
  return kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer';
}

// Errors of decode do not show their code in their stack.
function plain(code, message) {
  const err = new TypeError(message);
  err.code = code;
  Error.captureStackTrace(err, TextDecoder.prototype.decode);
  return err;
}

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #decoder; // made when something other than whole texts of UTF-8 is decoded

  constructor(encoding = 'utf-8', options = null) {
    encoding = `${encoding}`;
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    this.#encoding = binding.name(encoding);
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
    if (this.#encoding === undefined) throw new ERR_ENCODING_NOT_SUPPORTED(encoding);
    if (this.#encoding !== 'utf-8') {
      this.#decoder = binding.decoder(this.#encoding, this.#fatal, this.#ignoreBOM);
      if (this.#decoder === undefined) throw new ERR_ENCODING_NOT_SUPPORTED(this.#encoding);
    }
  }

  static #check(decoder) {
    if (decoder === null || typeof decoder !== 'object' || !(#encoding in decoder)) throw new ERR_INVALID_THIS('TextDecoder');
  }

  decode(input = empty, options = undefined) {
    TextDecoder.#check(this);
    if (!isBufferSource(input)) {
      throw plain('ERR_INVALID_ARG_TYPE', 'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
    }
    let stream = false;
    if (options !== undefined) {
      validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
      stream = Boolean(options?.stream);
    }
    let text;
    if (this.#decoder === undefined && !stream) text = decodeUTF8(input, this.#fatal, this.#ignoreBOM);
    else {
      this.#decoder ??= binding.decoder(this.#encoding, this.#fatal, this.#ignoreBOM);
      text = decode(this.#decoder, input, stream);
      if (!stream && this.#encoding === 'utf-8') this.#decoder = undefined;
    }
    if (text === undefined) {
      throw plain('ERR_ENCODING_INVALID_ENCODED_DATA', `The encoded data was not valid for encoding ${this.#encoding}`);
    }
    return text;
  }

  get encoding() {
    TextDecoder.#check(this);
    return this.#encoding;
  }

  get fatal() {
    TextDecoder.#check(this);
    return this.#fatal;
  }

  get ignoreBOM() {
    TextDecoder.#check(this);
    return this.#ignoreBOM;
  }

  [customInspect](depth, options) {
    TextDecoder.#check(this);
    const fields = { encoding: this.#encoding, fatal: this.#fatal, ignoreBOM: this.#ignoreBOM };
    if (options.showHidden) {
      fields[Symbol('flags')] = (this.#fatal ? 2 : 0) | (this.#ignoreBOM ? 4 : 0);
      fields[Symbol('handle')] = this.#decoder;
    }
    return shownAs(this, depth, options, fields);
  }
}

exposeProperties(TextEncoder, ['encoding', 'encode', 'encodeInto']);
exposeProperties(TextDecoder, ['decode', 'encoding', 'fatal', 'ignoreBOM']);
for (const Class of [TextEncoder, TextDecoder]) Object.defineProperty(Class.prototype, customInspect, { __proto__: null, enumerable: false });

module.exports = { TextEncoder, TextDecoder };
