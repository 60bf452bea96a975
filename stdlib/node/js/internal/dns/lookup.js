'use strict';

// dns.lookup and dns.lookupService: names as the system finds them.

const { codes, dnsException } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateNumber, validateOneOf, validatePort, validateString,
} = require('internal/validators');
const { isIP } = require('internal/net/utils');
const { kOrders, validateHints, getDefaultResultOrder } = require('internal/dns/utils');
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
  const err = getaddrinfo(req, hostname, family, hints, kOrders.indexOf(order));
  if (err) process.nextTick(done, dnsException(err, 'getaddrinfo', hostname));
  return req;
}

// dns.lookup ( hostname [ , options ], callback )
function lookup(hostname, options, callback) {
  if (hostname) validateString(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (options === null || typeof options !== 'object') {
    validateFunction(callback, 'callback');
  }
  validateFunction(callback, 'callback');
  const o = lookupOptions(options);
  if (!hostname) {
    if (o.all) process.nextTick(callback, null, []);
    else process.nextTick(callback, null, null, o.family === 6 ? 6 : 4);
    return {};
  }
  const matched = isIP(hostname);
  if (matched) {
    if (o.all) process.nextTick(callback, null, [{ address: hostname, family: matched }]);
    else process.nextTick(callback, null, hostname, matched);
    return {};
  }
  return find(hostname, o, (err, list) => {
    if (err) callback(err);
    else if (o.all) callback(null, list);
    else callback(null, list[0].address, list[0].family);
  });
}

Object.defineProperty(lookup, require('internal/util/promisify').kPromisifyArgs,
  { value: ['address', 'family'], enumerable: false });

// dns.lookupService ( address, port, callback )
function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new codes.ERR_MISSING_ARGS('address', 'port', 'callback');
  if (isIP(address) === 0) throw new codes.ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  validateFunction(callback, 'callback');
  port = +port;
  const req = new GetNameInfoReqWrap();
  req.hostname = address;
  req.port = port;
  req.oncomplete = (err, hostname, service) => {
    if (err) callback(dnsException(err, 'getnameinfo', address));
    else callback(null, hostname, service);
  };
  const err = getnameinfo(req, address, port);
  if (err) throw dnsException(err, 'getnameinfo', address);
  return req;
}

module.exports = { lookup, lookupService, lookupOptions, find };
