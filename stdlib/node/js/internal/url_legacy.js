'use strict';

// url.parse, url.format and url.resolve as they were before the Web's URL
// (https://nodejs.org/api/url.html#legacy-url-api).

const { codes } = require('internal/errors');
const { isInsideNodeModules } = require('internal/callsite');
const { validateObject, validateString } = require('internal/validators');
const { domainToASCII, domainToUnicode, isInstance } = require('internal/url');
const { ERR_INVALID_ARG_TYPE } = codes;
const querystring = () => require('querystring');

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

const hostless = new Set(['javascript', 'javascript:']);
const slashed = new Set(['http', 'http:', 'https', 'https:', 'ftp', 'ftp:', 'gopher', 'gopher:', 'file', 'file:', 'ws', 'ws:', 'wss', 'wss:']);
const kMaxHostname = 255;

function invalidURL(input) {
  const err = new codes.ERR_INVALID_URL();
  err.input = input;
  return err;
}

let warned = false;

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (!warned && !isInsideNodeModules()) {
    warned = true;
    process.emitWarning('`url.parse()` behavior is not standardized and prone to errors that have security implications. Use the ' +
      'WHATWG URL API instead. CVEs are not issued for `url.parse()` vulnerabilities.', 'DeprecationWarning', 'DEP0169');
  }
  return parse(url, parseQueryString, slashesDenoteHost);
}

function parse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  const result = new Url();
  result.parse(url, parseQueryString, slashesDenoteHost);
  return result;
}

const isSpace = (code) => code <= 32 || code === 160 || code === 0xFEFF;

