'use strict';

// https://nodejs.org/api/url.html

const { URL, URLSearchParams, domainToASCII, domainToUnicode, urlToHttpOptions } = require('internal/url');
const { fileURLToPath, fileURLToPathBuffer, pathToFileURL } = require('internal/url_files');
const { Url, urlFormat, urlParse, urlResolve, urlResolveObject } = require('internal/url_legacy');

module.exports = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  URL,
  URLPattern: undefined,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  fileURLToPathBuffer,
  urlToHttpOptions,
};
