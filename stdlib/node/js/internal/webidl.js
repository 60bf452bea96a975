'use strict';

// What classes of the Web have in common (https://webidl.spec.whatwg.org/).

const { inspect } = internalBinding('util');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

// exposeProperties makes methods and accessors of a class enumerable, and gives it
// its name as Symbol.toStringTag.
function exposeProperties(Class, names, tag = Class.name) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { __proto__: null, enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: tag });
}

// inspectAs shows fields as an object of a class.
function inspectAs(name, depth, options, fields) {
  if (depth < 0) return name;
  const left = options?.depth == null ? null : options.depth - 1;
  return `${name} ${inspect(fields, { ...options, depth: left })}`;
}

module.exports = { customInspect, exposeProperties, inspectAs };
