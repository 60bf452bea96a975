'use strict';

// https://nodejs.org/api/dns.html#dns-promises-api

const { codes, dnsException } = require('internal/errors');
const { validatePort, validateString } = require('internal/validators');
const { isIP } = require('internal/net/utils');
const { find, findService, isIPResult, lookupOptions, checkHostname } = require('internal/dns/lookup');
const utils = require('internal/dns/utils');
const { ResolverBase, kTypes, toASCII } = utils;
const { QueryReqWrap } = internalBinding('cares_wrap');

// dnsPromises.lookup ( hostname [ , options ] )
function lookup(hostname, options) {
  if (hostname) validateString(hostname, 'hostname');
  const o = lookupOptions(options);
  return new Promise((resolve, reject) => {
    checkHostname(hostname);
    const done = (err, list) => {
      if (err) reject(err);
      else resolve(o.all ? list : list[0]);
    };
    const known = isIPResult(hostname);
    if (known) done(null, known);
    else find(hostname, o, done);
  });
}

// dnsPromises.lookupService ( address, port )
function lookupService(address, port) {
  if (arguments.length !== 2) throw new codes.ERR_MISSING_ARGS('address', 'port');
  if (isIP(address) === 0) throw new codes.ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  return new Promise((resolve, reject) => {
    findService(address, +port, (err, hostname, service) => {
      if (err) reject(err);
      else resolve({ hostname, service });
    });
  });
}

class Resolver extends ResolverBase {}

function query(self, bindingName, hostname, ttl) {
  return new Promise((resolve, reject) => {
    const req = new QueryReqWrap();
    req.bindingName = bindingName;
    req.hostname = hostname;
    req.oncomplete = (err, result, ttls) => {
      if (err) reject(dnsException(err, bindingName, hostname));
      else resolve(ttls && ttl ? result.map((address, i) => ({ address, ttl: ttls[i] })) : result);
    };
    if (bindingName !== 'getHostByAddr' && /(?:^|\.)onion\.?$/i.test(hostname)) {
      req.oncomplete('ENOTFOUND');
      return;
    }
    const err = self._handle[bindingName](req, toASCII(hostname));
    if (err) reject(dnsException(err, bindingName, hostname));
  });
}

function resolver(bindingName) {
  function ask(name, options) {
    validateString(name, 'name');
    return query(this, bindingName, name, Boolean(options?.ttl));
  }
  Object.defineProperty(ask, 'name', { value: bindingName, configurable: true });
  return ask;
}

const resolveMap = { __proto__: null };
for (const type in kTypes) {
  const [method, bindingName] = kTypes[type];
  Resolver.prototype[method] = resolveMap[type] = resolver(bindingName);
}
Resolver.prototype.reverse = resolver('getHostByAddr');
Resolver.prototype.resolve = function resolve(hostname, rrtype) {
  let ask;
  if (typeof rrtype === 'string') {
    ask = resolveMap[rrtype];
    if (typeof ask !== 'function') throw new codes.ERR_INVALID_ARG_VALUE('rrtype', rrtype);
  } else if (rrtype === undefined) {
    ask = resolveMap.A;
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
  }
  return ask.call(this, hostname);
};

const own = utils.defaults.promises = new Resolver();
if (utils.defaults.callbacks) own._handle = utils.defaults.callbacks._handle;

const promises = {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder: utils.getDefaultResultOrder,
  setDefaultResultOrder: utils.setDefaultResultOrder,
  setServers: utils.setDefaultServers,
  ...utils.kCodes,
};
const kNames = ['getServers', 'resolve', ...Object.values(kTypes).map(([method]) => method).sort(), 'reverse'];
for (const name of kNames) promises[name] = own[name].bind(own);

module.exports = promises;
