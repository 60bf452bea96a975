'use strict';

// What the callbacks and the promises of dns have in common.

const { codes } = require('internal/errors');
const { validateOneOf } = require('internal/validators');

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

module.exports = { ADDRCONFIG, ALL, V4MAPPED, kOrders, validateHints, getDefaultResultOrder, setDefaultResultOrder };
