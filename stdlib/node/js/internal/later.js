'use strict';
// Modules whose functions are not there yet: they can be required, and what is
// used of them throws the error that Node throws where it was built without.

// later gives target functions and classes of the given names that throw what
// makeError returns.
function later(target, names, makeError) {
  for (const name of names) {
    const f = function() { throw makeError(name); };
    Object.defineProperty(f, 'name', { value: name, configurable: true });
    target[name] = f;
  }
}

module.exports = { later };
