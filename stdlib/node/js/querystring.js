'use strict';

// https://nodejs.org/api/querystring.html

const { Buffer } = require('buffer');

// Bytes that need no escape: letters, digits and - _ . ! ~ * ' ( )
const kPlain = new Uint8Array(128);
for (const c of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()") kPlain[c.charCodeAt(0)] = 1;

const kHex = Array.from({ length: 256 }, (_, i) => `%${i < 16 ? '0' : ''}${i.toString(16).toUpperCase()}`);

class URIMalformed extends URIError {
  constructor() {
    super('URI malformed');
    this.code = 'ERR_INVALID_URI';
  }
}

function escapeText(str) {
  let out = '';
  let last = 0;
  for (let i = 0; i < str.length; i++) {
    let c = str.charCodeAt(i);
    if (c < 0x80) {
      if (kPlain[c]) continue;
      out += str.slice(last, i) + kHex[c];
      last = i + 1;
      continue;
    }
    out += str.slice(last, i);
    if (c < 0x800) {
      out += kHex[0xC0 | (c >> 6)] + kHex[0x80 | (c & 0x3F)];
    } else if (c < 0xD800 || c >= 0xE000) {
      out += kHex[0xE0 | (c >> 12)] + kHex[0x80 | ((c >> 6) & 0x3F)] + kHex[0x80 | (c & 0x3F)];
    } else {
      if (++i >= str.length) throw new URIMalformed();
      c = 0x10000 + (((c & 0x3FF) << 10) | (str.charCodeAt(i) & 0x3FF));
      out += kHex[0xF0 | (c >> 18)] + kHex[0x80 | ((c >> 12) & 0x3F)] + kHex[0x80 | ((c >> 6) & 0x3F)] + kHex[0x80 | (c & 0x3F)];
    }
    last = i + 1;
  }
  return last === 0 ? str : out + str.slice(last);
}

// querystring.escape ( str )
function escape(str) {
  if (typeof str !== 'string') str = typeof str === 'object' ? String(str) : str + '';
  return escapeText(str);
}

function hexDigit(c) {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  c |= 0x20;
  return c >= 0x61 && c <= 0x66 ? c - 0x61 + 10 : -1;
}

// querystring.unescapeBuffer ( s [ , decodeSpaces ] ): what is no escape stays.
function unescapeBuffer(s, decodeSpaces) {
  const out = Buffer.allocUnsafe(s.length);
  let n = 0;
  for (let i = 0; i < s.length; i++) {
    let c = s.charCodeAt(i);
    if (c === 0x2B && decodeSpaces) {
      c = 0x20;
    } else if (c === 0x25 && i + 2 < s.length) {
      const hi = hexDigit(s.charCodeAt(i + 1)), lo = hexDigit(s.charCodeAt(i + 2));
      if (hi >= 0 && lo >= 0) {
        c = hi * 16 + lo;
        i += 2;
      }
    }
    out[n++] = c;
  }
  return n === out.length ? out : out.slice(0, n);
}

// querystring.unescape ( str )
function unescape(s, decodeSpaces) {
  try {
    return decodeURIComponent(s);
  } catch {
    return QueryString.unescapeBuffer(s, decodeSpaces).toString();
  }
}

function primitive(v) {
  if (typeof v === 'string') return v;
  if (typeof v === 'number' && Number.isFinite(v)) return '' + v;
  if (typeof v === 'bigint') return '' + v;
  if (typeof v === 'boolean') return v ? 'true' : 'false';
  return '';
}

function encoded(v, encode) {
  if (typeof v === 'string') return v.length ? encode(v) : '';
  if (typeof v === 'number' && Number.isFinite(v)) return Math.abs(v) < 1e21 ? '' + v : encode('' + v);
  if (typeof v === 'bigint') return '' + v;
  if (typeof v === 'boolean') return v ? 'true' : 'false';
  return '';
}

// querystring.stringify ( obj [ , sep [ , eq [ , options ] ] ] )
function stringify(obj, sep, eq, options) {
  sep = sep || '&';
  eq = eq || '=';
  let encode = QueryString.escape;
  if (options && typeof options.encodeURIComponent === 'function') encode = options.encodeURIComponent;
  const text = encode === escape ? encoded : (v, encode) => encode(primitive(v));
  if (obj === null || typeof obj !== 'object') return '';
  const fields = [];
  for (const key of Object.keys(obj)) {
    const value = obj[key];
    const start = text(key, encode) + eq;
    if (Array.isArray(value)) for (const v of value) fields.push(start + text(v, encode));
    else fields.push(start + text(value, encode));
  }
  return fields.join(sep);
}

// querystring.parse ( str [ , sep [ , eq [ , options ] ] ] )
function parse(qs, sep, eq, options) {
  const obj = { __proto__: null };
  if (typeof qs !== 'string' || qs.length === 0) return obj;
  sep = sep ? sep + '' : '&';
  eq = eq ? eq + '' : '=';
  let pairs = 1000; // 0 and less: all
  if (options && typeof options.maxKeys === 'number') pairs = options.maxKeys > 0 ? options.maxKeys : -1;
  let decode = QueryString.unescape;
  if (options && typeof options.decodeURIComponent === 'function') decode = options.decodeURIComponent;
  let at = -1; // of the next eq; searched again only when it is behind, so that parsing is linear
  for (let start = 0; start <= qs.length;) {
    let end = sep === '' ? qs.length : qs.indexOf(sep, start);
    if (end < 0) end = qs.length;
    if (end > start) {
      if (at < start) {
        at = qs.indexOf(eq, start);
        if (at < 0) at = qs.length;
      }
      const cut = at < end;
      const key = decodePart(qs.slice(start, cut ? at : end), decode);
      add(obj, key, cut ? decodePart(qs.slice(at + eq.length, end), decode) : '');
    }
    if (--pairs === 0) break;
    start = end + Math.max(sep.length, 1);
  }
  return obj;
}

const kEscape = /%[0-9A-Fa-f]{2}/;

function decodePart(s, decode) {
  if (s.includes('+')) s = s.replaceAll('+', '%20');
  if (decode === unescape && !kEscape.test(s)) return s;
  try {
    return decode(s);
  } catch {
    return QueryString.unescape(s, true);
  }
}

function add(obj, key, value) {
  const current = obj[key];
  if (current === undefined) obj[key] = value;
  else if (Array.isArray(current)) current[current.length] = value;
  else obj[key] = [current, value];
}

const QueryString = module.exports = {
  unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse,
};
