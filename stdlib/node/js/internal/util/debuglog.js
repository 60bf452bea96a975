'use strict';

// util.debuglog: writing to stderr for the sections that NODE_DEBUG names.

const { format, formatWithOptions } = internalBinding('util');

let enabledOf; // whether a section, in capital letters, is enabled

function readEnvironment() {
  const debug = process.env.NODE_DEBUG;
  if (!debug) return () => false;
  const escaped = debug.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '$|^');
  const pattern = new RegExp(`^${escaped}$`, 'i');
  return (name) => pattern.exec(name) !== null;
}

const loggers = { __proto__: null };

function loggerOf(set) {
  return loggers[set] ??= enabledOf(set) ? (args) => {
    const colors = process.stderr.hasColors?.() ?? false;
    const text = colors ? formatWithOptions({ colors: true }, ...args) : format(...args);
    process.stderr.write(`${set} ${process.pid}: ${text}\n`);
  } : () => {};
}

function debuglog(section, callback) {
  const set = String(section).toUpperCase();
  let told = false;
  const log = (...args) => {
    enabledOf ??= readEnvironment();
    if (!told) {
      told = true;
      if (typeof callback === 'function') callback(logger);
    }
    loggerOf(set)(args);
  };
  const logger = (...args) => log(...args);
  Object.defineProperty(logger, 'enabled', {
    get() {
      enabledOf ??= readEnvironment();
      return enabledOf(set);
    },
    configurable: true, enumerable: true,
  });
  return logger;
}

module.exports = { debuglog };
