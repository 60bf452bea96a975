'use strict';

// https://nodejs.org/api/url.html: what file URLs and paths are to each other.

const { codes } = require('internal/errors');
const { fileURL, filePath } = internalBinding('modules');
const windows = internalBinding('process').platform === 'win32';

function fileURLToPath(url) {
  const href = typeof url === 'string' ? url : url?.href;
  if (typeof href !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], url);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(href)) {
    const e = new TypeError('Invalid URL');
    throw Object.assign(e, { code: 'ERR_INVALID_URL', input: href });
  }
  if (!/^file:/i.test(href)) throw new codes.ERR_INVALID_URL_SCHEME('file');
  if (/%2f/i.test(href)) throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  const path = filePath(href);
  if (path === undefined) throw new codes.ERR_INVALID_FILE_URL_HOST(windows ? 'win32' : process.platform);
  return path;
}

function pathToFileURL(path) {
  if (typeof path !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('path', 'string', path);
  const { resolve, sep } = require('path');
  let full = resolve(path);
  if (/[\\/]$/.test(path) && !full.endsWith(sep)) full += sep;
  let href = fileURL(full);
  if (full.endsWith(sep) && !href.endsWith('/')) href += '/';
  return typeof globalThis.URL === 'function' ? new globalThis.URL(href) : { __proto__: FileURL, href, protocol: 'file:', pathname: href.slice(7) };
}

// What stands for a URL where there is no class of that name.
const FileURL = { toString() { return this.href; }, toJSON() { return this.href; } };

module.exports = {
  fileURLToPath, pathToFileURL,
  get URL() { return globalThis.URL; },
  get URLSearchParams() { return globalThis.URLSearchParams; },
};
