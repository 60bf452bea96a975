'use strict';

// What vm and its modules share: which objects are contexts, and who answers
// the imports of a text.

const { codes } = require('internal/errors');
const {
  validateObject, kValidateObjectAllowArray, kValidateObjectAllowFunction,
} = require('internal/validators');
const options = internalBinding('options');

const kObjectLike = kValidateObjectAllowArray | kValidateObjectAllowFunction;
const contexts = new WeakMap();

const contextOf = (object) => contexts.get(object);
const registerContext = (object, context) => contexts.set(object, context);

function isContext(object) {
  validateObject(object, 'object', kObjectLike);
  return contexts.has(object);
}

const flagEnabled = () => options.get('--experimental-vm-modules') === true;

// makeImporter is the function that the engine calls for import() in a text,
// which wrap is the object of; it answers with a namespace.
function makeImporter(importModuleDynamically, wrap) {
  const importer = async (specifier, attributes, phase) => {
    const m = await importModuleDynamically(specifier, wrap, attributes, phase === 2 ? 'source' : 'evaluation');
    if (require('util/types').isModuleNamespaceObject(m)) return m;
    const { Module } = require('internal/vm/module');
    if (!m || typeof m !== 'object' || !(m instanceof Module)) throw new codes.ERR_VM_MODULE_NOT_MODULE();
    if (m.status === 'errored') throw m.error;
    return m.namespace;
  };
  importer.setWrap = (value) => { wrap = value; };
  return importer;
}

makeImporter.missing = () => { throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING(); };
makeImporter.missingFlag = () => { throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG(); };

const warned = new Set();

function emitExperimentalWarning(feature) {
  if (warned.has(feature)) return;
  warned.add(feature);
  process.emitWarning(`${feature} is an experimental feature and might change at any time`, 'ExperimentalWarning');
}

module.exports = { kObjectLike, contextOf, isContext, registerContext, makeImporter, flagEnabled, emitExperimentalWarning };
