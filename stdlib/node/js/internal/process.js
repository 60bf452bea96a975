'use strict';

// The process object (https://nodejs.org/api/process.html).

const binding = internalBinding('process');
const EventEmitter = require('events');
const { codes } = require('internal/errors');
const { validateFunction, validateInteger, validateArray, validateString } = require('internal/validators');

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
  domain: null,
  _exiting: false,
  pid: binding.pid,
  ppid: binding.ppid,
  execPath: binding.execPath(),
  debugPort: 9229,
});
process.argv = binding.argv();
process.argv0 = binding.argv0();
process.execArgv = binding.execArgv();

const methods = () => require('internal/process/methods');

// A method that is loaded when it is first called.
function lazyMethod(name, length = 0) {
  process[name] = { [name](...args) { return methods()[name](...args); } }[name];
  if (length > 0) Object.defineProperty(process[name], 'length', { value: length, configurable: true });
}

lazy('versions', () => {
  const versions = { node: binding.version.slice(1) };
  Object.assign(versions, {
    acorn: '8.16.0', ada: '3.4.3', ares: '1.34.6', brotli: '1.2.0', cldr: '48.0', gojs: binding.release, icu: '78.2', llhttp: '9.3.1',
    modules: '141', napi: '10', nghttp2: '1.68.0', openssl: '3.5.5', sqlite: '3.52.0', tz: '2025c', undici: '7.22.0', unicode: '17.0',
    uv: '1.51.0', v8: '14.1.146.11-node.21', zlib: '1.3.1-e00f703', zstd: '1.5.7',
  });
  // What is not there is not named.
  const has = internalBinding('modules').isBuiltin;
  if (!has('crypto')) delete versions.openssl;
  if (!has('node:sqlite')) delete versions.sqlite;
  return Object.freeze(versions);
});
lazy('release', () => {
  const { version } = binding;
  const base = `https://nodejs.org/download/release/${version}/node-${version}`;
  return { name: 'node', sourceUrl: `${base}.tar.gz`, headersUrl: `${base}-headers.tar.gz` };
});
lazy('features', () => {
  const tls = internalBinding('modules').isBuiltin('tls');
  const features = {};
  const values = {
    inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: tls, tls_sni: tls, tls_ocsp: tls, tls, openssl_is_boringssl: false,
    cached_builtins: true, require_module: internalBinding('options').get('--require-module') !== false, quic: false, typescript: 'strip',
  };
  for (const key in values) {
    Object.defineProperty(features, key, { get: () => values[key], set: undefined, enumerable: true, configurable: false });
  }
  return features;
});
lazy('config', () => Object.freeze({
  target_defaults: Object.freeze({ cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }),
  variables: Object.freeze({
    asan: 0, coverage: false, debug_node: false, host_arch: binding.arch, target_arch: binding.arch, napi_build_version: '10',
    node_builtin_shareable_builtins: [], node_byteorder: 'little', node_module_version: 141, node_prefix: '/usr/local', node_shared: false,
    node_use_openssl: true, node_use_sqlite: internalBinding('modules').isBuiltin('node:sqlite'), openssl_is_fips: false,
    shlib_suffix: 'so.141', v8_enable_i18n_support: 1, icu_small: false, v8_enable_inspector: 0, v8_enable_webassembly: 0, ubsan: 0,
  }),
}));
lazy('env', () => environment(binding.env()));
lazy('report', () => require('internal/process/report').report);
lazy('finalization', () => methods().finalization);
lazy('allowedNodeEnvironmentFlags', () => methods().environmentFlags());
lazy('moduleLoadList', () => []);

let title;
Object.defineProperty(process, 'title', {
  enumerable: true, configurable: true,
  get: () => title ??= internalBinding('options').get('--title') ?? binding.title(),
  set(value) {
    title = `${value}`;
    binding.setTitle(title);
  },
});

// The standard streams, which are read-only.
function stdStream(name, make) {
  let stream;
  Object.defineProperty(process, name, {
    enumerable: true, configurable: true,
    get() {
      if (stream === undefined) {
        stream = make();
        if (name !== 'stdin') require('internal/console').redirect(name === 'stderr');
      }
      return stream;
    },
  });
}
stdStream('stdout', () => require('internal/stdio').output(1));
stdStream('stdin', () => require('internal/stdio').input());
stdStream('stderr', () => require('internal/stdio').output(2));
process.openStdin = function openStdin() {
  process.stdin.resume();
  return process.stdin;
};

