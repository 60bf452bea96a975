// Array's methods have quick ways for dense arrays. Each call here is made on an
// array and on what has the same elements and must take the general way: an
// array-like object, a Proxy, an array with an accessor, one of a class.
// stress: 4999
'use strict';
class List extends Array {}

const makers = {
  likeArray(a) { const o = { length: a.length }; for (const i in a) o[i] = a[i]; return o; },
  proxy: a => new Proxy(a.slice(), {}),
  accessor(a) {
    const b = a.slice();
    for (const i in a) { let v = a[i]; Object.defineProperty(b, i, { get: () => v, set(x) { v = x; }, enumerable: true, configurable: true }); }
    return b;
  },
  subclass: a => Object.setPrototypeOf(a.slice(), List.prototype),
  sparse(a) { const b = []; b[5000] = 1; b.length = 0; for (let i = a.length - 1; i >= 0; i--) if (i in a) b[i] = a[i]; b.length = a.length; return b; },
};

const o = { o: 1 };
const samples = [[], [1], [3, 1, 2], [1.5, -0, NaN, 0, Infinity], ['b', 'a', '', 'ab'], [1, , 3], [, ,], [undefined, null, o, 'x', 2n, true],
  [5, 4, 3, 2, 1, 0, 9, 8, 7, 6, 10, 11, 25], ['10', 9, 1, '1', 10], [[1, [2, [3]]], [4], 5], Array.from({ length: 70 }, (_, i) => i * 37 % 71), [1, 2, , undefined, 'x', , 0]];

const twice = x => typeof x === 'number' ? x * 2 : x;
const calls = {
  at: [[0], [-1], [99], ['1']], concat: [[], [[7, 8], 9], [[, 1]]], copyWithin: [[0, 1], [1, 0], [-2, 0, 2], [0, 1, 2]],
  entries: [[]], every: [[x => x !== 3]], fill: [[7], [7, 1], [o, -2, -1]], filter: [[x => x > 1], [Boolean]],
  find: [[x => x > 1]], findIndex: [[x => x === undefined]], findLast: [[x => x]], findLastIndex: [[x => x === 1]], flat: [[], [0], [Infinity]], flatMap: [[x => [x, x]], [x => x]],
  forEach: [[() => {}]], includes: [[NaN], [undefined], [0], ['a'], [3, -1], [o]], indexOf: [[NaN], [undefined], [0], [-0], ['a'], [1, 1], [3, -2], [2n]],
  join: [[], ['-'], [''], [undefined]], keys: [[]], lastIndexOf: [[1], [3, -1], [undefined], [1, 0]], map: [[twice], [(x, i) => i]], pop: [[]], push: [[], [1], ['a', o, 3]],
  reduce: [[(a, b) => String(a) + String(b), ''], [(a, b, i) => i]], reduceRight: [[(a, b) => String(a) + String(b), ''], [(a, b, i) => i]], reverse: [[]], shift: [[]],
  slice: [[], [1], [-2], [1, 3], [2, 1], [0, Infinity]], some: [[x => x === undefined]], sort: [[], [(a, b) => (a > b) - (a < b)], [() => 0], [(a, b) => b - a]],
  splice: [[], [0], [1, 1], [1, 0, 'x', 'y'], [-1, 1, o], [0, 99], [2, 1, 1, 2, 3]], toReversed: [[]], toSorted: [[], [(a, b) => b > a ? 1 : -1]], toSpliced: [[1, 1, 'x'], [0]],
  toString: [[]], toLocaleString: [[]], unshift: [[], [1], [o, 'b']], values: [[]], with: [[0, 'w'], [-1, o], [99, 1]],
};

function text(v, depth = 0) {
  if (Object.is(v, -0)) return '-0';
  if (typeof v === 'string') return JSON.stringify(v);
  if (typeof v === 'bigint') return v + 'n';
  if (typeof v !== 'object' || v === null) return String(v);
  if (v === o) return 'o';
  if (depth > 5) return '...';
  if (typeof v.next === 'function') return 'iterator' + text([...v], depth + 1);
  const keys = Reflect.ownKeys(v).filter(k => k !== 'length');
  return `{${v.length}:${keys.map(k => String(k) + '=' + text(v[k], depth + 1))}}`;
}

