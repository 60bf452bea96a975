'use strict';

// Class URLSearchParams (https://url.spec.whatwg.org/#interface-urlsearchparams):
// a list of names and values, one after the other.

const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { customInspect, exposeProperties } = require('internal/webidl');
const { parseQuery, serializeQuery } = internalBinding('url');
const { inspect } = internalBinding('util');
const { ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS } = codes;

// A text without lone surrogates.
function scalar(value) {
  return `${value}`.toWellFormed();
}

function listOfSequence(init) {
  const list = [];
  for (const pair of init) {
    if (pair == null || (typeof pair !== 'object' && typeof pair !== 'function') || typeof pair[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    }
    let length = 0;
    for (const element of pair) {
      length++;
      list.push(scalar(element));
    }
    if (length !== 2) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
  }
  return list;
}

// Names that are the same after lone surrogates were replaced are one.
function listOfRecord(init) {
  const list = [], seen = new Map();
  for (const key of Reflect.ownKeys(init)) {
    if (!Reflect.getOwnPropertyDescriptor(init, key)?.enumerable) continue;
    const name = scalar(key), value = scalar(init[key]);
    const at = seen.get(name);
    if (at !== undefined) list[at + 1] = value;
    else {
      seen.set(name, list.length);
      list.push(name, value);
    }
  }
  return list;
}

class URLSearchParams {
  #list;
  #url;
  #setSearch;

  constructor(init = undefined) {
    if (init == null) this.#list = [];
    else if (typeof init === 'object' || typeof init === 'function') {
      const method = init[Symbol.iterator];
      if (method === this[Symbol.iterator] && #list in init) this.#list = init.#list.slice();
      else if (method != null) {
        if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE('Query pairs');
        this.#list = listOfSequence(init);
      } else this.#list = listOfRecord(init);
    } else {
      init = `${init}`;
      this.#list = parseQuery(init[0] === '?' ? init.slice(1) : init);
    }
  }

  static attach(params, url, setSearch) {
    params.#url = url;
    params.#setSearch = setSearch;
    return params;
  }

  static refill(params, search) {
    params.#list = parseQuery(search.slice(1));
  }

  static list(params) { return params.#list; }

  static #check(params) {
    if (typeof params !== 'object' || params === null || !(#list in params)) throw new ERR_INVALID_THIS('URLSearchParams');
  }

  #update() {
    if (this.#url !== undefined) {
      const text = serializeQuery(this.#list);
      this.#setSearch(this.#url, text);
    }
  }

  [customInspect](depth, options) {
    URLSearchParams.#check(this);
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const list = this.#list, output = [];
    const left = options.depth == null ? options : { ...options, depth: options.depth - 1 };
    for (let i = 0; i < list.length; i += 2) output.push(`${inspect(list[i], left)} => ${inspect(list[i + 1], left)}`);
    return shown(`${this.constructor.name} `, output, options);
  }

  get size() {
    URLSearchParams.#check(this);
    return this.#list.length / 2;
  }

  append(name, value) {
    URLSearchParams.#check(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    this.#list.push(scalar(name), scalar(value));
    this.#update();
  }

  delete(name, value = undefined) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = scalar(name);
    const anyValue = value === undefined;
    if (!anyValue) value = scalar(value);
    const list = this.#list;
    let kept = 0;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (anyValue || list[i + 1] === value)) continue;
      list[kept] = list[i];
      list[kept + 1] = list[i + 1];
      kept += 2;
    }
    list.length = kept;
    this.#update();
  }

  get(name) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = scalar(name);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) return list[i + 1];
    }
    return null;
  }

  getAll(name) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = scalar(name);
    const list = this.#list, values = [];
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) values.push(list[i + 1]);
    }
    return values;
  }

  has(name, value = undefined) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('name');
    name = scalar(name);
    const anyValue = value === undefined;
    if (!anyValue) value = scalar(value);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (anyValue || list[i + 1] === value)) return true;
    }
    return false;
  }

  set(name, value) {
    URLSearchParams.#check(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('name', 'value');
    name = scalar(name);
    value = scalar(value);
    const list = this.#list;
    let kept = 0, found = false;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) {
        if (found) continue;
        found = true;
        list[i + 1] = value;
      }
      list[kept] = list[i];
      list[kept + 1] = list[i + 1];
      kept += 2;
    }
    list.length = kept;
    if (!found) list.push(name, value);
    this.#update();
  }

  sort() {
    URLSearchParams.#check(this);
    const list = this.#list, pairs = [];
    for (let i = 0; i < list.length; i += 2) pairs.push([list[i], list[i + 1]]);
    pairs.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    for (let i = 0; i < pairs.length; i++) [list[2 * i], list[2 * i + 1]] = pairs[i];
    this.#update();
  }

  entries() {
    URLSearchParams.#check(this);
    return new URLSearchParamsIterator(this, 'entries');
  }

  forEach(callback, thisArg = undefined) {
    URLSearchParams.#check(this);
    validateFunction(callback, 'callback');
    // The list may change meanwhile.
    for (let i = 0; i < this.#list.length; i += 2) callback.call(thisArg, this.#list[i + 1], this.#list[i], this);
  }

  keys() {
    URLSearchParams.#check(this);
    return new URLSearchParamsIterator(this, 'keys');
  }

  values() {
    URLSearchParams.#check(this);
    return new URLSearchParamsIterator(this, 'values');
  }

  toString() {
    URLSearchParams.#check(this);
    return serializeQuery(this.#list);
  }
}

const { attach, list: listOf, refill } = URLSearchParams;
for (const name of ['attach', 'list', 'refill']) delete URLSearchParams[name];

exposeProperties(URLSearchParams, ['size', 'append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys',
  'values', 'toString']);
Object.defineProperties(URLSearchParams.prototype, {
  [customInspect]: { __proto__: null, enumerable: false },
  [Symbol.iterator]: { __proto__: null, configurable: true, writable: true, value: URLSearchParams.prototype.entries },
});

class URLSearchParamsIterator {
  #params;
  #kind;
  #index = 0;

  constructor(params, kind) {
    this.#params = params;
    this.#kind = kind;
  }

  static #check(iterator) {
    if (typeof iterator !== 'object' || iterator === null || !(#params in iterator)) {
      throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    }
  }

  static #at(iterator, list, i) {
    if (iterator.#kind === 'keys') return list[i];
    return iterator.#kind === 'values' ? list[i + 1] : [list[i], list[i + 1]];
  }

  next() {
    URLSearchParamsIterator.#check(this);
    const list = listOf(this.#params), i = this.#index;
    if (i >= list.length) return { value: undefined, done: true };
    this.#index += 2;
    return { value: URLSearchParamsIterator.#at(this, list, i), done: false };
  }

  [customInspect](depth, options) {
    URLSearchParamsIterator.#check(this);
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const list = listOf(this.#params), output = [];
    const left = options.depth == null ? options : { ...options, depth: options.depth - 1 };
    for (let i = this.#index; i < list.length; i += 2) output.push(inspect(URLSearchParamsIterator.#at(this, list, i), left));
    return shown('URLSearchParams Iterator ', output, options);
  }
}

// A list in braces, broken where a line is too long.
function shown(prefix, output, options) {
  if (output.length === 0) return `${prefix}{}`;
  const width = output.reduce((sum, part) => sum + part.replace(/\u001b\[\d\d?m/g, '').length + 2, -2);
  if (width > options.breakLength || output.some((part) => part.includes('\n'))) {
    return `${prefix}{\n  ${output.join(',\n  ')} }`;
  }
  return `${prefix}{ ${output.join(', ')} }`;
}

delete URLSearchParamsIterator.prototype.constructor;
Object.defineProperties(URLSearchParamsIterator.prototype, {
  next: { __proto__: null, enumerable: true },
  [customInspect]: { __proto__: null, enumerable: false },
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'URLSearchParams Iterator' },
});
Object.setPrototypeOf(URLSearchParamsIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));

module.exports = { URLSearchParams, attach, refill };
