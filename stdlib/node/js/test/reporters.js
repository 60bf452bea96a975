'use strict';

// node:test/reporters.

const get = (name) => require(`internal/test_runner/reporter/${name}`);

for (const name of ['dot', 'junit', 'spec', 'tap', 'lcov']) {
  if (name === 'spec' || name === 'lcov') {
    // Classes that may be called without new.
    exports[name] = function value(...args) { return Reflect.construct(get(name), args); };
  } else {
    Object.defineProperty(exports, name, { __proto__: null, configurable: true, enumerable: true, get: () => get(name) });
  }
}
