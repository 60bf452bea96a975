'use strict';
// Transport Layer Security is not there yet; its defaults are.

const { later } = require('internal/later');
const { ERR_NO_CRYPTO } = require('internal/errors').codes;

module.exports = {
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  DEFAULT_ECDH_CURVE: 'auto',
  DEFAULT_MIN_VERSION: 'TLSv1.2',
  DEFAULT_MAX_VERSION: 'TLSv1.3',
};
later(module.exports, ['getCiphers', 'getCACertificates', 'setDefaultCACertificates', 'convertALPNProtocols',
  'checkServerIdentity', 'createSecureContext', 'SecureContext', 'TLSSocket', 'Server', 'createServer', 'connect'],
() => new ERR_NO_CRYPTO());
