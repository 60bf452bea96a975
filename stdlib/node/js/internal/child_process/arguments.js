'use strict';

// Checks of what programs say about children.

const { codes } = require('internal/errors');
const {
  validateBoolean, validateInt32, validateInteger, validateNumber, validateObject, validateString,
} = require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_SIGNAL } = codes;

function noNull(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function noNulls(values, name) {
  for (let i = 0; i < values.length; i++) noNull(values[i], `${name}[${i}]`);
}

// The number of a signal by its name or number.
function signalNumber(signal) {
  const { signals } = require('os').constants;
  if (typeof signal === 'number') {
    if (Object.values(signals).includes(signal)) return signal;
  } else if (typeof signal === 'string') {
    const number = signals[signal.toUpperCase()];
    if (number) return number;
  }
  throw new ERR_UNKNOWN_SIGNAL(signal);
}

function killSignalNumber(killSignal) {
  if (typeof killSignal === 'string' || typeof killSignal === 'number') return signalNumber(killSignal);
  if (killSignal != null) throw new ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], killSignal);
}

function validateTimeout(timeout) {
  if (timeout != null) validateInteger(timeout, 'timeout', 0);
}

function validateMaxBuffer(maxBuffer) {
  if (maxBuffer != null) validateNumber(maxBuffer, 'options.maxBuffer', 0);
}

function validateId(id, name) {
  if (id != null) validateInt32(id, name);
}

function optionalBoolean(options, key) {
  if (options[key] != null) validateBoolean(options[key], `options.${key}`);
}

// The folder of a child, which may be a URL.
function folder(cwd) {
  if (cwd instanceof URL) cwd = require('url').fileURLToPath(cwd);
  if (typeof cwd !== 'string' && !(cwd instanceof Uint8Array)) {
    throw new ERR_INVALID_ARG_TYPE('options.cwd', ['string', 'Buffer', 'URL'], cwd);
  }
  noNull(cwd, 'options.cwd');
  return typeof cwd === 'string' ? cwd : require('buffer').Buffer.from(cwd).toString();
}

let warnedShell = false;

function shellCommand(file, args, shell) {
  if (args.length > 0 && !warnedShell) {
    warnedShell = true;
    process.emitWarning('Passing args to a child process with shell option true can lead to security vulnerabilities, as the ' +
      'arguments are not escaped, only concatenated.', 'DeprecationWarning', 'DEP0190');
  }
  const command = args.length > 0 ? `${file} ${args.join(' ')}` : file;
  if (process.platform === 'win32') {
    const program = typeof shell === 'string' ? shell : process.env.comspec || 'cmd.exe';
    const own = /^(?:.*\\)?cmd(?:\.exe)?$/i.test(program);
    return { file: program, args: own ? ['/d', '/s', '/c', `"${command}"`] : ['-c', command], verbatim: own };
  }
  if (typeof shell === 'string') return { file: shell, args: ['-c', command] };
  return { file: process.platform === 'android' ? '/system/bin/sh' : '/bin/sh', args: ['-c', command] };
}

function environmentPairs(env) {
  const pairs = [];
  const seen = new Set();
  const windows = process.platform === 'win32';
  for (const key in env) {
    const value = env[key];
    if (value === undefined) continue;
    if (windows) {
      // Names differ by more than case there.
      if (seen.has(key.toUpperCase())) continue;
      seen.add(key.toUpperCase());
    }
    noNull(key, `options.env['${key}']`);
    noNull(value, `options.env['${key}']`);
    pairs.push(`${key}=${value}`);
  }
  return pairs;
}

// What spawn and spawnSync are called with, as one object.
function normalizeSpawnArguments(file, args, options) {
  validateString(file, 'file');
  noNull(file, 'file');
  if (file.length === 0) throw new ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) args = args.slice();
  else if (args == null) args = [];
  else if (typeof args !== 'object') throw new ERR_INVALID_ARG_TYPE('args', 'object', args);
  else {
    options = args;
    args = [];
  }
  noNulls(args, 'args');
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  options = { __proto__: null, ...options };

  const cwd = options.cwd != null ? folder(options.cwd) : undefined;
  optionalBoolean(options, 'detached');
  validateId(options.uid, 'options.uid');
  validateId(options.gid, 'options.gid');
  const { shell } = options;
  if (shell != null && typeof shell !== 'boolean' && typeof shell !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], shell);
  }
  if (options.argv0 != null) {
    validateString(options.argv0, 'options.argv0');
    noNull(options.argv0, 'options.argv0');
  }
  optionalBoolean(options, 'windowsHide');
  optionalBoolean(options, 'windowsVerbatimArguments');
  let { windowsVerbatimArguments } = options;
  if (shell) {
    noNull(shell, 'options.shell');
    const command = shellCommand(file, args, shell);
    if (command.verbatim) windowsVerbatimArguments = true;
    ({ file, args } = command);
  }
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
  return {
    ...options, args, cwd, detached: Boolean(options.detached), envPairs: environmentPairs(options.env || process.env), file,
    windowsHide: Boolean(options.windowsHide), windowsVerbatimArguments: Boolean(windowsVerbatimArguments),
  };
}

module.exports = {
  noNull, noNulls, signalNumber, killSignalNumber, validateTimeout, validateMaxBuffer, normalizeSpawnArguments,
};
