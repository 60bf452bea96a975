'use strict';

// rm: removing files, and folders with all that is in them.

const { SystemError } = require('internal/errors');
const { validateObject } = require('internal/validators');
const utils = require('internal/fs/utils');
const { promised, start } = require('internal/fs/operations');
const binding = internalBinding('fs');

function isDirectoryError(path) {
  return new SystemError({ code: 'EISDIR', message: 'is a directory', path: `${path}`, syscall: 'rm', errno: 21 }, 'ERR_FS_EISDIR', 'Path is a directory');
}

function rmOptions(path, options) {
  if (options !== undefined) validateObject(options, 'options');
  return { path: utils.pathOf(path), ...utils.validateRmOptions(options) };
}

const S_IFMT = 0o170000, S_IFDIR = 0o040000;
const isFolder = (stats) => (stats[1] & S_IFMT) === S_IFDIR;
const missing = (err) => err.code === 'ENOENT';

function rmSync(path, options) {
  const o = rmOptions(path, options);
  let stats;
  try {
    stats = binding.lstat(o.path, false);
  } catch (err) {
    if (o.force && missing(err)) return;
    throw err;
  }
  if (isFolder(stats) && !o.recursive) throw isDirectoryError(o.path);
  binding.rm(o.path, o.maxRetries, o.retryDelay);
}

async function rmPromise(path, options) {
  const o = rmOptions(path, options);
  let stats;
  try {
    stats = await promised('lstat', [o.path, false]);
  } catch (err) {
    if (o.force && missing(err)) return;
    throw err;
  }
  if (isFolder(stats) && !o.recursive) throw isDirectoryError(o.path);
  await promised('rm', [o.path, o.maxRetries, o.retryDelay]);
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  utils.callbackOf(callback);
  const o = rmOptions(path, options);
  start('lstat', [o.path, false], (err, stats) => {
    if (err) callback(o.force && missing(err) ? null : err);
    else if (isFolder(stats) && !o.recursive) callback(isDirectoryError(o.path));
    else start('rm', [o.path, o.maxRetries, o.retryDelay], (err) => callback(err ?? null));
  });
}

module.exports = { rm, rmPromise, rmSync };
