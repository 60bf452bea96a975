'use strict';

// https://nodejs.org/api/fs.html#promises-api

const utils = require('internal/fs/utils');
const files = require('internal/fs/files');
const { promiseForm } = require('internal/fs/operations');
const handles = require('internal/fs/filehandle');
const { fs: constants } = require('constants');
const { FileHandle, during } = handles;

const promises = {};
const simple = (...names) => { for (const name of names) promises[name] = promiseForm(name); };

simple('access', 'copyFile');
promises.cp = async function cp(src, dest, options) { return require('internal/fs/cp').cpPromise(src, dest, options); };
promises.glob = function glob(pattern, options) { return require('internal/fs/glob').globPromise(pattern, options); };
promises.open = async function open(path, flags, mode) { return handles.openHandle(path, flags, mode); };
promises.opendir = async function opendir(path, options) { return require('internal/fs/dir').opendirPromise(path, options); };
simple('rename');
promises.truncate = async function truncate(path, len = 0) {
  const handle = await handles.openHandle(path, 'r+');
  try {
    await handle.truncate(len);
  } finally {
    await handle.close();
  }
};
promises.rm = async function rm(path, options) { return require('internal/fs/rm').rmPromise(path, options); };
simple('rmdir', 'mkdir');
promises.readdir = async function readdir(path, options) { return files.readdirPromise(path, options); };
simple('readlink', 'symlink', 'lstat', 'stat', 'statfs', 'link', 'unlink', 'chmod');
promises.lchmod = async function lchmod() {
  const { codes } = require('internal/errors');
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
};
simple('lchown', 'chown', 'utimes', 'lutimes', 'realpath', 'mkdtemp');
const throwless = (form) => async function(path, options) {
  try {
    return await form(path, options);
  } catch (err) {
    if (options?.throwIfNoEntry === false && (err.code === 'ENOENT' || err.code === 'ENOTDIR')) return undefined;
    throw err;
  }
};
for (const name of ['stat', 'lstat']) {
  promises[name] = Object.defineProperty(throwless(promises[name]), 'name', { value: name, configurable: true });
}
promises.mkdtempDisposable = async function mkdtempDisposable(prefix, options) {
  const cwd = process.cwd();
  const path = await promises.mkdtemp(prefix, options);
  const full = require('path').join(cwd, `${path}`);
  const remove = async () => { await promises.rm(require('path').isAbsolute(`${path}`) ? path : full, { maxRetries: 0, recursive: true, force: true, retryDelay: 0 }); };
  return { __proto__: null, path, remove, async [Symbol.asyncDispose]() { await remove(); } };
};
promises.writeFile = async function writeFile(path, data, options) {
  options = utils.optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const flush = options.flush ?? false;
  if (path instanceof FileHandle) return during(path, () => handles.writeWhole(path, data, options), 'writeFile');
  if (!files.isIterable(data)) {
    // Wrong arguments reject at once.
    files.writeArguments(path, data, options, 'w');
    if (options.signal?.aborted) throw files.aborted(options.signal);
  } else require('internal/validators').validateBoolean(flush, 'options.flush');
  const handle = await handles.openHandle(path, options.flag ?? 'w', options.mode ?? 0o666);
  try {
    await handles.writeWhole(handle, data, options);
    if (flush) await handle.sync();
  } finally {
    await handle.close();
  }
};
promises.appendFile = async function appendFile(path, data, options) {
  return promises.writeFile(path, data, files.appendOptions(options));
};
promises.readFile = async function readFile(path, options) {
  if (path instanceof FileHandle) return during(path, (fd) => handles.readWhole(fd, options), 'readFile');
  return files.readFilePromise(path, options);
};
promises.watch = function watch(filename, options) { return require('internal/fs/watchers').watchEvents(filename, options); };
promises.constants = constants;

module.exports = { promises };
