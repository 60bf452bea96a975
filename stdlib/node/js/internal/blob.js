'use strict';

// Class Blob (https://w3c.github.io/FileAPI/#blob-section): a list of pieces of
// bytes that nobody else writes to.

const { codes } = require('internal/errors');
const { validateDictionary } = require('internal/validators');
const { customInspect, exposeProperties, inspectAs } = require('internal/webidl');
const { encode, decodeUTF8 } = internalBinding('encoding');
const { concat } = internalBinding('buffer');
const { kindOf } = internalBinding('util');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } = codes;

const kPieces = Symbol('pieces'); // the constructor's first argument where there are pieces already
const kChunk = 65536;

function withEndings(text, endings) {
  return endings === 'native' ? text.replace(/\r\n|\r|\n/g, process.platform === 'win32' ? '\r\n' : '\n') : text;
}

// The bytes of one of the sources, which are copied.
function piecesOf(source, endings) {
  if (isBlob(source)) return pieces(source);
  const kind = kindOf(source);
  if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') return [new Uint8Array(source).slice()];
  if (ArrayBuffer.isView(source)) return [new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()];
  return [encode(withEndings(`${source}`, endings))];
}

function cleanType(type) {
  type = `${type}`;
  return /[^\x20-\x7E]/.test(type) ? '' : type.toLowerCase();
}

// A part of a file, which is read when its bytes are wanted; by then the file must
// be as it was.
class FilePiece {
  constructor(path, stats, start, length) {
    Object.assign(this, { path, stats, start, length });
  }

  subarray(from, to) { return new FilePiece(this.path, this.stats, this.start + from, to - from); }

  async read() {
    const { promises } = require('fs');
    const { DOMException } = require('internal/domexception');
    const unreadable = () => new DOMException('The blob could not be read', 'NotReadableError');
    let handle;
    try {
      handle = await promises.open(this.path, 'r');
      const now = await handle.stat();
      if (now.size !== this.stats.size || now.mtimeMs !== this.stats.mtimeMs) throw unreadable();
      const bytes = new Uint8Array(this.length);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, this.start + at);
        if (bytesRead === 0) throw unreadable();
        at += bytesRead;
      }
      return bytes;
    } catch (err) {
      throw err.name === 'NotReadableError' ? err : unreadable();
    } finally {
      await handle?.close();
    }
  }
}

class Blob {
  #pieces;
  #size;
  #type;

  constructor(sources = [], options) {
    if (sources === kPieces) {
      this.#take(options.pieces, options.type);
      return;
    }
    if (sources === null || (typeof sources !== 'object' && typeof sources !== 'function') || typeof sources[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    validateDictionary(options, 'options');
    let { endings = 'transparent', type = '' } = options ?? {};
    endings = `${endings}`;
    if (endings !== 'transparent' && endings !== 'native') throw new ERR_INVALID_ARG_VALUE('options.endings', endings);
    const list = [];
    for (const source of sources) list.push(...piecesOf(source, endings));
    this.#take(list, cleanType(type));
  }

  #take(pieces, type) {
    this.#pieces = pieces;
    this.#type = type;
    this.#size = 0;
    for (const piece of pieces) this.#size += piece.length;
  }

  static is(value) { return typeof value === 'object' && value !== null && #pieces in value; }
  static pieces(blob) { return blob.#pieces; }

  static #check(blob) {
    if (!isBlob(blob)) throw new ERR_INVALID_THIS('Blob');
  }

  get type() {
    Blob.#check(this);
    return this.#type;
  }

  get size() {
    Blob.#check(this);
    return this.#size;
  }

  slice(start = 0, end = this.size, contentType = '') {
    Blob.#check(this);
    const size = this.#size;
    const bound = (n) => {
      n = Math.trunc(Number(n)) || 0;
      return n < 0 ? Math.max(size + n, 0) : Math.min(n, size);
    };
    start = bound(start);
    end = Math.max(bound(end), start);
    const pieces = [];
    let at = 0;
    for (const piece of this.#pieces) {
      const from = Math.max(start - at, 0), to = Math.min(end - at, piece.length);
      if (from < to) pieces.push(piece.subarray(from, to));
      at += piece.length;
    }
    return new Blob(kPieces, { pieces, type: cleanType(contentType) });
  }

  async #bytes() {
    const pieces = this.#pieces.some((piece) => piece instanceof FilePiece) ?
      await Promise.all(this.#pieces.map((piece) => piece instanceof FilePiece ? piece.read() : piece)) : this.#pieces;
    const bytes = new Uint8Array(this.#size);
    concat(bytes, pieces, this.#size);
    return bytes;
  }

  async arrayBuffer() {
    Blob.#check(this);
    return (await this.#bytes()).buffer;
  }

  async text() {
    Blob.#check(this);
    return decodeUTF8(await this.#bytes(), false, false);
  }

  async bytes() {
    Blob.#check(this);
    return this.#bytes();
  }

  stream() {
    Blob.#check(this);
    const pieces = this.#pieces;
    let index = 0, offset = 0;
    return new globalThis.ReadableStream({
      type: 'bytes',
      async pull(controller) {
        while (index < pieces.length && offset >= pieces[index].length) {
          index++;
          offset = 0;
        }
        if (index === pieces.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const piece = pieces[index], end = Math.min(offset + kChunk, piece.length);
        const chunk = piece instanceof FilePiece ? await piece.subarray(offset, end).read() : piece.slice(offset, end);
        offset += chunk.length;
        controller.enqueue(chunk);
      },
    }, { highWaterMark: 0 });
  }

  [customInspect](depth, options) {
    return inspectAs('Blob', depth, options, { size: this.size, type: this.type });
  }
}

const { is: isBlob, pieces } = Blob;
delete Blob.is;
delete Blob.pieces;

exposeProperties(Blob, ['type', 'size', 'slice', 'arrayBuffer', 'text', 'bytes', 'stream']);
Object.defineProperty(Blob.prototype, customInspect, { __proto__: null, enumerable: false });

// A Blob over pieces as another had them: what a structured clone is.
function fromPieces(list, type) {
  return new Blob(kPieces, { pieces: list, type });
}

// A Blob of a file's bytes.
function fromFile(path, type) {
  const stats = require('fs').statSync(path);
  return fromPieces([new FilePiece(path, stats, 0, stats.size)], cleanType(type));
}

module.exports = { Blob, isBlob, pieces, fromFile, fromPieces };
