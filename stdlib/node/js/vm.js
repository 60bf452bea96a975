'use strict';

// https://nodejs.org/api/vm.html: contexts are realms of the engine.

const binding = internalBinding('contextify');
const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateFunction, validateInt32, validateObject, validateOneOf,
  validateString, validateUint32,
} = require('internal/validators');
const {
  kObjectLike, contextOf, isContext, makeImporter, registerContext, flagEnabled,
} = require('internal/vm');

const USE_MAIN_CONTEXT_DEFAULT_LOADER = Symbol('vm_dynamic_import_main_context_default');
const DONT_CONTEXTIFY = Symbol('vm_context_no_contextify');
const kScript = Symbol('script');

function validateContext(object) {
  if (!isContext(object)) throw new codes.ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', object);
}

function checkCachedData(data) {
  if (data !== undefined && !ArrayBuffer.isView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], data);
  }
}

// What importModuleDynamically is given, as the binding wants it.
function importerFor(option, wrap) {
  if (option === undefined) return makeImporter.missing;
  if (option === USE_MAIN_CONTEXT_DEFAULT_LOADER) return undefined;
  validateFunction(option, 'options.importModuleDynamically');
  if (!flagEnabled()) return makeImporter.missingFlag;
  return makeImporter(option, wrap);
}

class ContextifyScript {}

// There is no cache of code: these bytes stand for what is cached, and are
// recognised by the text they were made for.
function cacheFor(code) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < code.length; i++) hash = Math.imul(hash ^ code.charCodeAt(i), 0x01000193);
  const data = Buffer.alloc(64);
  data.write('gojs code');
  data.writeInt32LE(hash, 12);
  data.writeUInt32LE(code.length, 16);
  return data;
}

function acceptsCache(data, code) {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return bytes.equals(cacheFor(code));
}

class Script extends ContextifyScript {
  #code;

  constructor(code, options = {}) {
    super();
    code = `${code}`;
    if (typeof options === 'string') options = { filename: options };
    else validateObject(options, 'options');
    const {
      filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false,
      importModuleDynamically,
    } = options;
    validateString(filename, 'options.filename');
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    checkCachedData(cachedData);
    validateBoolean(produceCachedData, 'options.produceCachedData');
    const importer = importerFor(importModuleDynamically, this);
    this.#code = code;
    let script;
    try {
      script = binding.compileScript(code, filename, lineOffset, columnOffset, importer);
    } catch (e) {
      if (options.displayErrors !== false) binding.decorate(e);
      throw e;
    }
    Object.defineProperty(this, kScript, { value: script });
    if (cachedData !== undefined) this.cachedDataRejected = !acceptsCache(cachedData, code);
    if (produceCachedData) {
      this.cachedData = cacheFor(code);
      this.cachedDataProduced = true;
    }
    this.sourceURL = binding.sourceURL(code);
    this.sourceMapURL = binding.sourceMapURL(script);
  }

  runInThisContext(options) {
    const { timeout, breakOnSigint, displayErrors } = runOptions(options);
    return run(this, undefined, timeout, breakOnSigint, displayErrors);
  }

  runInContext(contextifiedObject, options) {
    validateContext(contextifiedObject);
    const { timeout, breakOnSigint, displayErrors } = runOptions(options);
    return run(this, contextOf(contextifiedObject), timeout, breakOnSigint, displayErrors);
  }

  runInNewContext(contextObject, options) {
    const context = createContext(contextObject, newContextOptions(options));
    return this.runInContext(context, options);
  }

