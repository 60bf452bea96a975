'use strict';

// https://nodejs.org/api/child_process.html

const { codes, AbortError, genericNodeError } = require('internal/errors');
const {
  validateAbortSignal, validateFunction, validateObject, validateString,
} = require('internal/validators');
const {
  killSignalNumber, noNull, noNulls, normalizeSpawnArguments, validateMaxBuffer, validateTimeout,
} = require('internal/child_process/arguments');
const { ChildProcess, getValidStdio, spawnSync: runSync, stdioStringToArray } = require('internal/child_process');
const { ERR_INVALID_ARG_TYPE, ERR_CHILD_PROCESS_IPC_REQUIRED, ERR_CHILD_PROCESS_STDIO_MAXBUFFER } = codes;

const kMaxBuffer = 1024 * 1024;

// spawn ( file [ , args [ , options ] ] )
function spawn(file, args, options) {
  options = normalizeSpawnArguments(file, args, options);
  validateTimeout(options.timeout);
  validateAbortSignal(options.signal, 'options.signal');
  const killSignal = killSignalNumber(options.killSignal);
  const child = new ChildProcess();
  child.spawn(options);
  if (options.timeout > 0) killAfter(child, options.timeout, killSignal);
  if (options.signal) killOnAbort(child, options.signal, killSignal);
  return child;
}

function killAfter(child, timeout, killSignal) {
  let timer = setTimeout(() => {
    if (!timer) return;
    try {
      child.kill(killSignal);
    } catch (err) {
      child.emit('error', err);
    }
    timer = null;
  }, timeout);
  child.once('exit', () => {
    if (timer) clearTimeout(timer);
    timer = null;
  });
}

function killOnAbort(child, signal, killSignal) {
  const abort = () => {
    try {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    } catch (err) {
      child.emit('error', err);
    }
  };
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  const stop = require('internal/abort').onAbort(signal, abort);
  child.once('exit', stop);
}

// fork ( modulePath [ , args [ , options ] ] )
function fork(modulePath, args = [], options) {
  modulePath = modulePathOf(modulePath);
  let execArgv;
  if (args == null) args = [];
  else if (typeof args !== 'object') throw new ERR_INVALID_ARG_TYPE('args', 'object', args);
  else if (!Array.isArray(args)) {
    options = args;
    args = [];
  } else noNulls(args, 'args');
  if (options != null) validateObject(options, 'options');
  options = { __proto__: null, ...options, shell: false };
  options.execPath = options.execPath || process.execPath;
  noNull(options.execPath, 'options.execPath');
  execArgv = options.execArgv || process.execArgv;
  noNulls(execArgv, 'options.execArgv');
  if (execArgv === process.execArgv) execArgv = withoutEval(execArgv);
  args = [...execArgv, modulePath, ...args];
  if (typeof options.stdio === 'string') options.stdio = stdioStringToArray(options.stdio, 'ipc');
  else if (!Array.isArray(options.stdio)) options.stdio = stdioStringToArray(options.silent ? 'pipe' : 'inherit', 'ipc');
  else if (!options.stdio.includes('ipc')) throw new ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  return spawn(options.execPath, args, options);
}

function modulePathOf(path) {
  if (path instanceof URL) path = require('url').fileURLToPath(path);
  if (typeof path !== 'string' && !(path instanceof Uint8Array)) {
    throw new ERR_INVALID_ARG_TYPE('modulePath', ['string', 'Buffer', 'URL'], path);
  }
  noNull(path, 'modulePath');
  return typeof path === 'string' ? path : require('buffer').Buffer.from(path).toString();
}

// The options of a program given as text are not those of the file that is forked.
function withoutEval(execArgv) {
  const i = execArgv.findIndex((arg) => ['-e', '--eval', '-p', '--print', '-pe'].includes(arg));
  return i < 0 ? execArgv : execArgv.toSpliced(i, 2);
}

// What a child calls when it is started with a channel.
function _forkChild(fd, serializationMode) {
  return require('internal/child_process/channel').forkChild(fd, serializationMode);
}

function normalizeExecArgs(command, options, callback) {
  validateString(command, 'command');
  noNull(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { __proto__: null, ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

// exec ( command [ , options ] [ , callback ] )
function exec(command, options, callback) {
  const opts = normalizeExecArgs(command, options, callback);
  return module.exports.execFile(opts.file, opts.options, opts.callback);
}

function normalizeExecFileArgs(file, args, options, callback) {
  if (Array.isArray(args)) args = args.slice();
  else if (args != null && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  }
  args ??= [];
  if (typeof options === 'function') callback = options;
  else if (options != null) validateObject(options, 'options');
  options ??= {};
  if (callback != null) validateFunction(callback, 'callback');
  if (options.argv0 != null) {
    validateString(options.argv0, 'options.argv0');
    noNull(options.argv0, 'options.argv0');
  }
  return { file, args, options, callback };
}

// What the program of execFile writes on one stream, up to maxBuffer.
class Output {
  constructor(stream, name, encoding, maxBuffer, overflow) {
    this.parts = [];
    this.text = encoding;
    this.length = 0;
    this.stream = stream;
    if (!stream) return;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      const length = typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding ?? stream.readableEncoding) : chunk.length;
      const room = maxBuffer - this.length;
      this.length += length;
      if (this.length <= maxBuffer) {
        this.parts.push(chunk);
        return;
      }
      this.parts.push(chunk.slice(0, Math.max(room, 0)));
      overflow(name);
    });
  }
  result() {
    return this.text || this.stream?.readableEncoding ? this.parts.join('') : require('buffer').Buffer.concat(this.parts);
  }
}

