'use strict';

const { later } = require('internal/later');
const { ERR_NO_CRYPTO } = require('internal/errors').codes;

later(exports, ['connect', 'createServer', 'createSecureServer', 'getDefaultSettings', 'getPackedSettings',
  'getUnpackedSettings', 'performServerHandshake', 'Http2ServerRequest', 'Http2ServerResponse'],
() => new ERR_NO_CRYPTO());
exports.constants = {};
exports.sensitiveHeaders = Symbol('sensitiveHeaders');
