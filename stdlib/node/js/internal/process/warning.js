'use strict';

// process.emitWarning, and what becomes of warnings.

const binding = internalBinding('process');
const options = internalBinding('options');
const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');

function emitWarning(warning, type, code, ctor) {
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    const { type: kind, code: itsCode, ctor: itsCtor, detail } = type;
    return emit(warning, kind, itsCode, itsCtor ?? code, typeof detail === 'string' ? detail : undefined);
  }
  if (typeof type === 'function') {
    ctor = type;
    code = undefined;
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    ctor = code;
    code = undefined;
  } else if (code !== undefined) validateString(code, 'code');
  return emit(warning, type, code, ctor, undefined);
}

function emit(warning, type, code, ctor, detail) {
  if ((type || 'Warning') === 'DeprecationWarning' && process.noDeprecation && typeof warning === 'string') return;
  if (typeof warning === 'string') warning = create(warning, type, code, ctor, detail);
  else if (!(warning instanceof Error)) throw new codes.ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      process.nextTick(() => { throw warning; });
      return;
    }
  }
  process.nextTick(() => process.emit('warning', warning));
}

function create(message, type, code, ctor, detail) {
  const limit = Error.stackTraceLimit;
  const traced = (type === 'DeprecationWarning' && (process.traceDeprecation || process.throwDeprecation)) || process.traceProcessWarnings;
  const fixed = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')?.writable !== true;
  if (!traced && type === 'DeprecationWarning' && !fixed) Error.stackTraceLimit = 0;
  const warning = new Error(message);
  if (!fixed) Error.stackTraceLimit = limit;
  warning.name = String(type || 'Warning');
  if (code !== undefined) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  Error.captureStackTrace(warning, ctor || process.emitWarning);
  return warning;
}

let hinted = false, file;

function write(text) {
  const target = options.get('--redirect-warnings') || process.env.NODE_REDIRECT_WARNINGS;
  if (target) {
    file ??= require('path').resolve(target);
    require('fs').appendFile(file, `${text}\n`, (err) => {
      if (err) binding.write(2, `${text}\n`);
    });
    return;
  }
  if (Object.getOwnPropertyDescriptor(process, 'stderr').get === undefined) process._rawDebug(text);
  else binding.write(2, `${text}\n`);
}

// What the 'warning' event does.
function onWarning(w) {
  if (!(w instanceof Error)) return;
  const disabled = options.list('--disable-warning');
  if (disabled.length > 0 && (disabled.includes(w.code) || disabled.includes(w.name))) return;
  const isDeprecation = w.name === 'DeprecationWarning';
  if (isDeprecation && process.noDeprecation) return;
  const trace = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation);
  let text = `(node:${process.pid}) ${w.code ? `[${w.code}] ` : ''}`;
  if (trace && w.stack) text += w.stack;
  else {
    const { toString } = w;
    text += typeof toString === 'function' && toString !== Error.prototype.toString ? toString.call(w) : Error.prototype.toString.call(w);
  }
  if (typeof w.detail === 'string') text += `\n${w.detail}`;
  if (!trace && !hinted) {
    const flag = isDeprecation ? '--trace-deprecation' : '--trace-warnings';
    text += `\n(Use \`${require('path').basename(process.argv0 || 'node', '.exe')} ${flag} ...\` to show where the warning was created)`;
    hinted = true;
  }
  write(text);
}

// Whether warnings are printed at all.
function enabled() {
  return options.get('--warnings') !== false && process.env.NODE_NO_WARNINGS !== '1';
}

module.exports = { emitWarning, enabled, onWarning };
