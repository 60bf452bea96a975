'use strict';

// vm.Module and its two kinds (https://nodejs.org/api/vm.html#class-vmmodule).

const binding = internalBinding('module_wrap');
const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateFunction, validateInt32, validateObject, validateString, validateUint32,
} = require('internal/validators');
const { contextOf, isContext, makeImporter } = require('internal/vm');

const kWrap = Symbol('kWrap');
const kContext = Symbol('kContext');
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const own = Symbol('kModule');

let count = 0;

const phases = ['evaluation', 'defer', 'source'];

class Module {
  #identifier;
  #linking = false;
  #linked = false;
  #evaluating = false;

  constructor(options) {
    if (new.target === Module) throw new TypeError('Module is not a constructor');
    if (options?.[own] !== true) throw new TypeError('Module is not a constructor');
    this.#identifier = options.identifier;
    Object.defineProperty(this, kContext, { value: options.context });
    Object.defineProperty(this, kWrap, { value: options.make(options.identifier) });
  }

  static check(module) {
    if (typeof module !== 'object' || module === null || !(#identifier in module)) throw new codes.ERR_INVALID_THIS('Module');
  }

  static markLinked(module, value = true) { module.#linked = value; }
  static isLinked(module) { return module.#linked; }

  get identifier() {
    check(this);
    return this.#identifier;
  }

  get context() {
    check(this);
    return this[kContext];
  }

  get namespace() {
    check(this);
    const { status } = this;
    if (status === 'unlinked' || status === 'linking') throw new codes.ERR_VM_MODULE_STATUS('must not be unlinked or linking');
    return binding.namespace(this[kWrap]);
  }

  get status() {
    check(this);
    const status = binding.status(this[kWrap]);
    return this.#linking && status === 'unlinked' ? 'linking' : status;
  }

  get error() {
    check(this);
    if (this.status !== 'errored') throw new codes.ERR_VM_MODULE_STATUS('must be errored');
    return binding.error(this[kWrap]);
  }

  async link(linker) {
    check(this);
    validateFunction(linker, 'linker');
    const { status } = this;
    if (status === 'linking') throw new codes.ERR_VM_MODULE_ALREADY_LINKED();
    if (status !== 'unlinked' || this.#linked) throw new codes.ERR_VM_MODULE_ALREADY_LINKED();
    await this.#linkWith(linker);
    binding.instantiate(this[kWrap]);
  }

  async #linkWith(linker) {
    this.#linking = true;
    try {
      const modules = await Promise.all(binding.requests(this[kWrap]).map(async ([specifier, attributes, phase]) => {
        const module = await linker(specifier, this, { attributes, assert: attributes });
        if (typeof module !== 'object' || module === null || !(#identifier in module)) throw new codes.ERR_VM_MODULE_NOT_MODULE();
        if (module[kContext] !== this[kContext]) throw new codes.ERR_VM_MODULE_DIFFERENT_CONTEXT();
        if (module.status === 'errored') {
          throw new codes.ERR_VM_MODULE_LINK_FAILURE(`request for '${specifier}' resolved to an errored module`, module.error);
        }
        if (module.status === 'unlinked' && !module.#linked) await module.#linkWith(linker);
        return module;
      }));
      binding.link(this[kWrap], modules.map((m) => m[kWrap]));
      this.#linked = true;
    } finally {
      this.#linking = false;
    }
  }

  evaluate(options = {}) {
    try {
      return this.#evaluate(options);
    } catch (e) {
      return Promise.reject(e);
    }
  }

  #evaluate(options) {
    check(this);
    validateObject(options, 'options');
    let { timeout } = options;
    if (timeout === undefined) timeout = 0;
    else validateUint32(timeout, 'options.timeout', true);
    const { breakOnSigint = false } = options;
    validateBoolean(breakOnSigint, 'options.breakOnSigint');
    const { status } = this;
    if ((status !== 'linked' && status !== 'evaluated' && status !== 'errored') || this.#evaluating) {
      throw new codes.ERR_VM_MODULE_STATUS('must be one of linked, evaluated, or errored');
    }
    this.#evaluating = true;
    try {
      return binding.evaluate(this[kWrap], timeout, breakOnSigint);
    } finally {
      this.#evaluating = false;
    }
  }

  [kInspect](depth, options) {
    check(this);
    const name = this.constructor?.name ?? 'Module';
    if (typeof depth === 'number' && depth < 0) return options.stylize(`[${name}]`, 'special');
    const shown = { __proto__: { constructor: this.constructor }, status: this.status, identifier: this.#identifier, context: this[kContext] };
    return require('util').inspect(shown, { ...options, customInspect: false });
  }
}

const { check, markLinked, isLinked } = Module;
for (const name of ['check', 'markLinked', 'isLinked']) delete Module[name];

class SourceTextModule extends Module {
  #meta;

  constructor(sourceText, options = {}) {
    validateString(sourceText, 'sourceText');
    validateObject(options, 'options');
    const {
      lineOffset = 0, columnOffset = 0, initializeImportMeta, importModuleDynamically, context, identifier, cachedData,
    } = options;
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    if (initializeImportMeta !== undefined) validateFunction(initializeImportMeta, 'options.initializeImportMeta');
    let importer = makeImporter.missing;
    if (importModuleDynamically !== undefined) {
      validateFunction(importModuleDynamically, 'options.importModuleDynamically');
      importer = makeImporter(importModuleDynamically);
    }
    const holder = {};
    super(moduleOptions(identifier, context, (name) => {
      if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
        throw new codes.ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
      }
      if (cachedData !== undefined && !cacheFor(sourceText).equals(cachedData)) throw new codes.ERR_VM_MODULE_CACHED_DATA_REJECTED();
      return binding.createSource(sourceText, name, lineOffset, columnOffset, context && contextOf(context),
                                  initializeImportMeta && ((meta) => initializeImportMeta(meta, holder.module)), importer);
    }));
    holder.module = this;
    if (importer.setWrap) importer.setWrap(this);
    this.#meta = { sourceText };
  }

  linkRequests(modules) {
    check(this);
    if (this.status !== 'unlinked' || isLinked(this)) throw new codes.ERR_VM_MODULE_ALREADY_LINKED();
    validateArray(modules, 'modules');
    const requests = binding.requests(this[kWrap]);
    if (modules.length !== requests.length) throw new codes.ERR_MODULE_LINK_MISMATCH(`Expected ${requests.length} modules, got ${modules.length}`);
    for (const module of modules) {
      if (!(module instanceof Module)) throw new codes.ERR_VM_MODULE_NOT_MODULE();
      if (module[kContext] !== this[kContext]) throw new codes.ERR_VM_MODULE_DIFFERENT_CONTEXT();
    }
    const seen = new Map();
    requests.forEach(([specifier, attributes], i) => {
      const key = JSON.stringify([specifier, attributes]);
      if (seen.has(key) && seen.get(key) !== modules[i]) throw new codes.ERR_MODULE_LINK_MISMATCH(`Module request '${specifier}' at index ${i} must be linked to the same module requested at index ${requests.findIndex((r) => JSON.stringify([r[0], r[1]]) === key)}`);
      seen.set(key, modules[i]);
    });
    binding.link(this[kWrap], modules.map((m) => m[kWrap]));
    markLinked(this);
  }

  instantiate() {
    check(this);
    if (this.status === 'linked') return;
    requireLinked(this);
    binding.instantiate(this[kWrap]);
  }

  get dependencySpecifiers() {
    check(this);
    return this.#meta.specifiers ??= Object.freeze(this.moduleRequests.map((r) => r.specifier));
  }

  get moduleRequests() {
    check(this);
    return this.#meta.requests ??= Object.freeze(binding.requests(this[kWrap]).map(([specifier, attributes, phase]) =>
      Object.freeze({ __proto__: null, specifier, attributes: Object.freeze(attributes), phase: phases[phase] })));
  }

  get status() {
    check(this);
    return super.status;
  }

  get error() {
    check(this);
    return super.error;
  }

  hasAsyncGraph() {
    check(this);
    const { status } = this;
    if (status === 'unlinked' || status === 'linking') throw new codes.ERR_VM_MODULE_STATUS('must be instantiated');
    return binding.isGraphAsync(this[kWrap]);
  }

  hasTopLevelAwait() {
    check(this);
    return binding.hasTopLevelAwait(this[kWrap]);
  }

  createCachedData() {
    check(this);
    const { status } = this;
    if (status === 'evaluating' || status === 'evaluated' || status === 'errored') throw new codes.ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA();
    return cacheFor(this.#meta.sourceText);
  }
}

function requireLinked(module) {
  if (!isLinked(module)) throw new codes.ERR_VM_MODULE_LINK_FAILURE('module is not linked');
}

function cacheFor(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const data = Buffer.alloc(64);
  data.write('gojs module');
  data.writeInt32LE(hash, 12);
  data.writeUInt32LE(text.length, 16);
  return data;
}

function moduleOptions(identifier, context, make) {
  if (context !== undefined) {
    validateObject(context, 'options.context');
    if (!isContext(context)) throw new codes.ERR_INVALID_ARG_TYPE('options.context', 'vm.Context', context);
  }
  if (identifier !== undefined) validateString(identifier, 'options.identifier');
  else identifier = `vm:module(${count++})`;
  return { [own]: true, identifier, context, make };
}

class SyntheticModule extends Module {
  constructor(exportNames, evaluateCallback, options = {}) {
    if (!Array.isArray(exportNames) || exportNames.some((name) => typeof name !== 'string')) {
      throw new codes.ERR_INVALID_ARG_TYPE('exportNames', 'Array of unique strings', exportNames);
    }
    exportNames.forEach((name, i) => {
      if (exportNames.indexOf(name, i + 1) !== -1) throw new codes.ERR_INVALID_ARG_VALUE(`exportNames.${name}`, name, 'is duplicated');
    });
    validateFunction(evaluateCallback, 'evaluateCallback');
    validateObject(options, 'options');
    const { context, identifier } = options;
    const holder = {};
    super(moduleOptions(identifier, context, (name) =>
      binding.createSynthetic(exportNames, name, context && contextOf(context),
                              () => Reflect.apply(evaluateCallback, holder.module, []))));
    holder.module = this;
    holder.names = new Set(exportNames);
    exportsOf.set(this, holder.names);
    markLinked(this);
    binding.instantiate(this[kWrap]);
  }

  link() {
    check(this);
  }

  setExport(name, value) {
    check(this);
    validateString(name, 'name');
    if (!exportsOf.get(this)?.has(name)) throw new ReferenceError(`Export '${name}' is not defined in module`);
    binding.setExport(this[kWrap], name, value);
  }
}

const exportsOf = new WeakMap();

module.exports = { Module, SourceTextModule, SyntheticModule };
