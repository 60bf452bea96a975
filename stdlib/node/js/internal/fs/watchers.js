'use strict';

// watch and watchFile (https://nodejs.org/api/fs.html#fswatchfilename-options-listener).

const EventEmitter = require('events');
const { codes, uvException, AbortError } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateFunction, validateObject, validateUint32, validateInteger, validateOneOf } = require('internal/validators');
const { Buffer } = require('buffer');
const utils = require('internal/fs/utils');
const binding = internalBinding('fs_watch');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;

// What the option ignore says of a name.
function ignoreMatcher(ignore) {
  if (ignore == null) return undefined;
  const matchers = (Array.isArray(ignore) ? ignore : [ignore]).map((one) => {
    if (typeof one === 'string') {
      const { globRegExp } = require('internal/fs/glob_pattern');
      const pattern = globRegExp(one, { dot: true, matchBase: true });
      return (name) => pattern.test(name);
    }
    if (one instanceof RegExp) return (name) => one.test(name);
    return (name) => one(name);
  });
  return (name) => matchers.some((matches) => matches(name));
}

function validateIgnore(value, name) {
  if (value == null) return;
  const check = (v, label) => {
    if (typeof v === 'string') {
      if (v.length === 0) throw new ERR_INVALID_ARG_VALUE(label, v, 'must be a non-empty string');
    } else if (!(v instanceof RegExp) && typeof v !== 'function') {
      throw new ERR_INVALID_ARG_TYPE(label, ['string', 'RegExp', 'Function'], v);
    }
  };
  if (Array.isArray(value)) value.forEach((v, i) => check(v, `${name}[${i}]`));
  else if (typeof value !== 'string' && !(value instanceof RegExp) && typeof value !== 'function') {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'RegExp', 'Function', 'Array'], value);
  } else check(value, name);
}

class FSWatcher extends EventEmitter {
  #handle;
  #matcher;
  #encoding;

  constructor(ignore) {
    super();
    this.#matcher = ignoreMatcher(ignore);
    this.#handle = new binding.FSEvent();
    this.#handle.onchange = (status, event, name) => this.#changed(status, event, name);
  }

  #changed(status, event, name) {
    if (status < 0) {
      this.#close();
      const err = uvException({ errno: status, syscall: 'watch', path: name?.toString() });
      err.filename = name;
      this.emit('error', err);
      return;
    }
    if (this.#encoding && this.#encoding !== 'buffer') name = name.toString(this.#encoding);
    if (this.#matcher !== undefined && name != null && this.#matcher(`${name}`)) return;
    this.emit('change', event, name);
  }

  start(filename, persistent, recursive, encoding) {
    const bytes = utils.wantsBytes(encoding);
    this.#encoding = bytes ? encoding : undefined;
    const status = this.#handle.start(filename, bytes);
    if (status < 0) {
      const message = uvName(status) === 'ENOSPC' ? 'System limit for number of file watchers reached' : undefined;
      const err = uvException({ errno: status, syscall: 'watch', path: `${filename}`, message });
      err.filename = `${filename}`;
      this.#close();
      throw err;
    }
    if (!persistent) this.#handle.unref();
  }

  #close() {
    const handle = this.#handle;
    this.#handle = null;
    handle?.close();
    return handle !== null;
  }

  close() {
    if (this.#close()) process.nextTick(() => this.emit('close'));
  }

  ref() {
    this.#handle?.ref();
    return this;
  }

  unref() {
    this.#handle?.unref();
    return this;
  }
}

const uvName = (status) => internalBinding('uv').errname(status);

// A tree is watched folder by folder where the system cannot watch it as a whole.
class RecursiveWatcher extends EventEmitter {
  #root;
  #options;
  #watchers = new Map();
  #known = new Map(); // what stood in a folder, by its path
  #closed = false;
  #matcher;

  constructor(root, options) {
    super();
    this.#root = root;
    this.#options = options;
    this.#matcher = ignoreMatcher(options.ignore);
  }

  start() {
    const fs = require('fs');
    try {
      const stats = fs.statSync(this.#root);
      if (stats.isDirectory()) this.#addFolder(this.#root, false);
      else this.#addFile(this.#root);
    } catch (err) {
      err.filename = this.#root;
      err.syscall = 'watch';
      err.message = `${err.code}: ${internalBinding('uv').errmessage(err.errno)}, watch '${this.#root}'`;
      throw err;
    }
  }

  #watch(path, listener) {
    const watcher = new FSWatcher();
    watcher.start(path, this.#options.persistent, false, 'utf8');
    watcher.on('change', listener);
    watcher.on('error', () => this.#drop(path));
    this.#watchers.set(path, watcher);
  }

  #addFile(path) {
    this.#watch(path, (event, name) => this.#tell(event, path, name));
  }

  // Everything that stands in a folder that appeared is told as new.
  #addFolder(folder, appeared) {
    if (this.#closed || this.#watchers.has(folder)) return;
    const { join } = require('path');
    try {
      this.#watch(folder, (event, name) => this.#changed(event, folder, name));
    } catch (err) {
      if (folder === this.#root) throw err;
      return;
    }
    const names = new Map();
    this.#known.set(folder, names);
    for (const entry of this.#entries(folder)) {
      const path = join(folder, entry.name);
      names.set(entry.name, entry.isDirectory());
      if (appeared) this.#tell('rename', path);
      if (entry.isDirectory()) this.#addFolder(path, appeared);
    }
  }

  #entries(folder) {
    try {
      return require('fs').readdirSync(folder, { withFileTypes: true });
    } catch {
      return [];
    }
  }

  #changed(event, folder, name) {
    if (this.#closed) return;
    const path = require('path').join(folder, name);
    this.#tell(event, path);
    if (event !== 'rename') return;
    const names = this.#known.get(folder);
    const stats = require('fs').lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) {
      names?.delete(name);
      this.#drop(path);
    } else {
      names?.set(name, stats.isDirectory());
      if (stats.isDirectory()) this.#addFolder(path, true);
    }
  }

