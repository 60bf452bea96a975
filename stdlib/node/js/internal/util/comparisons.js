'use strict';

// Deep equality as assert and util.isDeepStrictEqual have it
// (https://nodejs.org/api/assert.html#assertdeepstrictequalactual-expected-message).

const types = require('util/types');
const {
  isAnyArrayBuffer, isArrayBufferView, isBigIntObject, isBooleanObject, isBoxedPrimitive, isDate, isMap, isNativeError,
  isNumberObject, isPromise, isRegExp, isSet, isStringObject, isSymbolObject, isWeakMap, isWeakSet,
} = types;
const { kindOf } = internalBinding('util');

const kLoose = 0, kStrict = 1, kPartial = 2, kStrictWithoutPrototypes = 3;

const { hasOwnProperty, propertyIsEnumerable, toString } = Object.prototype;
const hasOwn = (o, key) => hasOwnProperty.call(o, key);
const isEnumerable = (o, key) => propertyIsEnumerable.call(o, key);
const typedArrayName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const isError = (v) => isNativeError(v) || v instanceof Error;

const isIndex = (key) => key.length < 11 && /^(0|[1-9]\d*)$/.test(key) && +key < 2 ** 32 - 1;

// The keys that count beside the elements of an array.
function nonIndexKeys(o, mode) {
  const keys = [];
  for (const key of Reflect.ownKeys(o)) {
    if (typeof key === 'symbol') {
      if (mode !== kLoose && isEnumerable(o, key)) keys.push(key);
    } else if (!isIndex(key) && isEnumerable(o, key)) keys.push(key);
  }
  return keys;
}

// What a comparison that goes into objects knows: those it is inside of.
class Memory {
  a = new Map();
  b = new Map();
  depth = 0;
}

function isDeepEqual(a, b, mode) {
  return equal(a, b, mode, new Memory());
}

function equal(a, b, mode, memory) {
  if (a === b) return a !== 0 || mode === kLoose || Object.is(a, b);
  if (mode !== kLoose) {
    if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (mode === kStrict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== 'object') {
      // eslint-disable-next-line eqeqeq
      return (b === null || typeof b !== 'object') && (a == b || (a !== a && b !== b));
    }
    if (b === null || typeof b !== 'object') return false;
  }
  return equalObjects(a, b, mode, memory);
}

