'use strict';

// CommonJS (https://nodejs.org/api/modules.html). What touches files is the
// binding; this is what programs see, and change, of it.

const binding = internalBinding('modules');
const { dirname } = internalBinding('path');
const { codes } = require('internal/errors');

const { hasOwn } = Object;
const kParent = Symbol('kModuleParent');

function Module(id = '', parent) {
  this.id = id;
  this.path = dirname(id);
  this.exports = {};
  Object.defineProperty(this, kParent, { value: parent, writable: true, configurable: true });
  if (parent && parent.children) parent.children.push(this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

Module._cache = Object.create(null);
Module._pathCache = Object.create(null);
Module._extensions = Object.create(null);
Module.globalPaths = [];
Module.builtinModules = binding.builtinNames();
Module.Module = Module;

Object.defineProperty(Module.prototype, 'parent', {
  configurable: true,
  enumerable: false,
  get() { return this[kParent]; },
  set(v) { this[kParent] = v; },
});

Module.wrapper = [
  '(function (exports, require, module, __filename, __dirname) { ',
  '\n});',
];
Module.wrap = function wrap(script) {
  return Module.wrapper[0] + script + Module.wrapper[1];
};
const originalWrap = Module.wrap;
const originalWrapper = Module.wrapper.join('');

Module._nodeModulePaths = binding.nodeModulePaths;
Module.isBuiltin = (name) => typeof name === 'string' && binding.isBuiltin(name);
Module._debug = () => {};
Module._initPaths = () => {};
Module._preloadModules = () => {};

Module._resolveLookupPaths = function(request, parent) {
  if (binding.isBuiltin(request)) return null;
  if (/^\.{1,2}(\/|$)/.test(request)) return [parent && parent.filename ? dirname(parent.filename) : '.'];
  return [...(parent && parent.paths || []), ...Module.globalPaths];
};

// The files that required each other, the innermost first.
function requireStack(parent) {
  const stack = [];
  for (let m = parent; m && stack.length < 1000; m = m[kParent]) {
    const name = m.filename || m.id;
    if (stack.includes(name)) break;
    stack.push(name);
  }
  return stack;
}

let extensionCount = 3;

function resolveFrom(request, dir, stack) {
  const keys = Object.keys(Module._extensions);
  if (keys.length !== extensionCount) {
    extensionCount = keys.length;
    binding.setExtensions(keys);
  }
  return binding.resolve(request, dir, stack);
}

Module._resolveFilename = function(request, parent, isMain, options) {
  if (binding.isBuiltin(request)) return request;
  const stack = requireStack(parent);
  if (options && options.paths !== undefined) {
    if (!Array.isArray(options.paths)) throw new codes.ERR_INVALID_ARG_VALUE('options.paths', options.paths);
    let error;
    for (const dir of options.paths) {
      try {
        return resolveFrom(request, dir, stack);
      } catch (e) {
        if (e.code !== 'MODULE_NOT_FOUND') throw e;
        error = e;
      }
    }
    if (error) throw error;
    const e = new Error(`Cannot find module '${request}'`);
    e.code = 'MODULE_NOT_FOUND';
    e.requireStack = stack;
    throw e;
  }
  const dir = parent ? parent.filename ? dirname(parent.filename) : parent.path || binding.cwd() : binding.cwd();
  try {
    return resolveFrom(request, dir, stack);
  } catch (err) {
    Error.captureStackTrace(err);
    throw err;
  }
};

Module._findPath = function(request, paths, isMain) {
  for (const dir of paths || []) {
    try {
      return binding.resolve('./' + request, dir, []);
    } catch { }
  }
  return false;
};

Module._load = function(request, parent, isMain) {
  if (request.startsWith('node:')) {
    if (!binding.isBuiltin(request)) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(request);
    return binding.builtin(request);
  }
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && parent.children && !parent.children.includes(cached)) parent.children.push(cached);
    return cached.exports;
  }
  if (binding.isBuiltin(filename)) return binding.builtin(filename);
  const module = new Module(filename, parent);
  if (isMain) {
    binding.setMain(module);
    module.id = '.';
  }
  Module._cache[filename] = module;
  let threw = true;
  try {
    module.load(filename);
    threw = false;
  } finally {
    if (threw) {
      delete Module._cache[filename];
      if (parent && parent.children) {
        const i = parent.children.indexOf(module);
        if (i !== -1) parent.children.splice(i, 1);
      }
    }
  }
  return module.exports;
};

function extensionOf(filename) {
  const name = filename.slice(filename.lastIndexOf('/') + 1);
  for (let i = 0; (i = name.indexOf('.', i)) !== -1; i++) {
    if (i === 0) continue;
    const ext = name.slice(i);
    if (Module._extensions[ext]) return ext;
  }
  return '.js';
}

