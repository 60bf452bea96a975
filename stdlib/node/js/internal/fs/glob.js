'use strict';

// glob (https://nodejs.org/api/fs.html#fsglobpattern-options-callback): the paths
// that patterns match, found by walking along the patterns' parts.

const { codes } = require('internal/errors');
const { validateFunction, validateObject, validateString, validateStringArray } = require('internal/validators');
const path = require('path');
const { compileParts, expandBraces, globRegExp, globStar } = require('internal/fs/glob_pattern');
const { Dirent } = require('internal/fs/utils');
const fs = () => require('fs');

const windows = process.platform === 'win32';

function textOf(value) {
  if (value && value.href) return require('internal/url_files').fileURLToPath(value);
  return value;
}

class Glob {
  #root;
  #patterns;
  #withFileTypes;
  #exclude;
  #excludePatterns;
  #seen = new Set(); // results
  #visited = new Set(); // path and part of a pattern
  #folders = new Map(); // entries, by folder

  constructor(pattern, options = {}) {
    validateObject(options, 'options');
    const { exclude, cwd, withFileTypes } = options;
    this.#root = textOf(cwd) ?? '.';
    this.#withFileTypes = Boolean(withFileTypes);
    if (exclude != null) {
      if (Array.isArray(exclude)) {
        validateStringArray(exclude, 'options.exclude');
        this.#excludePatterns = exclude.map((one) => globRegExp(clean(one), { dot: true }));
      } else {
        if (typeof exclude !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('options.exclude', ['string[]', 'Function'], exclude);
        this.#exclude = exclude;
      }
    }
    if (typeof pattern === 'object' && pattern !== null) validateStringArray(pattern, 'patterns');
    else validateString(pattern, 'patterns');
    this.#patterns = [].concat(pattern).flatMap((one) => expandBraces(clean(one))).map((one) => compileParts(one, { dot: false }));
  }

  #excluded(relative, entry) {
    if (this.#excludePatterns?.some((re) => re.test(relative.replaceAll('\\', '/')))) return true;
    return Boolean(this.#exclude?.(this.#withFileTypes ? entry : relative));
  }

  #full(relative) { return path.resolve(this.#root, relative); }

  #entries(relative) {
    let entries = this.#folders.get(relative);
    if (entries === undefined) {
      try {
        entries = fs().readdirSync(this.#full(relative), { withFileTypes: true });
      } catch {
        entries = [];
      }
      this.#folders.set(relative, entries);
    }
    return entries;
  }

  // What is at a path, undefined for nothing.
  #entry(relative) {
    const full = this.#full(relative);
    const stats = fs().lstatSync(full, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const type = stats.isDirectory() ? 2 : stats.isFile() ? 1 : stats.isSymbolicLink() ? 3 : stats.isFIFO() ? 4 : stats.isSocket() ? 5 : stats.isCharacterDevice() ? 6 : 7;
    return new Dirent(path.basename(full), type, path.dirname(full));
  }

  #isFolder(relative, entry) {
    if (entry.isDirectory()) return true;
    return entry.isSymbolicLink() && Boolean(fs().statSync(this.#full(relative), { throwIfNoEntry: false })?.isDirectory());
  }

  * walk() {
    const waiting = this.#patterns.map((parts) => {
      const absolute = parts[0] === '' && parts.length > 1;
      return { parts, i: absolute ? 1 : 0, at: absolute ? '/' : '.', crossed: false };
    }).reverse();
    while (waiting.length > 0) {
      const { parts, i, at, crossed } = waiting.pop();
      const id = `${this.#patterns.indexOf(parts)}:${i}:${crossed}:${at}`;
      if (this.#visited.has(id)) continue;
      this.#visited.add(id);
      const next = [];
      yield* this.#step(parts, i, at, crossed, next);
      waiting.push(...next.reverse());
    }
  }

  * #found(relative, entry) {
    if (relative === '.' && entry === undefined) entry = this.#entry('.');
    if (entry === undefined || this.#seen.has(relative)) return;
    if (this.#excluded(relative, entry)) return;
    this.#seen.add(relative);
    yield this.#withFileTypes ? entry : relative;
  }

  * #step(parts, i, at, crossed, next) {
    if (i === parts.length) {
      yield* this.#found(at, this.#entry(at));
      return;
    }
    const part = parts[i], last = i === parts.length - 1;
    if (part === '' || part === '.') {
      // A slash at the end is for folders.
      const entry = this.#entry(at);
      if (entry === undefined || (last && !this.#isFolder(at, entry))) return;
      if (last && part === '') yield* this.#found(at === '.' || at.endsWith('/') ? at : `${at}/`, entry);
      else next.push({ parts, i: i + 1, at, crossed: false });
      return;
    }
    if (part === '..') {
      next.push({ parts, i: i + 1, at: path.join(at, '..'), crossed: false });
      return;
    }
    if (part === globStar) {
      yield* this.#across(parts, i, at, crossed, next);
      return;
    }
    if (typeof part === 'string') {
      const there = path.join(at, part);
      const entry = this.#entry(there);
      if (entry === undefined) return;
      if (last) yield* this.#found(there, entry);
      else if (this.#isFolder(there, entry) && !this.#excludesFolder(there, entry)) next.push({ parts, i: i + 1, at: there, crossed: false });
      return;
    }
    for (const entry of this.#entries(at)) {
      if (!part.test(entry.name)) continue;
      const there = path.join(at, entry.name);
      if (last) yield* this.#found(there, entry);
      else if (this.#isFolder(there, entry) && !this.#excludesFolder(there, entry)) next.push({ parts, i: i + 1, at: there, crossed: false });
    }
  }

  #excludesFolder(relative, entry) {
    return (this.#excludePatterns !== undefined || this.#exclude !== undefined) && this.#excluded(relative, entry);
  }

  // ** matches no folder, or any number of them that are no links.
  * #across(parts, i, at, crossed, next) {
    const last = i === parts.length - 1;
    if (last) {
      yield* this.#found(at, this.#entry(at));
    } else next.push({ parts, i: i + 1, at, crossed: false });
    for (const entry of this.#entries(at)) {
      if (entry.name[0] === '.') continue;
      const there = path.join(at, entry.name);
      if (entry.isDirectory()) {
        if (!this.#excludesFolder(there, entry)) next.push({ parts, i, at: there, crossed: true });
      } else if (last) yield* this.#found(there, entry);
      else if (entry.isSymbolicLink() && !crossed && i === 0 && this.#isFolder(there, entry)) next.push({ parts, i: i + 1, at: there, crossed: false });
    }
  }
}

// Backslashes are slashes on Windows; several slashes are one.
function clean(pattern) {
  if (windows) pattern = pattern.replaceAll('\\', '/');
  return pattern.replace(/\/{2,}/g, '/');
}

function globSync(pattern, options) {
  return [...new Glob(pattern, options).walk()];
}

function globPromise(pattern, options) {
  const walk = new Glob(pattern, options).walk();
  return (async function* glob() {
    yield* walk;
  })();
}

function glob(pattern, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  const g = new Glob(pattern, options);
  setImmediate(() => {
    let list;
    try {
      list = [...g.walk()];
    } catch (err) {
      callback(err);
      return;
    }
    callback(null, list);
  });
}

function matchesGlob(name, pattern, useWindows = windows) {
  validateString(name, 'path');
  validateString(pattern, 'pattern');
  if (useWindows) {
    name = name.replaceAll('\\', '/');
    pattern = pattern.replaceAll('\\', '/');
  }
  return globRegExp(pattern, { nocase: useWindows || process.platform === 'darwin' }).test(name);
}

module.exports = { glob, globPromise, globSync, matchesGlob };
