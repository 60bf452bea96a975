'use strict';

// net.BlockList (https://nodejs.org/api/net.html#class-netblocklist).

const { codes } = require('internal/errors');
const { validateArray, validateInt32, validateString } = require('internal/validators');
const { SocketAddress } = require('internal/socketaddress');
const { BlockList: BlockListHandle } = internalBinding('block_list');
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

function toSocketAddress(address, family, name = 'address') {
  if (SocketAddress.isSocketAddress(address)) return address;
  validateString(address, name);
  validateString(family, 'family');
  return new SocketAddress({ address, family });
}

class BlockList {
  #handle = new BlockListHandle();

  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #handle in value;
  }

  addAddress(address, family = 'ipv4') {
    this.#handle.addAddress(toSocketAddress(address, family).address);
  }

  addRange(start, end, family = 'ipv4') {
    const first = toSocketAddress(start, family, 'start');
    const last = toSocketAddress(end, family, 'end');
    if (!this.#handle.addRange(first.address, last.address)) {
      throw new codes.ERR_INVALID_ARG_VALUE('start', start, 'must come before end');
    }
  }

  addSubnet(network, prefix, family = 'ipv4') {
    const net = toSocketAddress(network, family, 'network');
    validateInt32(prefix, 'prefix', 0, net.family === 'ipv4' ? 32 : 128);
    this.#handle.addSubnet(net.address, prefix);
  }

  check(address, family = 'ipv4') {
    if (SocketAddress.isSocketAddress(address)) return this.#handle.check(address.address);
    validateString(address, 'address');
    validateString(family, 'family');
    try {
      return this.#handle.check(new SocketAddress({ address, family }).address);
    } catch {
      return false; // what is no address is in no list
    }
  }

  get rules() {
    return this.#handle.rules();
  }

  toJSON() {
    return this.rules;
  }

  fromJSON(data) {
    if (typeof data === 'string') data = JSON.parse(data);
    validateArray(data, 'data');
    for (const rule of data) {
      validateString(rule, 'data');
      this.#addRule(rule);
    }
  }

  #addRule(rule) {
    const m = /^(Address|Range|Subnet): IPv([46]) (\S+)$/.exec(rule);
    if (!m) throw new codes.ERR_INVALID_ARG_VALUE('data', rule);
    const family = `ipv${m[2]}`;
    if (m[1] === 'Address') this.addAddress(m[3], family);
    else if (m[1] === 'Range') this.addRange(...m[3].split('-'), family);
    else {
      const [network, prefix] = m[3].split('/');
      this.addSubnet(network, Number(prefix), family);
    }
  }

  [inspectCustom](depth, options) {
    if (depth < 0) return this;
    const opts = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BlockList ${require('util').inspect({ rules: this.rules }, opts)}`;
  }
}

module.exports = { BlockList };
