'use strict';

// MIMEType and MIMEParams (https://mimesniff.spec.whatwg.org/).

const { codes } = require('internal/errors');
const { ERR_INVALID_MIME_SYNTAX } = codes;

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/g;
const notQuoted = /[^\t\u0020-~\u0080-\u00FF]/g;

function firstOf(pattern, text) {
  pattern.lastIndex = 0;
  return pattern.exec(text)?.index ?? -1;
}

function lower(text) {
  return text.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

function parseTypeAndSubtype(text) {
  let at = /[^\r\n\t ]/.exec(text)?.index ?? text.length;
  const slash = text.indexOf('/', at);
  const type = slash < 0 ? text.slice(at) : text.slice(at, slash);
  const badType = firstOf(notToken, type);
  if (type === '' || badType !== -1 || slash < 0) throw new ERR_INVALID_MIME_SYNTAX('type', text, badType === -1 ? badType : badType);
  at = slash + 1;
  const semicolon = text.indexOf(';', at);
  const raw = semicolon < 0 ? text.slice(at) : text.slice(at, semicolon);
  const subtype = raw.replace(/[\r\n\t ]+$/, '');
  const badSubtype = firstOf(notToken, subtype);
  if (subtype === '' || badSubtype !== -1) throw new ERR_INVALID_MIME_SYNTAX('subtype', text, badSubtype);
  return { type: lower(type), subtype: lower(subtype), rest: semicolon < 0 ? '' : text.slice(semicolon) };
}

function encode(value) {
  if (value === '') return '""';
  if (firstOf(notToken, value) === -1) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

class MIMEParams {
  #data = new Map();
  #source = null;

  // The text is parsed when somebody asks for what is in it.
  #map() {
    const text = this.#source;
    if (text === null) return this.#data;
    this.#source = null;
    parseParameters(text, this.#data);
    return this.#data;
  }

  delete(name) {
    this.#map().delete(`${name}`);
  }
  get(name) {
    return this.#map().get(`${name}`) ?? null;
  }
  has(name) {
    return this.#map().has(`${name}`);
  }
  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    const bad = firstOf(notToken, name);
    if (name.length === 0 || bad !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter name', name, bad);
    const badValue = firstOf(notQuoted, value);
    if (badValue !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter value', value, badValue);
    this.#map().set(name, value);
  }
  *entries() { yield* this.#map().entries(); }
  *keys() { yield* this.#map().keys(); }
  *values() { yield* this.#map().values(); }
  toString() {
    return [...this.#map()].map(([key, value]) => `${key}=${encode(value)}`).join(';');
  }
  static fromSource(text) {
    const params = new MIMEParams();
    params.#source = text;
    return params;
  }
}
const { fromSource } = MIMEParams;
delete MIMEParams.fromSource;
Object.defineProperties(MIMEParams.prototype, {
  [Symbol.iterator]: { configurable: true, value: MIMEParams.prototype.entries, writable: true },
  toJSON: { configurable: true, value: MIMEParams.prototype.toString, writable: true },
});

function parseParameters(text, data) {
  let at = 0;
  while (at < text.length) {
    if (text[at] === ';') at++;
    while (at < text.length && /[\r\n\t ]/.test(text[at])) at++;
    let end = at;
    while (end < text.length && text[end] !== ';' && text[end] !== '=') end++;
    const name = lower(text.slice(at, end));
    at = end;
    if (at >= text.length) break;
    if (text[at] === ';') continue;
    at++;
    let value;
    if (text[at] === '"') {
      [value, at] = quotedValue(text, at + 1);
      while (at < text.length && text[at] !== ';') at++;
    } else {
      end = text.indexOf(';', at);
      if (end < 0) end = text.length;
      value = text.slice(at, end).replace(/[\r\n\t ]+$/, '');
      at = end;
      if (value === '') continue;
    }
    if (name !== '' && firstOf(notToken, name) === -1 && firstOf(notQuoted, value) === -1 && !data.has(name)) data.set(name, value);
  }
}

function quotedValue(text, at) {
  let value = '';
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at++];
  }
  return [value, at + 1];
}

class MIMEType {
  #type;
  #subtype;
  #parameters;
  constructor(string) {
    const { type, subtype, rest } = parseTypeAndSubtype(`${string}`);
    this.#type = type;
    this.#subtype = subtype;
    this.#parameters = fromSource(rest);
  }
  get type() { return this.#type; }
  set type(v) {
    v = `${v}`;
    const bad = firstOf(notToken, v);
    if (v.length === 0 || bad !== -1) throw new ERR_INVALID_MIME_SYNTAX('type', v, bad);
    this.#type = lower(v);
  }
  get subtype() { return this.#subtype; }
  set subtype(v) {
    v = `${v}`;
    const bad = firstOf(notToken, v);
    if (v.length === 0 || bad !== -1) throw new ERR_INVALID_MIME_SYNTAX('subtype', v, bad);
    this.#subtype = lower(v);
  }
  get essence() { return `${this.#type}/${this.#subtype}`; }
  get params() { return this.#parameters; }
  toString() {
    const params = this.#parameters.toString();
    return `${this.essence}${params === '' ? '' : `;${params}`}`;
  }
}
Object.defineProperties(MIMEType.prototype, {
  toJSON: { configurable: true, value: MIMEType.prototype.toString, writable: true },
});

module.exports = { MIMEParams, MIMEType };