// process.env: values are strings.
function environment(target) {
  const refuse = (text) => { throw new codes.ERR_INVALID_OBJECT_DEFINE_PROPERTY(text); };
  return new Proxy(target, {
    set(t, key, value) {
      if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean' &&
          internalBinding('options').get('--pending-deprecation')) {
        process.emitWarning('Assigning any value other than a string, number, or boolean to a process.env property is deprecated. ' +
          'Please make sure to convert the value to a string before setting process.env with it.', 'DeprecationWarning', 'DEP0104');
      }
      const text = `${value}`;
      if (key !== '') t[key] = text;
      if (key === 'TZ') binding.setTimeZone?.(text);
      return true;
    },
    deleteProperty(t, key) {
      delete t[key];
      if (key === 'TZ') binding.setTimeZone?.();
      return true;
    },
    defineProperty(t, key, d) {
      if ('value' in d) {
        if (!d.configurable || !d.writable || !d.enumerable) {
          refuse("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
        }
        return Reflect.defineProperty(t, key, { ...d, value: `${d.value}` });
      }
      if ('get' in d || 'set' in d) refuse("'process.env' does not accept an accessor(getter/setter) descriptor");
      return refuse("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
    },
  });
}

let exitCode;
Object.defineProperty(process, 'exitCode', {
  enumerable: true, configurable: false,
  get: () => exitCode,
  set(value) {
    if (value !== null && value !== undefined) {
      let n = value;
      if (typeof n === 'string' && n !== '' && Number.isInteger(+n)) n = +n;
      validateInteger(n, 'code');
      binding.setExitCode(n);
    } else binding.setExitCode(0);
    exitCode = value;
  },
});

Object.defineProperty(process, 'mainModule', {
  enumerable: true, configurable: true, get: binding.mainModule, set() {},
});

// The end of the program: what is emitted may change the exit code.
function emitExit(code) {
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', exitCode || code || 0);
  }
  return Number(exitCode || code || 0);
}

process.reallyExit = binding.reallyExit;
process.exit = function exit(code) {
  if (arguments.length !== 0) process.exitCode = code;
  if (internalBinding('options').get('--trace-exit')) {
    const holder = {};
    Error.captureStackTrace(holder, exit);
    process._rawDebug(`(node:${process.pid}) WARNING: Exited the environment with code ${exitCode || 0}\n${holder.stack.split('\n').slice(1).join('\n')}`);
  }
  if (!process._exiting) emitExit(0);
  process.reallyExit(Number(exitCode || 0));
};
process.abort = function abort() { binding.abort(); };
process.kill = function kill(pid, sig) {
  // eslint-disable-next-line eqeqeq
  if (pid != (pid | 0)) throw new codes.ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let err;
  if (typeof sig === 'number') err = process._kill(pid, sig);
  else {
    const number = require('os').constants.signals[sig || 'SIGTERM'];
    if (number === undefined) throw new codes.ERR_UNKNOWN_SIGNAL(sig);
    err = process._kill(pid, number);
  }
  if (err) throw require('internal/errors').errnoException(err, 'kill');
  return true;
};
process._kill = function _kill(pid, signal) { return binding.kill(pid, signal); };
process._rawDebug = function _rawDebug(...args) {
  binding.write(2, `${internalBinding('util').format(...args)}\n`);
};

