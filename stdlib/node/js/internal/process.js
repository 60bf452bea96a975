'use strict';

// The process object (https://nodejs.org/api/process.html).

const binding = internalBinding('process');
const EventEmitter = require('events');
const { codes } = require('internal/errors');
const { validateFunction, validateObject, validateInteger } = require('internal/validators');

// The class has no other use than to give process its name.
const proto = Object.create(EventEmitter.prototype, {
  constructor: { value: function process() {}, writable: true, configurable: true },
});
proto.constructor.prototype = proto;
const process = Object.create(proto);
EventEmitter.call(process);
Object.defineProperty(process, Symbol.toStringTag, { configurable: true, value: 'process' });

// Properties that programs look at, most of which cost something, are made when
// they are first read.
function lazy(name, make, enumerable = true) {
  Object.defineProperty(process, name, {
    enumerable, configurable: true,
    get() {
      const value = make();
      Object.defineProperty(process, name, { value, enumerable, configurable: true, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(process, name, { value, enumerable, configurable: true, writable: true });
    },
  });
}

Object.assign(process, {
  version: binding.version,
  arch: binding.arch,
  platform: binding.platform,
  pid: binding.pid,
  ppid: binding.ppid,
  title: 'gojs',
  execArgv: [],
  execPath: binding.execPath(),
  debugPort: 9229,
  features: {
    inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: false, tls_sni: false, tls_ocsp: false, tls: false,
    cached_builtins: true, require_module: true, typescript: false,
  },
  allowedNodeEnvironmentFlags: new Set(),
  report: undefined,
  domain: null,
  exiting: false,
});
process.argv = binding.argv();
process.argv0 = binding.argv0();
Object.defineProperty(process, 'exiting', { enumerable: false });

lazy('versions', () => ({
  node: binding.version.slice(1), gojs: binding.release, v8: '14.1.146.11-node.19', uv: '1.51.0', modules: '141', unicode: '17.0',
}));
lazy('release', () => ({ name: 'node', sourceUrl: '', headersUrl: '' }));
lazy('config', () => Object.freeze({ target_defaults: Object.freeze({}), variables: Object.freeze({}) }));
lazy('env', () => environment(binding.env()));
lazy('stdout', () => require('internal/stdio').output(1));
lazy('stderr', () => require('internal/stdio').output(2));
lazy('stdin', () => require('internal/stdio').input());

// process.env: values are strings.
function environment(target) {
  return new Proxy(target, {
    set(t, key, value) {
      if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      t[key] = `${value}`;
      return true;
    },
    defineProperty(t, key, d) {
      if ('value' in d) {
        if (!d.configurable || !d.writable || !d.enumerable) {
          const e = new TypeError("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
          e.code = 'ERR_INVALID_OBJECT_DEFINE_PROPERTY';
          throw e;
        }
        d = { ...d, value: `${d.value}` };
      }
      return Reflect.defineProperty(t, key, d);
    },
  });
}

Object.defineProperty(process, 'exitCode', {
  enumerable: true, configurable: false,
  get: () => exitCode,
  set(value) {
    if (value != null) {
      let n = value;
      if (typeof n === 'string' && n !== '' && !Number.isNaN(Number(n))) n = Number(n);
      validateInteger(n, 'code');
      binding.setExitCode(n);
    } else binding.setExitCode(0);
    exitCode = value;
  },
});
let exitCode;

Object.defineProperty(process, 'mainModule', {
  enumerable: true, configurable: true, get: binding.mainModule, set() {},
});

// The end of the program: what is emitted may change the exit code.
function emitExit(code) {
  if (!process.exiting) {
    process.exiting = true;
    process.emit('exit', exitCode ?? code ?? 0);
  }
  return Number(exitCode ?? code ?? 0);
}

process.reallyExit = binding.reallyExit;
process.exit = function exit(code) {
  if (arguments.length > 0 && code !== undefined) process.exitCode = code;
  process.reallyExit(emitExit(0));
};
process.abort = () => binding.reallyExit(134);
process.kill = function kill(pid, signal = 'SIGTERM') {
  validateInteger(pid, 'pid');
  binding.kill(pid, signal);
  return true;
};

process.cwd = binding.cwd;
process.chdir = function chdir(dir) {
  if (typeof dir !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('directory', 'string', dir);
  binding.chdir(dir);
};
process.umask = binding.umask;
process.nextTick = binding.nextTick;
process.uptime = binding.uptime;
process.hrtime = function hrtime(previous) {
  const now = binding.hrtime();
  if (previous === undefined) return now;
  if (!Array.isArray(previous)) throw new codes.ERR_INVALID_ARG_TYPE('time', 'Array', previous);
  if (previous.length !== 2) throw new codes.ERR_OUT_OF_RANGE('time', 2, previous.length);
  const seconds = now[0] - previous[0], nanos = now[1] - previous[1];
  return nanos < 0 ? [seconds - 1, nanos + 1e9] : [seconds, nanos];
};
process.hrtime.bigint = binding.hrtimeBigInt;
process.memoryUsage = binding.memoryUsage;
process.memoryUsage.rss = () => binding.memoryUsage().rss;
process.cpuUsage = binding.cpuUsage;
process.resourceUsage = () => ({ userCPUTime: binding.cpuUsage().user, systemCPUTime: binding.cpuUsage().system });
process.constrainedMemory = () => 0;
process.availableMemory = () => 0;
process.getActiveResourcesInfo = () => [];
process.binding = (name) => { throw new Error(`No such module: ${name}`); };
if (binding.platform !== 'win32') {
  for (const name of ['getuid', 'geteuid', 'getgid', 'getegid']) process[name] = () => binding.identity(name);
}
process.loadEnvFile = undefined;
process.setSourceMapsEnabled = () => {};
process.getBuiltinModule = (name) => internalBinding('modules').isBuiltin(name) ? internalBinding('modules').builtin(name) : undefined;

process.emitWarning = function emitWarning(warning, type, code) {
  let detail;
  if (type !== null && typeof type === 'object') ({ type, code, detail } = type);
  if (typeof warning === 'string') {
    const e = new Error(warning);
    e.name = String(type || 'Warning');
    if (code !== undefined) e.code = code;
    if (detail !== undefined) e.detail = detail;
    warning = e;
  } else if (!(warning instanceof Error)) {
    throw new codes.ERR_INVALID_ARG_TYPE('warning', ['string', 'Error'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      process.nextTick(() => { throw warning; });
      return;
    }
  }
  process.nextTick(() => process.emit('warning', warning));
};

process.on('warning', (w) => {
  if (process.env.NODE_NO_WARNINGS === '1') return;
  const code = w.code ? `[${w.code}] ` : '';
  const trace = process.traceProcessWarnings || (process.traceDeprecation && w.name === 'DeprecationWarning');
  let text = `(node:${process.pid}) ${code}${trace && w.stack ? w.stack : `${w.name}: ${w.message}`}`;
  if (typeof w.detail === 'string') text += `\n${w.detail}`;
  binding.write(2, text + '\n');
  if (!trace && !hinted) {
    hinted = true;
    binding.write(2, `(Use \`gojs --trace-${w.name === 'DeprecationWarning' ? 'deprecation' : 'warnings'} ...\` to show where the warning was created)\n`);
  }
});
let hinted = false;

let capture = null;
process.setUncaughtExceptionCaptureCallback = function(fn) {
  if (fn !== null) validateFunction(fn, 'fn');
  capture = fn;
};
process.hasUncaughtExceptionCaptureCallback = () => capture !== null;

// What is uncaught: true where the program took it.
function uncaught(err, origin) {
  if (capture !== null) {
    capture(err);
    return true;
  }
  process.emit('uncaughtExceptionMonitor', err, origin);
  return process.emit('uncaughtException', err, origin);
}

function unhandledRejection(reason, promise) {
  return process.emit('unhandledRejection', reason, promise);
}

class UnhandledPromiseRejection extends Error {
  constructor(reason) {
    let shown;
    try {
      shown = internalBinding('util').inspect(reason);
    } catch {
      shown = '#<Object>';
    }
    super('This error originated either by throwing inside of an async function without a catch block, ' +
      `or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`);
    this.code = 'ERR_UNHANDLED_REJECTION';
    Error.captureStackTrace(this, UnhandledPromiseRejection);
  }
}
Object.defineProperty(UnhandledPromiseRejection.prototype, 'name', { value: 'UnhandledPromiseRejection', configurable: true, writable: true });

// What a rejection with something that is no Error is reported as.
function rejectionError(reason) {
  const err =
      new UnhandledPromiseRejection(reason);
  return err;
}

function rejectionHandled(promise) {
  process.emit('rejectionHandled', promise);
}

function beforeExit() {
  process.emit('beforeExit', exitCode ?? 0);
}

module.exports = { process, emitExit, uncaught, unhandledRejection, rejectionError, rejectionHandled, beforeExit };
