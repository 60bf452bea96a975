'use strict';

// https://nodejs.org/api/dns.html

const { lookup, lookupService } = require('internal/dns/lookup');
const { Resolver } = require('internal/dns/resolver');
const utils = require('internal/dns/utils');

const resolver = utils.defaults.callbacks = new Resolver();
if (utils.defaults.promises) resolver._handle = utils.defaults.promises._handle;

const dns = {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder: utils.getDefaultResultOrder,
  setDefaultResultOrder: utils.setDefaultResultOrder,
  setServers: utils.setDefaultServers,
  ADDRCONFIG: utils.ADDRCONFIG,
  ALL: utils.ALL,
  V4MAPPED: utils.V4MAPPED,
  ...utils.kCodes,
};

// The methods of the module's resolver are its functions.
const kNames = ['getServers', 'resolve', ...Object.values(utils.kTypes).map(([method]) => method).sort(), 'reverse'];
for (const name of kNames) dns[name] = resolver[name].bind(resolver);

Object.defineProperty(dns, 'promises', {
  __proto__: null, configurable: true, enumerable: true,
  get() { return require('dns/promises'); },
});

module.exports = dns;
