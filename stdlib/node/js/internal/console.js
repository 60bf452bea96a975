'use strict';

// The class Console (https://nodejs.org/api/console.html), and what programs reach
// of the global console besides its methods.

const { codes } = require('internal/errors');
const { validateArray, validateInteger, validateObject, validateOneOf } = require('internal/validators');
const { inspect, formatWithOptions } = internalBinding('util');
const binding = internalBinding('console');

const kColorInspectOptions = { colors: true }, kNoColorInspectOptions = {};
const kMaxGroup = 1000;
const noop = () => {};

const hidden = (value, enumerable = false) => ({ value, enumerable, writable: true, configurable: true });

function isStackOverflow(err) {
  return err instanceof RangeError && /call stack/.test(err.message);
}

// Writing to a stream swallows its errors, those of now and those to come, but not
// that the stack is full.
function writeTo(stream, text, ignoreErrors, errorHandler) {
  if (!ignoreErrors) return stream.write(text);
  if (stream.listenerCount?.('error') > 0) {
    stream.once('error', noop);
    try {
      stream.write(text, errorHandler);
    } finally {
      stream.removeListener('error', noop);
    }
    return undefined;
  }
  stream.once?.('error', noop);
  try {
    stream.write(text, errorHandler);
  } catch (err) {
    if (isStackOverflow(err)) throw err;
  } finally {
    stream.removeListener?.('error', noop);
  }
  return undefined;
}

// After a write that failed, the error event that follows has somebody who hears it.
function errorHandlerOf(stream) {
  return (err) => {
    if (err !== null && err !== undefined && !stream._writableState?.errorEmitted && stream.listenerCount?.('error') === 0) {
      stream.once('error', noop);
    }
  };
}

const methods = {
  log(...args) { this._print(false, args, 'log'); },
  info(...args) { this._print(false, args, 'info'); },
  debug(...args) { this._print(false, args, 'debug'); },
  warn(...args) { this._print(true, args, 'warn'); },
  error(...args) { this._print(true, args, 'error'); },
  dir(object, options) {
    this._writeText(false, inspect(object, { customInspect: false, ...this._inspectOptions(this._stdout), ...options }));
  },
  time(label = 'default') {
    label = `${label}`;
    if (this._times.has(label)) {
      process.emitWarning(`Label '${label}' already exists for console.time()`);
      return;
    }
    this._times.set(label, process.hrtime());
  },
  timeEnd(label = 'default') {
    label = `${label}`;
    if (timeLog(this, 'timeEnd', label)) this._times.delete(label);
  },
  timeLog(label = 'default', ...data) {
    timeLog(this, 'timeLog', `${label}`, data);
  },
  trace(...args) {
    const err = { name: 'Trace', message: this._format(this._stderr, args) };
    Error.captureStackTrace(err, this.trace);
    this.error(err.stack);
  },
  assert(expression, ...args) {
    if (expression) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift(args.length === 0 ? 'Assertion failed' : 'Assertion failed:');
    Reflect.apply(this.warn, this, args);
  },
  clear() {
    if (this._stdout.isTTY && process.env.TERM !== 'dumb') this._stdout.write('\u001b[1;1H\u001b[0J');
  },
  count(label = 'default') {
    label = `${label}`;
    const count = (this._counts.get(label) ?? 0) + 1;
    this._counts.set(label, count);
    this.log(`${label}: ${count}`);
  },
  countReset(label = 'default') {
    if (!this._counts.has(`${label}`)) {
      process.emitWarning(`Count for '${label}' does not exist`);
      return;
    }
    this._counts.delete(`${label}`);
  },
  group(...data) {
    if (data.length > 0) Reflect.apply(this.log, this, data);
    if (this._group.length < kMaxGroup) this._group += ' '.repeat(this._groupWidth);
  },
  groupEnd() {
    this._group = this._group.slice(0, Math.max(this._group.length - this._groupWidth, 0));
  },
  table(tabularData, properties) {
    if (tabularData === null || typeof tabularData !== 'object') return this.log(tabularData);
    if (properties !== undefined) validateArray(properties, 'properties');
    return this.log(binding.table(tabularData, properties));
  },
};
methods.dirxml = { dirxml(...args) { this._print(false, args, 'log'); } }.dirxml;
methods.groupCollapsed = { groupCollapsed(...data) { Reflect.apply(methods.group, this, data); } }.groupCollapsed;

function timeLog(self, method, label, data = []) {
  const start = self._times.get(label);
  if (start === undefined) {
    process.emitWarning(`No such label '${label}' for console.${method}()`);
    return false;
  }
  const [seconds, nanos] = process.hrtime(start);
  self.log('%s: %s', label, binding.duration(seconds * 1000 + nanos / 1e6), ...data);
  return true;
}