process.cwd = binding.cwd;
process.chdir = function chdir(directory) {
  validateString(directory, 'directory');
  binding.chdir(directory);
};
lazyMethod('umask', 1);
process.nextTick = binding.nextTick;
process._tickCallback = function runNextTicks() {};
process.uptime = binding.uptime;
process.hrtime = function hrtime(time) {
  const now = binding.hrtime();
  if (time === undefined) return now;
  validateArray(time, 'time');
  if (time.length !== 2) throw new codes.ERR_OUT_OF_RANGE('time', 2, time.length);
  const seconds = now[0] - time[0], nanos = now[1] - time[1];
  return nanos < 0 ? [seconds - 1, nanos + 1e9] : [seconds, nanos];
};
process.hrtime.bigint = binding.hrtimeBigInt;
process.memoryUsage = function memoryUsage() { return binding.memoryUsage(); };
process.memoryUsage.rss = function rss() { return binding.memoryUsage().rss; };
lazyMethod('cpuUsage', 1);
lazyMethod('threadCpuUsage', 1);
process.resourceUsage = function resourceUsage() { return binding.resourceUsage(); };
process.constrainedMemory = function constrainedMemory() { return binding.constrainedMemory(); };
process.availableMemory = function availableMemory() { return binding.availableMemory(); };
process.getActiveResourcesInfo = function getActiveResourcesInfo() { return require('internal/process/active').resources(); };
process._getActiveHandles = function _getActiveHandles() { return require('internal/process/active').handles(); };
process._getActiveRequests = function _getActiveRequests() { return require('internal/process/active').requests(); };
process.binding = function processBinding(name) {
  throw Object.assign(new Error(`No such module: ${name}`), { code: 'ERR_INVALID_MODULE' });
};
process._linkedBinding = process.binding;
process.dlopen = function dlopen() {
  throw Object.assign(new Error('Native addons are not supported'), { code: 'ERR_DLOPEN_FAILED' });
};
lazyMethod('loadEnvFile');
lazyMethod('execve', 1);
if (binding.platform !== 'win32') {
  for (const name of ['getuid', 'geteuid', 'getgid', 'getegid']) process[name] = { [name]() { return binding.identity(name); } }[name];
  process.getgroups = function getgroups() { return binding.getgroups(); };
  lazyMethod('initgroups', 2);
  for (const name of ['setgroups', 'setegid', 'seteuid', 'setgid', 'setuid']) lazyMethod(name, 1);
} else delete process.execve;

function refer(symbol, name) {
  return function(maybeRefable) {
    if (maybeRefable === null || maybeRefable === undefined) return;
    const fn = maybeRefable[Symbol.for(`nodejs.${name}`)] || maybeRefable[Symbol.for(`node:${name}`)] || maybeRefable[name];
    if (typeof fn === 'function') Reflect.apply(fn, maybeRefable, []);
  };
}
process.ref = refer('ref', 'ref');
process.unref = refer('unref', 'unref');

let sourceMaps = false;
Object.defineProperty(process, 'sourceMapsEnabled', { enumerable: true, configurable: true, get: () => sourceMaps });
process.setSourceMapsEnabled = function setSourceMapsEnabled(value) {
  if (typeof value !== 'boolean') throw new codes.ERR_INVALID_ARG_TYPE('val', 'boolean', value);
  sourceMaps = value;
};
process.getBuiltinModule = function getBuiltinModule(id) {
  validateString(id, 'id');
  const modules = internalBinding('modules');
  return modules.isBuiltin(id) ? modules.builtin(id) : undefined;
};

process.emitWarning = function emitWarning(warning, type, code, ctor) {
  require('internal/process/warning').emitWarning(warning, type, code, ctor);
};

// Warnings are printed by a listener, which programs can remove; it is there only
// in name until the first.
function onWarning(warning) {
  require('internal/process/warning').onWarning(warning);
}
if (internalBinding('options').get('--warnings') !== false && binding.environment('NODE_NO_WARNINGS') !== '1') process.on('warning', onWarning);
if (binding.environment('NODE_PENDING_DEPRECATION') === '1') process.pendingDeprecation = true;

// Signals become events where somebody listens for them. All names of signals
// begin so.
process.on('newListener', (event) => {
  if (typeof event === 'string' && event.startsWith('SIG')) require('internal/process/signals').start(event);
});
process.on('removeListener', (event) => {
  if (typeof event === 'string' && event.startsWith('SIG')) require('internal/process/signals').stop(event);
});

let capture = null;
process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    capture = null;
    return;
  }
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
  if (capture !== null) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  capture = fn;
};
process.hasUncaughtExceptionCaptureCallback = function hasUncaughtExceptionCaptureCallback() { return capture !== null; };

const kEnhanceStack = Symbol.for('gojs.enhanceStack');

// What is uncaught: true where the program took it.
function uncaught(err, origin) {
  if (exported.domainUncaught !== undefined && exported.domainUncaught(err, origin)) return true;
  if (capture !== null) {
    capture(err);
    return true;
  }
  process.emit('uncaughtExceptionMonitor', err, origin);
  if (process.emit('uncaughtException', err, origin)) return true;
  try {
    const enhance = err?.[kEnhanceStack];
    if (typeof enhance === 'function') Object.defineProperty(err, 'stack', { value: enhance(), writable: true, configurable: true });
  } catch { /* as it is */ }
  return false;
}
process._fatalException = uncaught;

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
  process.emit('beforeExit', exitCode || 0);
}

const exported = module.exports = { process, emitExit, uncaught, unhandledRejection, rejectionError, rejectionHandled, beforeExit };
