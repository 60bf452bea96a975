'use strict';

// cp: copying of files and folders (https://nodejs.org/api/fs.html#fscpsyncsrc-dest-options).

const { SystemError, codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const utils = require('internal/fs/utils');
const { ERR_INVALID_RETURN_VALUE } = codes;

const fs = () => require('fs');
const path = () => require('path');

const defaults = {
  dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false, recursive: false,
  verbatimSymlinks: false,
};

function cpOptions(options) {
  if (options === undefined) return { ...defaults, mode: 0 };
  utils.validateObject(options, 'options');
  options = { ...defaults, ...options };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(options[name], `options.${name}`);
  }
  if (options.mode === undefined || options.mode === null) options.mode = 0;
  else validateInteger(options.mode, 'mode', 0, 7);
  if (options.dereference === true && options.verbatimSymlinks === true) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

const errors = {
  ERR_FS_CP_DIR_TO_NON_DIR: ['Cannot overwrite non-directory with directory', 'EISDIR', 21],
  ERR_FS_CP_EEXIST: ['Target already exists', 'EEXIST', 17],
  ERR_FS_CP_EINVAL: ['Invalid src or dest', 'EINVAL', 22],
  ERR_FS_CP_FIFO_PIPE: ['Cannot copy a FIFO pipe', 'EINVAL', 22],
  ERR_FS_CP_NON_DIR_TO_DIR: ['Cannot overwrite directory with non-directory', 'ENOTDIR', 20],
  ERR_FS_CP_SOCKET: ['Cannot copy a socket file', 'EINVAL', 22],
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: ['Cannot overwrite symlink in subdirectory of self', 'EINVAL', 22],
  ERR_FS_CP_UNKNOWN: ['Cannot copy an unknown file type', 'EINVAL', 22],
  ERR_FS_EISDIR: ['Path is a directory', 'EISDIR', 21],
};

function cpError(key, message, at) {
  const [prefix, code, errno] = errors[key];
  return new SystemError({ message, path: at, syscall: 'cp', errno, code }, key, prefix);
}

const same = (a, b) => a.ino && a.dev && a.ino === b.ino && a.dev === b.dev;

function isSubdirectory(src, dest) {
  const split = (p) => path().resolve(p).split(path().sep).filter(Boolean);
  const srcParts = split(src), destParts = split(dest);
  return srcParts.every((part, i) => destParts[i] === part);
}

// What is at src and dest; dest is undefined where there is nothing.
function statBoth(src, dest, options) {
  const stat = (p, o) => options.dereference ? fs().statSync(p, { bigint: true, ...o }) : fs().lstatSync(p, { bigint: true, ...o });
  return { srcStat: stat(src), destStat: stat(dest, { throwIfNoEntry: false }) };
}

function checkPaths(src, dest, options) {
  const { srcStat, destStat } = statBoth(src, dest, options);
  if (destStat) {
    if (same(srcStat, destStat)) throw cpError('ERR_FS_CP_EINVAL', 'src and dest cannot be the same', dest);
    if (srcStat.isDirectory() && !destStat.isDirectory()) {
      throw cpError('ERR_FS_CP_DIR_TO_NON_DIR', `cannot overwrite non-directory ${dest} with directory ${src}`, dest);
    }
    if (!srcStat.isDirectory() && destStat.isDirectory()) {
      throw cpError('ERR_FS_CP_NON_DIR_TO_DIR', `cannot overwrite directory ${dest} with non-directory ${src}`, dest);
    }
  }
  if (srcStat.isDirectory() && isSubdirectory(src, dest)) {
    throw cpError('ERR_FS_CP_EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest);
  }
  return { srcStat, destStat };
}

// A folder must not be copied to below itself by way of links.
function checkParents(src, srcStat, dest) {
  const srcParent = path().resolve(path().dirname(src));
  for (let parent = path().resolve(path().dirname(dest)); parent !== srcParent && parent !== path().parse(parent).root; parent = path().dirname(parent)) {
    const stat = fs().statSync(parent, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return;
    if (same(srcStat, stat)) throw cpError('ERR_FS_CP_EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest);
  }
}

function makeParent(dest) {
  const parent = path().dirname(dest);
  if (!fs().existsSync(parent)) fs().mkdirSync(parent, { recursive: true });
}

// The copying is one generator, driven at once or, for the asynchronous form, with
// promises of filters waited for in between: it yields what a filter returned.
function* copying(src, dest, options) {
  if (options.filter) {
    if (!(yield options.filter(src, dest))) return;
  }
  const { srcStat, destStat } = checkPaths(src, dest, options);
  checkParents(src, srcStat, dest);
  makeParent(dest);
  yield* copyOne(src, dest, srcStat, destStat, options);
}

function* copyOne(src, dest, srcStat, destStat, options) {
  if (options.dereference) srcStat = fs().statSync(src, { bigint: true });
  if (srcStat.isDirectory()) {
    if (!options.recursive) throw cpError('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${src}`, src);
    yield* copyFolder(src, dest, srcStat, destStat, options);
  } else if (srcStat.isFile() || srcStat.isCharacterDevice() || srcStat.isBlockDevice()) copyFile(src, dest, srcStat, destStat, options);
  else if (srcStat.isSymbolicLink()) copyLink(src, dest, destStat, options);
  else if (srcStat.isSocket()) throw cpError('ERR_FS_CP_SOCKET', `cannot copy a socket file: ${dest}`, dest);
  else if (srcStat.isFIFO()) throw cpError('ERR_FS_CP_FIFO_PIPE', `cannot copy a FIFO pipe: ${dest}`, dest);
  else throw cpError('ERR_FS_CP_UNKNOWN', `cannot copy an unknown file type: ${dest}`, dest);
}

function copyFile(src, dest, srcStat, destStat, options) {
  if (destStat) {
    if (!options.force) {
      if (options.errorOnExist) throw cpError('ERR_FS_CP_EEXIST', `${dest} already exists`, dest);
      return;
    }
    fs().unlinkSync(dest);
  }
  fs().copyFileSync(src, dest, options.mode);
  const mode = Number(srcStat.mode);
  if (options.preserveTimestamps) {
    // Times can only be set of what may be written to.
    if ((mode & 0o200) === 0) fs().chmodSync(dest, mode | 0o200);
    const { atime, mtime } = fs().statSync(src);
    fs().utimesSync(dest, atime, mtime);
  }
  fs().chmodSync(dest, mode & 0o7777);
}

function* copyFolder(src, dest, srcStat, destStat, options) {
  if (!destStat) fs().mkdirSync(dest);
  for (const name of fs().readdirSync(src)) {
    const from = path().join(src, name), to = path().join(dest, name);
    if (options.filter && !(yield options.filter(from, to))) continue;
    const stats = checkPaths(from, to, options);
    yield* copyOne(from, to, stats.srcStat, stats.destStat, options);
  }
  if (!destStat) fs().chmodSync(dest, Number(srcStat.mode) & 0o7777);
}

function copyLink(src, dest, destStat, options) {
  let target = fs().readlinkSync(src);
  if (!options.verbatimSymlinks && !path().isAbsolute(target)) target = path().resolve(path().dirname(src), target);
  if (!destStat) {
    fs().symlinkSync(target, dest);
    return;
  }
  let old;
  try {
    old = fs().readlinkSync(dest);
  } catch (err) {
    // What is no link is not replaced by one.
    if (err.code === 'EINVAL' || err.code === 'UNKNOWN') {
      fs().symlinkSync(target, dest);
      return;
    }
    throw err;
  }
  if (!path().isAbsolute(old)) old = path().resolve(path().dirname(dest), old);
  const srcIsDirectory = fs().statSync(src, { throwIfNoEntry: false })?.isDirectory();
  if (srcIsDirectory && isSubdirectory(target, old)) {
    throw cpError('ERR_FS_CP_EINVAL', `cannot copy ${target} to a subdirectory of self ${old}`, dest);
  }
  // The link would be gone before what it is to say was copied.
  if (fs().statSync(dest, { throwIfNoEntry: false })?.isDirectory() && isSubdirectory(old, target)) {
    throw cpError('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', `cannot overwrite ${old} with ${target}`, dest);
  }
  fs().unlinkSync(dest);
  fs().symlinkSync(target, dest);
}

const textOf = (p, name) => {
  p = utils.pathOf(p, name);
  return typeof p === 'string' ? p : `${Buffer.from(p)}`;
};

function cpSync(src, dest, options) {
  options = cpOptions(options);
  src = textOf(src, 'src');
  dest = textOf(dest, 'dest');
  const walk = copying(src, dest, options);
  for (let step = walk.next(); !step.done;) {
    if (typeof step.value?.then === 'function') throw new ERR_INVALID_RETURN_VALUE('boolean', 'filter', step.value);
    step = walk.next(step.value);
  }
}

async function cpPromise(src, dest, options) {
  options = cpOptions(options);
  src = textOf(src, 'src');
  dest = textOf(dest, 'dest');
  const walk = copying(src, dest, options);
  for (let step = walk.next(); !step.done; step = walk.next(await step.value));
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  utils.callbackOf(callback);
  options = cpOptions(options);
  src = textOf(src, 'src');
  dest = textOf(dest, 'dest');
  cpPromise(src, dest, options).then(() => process.nextTick(callback, null), (err) => process.nextTick(callback, err));
}

module.exports = { cp, cpPromise, cpSync };