function equalObjects(a, b, mode, memory) {
  const tag = toString.call(a);
  if (tag !== toString.call(b)) return false;
  if (Array.isArray(a)) return equalArrays(a, b, mode, memory);
  if (tag === '[object Object]' && kindOf(a) === 'Object' && kindOf(b) === 'Object' && !isError(a)) {
    return equalContents(a, b, mode, memory, keysOf(b, mode));
  }
  if (isDate(a)) {
    if (!isDate(b)) return false;
    const [x, y] = [Date.prototype.getTime.call(a), Date.prototype.getTime.call(b)];
    if (x !== y && !(Number.isNaN(x) && Number.isNaN(y))) return false;
  } else if (isRegExp(a)) {
    if (!isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
  } else if (isArrayBufferView(a)) return equalViews(a, b, mode, memory);
  else if (isSet(a)) {
    return isSet(b) && sizesFit(a, b, mode) && equalContents(a, b, mode, memory, keysOf(b, mode), equalSets);
  } else if (isMap(a)) {
    return isMap(b) && sizesFit(a, b, mode) && equalContents(a, b, mode, memory, keysOf(b, mode), equalMaps);
  } else if (isAnyArrayBuffer(a)) {
    if (!isAnyArrayBuffer(b) || !equalBytes(new Uint8Array(a), new Uint8Array(b), mode)) return false;
  } else if (isError(a)) {
    if (!equalErrors(a, b, mode, memory)) return false;
  } else if (isBoxedPrimitive(a)) {
    if (!equalBoxed(a, b)) return false;
  } else if (Array.isArray(b) || isArrayBufferView(b) || isSet(b) || isMap(b) || isDate(b) || isRegExp(b) || isAnyArrayBuffer(b) ||
      isBoxedPrimitive(b) || isError(b)) {
    return false;
  } else if (typeof globalThis.URL === 'function' && isURL(a)) {
    if (!isURL(b) || a.href !== b.href) return false;
  } else if (types.isKeyObject(a)) {
    if (!types.isKeyObject(b) || !a.equals(b)) return false;
  } else if (isWeakMap(a) || isWeakSet(a) || isPromise(a) || kindOf(a) === 'WeakRef') return false;
  return equalContents(a, b, mode, memory, keysOf(b, mode));
}

function isURL(v) {
  return v instanceof globalThis.URL && typeof v.href === 'string' && typeof v.protocol === 'string';
}

function sizesFit(a, b, mode) {
  return mode === kPartial ? a.size >= b.size : a.size === b.size;
}

function equalArrays(a, b, mode, memory) {
  if (!Array.isArray(b) || (mode === kPartial ? a.length < b.length : a.length !== b.length)) return false;
  const keys = nonIndexKeys(b, mode);
  if (mode !== kPartial && keys.length !== nonIndexKeys(a, mode).length) return false;
  return equalContents(a, b, mode, memory, keys, mode === kPartial ? partialArrays : equalElements, true);
}

function equalElements(a, b, mode, memory) {
  for (let i = 0; i < a.length; i++) {
    if (b[i] === undefined || a[i] === undefined) {
      const inA = hasOwn(a, i), inB = hasOwn(b, i);
      if (inA !== inB) return false;
      if (!inA) return equalSparse(a, b, mode, memory, i);
    }
    if (!equal(a[i], b[i], mode, memory)) return false;
  }
  return true;
}

// Arrays with holes may be long: what is in them is looked at by its keys.
function equalSparse(a, b, mode, memory, from) {
  const at = (o) => Object.keys(o).filter((key) => isIndex(key) && +key >= from);
  const keys = at(a);
  if (keys.length !== at(b).length) return false;
  return keys.every((key) => hasOwn(b, key) && equal(a[key], b[key], mode, memory));
}

// The elements of b are found in a, in this order.
function partialArrays(a, b, mode, memory) {
  let at = 0;
  for (let i = 0; i < b.length; i++) {
    if (b[i] === undefined && !hasOwn(b, i)) continue;
    let found = false;
    while (at < a.length) {
      const candidate = at++;
      if ((b[i] !== undefined || hasOwn(a, candidate)) && equal(a[candidate], b[i], mode, memory)) {
        found = true;
        break;
      }
    }
    if (!found) return false;
  }
  return true;
}

function equalViews(a, b, mode, memory) {
  if (!isArrayBufferView(b) || types.isDataView(a) !== types.isDataView(b)) return false;
  if (types.isDataView(a)) {
    const bytes = (v) => new Uint8Array(v.buffer, v.byteOffset, v.byteLength);
    if (!equalBytes(bytes(a), bytes(b), mode)) return false;
  } else if (typedArrayName.call(a) !== typedArrayName.call(b)) {
    return false;
  } else if (mode === kLoose && /Float/.test(typedArrayName.call(a))) {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) {
      if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return false;
    }
  } else if (!equalNumbers(a, b, mode)) return false;
  const keys = nonIndexKeys(b, mode);
  if (mode !== kPartial && keys.length !== nonIndexKeys(a, mode).length) return false;
  return equalContents(a, b, mode, memory, keys, undefined, true);
}

function equalNumbers(a, b, mode) {
  if (mode === kPartial) {
    let at = 0;
    for (const x of b) {
      while (at < a.length && !Object.is(a[at], x)) at++;
      if (at++ >= a.length) return false;
    }
    return true;
  }
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!Object.is(a[i], b[i])) return false;
  }
  return true;
}

function equalBytes(a, b, mode) {
  if (mode === kPartial) return equalNumbers(a, b, mode);
  return a.length === b.length && require('buffer').Buffer.compare(a, b) === 0;
}

function equalErrors(a, b, mode, memory) {
  if (!isError(b)) return false;
  for (const key of ['message', 'name', 'cause', 'errors']) {
    const hidden = hasOwn(a, key) ? !isEnumerable(a, key) : key === 'message' || key === 'name';
    if (key === 'cause' || key === 'errors') {
      if (mode === kPartial && !hasOwn(b, key)) continue;
      if (hasOwn(a, key) !== hasOwn(b, key)) return false;
      if (!hasOwn(a, key)) continue;
    }
    if (mode === kPartial && !hasOwn(b, key) && key === 'message') continue;
    if (hidden && !(key === 'message' || key === 'name' ? a[key] === b[key] : equal(a[key], b[key], mode, memory))) return false;
  }
  return true;
}

