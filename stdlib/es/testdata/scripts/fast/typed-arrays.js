// What typed arrays do quickly, beside the same done by a general way.
const types = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float16Array, Float32Array, Float64Array];
const samples = [0, -0, 1, -1, 1.5, -1.5, 2.5, 127, 128, 255, 256, -129, 32768, 65535, 65536, 2 ** 31, 2 ** 32 - 1, 2 ** 32 + 7, -(2 ** 31) - 5,
  2 ** 53, -(2 ** 63), 1e20, -1e300, 1e-320, Infinity, -Infinity, NaN, 65520, 3.3e38];
function lot(n) { const out = []; for (let i = 0; i < n; i++) out.push(samples[i * 7 % samples.length] + (i % 3 === 0 ? i : 0)); return out; }
function same(a, b) { return a.length === b.length && a.every((x, i) => Object.is(x, b[i])); }
function order(x, y) { return x !== x ? (y !== y ? 0 : 1) : y !== y ? -1 : x < y ? -1 : x > y ? 1 : Object.is(x, y) ? 0 : Object.is(x, -0) ? -1 : 1; }
let wrong = 0;
function check(what, ok) { if (!ok) { wrong++; print('wrong: ' + what); } }
for (const T of types) {
  for (const n of T === Int32Array ? [0, 1, 2, 40, 1100] : [0, 3, 60]) {
    const list = lot(n), one = new T(1), slow = new T(n);
    for (let i = 0; i < n; i++) { one[0] = list[i]; slow[i] = one[0]; }
    const plain = Array.from(slow);
    check(T.name + ' constructor', same(new T(list), slow) && same(T.from(list), slow));
    const filled = new T(n); filled.set(list); check(T.name + ' set', same(filled, slow));
    for (const U of types) {
      const u = new U(slow), v = new U(n);
      for (let i = 0; i < n; i++) v[i] = slow[i];
      check(T.name + ' to ' + U.name, same(u, v));
    }
    check(T.name + ' sort', same(new T(slow).sort(), plain.slice().sort(order)) && same(slow.toSorted(), plain.slice().sort(order)));
    check(T.name + ' reverse', same(new T(slow).reverse(), plain.slice().reverse()) && same(slow.toReversed(), plain.slice().reverse()));
    check(T.name + ' join', slow.join() === plain.join());
    for (const x of [...samples, undefined, '1', null]) {
      check(T.name + ' indexOf ' + String(x), slow.indexOf(x) === plain.indexOf(x) && slow.indexOf(x, 5) === plain.indexOf(x, 5));
      check(T.name + ' includes ' + String(x), slow.includes(x) === plain.includes(x));
    }
  }
}
for (const T of [BigInt64Array, BigUint64Array]) {
  const list = []; for (let i = 0n; i < 500n; i++) list.push(i * 0x123456789abcdefn * (i & 1n ? 1n : -1n));
  const a = new T(list), plain = Array.from(a);
  check(T.name, same(a.toSorted(), plain.slice().sort((x, y) => x < y ? -1 : x > y ? 1 : 0)) && a.indexOf(plain[77]) === plain.indexOf(plain[77]) && same(new T(a).reverse(), plain.reverse()));
}
const view = new DataView(new ArrayBuffer(32), 3);
for (const name of ['Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float16', 'Float32', 'Float64'])
  for (const little of [false, true])
    for (const x of samples) {
      view['set' + name](1, x, little); const quick = view['get' + name](1, little);
      view['set' + name]({ valueOf: () => 9 }, { valueOf: () => x }, little); // the general way
      check('view ' + name, Object.is(quick, view['get' + name]('9', little)));
    }
view.setBigInt64(0, -5n); view.setBigUint64('8', -5n, true);
check('view BigInt', view.getBigInt64(0) === -5n && view.getBigUint64(8, true) === 2n ** 64n - 5n);
for (const f of [() => view.getInt8(-1), () => view.getFloat64(22), () => view.setUint8(0, 1n), () => view.setBigInt64(0, 1)])
  try { f(); wrong++; } catch (e) { print(e.name + ': ' + e.message); }
// expect: RangeError: Offset is outside the bounds of the DataView
// expect: RangeError: Offset is outside the bounds of the DataView
// expect: TypeError: Cannot convert a BigInt value to a number
// expect: TypeError: Cannot convert 1 to a BigInt
print('wrong ' + wrong); // expect: wrong 0