function outcome(target, method, args) {
  let result;
  try {
    result = Array.prototype[method].apply(target, args);
    result = result === target ? 'itself' : text(result);
  } catch (e) {
    result = e.name;
  }
  return result + ' leaving ' + text(target);
}

let compared = 0;
const differing = [];
for (const method in calls) for (const args of calls[method]) for (const sample of samples) {
  const want = outcome(sample.slice(), method, args);
  for (const kind in makers) {
    // An array-like is no array for concat, nor for toString; a Proxy of an array is one for both.
    if (kind === 'likeArray' && (method === 'concat' || method === 'toString')) continue;
    const got = outcome(makers[kind](sample), method, args);
    compared++;
    if (got !== want) differing.push(`${kind} ${method}(${args.map(x => typeof x === 'function' ? x : text(x))}) of ${text(sample)}: ${got}, not ${want}`);
  }
}
print(differing.slice(0, 5).join('\n')); // expect:
print(compared > 5000, differing.length); // expect: true 0

// Callbacks that change the array while a method walks it: both ways must see the same.
const hostile = {
  shrink(a) { a.length = 1; }, grow(a) { if (a.length < 50) a[a.length] = 'new'; }, empty(a) { a.length = 0; },
  hole(a) { delete a[2]; }, accessor(a) { Object.defineProperty(a, 1, { get: () => 'got', configurable: true }); },
  freeze(a) { Object.freeze(a); }, replace(a) { a[0] = 'r'; a[3] = 's'; }, proto(a) { Object.setPrototypeOf(a, List.prototype); },
};
const walkers = {
  every: f => [x => (f(), true)], filter: f => [x => (f(), true)], find: f => [x => (f(), false)], findLast: f => [x => (f(), false)], flatMap: f => [x => (f(), [x, 1])],
  forEach: f => [f], map: f => [x => (f(), x)], reduce: f => [(a, x) => (f(), String(a) + String(x)), ''], reduceRight: f => [(a, x) => (f(), String(a) + String(x)), ''], some: f => [x => (f(), false)],
  sort: f => [(x, y) => (f(), x - y)], toSorted: f => [(x, y) => (f(), x - y)], indexOf: f => ['none', { valueOf() { f(); return 0; } }], includes: f => [undefined, { valueOf() { f(); return 0; } }],
  lastIndexOf: f => ['none', { valueOf() { f(); return 5; } }], fill: f => [7, { valueOf() { f(); return 0; } }], slice: f => [0, { valueOf() { f(); return 4; } }], splice: f => [1, { valueOf() { f(); return 2; } }, 'in'],
  copyWithin: f => [0, { valueOf() { f(); return 1; } }], join: f => [{ toString() { f(); return '-'; } }], at: f => [{ valueOf() { f(); return 2; } }], with: f => [{ valueOf() { f(); return 1; } }, 'w'],
};
const changed = [];
for (const method in walkers) for (const kind in hostile) for (const turn of [1, 2]) {
  const run = make => {
    const a = make([4, 2, 3, 1, 5, 6]);
    let n = 0;
    return outcome(a, method, walkers[method](() => { if (++n === turn) hostile[kind](a); }));
  };
  const want = run(makers.proxy), got = run(a => a);
  if (got !== want) changed.push(`${method} with ${kind} at ${turn}: ${got}, not ${want}`);
}
print(changed.slice(0, 5).join('\n')); // expect:
print(changed.length); // expect: 0

// Elements on the prototype are seen through holes.
Array.prototype[1] = 'proto';
print([0, , 2].join(), [0, , 2].map(x => x).join(), [0, , 2].indexOf('proto'), JSON.stringify([2, , 1].sort()), [, , ,].includes('proto'), [0, , 2].concat([3, , 5]).join()); // expect: 0,proto,2 0,proto,2 1 [1,2,"proto"] true 0,proto,2,3,proto,5
delete Array.prototype[1];

// @@species is asked, and what it makes is written to as any object.
const species = [];
class Odd extends Array { static get [Symbol.species]() { species.push('asked'); return function (n) { return { made: n }; }; } }
const odd = Odd.from([1, 2, 3]);
print(text(odd.map(x => x + 1)), text(odd.slice(1)), text(odd.filter(x => x > 1)), species.length); // expect: {undefined:0=2,1=3,2=4,made=3} {2:0=2,1=3,made=2} {undefined:0=2,1=3,made=0} 3