Module.prototype.load = function(filename) {
  this.filename ??= filename;
  this.paths ??= Module._nodeModulePaths(dirname(filename));
  const ext = extensionOf(filename);
  if (filename.endsWith('.mjs') && !Module._extensions['.mjs']) {
    this.exports = binding.requireModule(filename);
  } else {
    Module._extensions[ext](this, filename);
  }
  this.loaded = true;
};

Module.prototype.require = function(id) {
  if (typeof id !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('id', 'string', id);
  if (id === '') throw new codes.ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  return Module._load(id, this, false);
};

function makeRequire(module) {
  const require = function require(path) {
    return module.require(path);
  };
  require.resolve = function resolve(request, options) {
    if (typeof request !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('request', 'string', request);
    return Module._resolveFilename(request, module, false, options);
  };
  require.resolve.paths = function paths(request) {
    if (typeof request !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('request', 'string', request);
    return Module._resolveLookupPaths(request, module);
  };
  require.main = binding.main();
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

Module.prototype._compile = function(content, filename, format, compiled) {
  let body = compiled;
  if (body === undefined) {
    if (Module.wrap !== originalWrap || Module.wrapper.join('') !== originalWrapper) {
      body = binding.compileWrapped(filename, Module.wrap(content));
    } else {
      body = binding.compile(filename, content, format !== 'commonjs');
    }
    if (body === undefined) {
      this.exports = binding.requireModule(filename);
      return undefined;
    }
  }
  const { exports } = this;
  return Reflect.apply(body, exports, [exports, makeRequire(this), this, filename, dirname(filename)]);
};
const originalCompile = Module.prototype._compile;

Module._extensions['.js'] = function(module, filename) {
  const format = filename.endsWith('.js') ? binding.format(filename) : filename.endsWith('.cjs') ? 'commonjs' : 'ambiguous';
  if (format === 'module') {
    module.exports = binding.requireModule(filename);
    return;
  }
  let compiled, content;
  if (Module.prototype._compile === originalCompile && Module.wrap === originalWrap) compiled = binding.compiled(filename);
  if (compiled === undefined) content = binding.readText(filename);
  module._compile(content, filename, format, compiled);
};

Module._extensions['.json'] = function(module, filename) {
  const content = binding.readText(filename);
  try {
    module.exports = JSON.parse(content);
  } catch (err) {
    err.message = filename + ': ' + err.message;
    throw err;
  }
};

Module._extensions['.node'] = function(module, filename) {
  const e = new Error(`${filename}: native addons are not supported`);
  e.code = 'ERR_DLOPEN_FAILED';
  throw e;
};

Module.createRequire = function createRequire(filename) {
  let path = filename;
  if ((typeof filename === 'object' && filename instanceof globalThis.URL) || (typeof filename === 'string' && !isAbsolute(filename))) {
    path = binding.filePath(String(filename.href ?? filename));
    if (path === undefined) {
      throw new codes.ERR_INVALID_ARG_VALUE('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
    }
  } else if (typeof filename !== 'string') {
    throw new codes.ERR_INVALID_ARG_VALUE('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
  }
  const module = new Module(path);
  module.filename = path;
  module.paths = Module._nodeModulePaths(module.path);
  return makeRequire(module);
};

const isAbsolute = internalBinding('path').isAbsolute;

Module.syncBuiltinESMExports = function syncBuiltinESMExports() {};
Module.findSourceMap = function findSourceMap() {};
// Compiled code is kept in memory only: the cache on the disk is off, as with NODE_DISABLE_COMPILE_CACHE.
const compileCacheStatus = { __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 };
Module.constants = { __proto__: null, compileCacheStatus };
Module.enableCompileCache = function enableCompileCache() { return { status: compileCacheStatus.DISABLED }; };
Module.getCompileCacheDir = function getCompileCacheDir() {};
Module.register = function register() { throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('module.register'); };

Module.runMain = function executeUserEntryPoint(main) {
  Module._load(main, null, true);
};

// What -e and standard input are run as.
function runText(name, dir, body) {
  const module = new Module(name);
  module.filename = dir + '/' + name;
  module.path = dir;
  module.paths = Module._nodeModulePaths(dir);
  binding.setMain(module);
  const require = makeRequire(module);
  require.main = undefined;
  const g = globalThis;
  g.module = module;
  g.exports = module.exports;
  g.require = require;
  g.__filename = name;
  g.__dirname = '.';
  body.call(g, module.exports, require, module, name, '.');
  return module.exports;
}

// A CommonJS module that an ES module imports.
function importModule(filename) {
  const cached = Module._cache[filename];
  if (cached !== undefined) return cached.exports;
  return Module._load(filename, undefined, false);
}

module.exports = { Module, runMain: Module.runMain, runText, importModule };
