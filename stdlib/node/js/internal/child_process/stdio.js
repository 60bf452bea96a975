'use strict';

// The option stdio: what the descriptors of a child are.

const { codes } = require('internal/errors');
const { Pipe, constants: PipeConstants } = internalBinding('pipe_wrap');

function ofName(stdio) {
  if (stdio === 'inherit') return ['inherit', 'inherit', 'inherit'];
  if (stdio === 'ignore' || stdio === 'pipe' || stdio === 'overlapped') return [stdio, stdio, stdio];
  throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
}

// Whether an object is a handle of the loop that a child can have.
function handleOf(value) {
  for (const one of [value, value.handle, value._handle]) {
    if (one !== null && typeof one === 'object' && typeof one.readStart === 'function') return one;
  }
}

// getValidStdio ( stdio, sync ) describes each for the binding; a channel of messages among
// them is ipc, its number ipcFd.
function getValidStdio(stdio, sync) {
  if (typeof stdio === 'string') stdio = ofName(stdio);
  else if (!Array.isArray(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  stdio = stdio.slice();
  while (stdio.length < 3) stdio.push(undefined);
  const list = [];
  let ipc, ipcFd;

  function fail(err) {
    for (const one of list) {
      if (one.type === 'pipe' && one.handle) one.handle.close();
    }
    throw err;
  }

  function describe(value, i) {
    value ??= i < 3 ? 'pipe' : 'ignore';
    if (value === 'ignore') return { type: 'ignore' };
    if (value === 'pipe' || value === 'overlapped' || (typeof value === 'number' && value < 0)) {
      const one = { type: value === 'overlapped' ? 'overlapped' : 'pipe', readable: i === 0, writable: i !== 0 };
      if (!sync) one.handle = new Pipe(PipeConstants.SOCKET);
      return one;
    }
    if (value === 'ipc') {
      if (sync || ipc !== undefined) fail(sync ? new codes.ERR_IPC_SYNC_FORK() : new codes.ERR_IPC_ONE_PIPE());
      ipc = new Pipe(PipeConstants.IPC);
      ipcFd = i;
      return { type: 'pipe', handle: ipc, ipc: true };
    }
    if (value === 'inherit') return { type: 'inherit', fd: i };
    if (typeof value === 'number' || typeof value.fd === 'number' && !handleOf(value)) {
      return { type: 'fd', fd: typeof value === 'number' ? value : value.fd };
    }
    if (typeof value === 'object' && !ArrayBuffer.isView(value)) {
      const handle = handleOf(value);
      if (handle !== undefined) return { type: 'wrap', handle, _stdio: value };
    }
    if (ArrayBuffer.isView(value) || typeof value === 'string') {
      if (!sync) fail(new codes.ERR_INVALID_SYNC_FORK_INPUT(internalBinding('util').inspect(value)));
      return { type: 'pipe', readable: i === 0, writable: i !== 0, input: value };
    }
    return fail(new codes.ERR_INVALID_ARG_VALUE('stdio', value));
  }

  for (let i = 0; i < stdio.length; i++) list.push(describe(stdio[i], i));
  return { stdio: list, ipc, ipcFd };
}

// stdioStringToArray ( stdio, channel ) is the list for a name, with the channel behind it.
function stdioStringToArray(stdio, channel) {
  const list = ofName(stdio);
  if (channel) list.push(channel);
  return list;
}

module.exports = { getValidStdio, stdioStringToArray };