  #drop(path) {
    for (const [at, watcher] of this.#watchers) {
      if (at === path || at.startsWith(`${path}${require('path').sep}`)) {
        this.#watchers.delete(at);
        this.#known.delete(at);
        watcher.close();
      }
    }
  }

  #tell(event, path, name = require('path').relative(this.#root, path)) {
    if (this.#matcher !== undefined && this.#matcher(name)) return;
    const { encoding } = this.#options;
    if (encoding === 'buffer') name = Buffer.from(name);
    else if (utils.wantsBytes(encoding)) name = Buffer.from(name).toString(encoding);
    this.emit('change', event, name);
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    process.nextTick(() => this.emit('close'));
  }

  ref() {
    for (const watcher of this.#watchers.values()) watcher.ref();
    return this;
  }

  unref() {
    for (const watcher of this.#watchers.values()) watcher.unref();
    return this;
  }
}
Object.defineProperty(RecursiveWatcher, 'name', { value: 'FSWatcher' });

function makeWatcher(filename, options) {
  filename = utils.pathOf(filename, 'filename');
  if (options.recursive) {
    const watcher = new RecursiveWatcher(require('path').resolve(`${filename}`), options);
    watcher.start();
    return watcher;
  }
  const watcher = new FSWatcher(options.ignore);
  watcher.start(filename, options.persistent, options.recursive, options.encoding);
  return watcher;
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  options = { ...utils.optionsOf(options) };
  validateIgnore(options.ignore, 'options.ignore');
  if (options.persistent === undefined) options.persistent = true;
  if (options.recursive === undefined) options.recursive = false;
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  const watcher = makeWatcher(filename, options);
  if (listener) watcher.addListener('change', listener);
  if (options.signal) {
    if (options.signal.aborted) process.nextTick(() => watcher.close());
    else {
      const listen = () => watcher.close();
      options.signal.addEventListener('abort', listen, { once: true });
      watcher.once('close', () => options.signal.removeEventListener('abort', listen));
    }
  }
  return watcher;
}

// watch of promises: an iterator of { eventType, filename }.
async function* watchEvents(filename, options = { __proto__: null }) {
  const path = utils.pathOf(filename);
  validateObject(options, 'options');
  const { persistent = true, recursive = false, encoding = 'utf8', maxQueue = 2048, overflow = 'ignore', ignore, signal } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  validateInteger(maxQueue, 'options.maxQueue');
  validateOneOf(overflow, 'options.overflow', ['ignore', 'error']);
  validateAbortSignal(signal, 'options.signal');
  validateIgnore(ignore, 'options.ignore');
  utils.validateEncoding(encoding);
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const events = [];
  let wake, failure;
  const watcher = makeWatcher(path, { persistent, recursive, encoding, ignore });
  const rouse = () => {
    wake?.();
    wake = undefined;
  };
  watcher.on('change', (eventType, filename) => {
    if (events.length >= maxQueue) {
      if (overflow === 'error') failure = new codes.ERR_FS_WATCH_QUEUE_OVERFLOW(maxQueue);
      else process.emitWarning('fs.watch maxQueue exceeded');
    } else events.push({ __proto__: null, eventType, filename });
    rouse();
  });
  watcher.on('error', (err) => {
    failure = err;
    rouse();
  });
  const onAbort = () => {
    failure = new AbortError(undefined, { cause: signal.reason });
    rouse();
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      if (failure) throw failure;
      if (events.length > 0) yield events.shift();
      else await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    watcher.close();
  }
}

// watchFile.

class StatWatcher extends EventEmitter {
  #handle = null;
  #refs = 1;

  start(filename, interval, bigint, persistent) {
    if (this.#handle !== null) return;
    validateUint32(interval, 'interval');
    this.#handle = new binding.StatWatcher(bigint);
    let before = -1;
    this.#handle.onchange = (status, now, old) => {
      if (before === -1 && status === -1) return;
      if (before < 0 && status === before) return;
      before = status;
      this.emit('change', utils.statsOf(now), utils.statsOf(old));
    };
    if (!persistent) this.unref();
    const status = this.#handle.start(filename, interval);
    if (status < 0) throw Object.assign(uvException({ errno: status, syscall: 'watch', path: `${filename}` }), { filename });
  }

  addTo() { this.#refs++; }

  stop() {
    if (this.#handle === null) return;
    process.nextTick(() => this.emit('stop'));
    this.#handle.close();
    this.#handle = null;
  }

  ref() {
    this.#handle?.ref();
    return this;
  }

  unref() {
    this.#handle?.unref();
    return this;
  }
}

const statWatchers = new Map();

function watchFile(filename, options, listener) {
  filename = utils.pathOf(filename);
  filename = require('path').resolve(`${filename}`);
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = null;
  }
  options = { interval: 5007, persistent: true, ...options };
  validateFunction(listener, 'listener');
  let watcher = statWatchers.get(filename);
  if (watcher === undefined) {
    watcher = new StatWatcher();
    watcher.start(filename, options.interval, Boolean(options.bigint), options.persistent);
    statWatchers.set(filename, watcher);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  filename = require('path').resolve(`${utils.pathOf(filename)}`);
  const watcher = statWatchers.get(filename);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    statWatchers.delete(filename);
  }
}

module.exports = { FSWatcher, StatWatcher, unwatchFile, watch, watchEvents, watchFile };
