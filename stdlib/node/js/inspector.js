'use strict';

const { later } = require('internal/later');
const { ERR_INSPECTOR_NOT_AVAILABLE } = require('internal/errors').codes;

later(exports, ['open', 'waitForDebugger', 'Session'], () => new ERR_INSPECTOR_NOT_AVAILABLE());
exports.close = function close() {};
exports.url = function url() {};
exports.console = globalThis.console;
exports.Network = {};
exports.NetworkResources = {};
exports.DOMStorage = {};
