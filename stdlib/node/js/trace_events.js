'use strict';

const { later } = require('internal/later');
const { ERR_TRACE_EVENTS_UNAVAILABLE } = require('internal/errors').codes;

later(exports, ['createTracing'], () => new ERR_TRACE_EVENTS_UNAVAILABLE());
exports.getEnabledCategories = function getEnabledCategories() {};
