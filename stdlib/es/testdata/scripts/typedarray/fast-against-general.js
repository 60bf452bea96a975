// TypedArray's methods against Array's general ones on the same object, on
// fixed, length-tracking and shared buffers.
// stress: 4999
'use strict';
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float16Array, Float32Array, Float64Array];
const buffers = { fixed: n => new ArrayBuffer(n), tracking: n => new ArrayBuffer(n, { maxByteLength: 2 * n }), shared: n => new SharedArrayBuffer(n), growable: n => new SharedArrayBuffer(n, { maxByteLength: 2 * n }) };
const values = [3, 1, 2, 200, 1, 0, 100, 50];
const calls = {
  at: [[1], [-1], [9]], copyWithin: [[0, 3], [3, 0], [-4, 1, 3], [1, 2, 6]], every: [[x => x < 150]], fill: [[7], [7, 2, 4], [1, -3]], filter: [[x => x > 1]], find: [[x => x > 3]], findIndex: [[x => x === 1]],
  findLast: [[x => x < 3]], findLastIndex: [[x => x === 1]], includes: [[1], [NaN], [1, 5], [0, -3]], indexOf: [[1], [1, 2], ['1'], [50, -1]], join: [[], ['-']], lastIndexOf: [[1], [1, 3], [1, -5]], map: [[x => x + 1]],
  reduce: [[(a, b) => a + b]], reduceRight: [[(a, b) => a + '-' + b]], reverse: [[]], slice: [[], [2], [-3, -1], [4, 2]], some: [[x => x === 0]], sort: [[(a, b) => a - b], [(a, b) => b - a], [() => 0]],
  toReversed: [[]], toSorted: [[(a, b) => b - a]], with: [[1, 9]],
};
const text = v => (v && typeof v === 'object' ? Array.prototype.join.call(v) : String(v));
let compared = 0;
const wrong = [];
for (const Kind of kinds) for (const buffer in buffers) for (const method in calls) for (const args of calls[method]) {
  const make = () => { const a = new Kind(buffers[buffer](Kind.BYTES_PER_ELEMENT * values.length)); a.set(values); return a; };
  const run = f => { const a = make(); let r; try { r = text(f.apply(a, args)); } catch (e) { r = e.name; } return r + ' leaving ' + text(a); };
  const own = run(Kind.prototype[method]), arrays = run(Array.prototype[method]);
  compared++;
  if (own !== arrays) wrong.push(`${Kind.name} ${buffer} ${method}: ${own}, not ${arrays}`);
}
print(wrong.slice(0, 5).join('\n')); // expect:
print(compared, wrong.length); // expect: 1760 0

// A length-tracking array while its buffer changes under a method.
const hostile = { shrink: b => b.resize(3), grow: b => b.resize(12), empty: b => b.resize(0), detach: b => b.transfer() };
const seen = [];
for (const how in hostile) for (const method of ['map', 'filter', 'forEach', 'find', 'reduce', 'sort', 'fill', 'indexOf', 'includes', 'slice', 'copyWithin', 'set', 'join', 'with']) {
  const buffer = new ArrayBuffer(6, { maxByteLength: 16 }), a = new Uint8Array(buffer);
  a.set([6, 5, 4, 3, 2, 1]);
  let done = false;
  const f = v => { if (!done) { done = true; hostile[how](buffer); } return v; };
  const args = { fill: [{ valueOf: () => f(7) }], indexOf: [1, { valueOf: () => f(0) }], includes: [undefined, { valueOf: () => f(0) }], slice: [{ valueOf: () => f(1) }], copyWithin: [{ valueOf: () => f(0) }, 1],
    set: [[{ valueOf: () => f(9) }, 8]], join: [{ toString: () => f('-') }], with: [{ valueOf: () => f(1) }, 5], sort: [(x, y) => f(x - y)], reduce: [(x, y) => f(x + y)] }[method] ?? [f];
  let r;
  try { r = text(a[method](...args)); } catch (e) { r = e.name; }
  seen.push(how + ' ' + method + ': ' + r);
}
for (const line of seen) print(line);
// expect: shrink map: 6,5,4,0,0,0
// expect: shrink filter: 6,5,4
// expect: shrink forEach: undefined
// expect: shrink find: 6
// expect: shrink reduce: NaN
// expect: shrink sort: 1,2,3
// expect: shrink fill: 7,7,7
// expect: shrink indexOf: -1
// expect: shrink includes: true
// expect: shrink slice: 5,4,0,0,0
// expect: shrink copyWithin: 5,4,4
// expect: shrink set: undefined
// expect: shrink join: 6-5-4---
// expect: shrink with: 6,5,4,0,0,0
// expect: grow map: 6,5,4,3,2,1
// expect: grow filter: 6,5,4,3,2,1
// expect: grow forEach: undefined
// expect: grow find: 6
// expect: grow reduce: 21
// expect: grow sort: 1,2,3,4,5,6,0,0,0,0,0,0
// expect: grow fill: 7,7,7,7,7,7,0,0,0,0,0,0
// expect: grow indexOf: 5
// expect: grow includes: false
// expect: grow slice: 5,4,3,2,1
// expect: grow copyWithin: 5,4,3,2,1,1,0,0,0,0,0,0
// expect: grow set: undefined
// expect: grow join: 6-5-4-3-2-1
// expect: grow with: 6,5,4,3,2,1
// expect: empty map: 6,0,0,0,0,0
// expect: empty filter: 6
// expect: empty forEach: undefined
// expect: empty find: 6
// expect: empty reduce: NaN
// expect: empty sort: 
// expect: empty fill: 
// expect: empty indexOf: -1
// expect: empty includes: true
// expect: empty slice: 0,0,0,0,0
// expect: empty copyWithin: 
// expect: empty set: undefined
// expect: empty join: -----
// expect: empty with: RangeError
// expect: detach map: 6,0,0,0,0,0
// expect: detach filter: 6
// expect: detach forEach: undefined
// expect: detach find: 6
// expect: detach reduce: NaN
// expect: detach sort: 
// expect: detach fill: TypeError
// expect: detach indexOf: -1
// expect: detach includes: true
// expect: detach slice: TypeError
// expect: detach copyWithin: TypeError
// expect: detach set: undefined
// expect: detach join: -----
// expect: detach with: RangeError
