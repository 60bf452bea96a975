'use strict';

// Class File (https://w3c.github.io/FileAPI/#file-section).

const { codes } = require('internal/errors');
const { validateDictionary } = require('internal/validators');
const { customInspect, exposeProperties, inspectAs } = require('internal/webidl');
const { Blob } = require('internal/blob');
const { ERR_INVALID_THIS, ERR_MISSING_ARGS } = codes;

// A long long of Web IDL.
function toLongLong(value) {
  const n = Math.trunc(+value);
  return Number.isFinite(n) ? Number(BigInt.asIntN(64, BigInt(n))) : 0;
}

class File extends Blob {
  #name;
  #lastModified;

  constructor(fileBits, fileName, options = undefined) {
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    validateDictionary(options, 'options');
    super(fileBits, options);
    const { lastModified } = options ?? {};
    this.#name = `${fileName}`.toWellFormed();
    this.#lastModified = lastModified !== undefined ? toLongLong(lastModified) : Date.now();
  }

  static #check(file) {
    if (typeof file !== 'object' || file === null || !(#name in file)) throw new ERR_INVALID_THIS('File');
  }

  get name() {
    File.#check(this);
    return this.#name;
  }

  get lastModified() {
    File.#check(this);
    return this.#lastModified;
  }

  [customInspect](depth, options) {
    File.#check(this);
    return inspectAs('File', depth, options, { size: this.size, type: this.type, name: this.#name, lastModified: this.#lastModified });
  }
}

exposeProperties(File, ['name', 'lastModified']);
Object.defineProperty(File.prototype, customInspect, { __proto__: null, enumerable: false });

module.exports = { File };