// The text without white space around it, with slashes instead of backslashes
// in front of the query.
function normalize(url) {
  let start = 0, end = url.length;
  while (start < end && isSpace(url.charCodeAt(start))) start++;
  while (end > start && isSpace(url.charCodeAt(end - 1))) end--;
  const text = url.slice(start, end);
  const query = /[?#]/.exec(text)?.index ?? text.length;
  return text.slice(0, query).replaceAll('\\', '/') + text.slice(query);
}

Url.prototype.parse = function(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  let rest = normalize(url);
  if (!slashesDenoteHost && !/[#@]/.test(rest)) {
    const simple = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/.exec(rest);
    if (simple) return parseSimple(this, rest, simple[1], simple[2], parseQueryString);
  }

  let proto = /^[a-z0-9.+-]+:/i.exec(rest)?.[0], lower;
  if (proto) {
    lower = proto.toLowerCase();
    this.protocol = lower;
    rest = rest.slice(proto.length);
  }
  let slashes = false;
  if (slashesDenoteHost || proto || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !(proto && hostless.has(lower))) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!hostless.has(lower) && (slashes || (proto && !slashed.has(proto)))) rest = parseAuthority(this, rest, lower, url);

  // What is left is path, query and fragment.
  if (!hostless.has(lower)) rest = escapeRest(rest);
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    this.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf('?');
  if (question >= 0) {
    this.search = rest.slice(question);
    this.query = rest.slice(question + 1);
    if (parseQueryString) this.query = querystring().parse(this.query);
    rest = rest.slice(0, question);
  } else if (parseQueryString) {
    this.search = null;
    this.query = { __proto__: null };
  }
  if (rest) this.pathname = rest;
  if (slashed.has(lower) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

function parseSimple(self, text, path, search, parseQueryString) {
  self.path = text;
  self.href = text;
  self.pathname = path;
  if (search) {
    self.search = search;
    self.query = search.slice(1);
    if (parseQueryString) self.query = querystring().parse(self.query);
  } else if (parseQueryString) {
    self.search = null;
    self.query = { __proto__: null };
  }
  return self;
}

// The user, host and port that rest begins with; what is behind them is returned.
function parseAuthority(self, rest, proto, url) {
  let hostEnd = -1, at = -1, nonHost = -1;
  for (let i = 0; i < rest.length; i++) {
    const c = rest[i];
    if (c === '\t' || c === '\n' || c === '\r') {
      // These are left out of hosts.
      rest = rest.slice(0, i) + rest.slice(i + 1);
      i--;
      continue;
    }
    if (' "%\';<>\\^`{|}'.includes(c)) {
      if (nonHost === -1) nonHost = i;
    } else if (c === '#' || c === '/' || c === '?') {
      if (nonHost === -1) nonHost = i;
      hostEnd = i;
    } else if (c === '@') {
      at = i;
      nonHost = -1;
    }
    if (hostEnd !== -1) break;
  }
  let start = 0;
  if (at !== -1) {
    self.auth = decodeURIComponent(rest.slice(0, at));
    start = at + 1;
  }
  if (nonHost === -1) {
    self.host = rest.slice(start);
    rest = '';
  } else {
    self.host = rest.slice(start, nonHost);
    rest = rest.slice(nonHost);
  }
  splitPort(self);
  if (typeof self.hostname !== 'string') self.hostname = '';
  const { hostname } = self;
  const ipv6 = hostname.startsWith('[') && hostname.endsWith(']');
  if (!ipv6) rest = validHostname(self, rest, hostname, url);
  if (self.hostname.length > kMaxHostname) self.hostname = '';
  else self.hostname = self.hostname.toLowerCase();
  if (self.hostname !== '') {
    if (ipv6) {
      if (/[\0\t\n\r #%/<>?@\\^|]/.test(self.hostname)) throw invalidURL(url);
    } else {
      self.hostname = toASCII(self.hostname);
      if (self.hostname === '' || /[\0\t\n\r #%/:<>?@[\\\]^|]/.test(self.hostname)) throw invalidURL(url);
    }
  }
  self.host = (self.hostname || '') + (self.port ? `:${self.port}` : '');
  if (ipv6) {
    self.hostname = self.hostname.slice(1, -1);
    if (rest[0] !== '/') rest = `/${rest}`;
  }
  return rest;
}

function splitPort(self) {
  let { host } = self;
  const port = /:[0-9]*$/.exec(host)?.[0];
  if (port) {
    if (port !== ':') self.port = port.slice(1);
    host = host.slice(0, host.length - port.length);
  }
  if (host) self.hostname = host;
}

// A character that hosts do not have ends the host.
function validHostname(self, rest, hostname, url) {
  for (let i = 0; i < hostname.length; i++) {
    const c = hostname.charCodeAt(i);
    const ok = c !== 47 && c !== 92 && c !== 35 && c !== 63 && c !== 58;
    if (!ok) {
      if (c === 58) throw invalidURL(url);
      self.hostname = hostname.slice(0, i);
      return `/${hostname.slice(i)}${rest}`;
    }
  }
  return rest;
}

function toASCII(hostname) {
  for (let i = 0; i < hostname.length; i++) {
    if (hostname.charCodeAt(i) > 127) return domainToASCII(hostname);
  }
  return hostname;
}

const escapes = {
  '\t': '%09', '\n': '%0A', '\r': '%0D', ' ': '%20', '"': '%22', "'": '%27', '<': '%3C', '>': '%3E', '\\': '%5C', '^': '%5E', '`': '%60',
  '{': '%7B', '|': '%7C', '}': '%7D',
};

function escapeRest(rest) {
  return rest.replace(/[\t\n\r "'<>\\^`{|}]/g, (c) => escapes[c]);
}

function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') urlObject = parse(urlObject);
  else if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  } else if (isInstance(urlObject)) {
    return formatURL(urlObject, options);
  }
  return Reflect.apply(Url.prototype.format, urlObject, []);
}

function formatURL(url, options) {
  let fragment = true, unicode = false, search = true, auth = true;
  if (options) {
    validateObject(options, 'options');
    if (options.fragment != null) fragment = Boolean(options.fragment);
    if (options.unicode != null) unicode = Boolean(options.unicode);
    if (options.search != null) search = Boolean(options.search);
    if (options.auth != null) auth = Boolean(options.auth);
  }
  let text = url.protocol;
  const authority = url.host !== '' || url.href.startsWith(`${url.protocol}//`);
  if (authority) {
    text += '//';
    if (auth && (url.username !== '' || url.password !== '')) {
      text += `${url.username}${url.password === '' ? '' : `:${url.password}`}@`;
    }
    text += unicode ? url.host.replace(url.hostname, domainToUnicode(url.hostname)) : url.host;
  }
  text += url.pathname;
  if (search) text += url.search;
  if (fragment) text += url.hash;
  return text;
}

function encodeAuth(auth) {
  return encodeURIComponent(auth).replace(/%3A/i, ':').replace(/%(?:3A)/gi, ':');
}

Url.prototype.format = function() {
  let auth = this.auth || '';
  if (auth) auth = `${encodeAuth(auth)}@`;
  let protocol = this.protocol || '', pathname = this.pathname || '', hash = this.hash || '', host = '', query = '';
  if (this.host) host = auth + this.host;
  else if (this.hostname) {
    host = auth + (this.hostname.includes(':') && !/^\[.*\]$/.test(this.hostname) ? `[${this.hostname}]` : this.hostname);
    if (this.port) host += `:${this.port}`;
  }
  if (this.query !== null && typeof this.query === 'object') query = querystring().stringify(this.query);
  let search = this.search || (query && `?${query}`) || '';
  if (protocol && protocol.charCodeAt(protocol.length - 1) !== 58) protocol += ':';
  pathname = pathname.replace(/[#?]/g, (c) => c === '#' ? '%23' : '%3F');
  if (this.slashes || slashed.has(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol.startsWith('file')) host = '//';
  }
  search = search.replaceAll('#', '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

function urlResolve(source, relative) {
  return parse(source, false, true).resolve(relative);
}

Url.prototype.resolve = function(relative) {
  return this.resolveObject(parse(relative, false, true)).format();
};

function urlResolveObject(source, relative) {
  return source ? parse(source, false, true).resolveObject(relative) : relative;
}

function finish(result) {
  if (result.pathname !== null || result.search !== null) {
    result.path = (result.pathname ? result.pathname : '') + (result.search ? result.search : '');
  }
  result.href = result.format();
  return result;
}

Url.prototype.resolveObject = function(relative) {
  if (typeof relative === 'string') {
    const rel = new Url();
    rel.parse(relative, false, true);
    relative = rel;
  }
  const result = Object.assign(new Url(), this);
  result.hash = relative.hash;
  if (relative.href === '') {
    result.href = result.format();
    return result;
  }
  if (relative.slashes && !relative.protocol) {
    for (const key of Object.keys(relative)) {
      if (key !== 'protocol') result[key] = relative[key];
    }
    if (slashed.has(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
    result.href = result.format();
    return result;
  }
  if (relative.protocol && relative.protocol !== result.protocol) return otherProtocol(result, relative);
  return relativeTo(result, relative);
};

function otherProtocol(result, relative) {
  if (!slashed.has(relative.protocol)) {
    Object.assign(result, relative);
    result.href = result.format();
    return result;
  }
  result.protocol = relative.protocol;
  if (!relative.host && !/^file:?$/.test(relative.protocol) && !hostless.has(relative.protocol)) {
    const parts = (relative.pathname || '').split('/');
    while (parts.length && !(relative.host = parts.shift()));
    relative.host ||= '';
    relative.hostname ||= '';
    if (parts[0] !== '') parts.unshift('');
    if (parts.length < 2) parts.unshift('');
    result.pathname = parts.join('/');
  } else result.pathname = relative.pathname;
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
  result.slashes ||= relative.slashes;
  result.href = result.format();
  return result;
}

function relativeTo(result, relative) {
  const isSourceAbs = result.pathname && result.pathname[0] === '/';
  const isRelAbs = relative.host || (relative.pathname && relative.pathname[0] === '/');
  let mustEndAbs = isRelAbs || isSourceAbs || (result.host && relative.pathname);
  const removeAllDots = mustEndAbs;
  let srcPath = (result.pathname && result.pathname.split('/')) || [];
  const relPath = (relative.pathname && relative.pathname.split('/')) || [];
  const noLeadingSlashes = result.protocol && !slashed.has(result.protocol);

  // Of such URLs the host is the first part of the path.
  if (noLeadingSlashes) {
    result.hostname = '';
    result.port = null;
    if (result.host) {
      if (srcPath[0] === '') srcPath[0] = result.host;
      else srcPath.unshift(result.host);
    }
    result.host = '';
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      if (relative.host) {
        if (relPath[0] === '') relPath[0] = relative.host;
        else relPath.unshift(relative.host);
      }
      relative.host = null;
    }
    mustEndAbs &&= relPath[0] === '' || srcPath[0] === '';
  }

  if (isRelAbs) {
    if (relative.host || relative.host === '') {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === '') {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    srcPath = relPath;
  } else if (relPath.length) {
    srcPath.pop();
    srcPath = srcPath.concat(relPath);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (noLeadingSlashes) {
      result.hostname = result.host = srcPath.shift();
      authOfHost(result);
    }
    result.search = relative.search;
    result.query = relative.query;
    return finish(result);
  }

  if (!srcPath.length) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    result.href = result.format();
    return result;
  }

  const last = srcPath.at(-1);
  const trailing = ((result.host || relative.host || srcPath.length > 1) && (last === '.' || last === '..')) || last === '';
  let up = 0;
  for (let i = srcPath.length - 1; i >= 0; i--) {
    const part = srcPath[i];
    if (part === '.') srcPath.splice(i, 1);
    else if (part === '..') {
      srcPath.splice(i, 1);
      up++;
    } else if (up) {
      srcPath.splice(i, 1);
      up--;
    }
  }
  if (!mustEndAbs && !removeAllDots) {
    while (up--) srcPath.unshift('..');
  }
  if (mustEndAbs && srcPath[0] !== '' && (!srcPath[0] || srcPath[0][0] !== '/')) srcPath.unshift('');
  if (trailing && srcPath.join('/').at(-1) !== '/') srcPath.push('');

  const isAbsolute = srcPath[0] === '' || (srcPath[0] && srcPath[0][0] === '/');
  if (noLeadingSlashes) {
    result.hostname = result.host = isAbsolute ? '' : srcPath.length ? srcPath.shift() : '';
    authOfHost(result);
  }
  mustEndAbs ||= result.host && srcPath.length;
  if (mustEndAbs && !isAbsolute) srcPath.unshift('');
  if (!srcPath.length) {
    result.pathname = null;
    result.path = null;
  } else result.pathname = srcPath.join('/');
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  return finish(result);
}

// The user before an @ in a host.
function authOfHost(result) {
  const at = result.host && result.host.indexOf('@') > 0 && result.host.split('@');
  if (!at) return;
  result.auth = at.shift();
  result.host = result.hostname = at.shift();
}

Url.prototype.parseHost = function() {
  splitPort(this);
};

module.exports = { Url, urlFormat, urlParse, urlResolve, urlResolveObject };
