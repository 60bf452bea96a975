'use strict';

// https://nodejs.org/api/util.html

const binding = internalBinding('util');
const { inspect, format } = binding;
const { codes, errnoException, exceptionWithHostPort } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateInteger, validateNumber, validateObject, validateOneOf, validateString,
} = require('internal/validators');
const types = require('util/types');
require('internal/util/inspect');
const { deprecate } = require('internal/util/deprecate');
const { callbackify, promisify } = require('internal/util/promisify');

function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  if (superCtor === undefined || superCtor === null) throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  if (superCtor.prototype === undefined) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

function formatWithOptions(inspectOptions, ...args) {
  validateObject(inspectOptions, 'inspectOptions', 4 | 2);
  return binding.formatWithOptions(inspectOptions, ...args);
}

function debuglog(set, cb) {
  return require('internal/util/debuglog').debuglog(set, cb);
}

// The escape sequences of a style: a name of inspect.colors.
function styleCodes(key) {
  const found = inspect.colors[key];
  if (found === undefined) {
    validateOneOf(key, 'format', Object.keys(inspect.colors));
  }
  return [`\u001b[${found[0]}m`, `\u001b[${found[1]}m`];
}

function styleText(format, text, { validateStream = true, stream = process.stdout } = {}) {
  validateString(text, 'text');
  validateBoolean(validateStream, 'options.validateStream');
  let plain = false;
  if (validateStream) {
    const isStream = typeof stream?.pipe === 'function' || typeof stream?.write === 'function' || typeof stream?.getReader === 'function' ||
      typeof stream?.getWriter === 'function';
    if (!isStream) throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
    plain = !shouldColor(stream);
  }
  let left = '', right = '', body = text;
  for (const key of Array.isArray(format) ? format : [format]) {
    if (key === 'none') continue;
    const [begin, end] = styleCodes(key);
    left += begin;
    right = end + right;
    // What is styled inside ends this style too, and must begin it again.
    body = body.replaceAll(end, (match, at) => at + match.length < body.length ? (begin === '\u001b[1m' || begin === '\u001b[2m' ? match + begin : begin) : match);
  }
  return plain ? text : `${left}${body}${right}`;
}

function shouldColor(stream) {
  const { env } = process;
  if (env.FORCE_COLOR !== undefined) return require('internal/tty_colors').getColorDepth(env) > 2;
  return stream?.isTTY && (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true);
}

// eslint-disable-next-line no-control-regex
const ansi = /[\u001B\u009B][[\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\d/#&.:=?%@~_]+)*|[a-zA-Z\d]+(?:;[-a-zA-Z\d/#&.:=?%@~_]*)*)?(?:\u0007|\u001B\u005C|\u009C))|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]))/g;

function stripVTControlCharacters(str) {
  validateString(str, 'str');
  if (!str.includes('\u001B') && !str.includes('\u009B')) return str;
  return str.replace(ansi, '');
}

function getSystemErrorName(err) {
  validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', err);
  return internalBinding('uv').errname(err);
}

function getSystemErrorMessage(err) {
  validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', err);
  return internalBinding('uv').errmessage(err);
}

function getSystemErrorMap() {
  return new Map(internalBinding('uv').errnos().map(([number, name, message]) => [number, [name, message]]));
}

function getCallSites(frameCount = 8, options) {
  if (options === undefined) {
    if (typeof frameCount === 'object') {
      options = frameCount;
      validateObject(options, 'options');
      frameCount = 8;
    } else options = {};
  } else validateObject(options, 'options');
  if (options.sourceMap !== undefined) validateBoolean(options.sourceMap, 'options.sourceMap');
  validateInteger(frameCount, 'frameCount', 1, 200);
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder = {};
  let sites;
  try {
    Error.prepareStackTrace = (_, list) => list;
    Error.stackTraceLimit = frameCount;
    Error.captureStackTrace(holder, getCallSites);
    sites = holder.stack;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return sites.map((site) => ({
    __proto__: null,
    functionName: site.getFunctionName() ?? '',
    scriptId: String(site.getScriptHash?.() || 0),
    scriptName: site.getFileName() ?? '',
    lineNumber: site.getLineNumber(),
    columnNumber: site.getColumnNumber(),
    column: site.getColumnNumber(),
  }));
}

function convertProcessSignalToExitCode(signalCode) {
  const { signals } = require('os').constants;
  validateOneOf(signalCode, 'signalCode', Object.keys(signals));
  return 128 + signals[signalCode];
}

async function aborted(signal, resource) {
  if (signal === undefined || typeof signal !== 'object' || signal === null || !('aborted' in signal)) {
    throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  }
  validateObject(resource, 'resource', 4 | 2);
  if (signal.aborted) return undefined;
  const held = new WeakRef(resource);
  return new Promise((resolve) => {
    require('internal/abort').onAbort(signal, () => held.deref() && resolve());
  });
}

function isDeepStrictEqual(a, b, skipPrototype) {
  return require('internal/util/comparisons').isDeepStrictEqual(a, b, skipPrototype);
}

function parseEnv(content) {
  validateString(content, 'content');
  return require('internal/util/parse_env').parseEnv(content);
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  for (const key of Object.keys(source)) target[key] = source[key];
  return target;
}

function toUSVString(input) {
  return `${input}`.toWellFormed();
}

function setTraceSigInt(enable) {
  validateBoolean(enable, 'enable');
}

function diff(actual, expected) {
  return require('internal/util/diff').diff(actual, expected);
}

function transferableAbortSignal(signal) {
  if (typeof signal?.aborted !== 'boolean') throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  return signal;
}

function transferableAbortController() {
  return new globalThis.AbortController();
}

module.exports = {
  _errnoException(...args) { return errnoException(...args); },
  _exceptionWithHostPort(...args) { return exceptionWithHostPort(...args); },
  _extend: deprecate(_extend, 'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060'),
  callbackify, convertProcessSignalToExitCode, debug: debuglog, debuglog,
  deprecate(fn, msg, code, { modifyPrototype } = {}) { return deprecate(fn, msg, code, modifyPrototype); },
  format, styleText, formatWithOptions, getCallSites, getSystemErrorMap, getSystemErrorName, getSystemErrorMessage,
  inherits, inspect,
  isArray: deprecate((value) => Array.isArray(value), 'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.', 'DEP0044'),
  isDeepStrictEqual, promisify, stripVTControlCharacters, toUSVString, transferableAbortSignal, transferableAbortController,
  aborted, types, parseEnv,
};

// Those that few programs need are made when they are first looked at.
function lazy(name, load) {
  Object.defineProperty(module.exports, name, {
    enumerable: true, configurable: true,
    get() {
      const value = load();
      Object.defineProperty(module.exports, name, { value, enumerable: true, configurable: true, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(module.exports, name, { value, enumerable: true, configurable: true, writable: true });
    },
  });
}

lazy('parseArgs', () => require('internal/util/parse_args').parseArgs);
lazy('TextDecoder', () => globalThis.TextDecoder);
lazy('TextEncoder', () => globalThis.TextEncoder);
lazy('MIMEType', () => require('internal/mime').MIMEType);
lazy('MIMEParams', () => require('internal/mime').MIMEParams);
module.exports.diff = diff;
module.exports.setTraceSigInt = setTraceSigInt;
