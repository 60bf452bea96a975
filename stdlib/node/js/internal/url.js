'use strict';

// Class URL (https://url.spec.whatwg.org/#api). Its parts are in a record of the
// binding, which parses and serializes.

const { codes } = require('internal/errors');
const { customInspect, exposeProperties } = require('internal/webidl');
const { URLSearchParams, attach, refill } = require('internal/url_search_params');
const binding = internalBinding('url');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_URL, ERR_MISSING_ARGS } = codes;
const {
  parse, get_href, get_origin, get_protocol, get_username, get_password, get_host, get_hostname, get_port, get_pathname,
  get_search, get_hash, set_protocol, set_username, set_password, set_host, set_hostname, set_port, set_pathname, set_search,
  set_hash,
} = binding;

// The error of the parser; its stack does not show the code.
function invalidURL(input, base) {
  const err = new TypeError('Invalid URL');
  err.code = 'ERR_INVALID_URL';
  err.input = input;
  if (base !== undefined) err.base = base;
  Error.captureStackTrace(err, URL);
  return err;
}

class URL {
  #record;
  #searchParams;

  constructor(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    input = `${input}`;
    if (base !== undefined) base = `${base}`;
    this.#record = parse(input, base);
    if (this.#record === undefined) throw invalidURL(input, base);
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    input = `${input}`;
    if (base !== undefined) base = `${base}`;
    return binding.canParse(input, base) ? new URL(input, base) : null;
  }

  static canParse(url, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    url = `${url}`;
    return binding.canParse(url, base === undefined ? undefined : `${base}`);
  }

  static createObjectURL(object) {
    return require('internal/blob_registry').register(object);
  }

  static revokeObjectURL(url) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    require('internal/blob_registry').revoke(`${url}`);
  }

  [customInspect](depth, options) {
    if (this == null || Object.getPrototypeOf(this.constructor) === null) return this;
    if (typeof depth === 'number' && depth < 0) return this;
    const constructor = this.constructor === undefined ? URL : this.constructor;
    const shown = Object.create({ constructor });
    for (const name of shownNames) shown[name] = this[name];
    return `${constructor.name} ${internalBinding('util').inspect(shown, options).replace(/^\w+ (?=\{)/, '')}`;
  }

  // What a program's changes of searchParams do.
  static #setSearch(url, text) {
    set_search(url.#record, text);
  }

  // The record of what must be a URL.
  static #recordOf(url) {
    if (url === null || typeof url !== 'object' || !(#record in url)) throw new TypeError('Receiver must be an instance of class URL');
    return url.#record;
  }

  static #refill(url) {
    if (url.#searchParams !== undefined) refill(url.#searchParams, get_search(url.#record));
  }

  toString() { return get_href(URL.#recordOf(this)); }

  get href() { return get_href(URL.#recordOf(this)); }
  set href(value) {
    const record = this.#record;
    value = `${value}`;
    if (parse(value, undefined, record) === undefined) {
      const err = new ERR_INVALID_URL();
      err.input = value;
      throw err;
    }
    URL.#refill(this);
  }

  get origin() { return get_origin(this.#record); }

  get protocol() { return get_protocol(this.#record); }
  set protocol(value) { set_protocol(this.#record, `${value}`); }

  get username() { return get_username(this.#record); }
  set username(value) { set_username(this.#record, `${value}`); }

  get password() { return get_password(this.#record); }
  set password(value) { set_password(this.#record, `${value}`); }

  get host() { return get_host(this.#record); }
  set host(value) { set_host(this.#record, `${value}`); }

  get hostname() { return get_hostname(this.#record); }
  set hostname(value) { set_hostname(this.#record, `${value}`); }

  get port() { return get_port(this.#record); }
  set port(value) { set_port(this.#record, `${value}`); }

  get pathname() { return get_pathname(this.#record); }
  set pathname(value) { set_pathname(this.#record, `${value}`); }

  get search() { return get_search(URL.#recordOf(this)); }
  set search(value) {
    set_search(this.#record, `${value}`);
    URL.#refill(this);
  }

  get searchParams() {
    this.#searchParams ??= attach(new URLSearchParams(get_search(this.#record)), this, URL.#setSearch);
    return this.#searchParams;
  }

  get hash() { return get_hash(this.#record); }
  set hash(value) { set_hash(this.#record, `${value}`); }

  toJSON() { return get_href(URL.#recordOf(this)); }

  static is(value) { return typeof value === 'object' && value !== null && #record in value; }
}

const isInstance = URL.is;
delete URL.is;

const shownNames = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
  'searchParams', 'hash'];
exposeProperties(URL, ['toString', ...shownNames, 'toJSON']);
Object.defineProperty(URL.prototype, customInspect, { __proto__: null, enumerable: false });
const enumerable = { __proto__: null, enumerable: true };
Object.defineProperties(URL, { parse: enumerable, canParse: enumerable, createObjectURL: enumerable, revokeObjectURL: enumerable });

// A URL of any realm or library, as far as Node asks.
function isURL(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

function urlToHttpOptions(url) {
  if (!isInstance(url) && !isURL(url)) throw new ERR_INVALID_ARG_TYPE('url', 'Object', url);
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

function domain(convert) {
  return function(domain) {
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('domain');
    return convert(`${domain}`);
  };
}

const domainToASCII = Object.defineProperty(domain(binding.domainToASCII), 'name', { value: 'domainToASCII' });
const domainToUnicode = Object.defineProperty(domain(binding.domainToUnicode), 'name', { value: 'domainToUnicode' });

module.exports = { URL, URLSearchParams, isURL, isInstance, urlToHttpOptions, domainToASCII, domainToUnicode };
