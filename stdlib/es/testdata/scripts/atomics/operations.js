// Every operation on every kind of element, shared and not: the value before
// it, what is stored, and that the neighbours keep theirs.
const kinds = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array];
const operations = {
  add: (a, b) => a + b, sub: (a, b) => a - b, and: (a, b) => a & b, or: (a, b) => a | b, xor: (a, b) => a ^ b, exchange: (a, b) => b,
};
const numbers = [0, 1, -1, 127, 128, 255, 32767, 40000, -40000, 0x7fffffff, -0x80000000, 4294967295];
let wrong = 0, checked = 0;
for (const Kind of kinds) for (const Buffer of [ArrayBuffer, SharedArrayBuffer]) {
  const array = new Kind(new Buffer(5 * Kind.BYTES_PER_ELEMENT)), plain = new Kind(5);
  const big = typeof array[0] === 'bigint', convert = big ? BigInt : Number;
  for (const name in operations) for (const x of numbers) for (const y of numbers) for (const at of [1, 2, 3]) {
    const a = convert(x), b = convert(y);
    array.fill(convert(-86)), plain.fill(convert(-86));
    array[at] = plain[at] = a;
    const before = plain[at];
    plain[at] = operations[name](big ? before : before, b);
    if (Atomics[name](array, at, b) !== before || array.join() !== plain.join()) wrong++;
    if (Atomics.load(array, at) !== plain[at]) wrong++;
    if (Atomics.compareExchange(array, at, plain[at], a) !== plain[at] || array[at] !== before) wrong++;
    if (Atomics.compareExchange(array, at, convert(77), b) !== before || array[at] !== before) wrong++;
    if (Atomics.store(array, at, b) !== b || array[at] !== (plain[at] = b, plain[at])) wrong++;
    checked++;
  }
}
print(wrong, checked); // expect: 0 41472

// compareExchange compares elements, not Numbers.
print(Atomics.compareExchange(new Uint8Array([255]), 0, -1, 3)); // expect: 255
print(Object.is(Atomics.store(new Int8Array(1), 0, -0), 0)); // expect: true
print(Atomics.store(new Int8Array(1), 0, 1e300)); // expect: 1e+300

// Errors, with V8's messages.
function error(f) { try { f(); print('nothing thrown'); } catch (e) { print(e); } }
error(() => Atomics.add([], 0, 0)); // expect: TypeError: [object Array] is not an integer typed array.
error(() => Atomics.add({}, 0, 0)); // expect: TypeError: #<Object> is not an integer typed array.
error(() => Atomics.load(new Float64Array(1), 0)); // expect: TypeError: [object Float64Array] is not an integer typed array.
error(() => Atomics.add(new Int8Array(1), 4, 0)); // expect: RangeError: Invalid atomic access index
error(() => Atomics.load(new Int8Array(1), -1)); // expect: RangeError: Invalid atomic access index
error(() => Atomics.wait(new Int8Array(1), 0, 0)); // expect: TypeError: [object Int8Array] is not an int32 or BigInt64 typed array.
error(() => Atomics.wait(new Int32Array(1), 0, 0)); // expect: TypeError: [object Int32Array] is not a shared typed array.
error(() => { const a = new Int32Array(1); Atomics.store(a, 0, { valueOf() { a.buffer.transfer(); return 1; } }); }); // expect: TypeError: Cannot perform Atomics.store on a detached ArrayBuffer
error(() => { const a = new Int32Array(new ArrayBuffer(8, { maxByteLength: 8 })); Atomics.add(a, 1, { valueOf() { a.buffer.resize(4); return 1; } }); }); // expect: RangeError: Invalid atomic access index
print(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1)); // expect: not-equal
print(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)); // expect: timed-out
print(Atomics.notify(new Int32Array(1), 0)); // expect: 0
print([1, 2, 3, 4, 8, 16, '4'].map(n => Atomics.isLockFree(n)).join()); // expect: true,true,false,true,true,false,true
