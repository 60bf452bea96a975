'use strict';

// https://nodejs.org/api/util.html

const { inspect, format, promiseDetails } = internalBinding('util');
const { codes } = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');
const types = require('util/types');

inspect.custom = Symbol.for('nodejs.util.inspect.custom');
inspect.defaultOptions = {
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000,
  breakLength: 128, compact: 3, sorted: false, getters: false, numericSeparator: false,
};
inspect.colors = {
  __proto__: null,
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27], hidden: [8, 28],
  strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39],
  magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39], redBright: [91, 39], greenBright: [92, 39],
  yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39],
  bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49],
};
inspect.styles = {
  __proto__: null, special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green',
  symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
};

const kPromisify = Symbol.for('nodejs.util.promisify.custom');

function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kPromisify];
  if (custom) {
    validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kPromisify, { value: custom, enumerable: false, writable: false, configurable: true });
  }
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (err, value) => err ? reject(err) : resolve(value)]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = kPromisify;

function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback.bind(this, null, value)),
      (reason) => {
        if (!reason) {
          const err = new codes.ERR_FALSY_VALUE_REJECTION();
          err.reason = reason;
          reason = err;
        }
        process.nextTick(callback.bind(this, reason));
      });
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  return Object.defineProperties(callbackified, descriptors);
}

const warned = new Set();
function deprecate(fn, message, code, options) {
  if (process.noDeprecation) return fn;
  let done = false;
  function deprecated(...args) {
    if (!done) {
      done = true;
      if (code === undefined || !warned.has(code)) {
        if (code !== undefined) warned.add(code);
        process.emitWarning(message, 'DeprecationWarning', code);
      }
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  Object.defineProperty(deprecated, 'length', { ...Object.getOwnPropertyDescriptor(fn, 'length') });
  return deprecated;
}

function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  if (superCtor === undefined || superCtor === null) throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  if (superCtor.prototype === undefined) throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  Object.defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

function debuglog(set) {
  const names = (process.env.NODE_DEBUG ?? '').toUpperCase().split(',');
  const upper = set.toUpperCase();
  const enabled = names.some((n) => new RegExp(`^${n.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replace(/\*/g, '.*')}$`).test(upper));
  const log = (...args) => {
    if (enabled) process.stderr.write(`${upper} ${process.pid}: ${format(...args)}\n`);
  };
  Object.defineProperty(log, 'enabled', { get: () => enabled, configurable: true, enumerable: true });
  return log;
}

function styleText(style, text, { validateStream = true, stream = process.stdout } = {}) {
  validateString(text, 'text');
  let left = '', right = '';
  for (const key of [].concat(style)) {
    if (key === 'none') continue;
    const codesOf = inspect.colors[key];
    if (codesOf === undefined) {
      throw new codes.ERR_INVALID_ARG_VALUE('format', key, `must be one of: ${Object.keys(inspect.colors).map((k) => inspect(k)).join(', ')}`);
    }
    left += `\u001b[${codesOf[0]}m`;
    right = `\u001b[${codesOf[1]}m${right}`;
  }
  if (validateStream && !stream?.isTTY) return text;
  return `${left}${text}${right}`;
}

// eslint-disable-next-line no-control-regex
const ansi = /[\u001B\u009B][[\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\d/#&.:=?%@~_]+)*|[a-zA-Z\d]+(?:;[-a-zA-Z\d/#&.:=?%@~_]*)*)?(?:\u0007|\u001B\u005C|\u009C))|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]))/g;

module.exports = {
  inspect, format, types, promisify, callbackify, deprecate, inherits, debuglog, debug: debuglog, styleText,
  formatWithOptions: (options, ...args) => format(...args),
  stripVTControlCharacters(text) {
    validateString(text, 'str');
    return text.replace(ansi, '');
  },
  isDeepStrictEqual: (a, b) => require('assert').isDeepEqual(a, b, true),
  isArray: Array.isArray,
  toUSVString: (v) => `${v}`.toWellFormed(),
  getSystemErrorName: undefined,
  get TextEncoder() { return globalThis.TextEncoder; },
  get TextDecoder() { return globalThis.TextDecoder; },
  get parseArgs() { return undefined; },
};
delete module.exports.getSystemErrorName;
delete module.exports.parseArgs;
