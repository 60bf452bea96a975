'use strict';
// Modules whose functions are not there yet: they can be required, and what is
// used of them throws the error that Node throws where it was built without.

const { codes } = require('internal/errors');
const { isBuiltin } = internalBinding('modules');

// later gives target functions and classes of the given names that throw what
// makeError returns.
function later(target, names, makeError) {
  for (const name of names) {
    const f = function() { throw makeError(name); };
    Object.defineProperty(f, 'name', { value: name, configurable: true });
    target[name] = f;
  }
}

// requireFor is the module name, or throws that what is unavailable, since that
// module is not there yet.
function requireFor(what, name) {
  if (isBuiltin(name)) return require(name);
  throw new codes.ERR_FEATURE_UNAVAILABLE_ON_PLATFORM(what);
}

module.exports = { later, requireFor };
