'use strict';

// What the callbacks and the promises of dns have in common.

const { codes } = require('internal/errors');
const { validateArray, validateInt32, validateOneOf, validateString, validateUint32 } = require('internal/validators');
const { isIP } = require('internal/net/utils');
const { ChannelWrap } = internalBinding('cares_wrap');

// Hints of lookup.
const ADDRCONFIG = 0x20;
const ALL = 0x10;
const V4MAPPED = 0x08;

function validateHints(hints) {
  if ((hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw new codes.ERR_INVALID_ARG_VALUE('hints', hints);
}

const kOrders = ['verbatim', 'ipv4first', 'ipv6first'];
let order;

function getDefaultResultOrder() {
  if (order === undefined) {
    order = 'verbatim';
    for (const arg of process.execArgv) {
      const m = /^--dns-result-order=(.*)$/.exec(arg);
      if (m && kOrders.includes(m[1])) order = m[1];
    }
  }
  return order;
}

function setDefaultResultOrder(value) {
  validateOneOf(value, 'dnsOrder', kOrders);
  order = value;
}

// toASCII ( name ) is a name as name servers know it.
function toASCII(name) {
  return /^[\x00-\x7f]*$/.test(name) ? name : require('url').domainToASCII(name);
}

const kDefaultPort = 53;

// The address and the port of "1.2.3.4", "1.2.3.4:53", "::1", "[::1]:53".
function parseServer(server, index) {
  validateString(server, `servers[${index}]`);
  if (isIP(server) !== 0) return [server, kDefaultPort];
  const m = server.length > 128 ? null : /^\[([^[\]]*)\](?::(\d+))?$/.exec(server) ?? /^([^:[\]]*):(\d+)$/.exec(server);
  if (m && isIP(m[1]) !== 0) return [m[1], m[2] === undefined ? kDefaultPort : Number(m[2])];
  throw new codes.ERR_INVALID_IP_ADDRESS(server);
}

// What resolvers with callbacks and with promises have.
class ResolverBase {
  constructor(options = undefined) {
    const timeout = options?.timeout ?? -1;
    validateInt32(timeout, 'options.timeout', -1);
    const tries = options?.tries ?? 4;
    validateInt32(tries, 'options.tries', 1);
    const maxTimeout = options?.maxTimeout ?? 0;
    validateUint32(maxTimeout, 'options.maxTimeout');
    this._handle = new ChannelWrap(timeout, tries, maxTimeout);
  }

  cancel() {
    this._handle.cancel();
  }

  getServers() {
    const list = this._handle.getServers() || [];
    return list.map(([address, port]) => {
      if (!port || port === kDefaultPort) return address;
      return `${isIP(address) === 6 ? `[${address}]` : address}:${port}`;
    });
  }

  setServers(servers) {
    validateArray(servers, 'servers');
    // forEach passes over holes, and sees what getters change.
    const flat = [];
    servers.forEach((server, i) => flat.push(...parseServer(server, i)));
    if (!this._handle.setServers(flat)) {
      throw new codes.ERR_DNS_SET_SERVERS_FAILED('There are pending queries.', servers);
    }
  }

  setLocalAddress(ipv4, ipv6) {
    validateString(ipv4, 'ipv4');
    if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
    const invalid = (text) => Object.assign(new TypeError(text), { code: 'ERR_INVALID_ARG_VALUE' });
    const byFamily = {};
    for (const address of [ipv4, ipv6]) {
      if (address === undefined) continue;
      const family = isIP(address);
      if (family === 0) throw invalid('Invalid IP address.');
      if (byFamily[family] !== undefined) throw invalid(`Cannot specify two IPv${family} addresses.`);
      byFamily[family] = address;
    }
    this._handle.setLocalAddress(byFamily[4], byFamily[6]);
  }
}

// The methods for records by the types that resolve knows, with the function of the binding.
const kTypes = {
  __proto__: null,
  ANY: ['resolveAny', 'queryAny'],
  A: ['resolve4', 'queryA'],
  AAAA: ['resolve6', 'queryAaaa'],
  CAA: ['resolveCaa', 'queryCaa'],
  CNAME: ['resolveCname', 'queryCname'],
  MX: ['resolveMx', 'queryMx'],
  NS: ['resolveNs', 'queryNs'],
  TLSA: ['resolveTlsa', 'queryTlsa'],
  TXT: ['resolveTxt', 'queryTxt'],
  SRV: ['resolveSrv', 'querySrv'],
  PTR: ['resolvePtr', 'queryPtr'],
  NAPTR: ['resolveNaptr', 'queryNaptr'],
  SOA: ['resolveSoa', 'querySoa'],
};

// The resolver of the module's own functions, of both kinds.
const defaults = { callbacks: undefined, promises: undefined };

// setDefaultServers ( list ) is setServers of the module.
function setDefaultServers(servers) {
  const a = defaults.callbacks, b = defaults.promises;
  (a ?? b).setServers(servers);
  const { _handle } = a ?? b;
  if (a) a._handle = _handle;
  if (b) b._handle = _handle;
}

const kCodes = {
  NODATA: 'ENODATA', FORMERR: 'EFORMERR', SERVFAIL: 'ESERVFAIL', NOTFOUND: 'ENOTFOUND', NOTIMP: 'ENOTIMP',
  REFUSED: 'EREFUSED', BADQUERY: 'EBADQUERY', BADNAME: 'EBADNAME', BADFAMILY: 'EBADFAMILY', BADRESP: 'EBADRESP',
  CONNREFUSED: 'ECONNREFUSED', TIMEOUT: 'ETIMEOUT', EOF: 'EOF', FILE: 'EFILE', NOMEM: 'ENOMEM',
  DESTRUCTION: 'EDESTRUCTION', BADSTR: 'EBADSTR', BADFLAGS: 'EBADFLAGS', NONAME: 'ENONAME', BADHINTS: 'EBADHINTS',
  NOTINITIALIZED: 'ENOTINITIALIZED', LOADIPHLPAPI: 'ELOADIPHLPAPI',
  ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS', CANCELLED: 'ECANCELLED',
};

module.exports = {
  ADDRCONFIG, ALL, V4MAPPED, ResolverBase, defaults, kCodes, kOrders, kTypes, validateHints, getDefaultResultOrder,
  setDefaultResultOrder, setDefaultServers, toASCII,
};