function equalBoxed(a, b) {
  const same = (is, proto, compare = (x, y) => x === y) => is(b) && compare(proto.valueOf.call(a), proto.valueOf.call(b));
  if (isNumberObject(a)) return same(isNumberObject, Number.prototype, Object.is);
  if (isStringObject(a)) return same(isStringObject, String.prototype);
  if (isBooleanObject(a)) return same(isBooleanObject, Boolean.prototype);
  if (isBigIntObject(a)) return same(isBigIntObject, BigInt.prototype);
  return isSymbolObject(a) && same(isSymbolObject, Symbol.prototype);
}

function keysOf(o, mode) {
  const keys = Object.keys(o);
  if (mode === kLoose) return keys;
  const symbols = Object.getOwnPropertySymbols(o);
  if (symbols.length === 0) return keys;
  return keys.concat(symbols.filter((key) => isEnumerable(o, key)));
}

// The properties, then by compare what else is in a and b. Where both are
// already being compared, they are equal as far as this place goes.
function equalContents(a, b, mode, memory, keys, compare, keysCounted = false) {
  if (mode !== kPartial && !keysCounted && keysOf(a, mode).length !== keys.length) return false;
  for (let i = 0; i < keys.length; i++) {
    if (!isEnumerable(a, keys[i])) return false;
  }
  if (compare === undefined && keys.length === 0) return true;
  const inA = memory.a.get(a), inB = memory.b.get(b);
  if (inA !== undefined || inB !== undefined) return inA === inB;
  const number = ++memory.depth;
  memory.a.set(a, number);
  memory.b.set(b, number);
  let same = true;
  for (let i = 0; same && i < keys.length; i++) same = equal(a[keys[i]], b[keys[i]], mode, memory);
  same &&= compare === undefined || compare(a, b, mode, memory);
  memory.a.delete(a);
  memory.b.delete(b);
  memory.depth--;
  return same;
}

const isObject = (v) => typeof v === 'object' && v !== null;

// What a primitive may be loosely equal to: undefined where only itself.
function looseAlternative(prim, has) {
  switch (typeof prim) {
    case 'undefined': return has(null);
    case 'object': return has(undefined);
    case 'symbol': return false;
    case 'string': prim = +prim; // falls through
    case 'number': if (Number.isNaN(prim)) return false;
  }
  return true;
}

function equalSets(a, b, mode, memory) {
  let left; // of b, without its like in a so far
  for (const value of b) {
    if (isObject(value) ? a.has(value) && mode !== kPartial : a.has(value)) continue;
    if (!isObject(value)) {
      if (mode !== kLoose) return false;
      if (!looseAlternative(value, (other) => a.has(other) && !b.has(other))) return false;
    }
    (left ??= []).push(value);
  }
  if (left === undefined) return true;
  const candidates = [];
  for (const value of a) {
    if (isObject(value) ? mode === kPartial || !b.has(value) : mode === kLoose && !b.has(value)) candidates.push(value);
  }
  return left.every((value) => {
    const i = candidates.findIndex((candidate) => equal(candidate, value, mode, memory));
    if (i < 0) return false;
    candidates.splice(i, 1);
    return true;
  });
}

function equalMaps(a, b, mode, memory) {
  let left;
  for (const [key, value] of b) {
    if (!isObject(key)) {
      if (a.has(key) && equal(a.get(key), value, mode, memory)) continue;
      if (mode !== kLoose) return false;
      if (!looseAlternative(key, (other) => a.has(other) && !b.has(other))) return false;
    }
    (left ??= []).push([key, value]);
  }
  if (left === undefined) return true;
  const candidates = [];
  for (const entry of a) {
    const [key] = entry;
    if (isObject(key) || (mode === kLoose && !(b.has(key) && equal(entry[1], b.get(key), mode, memory)))) candidates.push(entry);
  }
  return left.every(([key, value]) => {
    const i = candidates.findIndex(([k, v]) => equal(k, key, mode, memory) && equal(v, value, mode, memory));
    if (i < 0) return false;
    candidates.splice(i, 1);
    return true;
  });
}

module.exports = {
  isDeepEqual: (a, b) => isDeepEqual(a, b, kLoose),
  isDeepStrictEqual: (a, b, skipPrototype) => isDeepEqual(a, b, skipPrototype ? kStrictWithoutPrototypes : kStrict),
  isPartialStrictEqual: (a, b) => isDeepEqual(a, b, kPartial),
};
