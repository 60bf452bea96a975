'use strict';

// dns.Resolver, with callbacks.

const { codes, dnsException } = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');
const { ResolverBase, kTypes, toASCII } = require('internal/dns/utils');
const { QueryReqWrap } = internalBinding('cares_wrap');

class Resolver extends ResolverBase {}

// What the binding calls with the end of a query.
function onresolve(err, result, ttls) {
  if (err) {
    this.callback(dnsException(err, this.bindingName, this.hostname));
    return;
  }
  if (ttls && this.ttl) result = result.map((address, i) => ({ address, ttl: ttls[i] }));
  this.callback(null, result);
}

// RFC 7686: names below onion are not asked for.
const isOnion = (name) => /(?:^|\.)onion\.?$/i.test(name);

function resolver(bindingName) {
  function query(name, /* options, */ callback) {
    let options;
    if (arguments.length > 2) {
      options = callback;
      callback = arguments[2];
    }
    validateString(name, 'name');
    validateFunction(callback, 'callback');
    const req = new QueryReqWrap();
    req.bindingName = bindingName;
    req.callback = callback;
    req.hostname = name;
    req.oncomplete = onresolve;
    req.ttl = Boolean(options?.ttl);
    if (bindingName !== 'getHostByAddr' && isOnion(name)) {
      process.nextTick(() => req.oncomplete('ENOTFOUND'));
      return req;
    }
    const err = this._handle[bindingName](req, toASCII(name));
    if (err) throw dnsException(err, bindingName, name);
    return req;
  }
  Object.defineProperty(query, 'name', { value: bindingName, configurable: true });
  return query;
}

const resolveMap = { __proto__: null };
for (const type in kTypes) {
  const [method, bindingName] = kTypes[type];
  Resolver.prototype[method] = resolveMap[type] = resolver(bindingName);
}
Resolver.prototype.reverse = resolver('getHostByAddr');
Resolver.prototype.resolve = function resolve(hostname, rrtype, callback) {
  let query;
  if (typeof rrtype === 'string') query = resolveMap[rrtype];
  else if (typeof rrtype === 'function') {
    query = resolveMap.A;
    callback = rrtype;
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
  }
  if (typeof query !== 'function') throw new codes.ERR_INVALID_ARG_VALUE('rrtype', rrtype);
  return query.call(this, hostname, callback);
};

module.exports = { Resolver };
