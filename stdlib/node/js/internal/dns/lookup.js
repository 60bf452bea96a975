'use strict';

// dns.lookup and dns.lookupService: names as the system finds them.

const { codes, dnsException } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateNumber, validateOneOf, validatePort, validateString,
} = require('internal/validators');
const { isIP } = require('internal/net/utils');
const { kOrders, toASCII, validateHints, getDefaultResultOrder } = require('internal/dns/utils');
const { getaddrinfo, getnameinfo, GetAddrInfoReqWrap, GetNameInfoReqWrap } = internalBinding('cares_wrap');

const kFamilies = [0, 4, 6];

// The options of lookup, checked.
function lookupOptions(options) {
  const out = { family: 0, hints: 0, all: false, order: getDefaultResultOrder() };
  if (options === null || typeof options !== 'object') {
    if (options != null) {
      validateOneOf(options, 'family', kFamilies);
      out.family = options;
    }
    return out;
  }
  if (options.hints != null) {
    validateNumber(options.hints, 'options.hints');
    out.hints = options.hints >>> 0;
    validateHints(out.hints);
  }
  if (options.family != null) {
    if (options.family === 'IPv4') out.family = 4;
    else if (options.family === 'IPv6') out.family = 6;
    else {
      validateOneOf(options.family, 'options.family', kFamilies);
      out.family = options.family;
    }
  }
  if (options.all != null) {
    validateBoolean(options.all, 'options.all');
    out.all = options.all;
  }
  if (options.verbatim != null) {
    validateBoolean(options.verbatim, 'options.verbatim');
    out.order = options.verbatim ? 'verbatim' : 'ipv4first';
  }
  if (options.order != null) {
    validateOneOf(options.order, 'options.order', kOrders);
    out.order = options.order;
  }
  return out;
}

// find ( hostname, options, done ) calls done ( err, [{ address, family }] ), and returns
// the request.
function find(hostname, { family, hints, order }, done) {
  const req = new GetAddrInfoReqWrap();
  req.family = family;
  req.hostname = hostname;
  req.oncomplete = (err, addresses) => {
    if (err) done(dnsException(err, 'getaddrinfo', hostname));
    else done(null, addresses.map((address) => ({ address, family: family || isIP(address) })));
  };
  const err = getaddrinfo(req, toASCII(hostname), family, hints, kOrders.indexOf(order));
  if (err) process.nextTick(done, dnsException(err, 'getaddrinfo', hostname));
  return req;
}

function checkHostname(hostname) {
  if (!hostname) throw new codes.ERR_INVALID_ARG_VALUE('hostname', hostname, 'must be a non-empty string');
}

// What stands for a name that is an address itself.
function isIPResult(hostname) {
  const family = isIP(hostname);
  return family ? [{ address: hostname, family }] : undefined;
}

// dns.lookup ( hostname [ , options ], callback )
function lookup(hostname, options, callback) {
  if (hostname) validateString(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  const o = lookupOptions(options);
  checkHostname(hostname);
  const known = isIPResult(hostname);
  if (known) {
    if (o.all) process.nextTick(callback, null, known);
    else process.nextTick(callback, null, hostname, known[0].family);
    return {};
  }
  return find(hostname, o, (err, list) => {
    if (err) callback(err);
    else if (o.all) callback(null, list);
    else callback(null, list[0].address, list[0].family);
  });
}
Object.defineProperty(lookup, require('internal/util/promisify').kPromisifyArgs, { value: ['address', 'family'], enumerable: false });

// findService ( address, port, done ) calls done ( err, hostname, service ).
function findService(address, port, done) {
  const req = new GetNameInfoReqWrap();
  req.hostname = address;
  req.port = port;
  req.oncomplete = (err, hostname, service) => {
    if (err) done(dnsException(err, 'getnameinfo', address));
    else done(null, hostname, service);
  };
  const err = getnameinfo(req, address, port);
  if (err) throw dnsException(err, 'getnameinfo', address);
  return req;
}

// dns.lookupService ( address, port, callback )
function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new codes.ERR_MISSING_ARGS('address', 'port', 'callback');
  if (isIP(address) === 0) throw new codes.ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  validateFunction(callback, 'callback');
  return findService(address, +port, callback);
}
Object.defineProperty(lookupService, require('internal/util/promisify').kPromisifyArgs, { value: ['hostname', 'service'], enumerable: false });

module.exports = { lookup, lookupService, lookupOptions, find, findService, isIPResult, checkHostname };
