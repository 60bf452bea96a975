'use strict';

// realpath as Node's JavaScript does it: link by link.

const utils = require('internal/fs/utils');
const { start } = require('internal/fs/operations');
const binding = internalBinding('fs');
const { Buffer } = require('buffer');

const S_IFMT = 0o170000, S_IFLNK = 0o120000, S_IFIFO = 0o010000, S_IFSOCK = 0o140000;

function encoded(text, encoding) {
  if (!encoding || encoding === 'utf8' || encoding === 'utf-8') return text;
  const bytes = Buffer.from(text);
  return encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

// A generator over the links of a path: it yields [operation, path] and is given
// what the operation found.
function* resolving(path) {
  const pathModule = require('path');
  const windows = process.platform === 'win32';
  let p = pathModule.resolve(typeof path === 'string' ? path : `${Buffer.from(path)}`);
  const root = () => windows ? pathModule.parse(p).root : '/';
  let at = root().length, current = root();
  const known = new Set();
  for (let links = 0; at < p.length;) {
    let end = p.indexOf(pathModule.sep, at);
    if (end === -1) end = p.length;
    const base = p.slice(at, end);
    at = end + 1;
    if (base === '') continue;
    const next = current.endsWith(pathModule.sep) ? current + base : current + pathModule.sep + base;
    if (known.has(next)) {
      current = next;
      continue;
    }
    const stats = yield ['lstat', next];
    if ((stats[1] & S_IFMT) !== S_IFLNK) {
      known.add(next);
      current = next;
      continue;
    }
    if (++links > 1000) yield ['stat', next]; // ELOOP
    const { 1: mode } = yield ['stat', next];
    const target = pathModule.resolve(current, yield ['readlink', next]);
    if ((mode & S_IFMT) === S_IFIFO || (mode & S_IFMT) === S_IFSOCK) return target; // no path leads there
    p = pathModule.resolve(target, p.slice(at));
    at = root().length;
    current = root();
  }
  return p;
}

function argumentsOf(operation, path) {
  return [path, false];
}

function realpathSync(path, options) {
  options = utils.optionsOf(options, {});
  const walk = resolving(utils.pathOf(path));
  let step = walk.next();
  while (!step.done) {
    const [operation, at] = step.value;
    step = walk.next(binding[operation](...argumentsOf(operation, at)));
  }
  return encoded(step.value, options.encoding);
}

function realpath(path, options, callback) {
  callback = utils.callbackOf(typeof options === 'function' ? options : callback);
  options = utils.optionsOf(options, {});
  const walk = resolving(utils.pathOf(path));
  const advance = (found) => {
    const step = walk.next(found);
    if (step.done) {
      process.nextTick(callback, null, encoded(step.value, options.encoding));
      return;
    }
    const [operation, at] = step.value;
    start(operation, argumentsOf(operation, at), (err, result) => {
      if (err) callback(err);
      else advance(result);
    });
  };
  advance();
}

module.exports = { realpath, realpathSync };