// execFile ( file [ , args ] [ , options ] [ , callback ] )
function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFileArgs(file, args, options, callback));
  options = {
    __proto__: null, encoding: 'utf8', timeout: 0, maxBuffer: kMaxBuffer, killSignal: 'SIGTERM', cwd: null, env: null, shell: false,
    ...options,
  };
  validateTimeout(options.timeout);
  validateMaxBuffer(options.maxBuffer);
  const killSignal = killSignalNumber(options.killSignal);
  const child = spawn(file, args, {
    cwd: options.cwd, env: options.env, gid: options.gid, shell: options.shell, signal: options.signal, uid: options.uid,
    argv0: options.argv0, windowsHide: Boolean(options.windowsHide), windowsVerbatimArguments: Boolean(options.windowsVerbatimArguments),
  });
  const encoding = options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  let killed = false, exited = false, failure = null, timer = null;

  function kill() {
    child.stdout?.destroy();
    child.stderr?.destroy();
    killed = true;
    try {
      child.kill(killSignal);
    } catch (err) {
      failure ??= err;
      onExit();
    }
  }

  function onOverflow(name) {
    failure = new ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name);
    kill();
  }

  const stdout = new Output(child.stdout, 'stdout', encoding, options.maxBuffer, onOverflow);
  const stderr = new Output(child.stderr, 'stderr', encoding, options.maxBuffer, onOverflow);

  function onExit(code = 0, signal = null) {
    if (exited) return;
    exited = true;
    clearTimeout(timer);
    if (!callback) return;
    const out = stdout.result(), err = stderr.result();
    if (!failure && code === 0 && signal === null) {
      callback(null, out, err);
      return;
    }
    let cmd = file;
    if (args.length > 0) cmd += ` ${args.join(' ')}`;
    failure ??= genericNodeError(`Command failed: ${cmd}\n${err}`, {
      code: code < 0 ? internalBinding('uv').errname(code) : code, killed: child.killed || killed, signal,
    });
    failure.cmd = cmd;
    callback(failure, out, err);
  }

  function onError(err) {
    failure = err;
    child.stdout?.destroy();
    child.stderr?.destroy();
    onExit();
  }

  if (options.timeout > 0) {
    timer = setTimeout(() => {
      kill();
      timer = null;
    }, options.timeout);
  }
  child.addListener('close', onExit);
  child.addListener('error', onError);
  return child;
}

// The forms of exec and execFile for util.promisify: the promise has the child.
function promisified(original) {
  return (...args) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    promise.child = original(...args, (err, stdout, stderr) => {
      if (err !== null) {
        err.stdout = stdout;
        err.stderr = stderr;
        reject(err);
      } else resolve({ stdout, stderr });
    });
    return promise;
  };
}
const kPromisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(exec, kPromisify, { enumerable: false, value: promisified(exec) });
Object.defineProperty(execFile, kPromisify, { enumerable: false, value: promisified(execFile) });

// spawnSync ( file [ , args [ , options ] ] )
function spawnSync(file, args, options) {
  options = { __proto__: null, maxBuffer: kMaxBuffer, ...normalizeSpawnArguments(file, args, options) };
  validateTimeout(options.timeout);
  validateMaxBuffer(options.maxBuffer);
  options.killSignal = killSignalNumber(options.killSignal);
  options.stdio = getValidStdio(options.stdio || 'pipe', true).stdio;
  if (options.input) options.stdio[0] = { ...options.stdio[0], input: options.input };
  options.stdio.forEach((one, i) => {
    const { input } = one;
    if (input == null) return;
    if (ArrayBuffer.isView(input)) one.input = input;
    else if (typeof input === 'string') one.input = require('buffer').Buffer.from(input, options.encoding === 'buffer' ? undefined : options.encoding);
    else throw new ERR_INVALID_ARG_TYPE(`options.stdio[${i}]`, ['Buffer', 'TypedArray', 'DataView', 'string'], input);
  });
  return runSync(options);
}

// What execSync and execFileSync throw for a result, undefined for success.
function failureOf(result, args, cmd) {
  if (result.error) {
    return Object.assign(result.error, { ...result, error: undefined === result.error.error ? result.error : result.error.error });
  }
  if (result.status === 0) return undefined;
  let message = 'Command failed: ';
  message += cmd || args.join(' ');
  if (result.stderr && result.stderr.length > 0) message += `\n${result.stderr.toString()}`;
  return genericNodeError(message, result);
}

function printErrors(result, options) {
  if (!options.stdio && result.stderr) process.stderr.write(result.stderr);
}

// execFileSync ( file [ , args [ , options ] ] )
function execFileSync(file, args, options) {
  ({ file, args, options } = normalizeExecFileArgs(file, args, options));
  const result = spawnSync(file, args, options);
  printErrors(result, options);
  const err = failureOf(result, [options.argv0 || file, ...args], undefined);
  if (err) throw err;
  return result.stdout;
}

// execSync ( command [ , options ] )
function execSync(command, options) {
  const opts = normalizeExecArgs(command, options, null);
  const result = spawnSync(opts.file, opts.options);
  printErrors(result, opts.options);
  const err = failureOf(result, undefined, command);
  if (err) throw err;
  return result.stdout;
}

module.exports = { _forkChild, ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
