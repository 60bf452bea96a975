'use strict';

// https://webidl.spec.whatwg.org/#idl-DOMException

const { codes } = require('internal/errors');

// What a DOMException knows is kept in private fields of an Error object, so that
// it is a native error with a stack.
class Given {
  constructor(object) { return object; }
}

class State extends Given {
  #name;
  #message;
  #code;
  constructor(object, name, message) {
    super(object);
    this.#name = name;
    this.#message = message;
    this.#code = numbers.get(name) ?? 0;
  }
  static check(object) {
    if (typeof object !== 'object' || object === null || !(#name in object)) throw new codes.ERR_INVALID_THIS('DOMException');
    return object;
  }
  static is(object) { return typeof object === 'object' && object !== null && #name in object; }
  static name(object) { return State.check(object).#name; }
  static message(object) { return State.check(object).#message; }
  static code(object) { return State.check(object).#code; }
}

const numbers = new Map();

class DOMException {
  constructor(message = '', options = 'Error') {
    const self = new Error();
    let name = options, cause, hasCause = false;
    if (options !== null && typeof options === 'object') {
      name = 'name' in options ? options.name : 'Error';
      hasCause = 'cause' in options;
      if (hasCause) cause = options.cause;
    }
    Object.setPrototypeOf(self, new.target.prototype);
    new State(self, `${name}`, `${message}`);
    if (hasCause) {
      Object.defineProperty(self, 'cause', { __proto__: null, value: cause, configurable: true, writable: true, enumerable: false });
    }
    Error.captureStackTrace(self, new.target);
    return self;
  }
  get name() { return State.name(this); }
  get message() { return State.message(this); }
  get code() { return State.code(this); }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
const enumerable = { __proto__: null, enumerable: true };
Object.defineProperties(DOMException.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'DOMException' },
  name: enumerable,
  message: enumerable,
  code: enumerable,
});

// The names that have numbers, from 1; those without a name are no longer given.
[
  ['IndexSizeError', 'INDEX_SIZE_ERR'],
  ['DOMStringSizeError', 'DOMSTRING_SIZE_ERR'],
  ['HierarchyRequestError', 'HIERARCHY_REQUEST_ERR'],
  ['WrongDocumentError', 'WRONG_DOCUMENT_ERR'],
  ['InvalidCharacterError', 'INVALID_CHARACTER_ERR'],
  ['NoDataAllowedError', 'NO_DATA_ALLOWED_ERR'],
  ['NoModificationAllowedError', 'NO_MODIFICATION_ALLOWED_ERR'],
  ['NotFoundError', 'NOT_FOUND_ERR'],
  ['NotSupportedError', 'NOT_SUPPORTED_ERR'],
  ['InUseAttributeError', 'INUSE_ATTRIBUTE_ERR'],
  ['InvalidStateError', 'INVALID_STATE_ERR'],
  ['SyntaxError', 'SYNTAX_ERR'],
  ['InvalidModificationError', 'INVALID_MODIFICATION_ERR'],
  ['NamespaceError', 'NAMESPACE_ERR'],
  ['InvalidAccessError', 'INVALID_ACCESS_ERR'],
  ['ValidationError', 'VALIDATION_ERR'],
  ['TypeMismatchError', 'TYPE_MISMATCH_ERR'],
  ['SecurityError', 'SECURITY_ERR'],
  ['NetworkError', 'NETWORK_ERR'],
  ['AbortError', 'ABORT_ERR'],
  ['URLMismatchError', 'URL_MISMATCH_ERR'],
  ['QuotaExceededError', 'QUOTA_EXCEEDED_ERR'],
  ['TimeoutError', 'TIMEOUT_ERR'],
  ['InvalidNodeTypeError', 'INVALID_NODE_TYPE_ERR'],
  ['DataCloneError', 'DATA_CLONE_ERR'],
].forEach(([name, constant], i) => {
  numbers.set(name, i + 1);
  const property = { __proto__: null, enumerable: true, value: i + 1 };
  Object.defineProperty(DOMException, constant, property);
  Object.defineProperty(DOMException.prototype, constant, property);
});

module.exports = { DOMException, isDOMException: State.is };
