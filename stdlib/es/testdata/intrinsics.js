// Walks the intrinsics of the realm and returns a line for each object and for
// each of its properties, in the form of intrinsics.txt. hidden are the intrinsics that
// no program can reach, by their names.
(function walkIntrinsics(hidden) {
  'use strict';
  const names = new Map(), todo = [], lines = [], problems = [];
  const isObject = v => typeof v === 'object' && v !== null || typeof v === 'function';
  const name = (o, n) => { if (isObject(o) && !names.has(o)) { names.set(o, n); todo.push(o); } };
  const getter = (o, k) => Object.getOwnPropertyDescriptor(o, k).get;
  const proto = Object.getPrototypeOf;

  // Globals and the prototypes of constructors.
  for (const k of Reflect.ownKeys(globalThis)) {
    const d = Object.getOwnPropertyDescriptor(globalThis, k);
    if ('value' in d && isObject(d.value) && d.value !== globalThis) {
      const n = d.value === Number.parseFloat ? 'parseFloat' : d.value === Number.parseInt ? 'parseInt' : String(k);
      name(d.value, '%' + n + '%');
      if (typeof d.value === 'function' && Object.hasOwn(d.value, 'prototype')) name(d.value.prototype, '%' + n + '.prototype%');
    }
  }
  // Those that are reached by syntax or by calls.
  const GeneratorFunction = (function* () {}).constructor, AsyncFunction = (async () => {}).constructor;
  const AsyncGeneratorFunction = (async function* () {}).constructor;
  name(GeneratorFunction, '%GeneratorFunction%');
  name(GeneratorFunction.prototype, '%GeneratorFunction.prototype%');
  name(GeneratorFunction.prototype.prototype, '%GeneratorPrototype%');
  name(AsyncFunction, '%AsyncFunction%');
  name(AsyncFunction.prototype, '%AsyncFunction.prototype%');
  name(AsyncGeneratorFunction, '%AsyncGeneratorFunction%');
  name(AsyncGeneratorFunction.prototype, '%AsyncGeneratorFunction.prototype%');
  name(AsyncGeneratorFunction.prototype.prototype, '%AsyncGeneratorPrototype%');
  name(proto(AsyncGeneratorFunction.prototype.prototype), '%AsyncIteratorPrototype%');
  name(proto(Int8Array), '%TypedArray%');
  name(proto(Int8Array).prototype, '%TypedArray.prototype%');
  name(proto([].values()), '%ArrayIteratorPrototype%');
  name(proto(''[Symbol.iterator]()), '%StringIteratorPrototype%');
  name(proto(new Map().values()), '%MapIteratorPrototype%');
  name(proto(new Set().values()), '%SetIteratorPrototype%');
  name(proto(''.matchAll(/x/g)), '%RegExpStringIteratorPrototype%');
  name(proto([].values().map(x => x)), '%IteratorHelperPrototype%');
  name(proto(Iterator.from({ next() {} })), '%WrapForValidIteratorPrototype%');
  name(getter((function () { return arguments; })(), 'callee'), '%ThrowTypeError%');
  name(Array.prototype[Symbol.unscopables], '%Array.prototype[@@unscopables]%');

  for (const n of Reflect.ownKeys(hidden)) name(hidden[n], n);

  const keyText = k => typeof k === 'symbol' ? k.description.replace(/^Symbol\./, '@@') : k;
  const isConstructor = f => {
    try { Reflect.construct(Object, [], f); return true; } catch { return false; }
  };
  const isPlain = f => typeof f === 'function' && proto(f) === Function.prototype && !isConstructor(f) &&
    Reflect.ownKeys(f).length === 2 && Object.hasOwn(f, 'length') && Object.hasOwn(f, 'name');
  const attributes = d => (d.writable ? 'w' : '-') + (d.enumerable ? 'e' : '-') + (d.configurable ? 'c' : '-');
  const fixed = (f, k) => attributes(Object.getOwnPropertyDescriptor(f, k)) === '--c';
  const functionText = f => {
    let t = `function ${JSON.stringify(f.name)} ${f.length}`;
    if (!fixed(f, 'length') || !fixed(f, 'name')) t += ' frozen';
    return t;
  };
  // A built-in function that has more than one place is told by the first.
  const places = new Map();
  function valueText(v, place) {
    if (!isObject(v)) {
      switch (typeof v) {
        case 'string': return JSON.stringify(v);
        case 'symbol': return keyText(v);
        default: return Object.is(v, -0) ? '-0' : String(v);
      }
    }
    if (names.has(v)) return names.get(v);
    if (v === globalThis) return 'globalThis';
    if (isPlain(v)) {
      if (places.has(v)) return '= ' + places.get(v);
      places.set(v, place);
      return functionText(v);
    }
    problems.push('unnamed object at ' + place);
    return '?';
  }
  function header(o) {
    const p = proto(o);
    let t = `[${names.get(o)}]`;
    if (typeof o === 'function') t += ' ' + functionText(o) + (isConstructor(o) ? ' constructor' : '');
    else if (Array.isArray(o)) t += ' array';
    t += ' proto ' + (p === null ? 'null' : names.get(p) ?? '?');
    if (!Object.isExtensible(o)) t += ' not extensible';
    return t;
  }
  function walk(o) {
    const home = names.get(o);
    lines.push(header(o));
    for (const k of Reflect.ownKeys(o)) {
      if (typeof o === 'function' && (k === 'length' || k === 'name')) continue;
      const d = Object.getOwnPropertyDescriptor(o, k), at = home + ' ' + keyText(k);
      const text = 'value' in d ? valueText(d.value, at) :
        'get ' + valueText(d.get, at + ' get') + ', set ' + valueText(d.set, at + ' set');
      lines.push(`${at} ${attributes(d)} ${text}`);
    }
  }
  while (todo.length) walk(todo.shift());
  for (const k of Reflect.ownKeys(globalThis)) {
    const d = Object.getOwnPropertyDescriptor(globalThis, k);
    lines.push(`globalThis ${keyText(k)} ${attributes(d)} ` + ('value' in d ? valueText(d.value, 'globalThis ' + keyText(k)) : 'accessor'));
  }
  return problems.map(p => '! ' + p).concat(lines).join('\n');
})
