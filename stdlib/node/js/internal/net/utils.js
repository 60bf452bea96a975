'use strict';

// Small things of net.

const { codes } = require('internal/errors');
const { isIP: ipKind } = internalBinding('tcp_wrap');

const isIP = (input) => ipKind(`${input}`);
const isIPv4 = (input) => ipKind(`${input}`) === 4;
const isIPv6 = (input) => ipKind(`${input}`) === 6;

const normalizedArgsSymbol = Symbol('normalizedArgs');

// toNumber ( x ) is x as a number that is not negative, or false.
function toNumber(x) {
  const n = Number(x);
  return n >= 0 ? n : false;
}

const isPipeName = (s) => typeof s === 'string' && toNumber(s) === false;

// normalizeArgs ( args ) is [options, callback] of the arguments that connect and
// listen take: (options), (port [, host]), (path), each with a callback behind.
function normalizeArgs(args) {
  let options = {};
  if (args.length > 0) {
    const first = args[0];
    if (typeof first === 'object' && first !== null) {
      options = first;
    } else if (isPipeName(first)) {
      options.path = first;
    } else {
      options.port = first;
      if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
    }
  }
  const last = args.at(-1);
  const all = [options, typeof last === 'function' ? last : null];
  all[normalizedArgsSymbol] = true;
  return all;
}

// The delay of a socket's timeout in milliseconds.
function getTimerDuration(msecs, name) {
  const { validateNumber } = require('internal/validators');
  validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) throw new codes.ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);
  const most = 2 ** 31 - 1;
  if (msecs > most) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${most}.`,
      'TimeoutOverflowWarning');
    return most;
  }
  return msecs;
}

module.exports = { isIP, isIPv4, isIPv6, toNumber, isPipeName, normalizeArgs, normalizedArgsSymbol, getTimerDuration };
