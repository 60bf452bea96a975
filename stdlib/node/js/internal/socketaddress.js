'use strict';

// net.SocketAddress (https://nodejs.org/api/net.html#class-netsocketaddress).

const { codes } = require('internal/errors');
const { validateObject, validatePort, validateString, validateUint32 } = require('internal/validators');
const { parseAddress } = internalBinding('block_list');
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

class SocketAddress {
  #address;
  #port;
  #family;
  #flowlabel;

  constructor(options = {}) {
    validateObject(options, 'options');
    let { family = 'ipv4' } = options;
    const { port = 0, flowlabel = 0 } = options;
    if (typeof family?.toLowerCase === 'function') family = family.toLowerCase();
    if (family !== 'ipv4' && family !== 'ipv6') throw new codes.ERR_INVALID_ARG_VALUE('options.family', options.family);
    const { address = family === 'ipv4' ? '127.0.0.1' : '::' } = options;
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    this.#address = parseAddress(address, family === 'ipv4' ? 4 : 6);
    if (this.#address === undefined) throw new codes.ERR_INVALID_ADDRESS();
    this.#port = port | 0;
    this.#family = family;
    this.#flowlabel = family === 'ipv6' ? flowlabel : 0;
  }

  static isSocketAddress(value) {
    return typeof value === 'object' && value !== null && #address in value;
  }

  // parse ( text ): "1.2.3.4:80", "[::1]:80"; undefined where it is none.
  static parse(input) {
    validateString(input, 'input');
    const m = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(input);
    if (!m) return undefined;
    try {
      const port = m[3] === undefined ? 0 : validatePort(m[3]);
      return new SocketAddress(m[1] !== undefined ? { address: m[1], port, family: 'ipv6' } : { address: v4(m[2]), port });
    } catch {
      return undefined;
    }
  }

  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return this.#flowlabel; }

  toJSON() {
    return { address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel };
  }

  [inspectCustom](depth, options) {
    if (depth < 0) return this;
    const opts = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `SocketAddress ${require('util').inspect(this.toJSON(), opts)}`;
  }
}

// The URL standard reads hosts of numbers in more ways than one.
function v4(host) {
  const { URL } = require('url');
  const url = new URL(`http://${host}`);
  return url.hostname;
}

module.exports = { SocketAddress };
