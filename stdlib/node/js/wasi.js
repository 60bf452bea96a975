'use strict';

const { later } = require('internal/later');
const { ERR_FEATURE_UNAVAILABLE_ON_PLATFORM } = require('internal/errors').codes;

later(exports, ['WASI'], () => new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('WASI'));
