'use strict';

// ChildProcess and the synchronous form of it.

const EventEmitter = require('events');
const { codes, errnoException, genericNodeError } = require('internal/errors');
const { validateArray, validateObject, validateOneOf, validateString } = require('internal/validators');
const { owner_symbol } = require('internal/handle');
const { signalNumber } = require('internal/child_process/arguments');
const { getValidStdio, stdioStringToArray } = require('internal/child_process/stdio');
const { Process } = internalBinding('process_wrap');
const uv = internalBinding('uv');

const spawnChannel = require('diagnostics_channel').tracingChannel('child_process.spawn');

const errnos = Object.fromEntries(uv.errnos().map(([number, name]) => [name, number]));
const { EACCES, EAGAIN, EINVAL, EMFILE, ENFILE, ENOENT, ENOSYS, ESRCH } = errnos;
// What only tells of itself by 'error'.
const later = new Set([EACCES, EAGAIN, EMFILE, ENFILE, ENOENT]);

const kIsUsedAsStdio = Symbol('kIsUsedAsStdio');

function ChildProcess() {
  EventEmitter.call(this);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = new Process();
  this._handle[owner_symbol] = this;
  this._handle.onexit = (exitCode, signalCode) => onExit(this, exitCode, signalCode);
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

function onExit(child, exitCode, signalCode) {
  if (signalCode) child.signalCode = signalCode;
  else child.exitCode = exitCode;
  if (child.stdin) child.stdin.destroy();
  if (child._handle) {
    child._handle.close();
    child._handle = null;
  }
  if (exitCode < 0) {
    const err = errnoException(exitCode, child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn');
    if (child.spawnfile) err.path = child.spawnfile;
    err.spawnargs = child.spawnargs.slice(1);
    child.emit('error', err);
  } else {
    child.emit('exit', child.exitCode, child.signalCode);
  }
  // What nobody reads must not keep 'close' from coming; whoever begins to read in
  // a handler of 'exit' gets it.
  process.nextTick(flushStdio, child);
  maybeClose(child);
}

function flushStdio(child) {
  if (child.stdio == null) return;
  for (const stream of child.stdio) {
    if (!stream || !stream.readable || stream[kIsUsedAsStdio]) continue;
    stream.resume();
  }
}

function maybeClose(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

function onErrorNT(child, err) {
  child._handle?.onexit(err, '');
}

function onSpawnNT(child) {
  child.emit('spawn');
}

ChildProcess.prototype.spawn = function spawn(options) {
  validateObject(options, 'options');
  const { stdio, ipc, ipcFd } = getValidStdio(options.stdio || 'pipe', false);
  options.stdio = stdio;
  validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  const serialization = options.serialization || 'json';
  if (ipc !== undefined) {
    if (options.envPairs === undefined) options.envPairs = [];
    else validateArray(options.envPairs, 'options.envPairs');
    options.envPairs.push(`NODE_CHANNEL_FD=${ipcFd}`, `NODE_CHANNEL_SERIALIZATION_MODE=${serialization}`);
  }
  validateString(options.file, 'options.file');
  this.spawnfile = options.file;
  if (options.args === undefined) this.spawnargs = [];
  else {
    validateArray(options.args, 'options.args');
    this.spawnargs = options.args;
  }

  for (const one of stdio) {
    if (one.type === 'wrap') lend(one);
  }
  if (spawnChannel.hasSubscribers) spawnChannel.start.publish({ process: this, options });
  const err = this._handle.spawn(options);
  if (spawnChannel.hasSubscribers) {
    if (err) spawnChannel.error.publish({ process: this, options, error: errnoException(err, `spawn ${options.file}`) });
    else spawnChannel.end.publish({ process: this });
  }
  if (later.has(err)) {
    process.nextTick(onErrorNT, this, err);
    if (err === EMFILE || err === ENFILE) return err; // there will be no pipes
  } else if (err) {
    for (const one of stdio) {
      if (one.type === 'pipe') one.handle.close();
    }
    this._handle.close();
    this._handle = null;
    throw errnoException(err, 'spawn');
  } else {
    process.nextTick(onSpawnNT, this);
  }
  this.pid = this._handle.pid;
  this._openStdio(stdio);
  if (ipc !== undefined) require('internal/child_process/channel').setupChannel(this, ipc, serialization);
  return err;
};

// lend stops a stream here from reading what now is the child's.
function lend(one) {
  if (typeof one.handle.readStop === 'function') {
    one.handle.reading = false;
    one.handle.readStop();
  }
  const stream = one._stdio;
  if (typeof stream.pause === 'function') {
    stream.pause();
    if (stream._readableState) {
      stream.readableFlowing = false;
      stream._readableState.reading = false;
    }
    stream[kIsUsedAsStdio] = true;
  }
}

Object.defineProperty(ChildProcess.prototype, '_openStdio', {
  enumerable: false, writable: true, configurable: true,
  value(stdio) {
    const { Socket } = require('net');
    const sockets = stdio.map((one, i) => {
      if (one.ipc) this._closesNeeded++;
      if (one.type === 'wrap') {
        lend(one); // what the call of spawn may have begun
        return null;
      }
      if (!one.handle || one.ipc) return null;
      const socket = new Socket({ handle: one.handle, readable: i > 0 });
      if (i > 0) {
        this._closesNeeded++;
        socket.on('close', () => maybeClose(this));
      }
      return socket;
    });
    [this.stdin, this.stdout, this.stderr] = [sockets[0] ?? null, sockets[1] ?? null, sockets[2] ?? null];
    this.stdio = sockets;
  },
});

ChildProcess.prototype.kill = function kill(sig) {
  const signal = sig === 0 ? 0 : signalNumber(sig === undefined ? 'SIGTERM' : sig);
  if (!this._handle) return false;
  const err = this._handle.kill(signal);
  if (err === 0) {
    this.killed = true;
    return true;
  }
  if (err === EINVAL || err === ENOSYS) throw errnoException(err, 'kill');
  if (err !== ESRCH) this.emit('error', errnoException(err, 'kill'));
  return false;
};

ChildProcess.prototype[Symbol.dispose] = function() {
  if (!this.killed) this.kill();
};

ChildProcess.prototype.ref = function ref() {
  if (this._handle) this._handle.ref();
};

ChildProcess.prototype.unref = function unref() {
  if (this._handle) this._handle.unref();
};

// spawnSync ( options ) is what child_process.spawnSync returns.
function spawnSync(options) {
  const result = internalBinding('spawn_sync').spawn(options);
  if (result.output && options.encoding && options.encoding !== 'buffer') {
    result.output = result.output.map((one) => one && one.toString(options.encoding));
  }
  result.stdout = result.output?.[1];
  result.stderr = result.output?.[2];
  if (result.error) {
    result.error = errnoException(result.error, `spawnSync ${options.file}`);
    result.error.path = options.file;
    result.error.spawnargs = options.args.slice(1);
  }
  const { error, status, signal, output, pid, stdout, stderr } = result;
  return { ...(error === undefined ? undefined : { error }), status, signal, output, pid, stdout, stderr };
}

module.exports = {
  ChildProcess, kIsUsedAsStdio, flushStdio, genericNodeError, getValidStdio, maybeClose, spawnSync, stdioStringToArray,
};