function Console(options) {
  if (!new.target) return Reflect.construct(Console, arguments);
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: arguments[1], ignoreErrors: arguments[2] };
  }
  const {
    stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation,
  } = options;
  if (!stdout || typeof stdout.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (!stderr || typeof stderr.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stderr');
  validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, kMaxGroup);
  if (inspectOptions !== undefined) {
    validateObject(inspectOptions, 'options.inspectOptions');
    const forStream = (map, stream) => (map instanceof Map ? map.get(stream) : map);
    const color = [stdout, stderr].some((stream) => forStream(inspectOptions, stream)?.colors !== undefined);
    if (color && options.colorMode !== undefined) {
      throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
    }
  }
  setUp(this, { stdout, stderr, ignoreErrors, colorMode, inspectOptions, groupIndentation });
  // Methods are bound, those that a subclass has instead of ours as well.
  for (const key of Object.keys(methods)) {
    const own = new.target.prototype[key];
    const bound = (typeof own === 'function' ? own : methods[key]).bind(this);
    Object.defineProperty(bound, 'name', { value: key, configurable: true });
    this[key] = bound;
  }
}

function setUp(self, { stdout, stderr, ignoreErrors, colorMode, inspectOptions, groupIndentation = 2 }) {
  const optionsOf = (stream) => {
    const own = inspectOptions instanceof Map ? inspectOptions.get(stream) : inspectOptions;
    let color = colorMode;
    if (own !== undefined && own.colors !== undefined) return own;
    if (color === 'auto') color = stream?.isTTY && (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true);
    return own === undefined ? (color ? kColorInspectOptions : kNoColorInspectOptions) : { colors: !!color, ...own };
  };
  Object.defineProperties(self, {
    _stdout: hidden(stdout), _stderr: hidden(stderr), _ignoreErrors: hidden(Boolean(ignoreErrors)),
    _stdoutErrorHandler: hidden(errorHandlerOf(stdout)), _stderrErrorHandler: hidden(errorHandlerOf(stderr)),
    _times: hidden(new Map()), _counts: hidden(new Map()), _group: hidden(''), _groupWidth: hidden(groupIndentation),
    _inspectOptions: hidden(optionsOf),
    _format: hidden((stream, args) => formatWithOptions(optionsOf(stream), ...args)),
    _print: hidden((toErr, args, method) => {
      tell?.(method, args);
      self._writeText(toErr, self._format(toErr ? self._stderr : self._stdout, args));
    }),
    _writeText: hidden((toErr, text) => {
      if (self._group !== '') text = self._group + text.replaceAll('\n', `\n${self._group}`);
      writeTo(toErr ? self._stderr : self._stdout, `${text}\n`, self._ignoreErrors, toErr ? self._stderrErrorHandler : self._stdoutErrorHandler);
    }),
    [Symbol.toStringTag]: { value: 'console', writable: false, enumerable: false, configurable: true },
  });
}

Object.defineProperty(Console, Symbol.hasInstance, {
  value(instance) {
    if (instance === globalThis.console) return this === Console;
    return instance !== null && typeof instance === 'object' && (this === Console ? '_writeText' in instance : Object.prototype.isPrototypeOf.call(this.prototype, instance));
  },
});
for (const key of Object.keys(methods)) Console.prototype[key] = methods[key];

// Channels of diagnostics: who publishes what consoles are given.
let tell;
function watch(publish) {
  tell = publish;
  binding.watch(publish);
}

// The streams of the global console: those of process until a program sets others.
const streams = { _stdout: undefined, _stderr: undefined };
const others = { _ignoreErrors: true };

function property(name) {
  switch (name) {
    case 'Console': return Console;
    case '_stdout': return streams._stdout ?? process.stdout;
    case '_stderr': return streams._stderr ?? process.stderr;
    case '_stdoutErrorHandler': return others[name] ??= errorHandlerOf(property('_stdout'));
    case '_stderrErrorHandler': return others[name] ??= errorHandlerOf(property('_stderr'));
    case '_times': return new Map(binding.times());
    case 'context': return function context() { return globalThis.console; };
    case 'createTask': return function createTask() { return { run: (fn) => fn() }; };
  }
  return others[name];
}

function setProperty(name, value) {
  if (name in streams) {
    streams[name] = value;
    redirect(name === '_stderr');
  } else others[name] = value;
}

// redirect ( toErr ) makes the global console write to the stream: called when a
// program first has it in hand.
function redirect(toErr) {
  const [stream, handler] = toErr ? ['_stderr', '_stderrErrorHandler'] : ['_stdout', '_stdoutErrorHandler'];
  binding.redirect(toErr, (text) => writeTo(property(stream), `${text}\n`, others._ignoreErrors, property(handler)));
}

function clear() {
  Reflect.apply(methods.clear, { _stdout: property('_stdout') }, []);
}

module.exports = { Console, clear, property, redirect, setProperty, watch };
