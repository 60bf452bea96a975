'use strict';

const { later } = require('internal/later');
const { ERR_FEATURE_UNAVAILABLE_ON_PLATFORM } = require('internal/errors').codes;

later(exports, ['DatabaseSync', 'StatementSync', 'Session', 'backup'],
      () => new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('node:sqlite'));
exports.constants = {};
