'use strict';

// What file URLs and paths are to each other
// (https://nodejs.org/api/url.html#urlfileurltopathurl-options).

const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');
const { URL, isURL } = require('internal/url');
const { domainToASCII, domainToUnicode, percentDecode } = internalBinding('url');
const { platform } = internalBinding('process');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL_SCHEME } = codes;

function invalidPath(reason, url) {
  const err = new ERR_INVALID_FILE_URL_PATH(reason);
  err.input = url;
  return err;
}

function fileURLOf(path) {
  if (typeof path === 'string') path = new URL(path);
  else if (!isURL(path)) throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  if (path.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  return path;
}

const isWindows = (options) => options?.windows ?? platform === 'win32';
const isLetter = (code) => (code | 0x20) >= 97 && (code | 0x20) <= 122;

function windowsPath(url) {
  const { hostname } = url;
  let { pathname } = url;
  if (/%2f|%5c/i.test(pathname)) throw invalidPath('must not include encoded \\ or / characters', url);
  pathname = decodeURIComponent(pathname.replaceAll('/', '\\'));
  if (hostname !== '') return `\\\\${domainToUnicode(hostname)}${pathname}`;
  if (!isLetter(pathname.charCodeAt(1)) || pathname[2] !== ':') throw invalidPath('must be absolute', url);
  return pathname.slice(1);
}

function posixPath(url) {
  const { pathname } = url;
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST(platform);
  if (/%2f/i.test(pathname)) throw invalidPath('must not include encoded / characters', url);
  return pathname.includes('%') ? decodeURIComponent(pathname) : pathname;
}

function fileURLToPath(path, options = {}) {
  const url = fileURLOf(path);
  return isWindows(options) ? windowsPath(url) : posixPath(url);
}

// The path's bytes, which need not be UTF-8.
function fileURLToPathBuffer(path, options = {}) {
  const url = fileURLOf(path);
  const { Buffer } = require('buffer');
  const bytes = (text) => {
    const u8 = percentDecode(text);
    return Buffer.from(u8.buffer, u8.byteOffset, u8.byteLength);
  };
  if (!isWindows(options)) {
    if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST(platform);
    return bytes(url.pathname);
  }
  const decoded = bytes(url.pathname.replaceAll('/', '\\'));
  if (url.hostname !== '') return Buffer.concat([Buffer.from(`\\\\${domainToUnicode(url.hostname)}`), decoded]);
  if (!isLetter(decoded[1]) || decoded[2] !== 58) throw invalidPath('must be absolute', url);
  return decoded.subarray(1);
}

const kEscapes = { '%': '%25', '\\': '%5C', '\n': '%0A', '\r': '%0D', '\t': '%09', '?': '%3F', '#': '%23' };

function escape(path, windows) {
  return path.replace(windows ? /[%\n\r\t?#]/g : /[%\\\n\r\t?#]/g, (c) => kEscapes[c]);
}

function uncURL(path) {
  // \\server\share\resource, also as \\?\UNC\server\share\resource
  const prefix = path.startsWith('\\\\?\\UNC\\') ? 8 : 2;
  const end = path.indexOf('\\', prefix);
  if (end === -1) throw new ERR_INVALID_ARG_VALUE('path', path, 'Missing UNC resource path');
  if (end === 2) throw new ERR_INVALID_ARG_VALUE('path', path, 'Empty UNC servername');
  const host = domainToASCII(path.slice(prefix, end));
  return new URL(`file://${host}${escape(path.slice(end), true).replaceAll('\\', '/')}`);
}

function pathToFileURL(path, options = {}) {
  validateString(path, 'path');
  const windows = isWindows(options);
  const { win32, posix } = require('path');
  if (windows && path.startsWith('\\\\') && (!path.startsWith('\\\\?\\') || path.startsWith('\\\\?\\UNC\\'))) return uncURL(path);
  let full = windows ? win32.resolve(path) : posix.resolve(path);
  if (windows && full.startsWith('\\\\?\\')) full = full.slice(4);
  // A slash at the end is left out by resolve.
  const last = path.charCodeAt(path.length - 1);
  const sep = windows ? '\\' : '/';
  if ((last === 47 || (windows && last === 92)) && full.at(-1) !== sep) full += '/';
  const unc = windows && full.startsWith('\\\\');
  return new URL(`file:${unc ? '' : windows && full[0] !== '\\' ? '///' : '//'}${escape(full, windows)}`);
}

module.exports = { fileURLToPath, fileURLToPathBuffer, pathToFileURL };