  createCachedData() {
    return cacheFor(this.#code);
  }
}
// In Node it is the class below that has this.
const { createCachedData } = Script.prototype;
delete Script.prototype.createCachedData;
ContextifyScript.prototype.createCachedData = createCachedData;

function run(script, context, timeout, breakOnSigint, displayErrors) {
  try {
    return binding.runScript(script[kScript], context, timeout, breakOnSigint);
  } catch (e) {
    if (displayErrors) binding.decorate(e);
    throw e;
  }
}

function runOptions(options = {}) {
  validateObject(options, 'options');
  let { timeout } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  else timeout = 0;
  const { displayErrors = true, breakOnSigint = false } = options;
  validateBoolean(displayErrors, 'options.displayErrors');
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return { timeout, breakOnSigint, displayErrors };
}

function newContextOptions(options) {
  if (!options) return {};
  if (options.contextName !== undefined) validateString(options.contextName, 'options.contextName');
  if (options.contextOrigin !== undefined) validateString(options.contextOrigin, 'options.contextOrigin');
  const { contextCodeGeneration } = options;
  if (contextCodeGeneration !== undefined) {
    validateObject(contextCodeGeneration, 'options.contextCodeGeneration');
    const { strings, wasm } = contextCodeGeneration;
    if (strings !== undefined) validateBoolean(strings, 'options.contextCodeGeneration.strings');
    if (wasm !== undefined) validateBoolean(wasm, 'options.contextCodeGeneration.wasm');
  }
  if (options.microtaskMode !== undefined) validateOneOf(options.microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  const result = {
    name: options.contextName,
    origin: options.contextOrigin,
    microtaskMode: options.microtaskMode,
  };
  if (contextCodeGeneration !== undefined) result.codeGeneration = contextCodeGeneration;
  return result;
}

let names = 1;

function createContext(contextObject = {}, options = {}) {
  if (contextObject === DONT_CONTEXTIFY) contextObject = undefined;
  else if (isContext(contextObject)) return contextObject;
  validateObject(options, 'options');
  const { name = `VM Context ${names++}`, origin, codeGeneration, microtaskMode, importModuleDynamically } = options;
  validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) validateObject(codeGeneration, 'options.codeGeneration');
  let strings = true, wasm = true;
  if (codeGeneration !== undefined) {
    ({ strings = true, wasm = true } = codeGeneration);
    validateBoolean(strings, 'options.codeGeneration.strings');
    validateBoolean(wasm, 'options.codeGeneration.wasm');
  }
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  const importer = importerFor(importModuleDynamically, contextObject);
  const context = binding.makeContext(contextObject, microtaskMode === 'afterEvaluate', strings, importer);
  contextObject ??= binding.contextGlobal(context);
  registerContext(contextObject, context);
  return contextObject;
}

function createScript(code, options) {
  return new Script(code, options);
}

function runInContext(code, contextifiedObject, options) {
  validateContext(contextifiedObject);
  if (typeof options === 'string') options = { filename: options };
  else options = { ...options };
  return createScript(code, options).runInContext(contextifiedObject, options);
}

function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') options = { filename: options };
  contextObject = createContext(contextObject, newContextOptions(options));
  return createScript(code, options).runInNewContext(contextObject, options);
}

function runInThisContext(code, options) {
  if (typeof options === 'string') options = { filename: options };
  return createScript(code, options).runInThisContext(options);
}

function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  if (params !== undefined) {
    validateArray(params, 'params');
    params.forEach((param, i) => validateString(param, `params[${i}]`));
  }
  validateObject(options, 'options');
  const {
    filename = '', columnOffset = 0, lineOffset = 0, cachedData, produceCachedData = false, parsingContext,
    contextExtensions = [], importModuleDynamically,
  } = options;
  validateString(filename, 'options.filename');
  validateInt32(columnOffset, 'options.columnOffset');
  validateInt32(lineOffset, 'options.lineOffset');
  checkCachedData(cachedData);
  validateBoolean(produceCachedData, 'options.produceCachedData');
  if (parsingContext !== undefined && (typeof parsingContext !== 'object' || parsingContext === null || !isContext(parsingContext))) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
  }
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((extension, i) => {
    validateObject(extension, `options.contextExtensions[${i}]`, kObjectLike);
  });
  const holder = {};
  const importer = importerFor(importModuleDynamically, holder);
  const f = binding.compileFunction(code, filename, lineOffset, columnOffset, params ?? [],
                                    parsingContext && contextOf(parsingContext), contextExtensions, importer);
  if (importer?.setWrap) importer.setWrap(f);
  if (produceCachedData) {
    f.cachedDataProduced = true;
    f.cachedData = cacheFor(code);
  }
  if (cachedData !== undefined) f.cachedDataRejected = !acceptsCache(cachedData, code);
  return f;
}

function measureMemory(options = {}) {
  const { emitExperimentalWarning } = require('internal/vm');
  emitExperimentalWarning('vm.measureMemory');
  validateObject(options, 'options');
  const { mode = 'summary', execution = 'default' } = options;
  validateOneOf(mode, 'options.mode', ['summary', 'detailed']);
  validateOneOf(execution, 'options.execution', ['default', 'eager']);
  return new Promise((resolve) => {
    setTimeout(() => {
      const used = process.memoryUsage().heapUsed;
      const estimate = { jsMemoryEstimate: used, jsMemoryRange: [used, used] };
      const result = { total: estimate, WebAssembly: { code: 0, metadata: 0 } };
      if (mode === 'detailed') {
        result.current = estimate;
        result.other = [];
      }
      resolve(result);
    }, 1).unref();
  });
}

const constants = Object.freeze(Object.assign(Object.create(null), { USE_MAIN_CONTEXT_DEFAULT_LOADER, DONT_CONTEXTIFY }));

module.exports = {
  Script,
  createContext,
  createScript,
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext: function isContext(object) {
    validateObject(object, 'object', kObjectLike);
    return contextOf(object) !== undefined;
  },
  compileFunction,
  measureMemory,
  constants,
};

if (flagEnabled()) {
  const { Module, SourceTextModule, SyntheticModule } = require('internal/vm/module');
  Object.assign(module.exports, { Module, SourceTextModule, SyntheticModule });
}
