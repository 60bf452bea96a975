'use strict';

// importModule ( specifier, base ) imports a module for a file or directory.
function importModule(specifier, base) {
  const { pathToFileURL } = require('internal/url_files');
  const path = require('path');
  const name = path.isAbsolute(specifier) ? pathToFileURL(specifier).href : specifier;
  const vm = require('vm');
  const load = new vm.Script('(name) => import(name)', {
    filename: path.join(base, '[test runner]'), importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext();
  return load(name);
}

module.exports = { importModule };
