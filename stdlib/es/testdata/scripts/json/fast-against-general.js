// JSON.stringify and parse have quick ways for plain values; a replacer or
// reviver that changes nothing, or a Proxy, takes the general way.
// stress: 4999
'use strict';
const values = [0, -0, 1.5, NaN, 'text', '"\\\n\u2028\ud800', true, null, undefined, [], {}, [1, , 3], [[], [[]], {}], { a: 1, b: [{ c: 'd' }], '': 0, '10': 1, '9': 2 },
  { u: undefined, f() {}, s: Symbol(), n: null }, [undefined, () => 1, Symbol()], { toJSON() { return { x: 1 }; } }, [new Date(0), new Number(1), new String('s'), new Boolean(true)],
  { nested: { toJSON(k) { return k + '!'; } } }, Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } }), { get a() { return [1]; } },
  Object.assign([1, 2], { extra: 3 }), new Map([[1, 2]]), /x/, new Uint8Array(3), { ['__proto__']: 1 }, Array.from({ length: 300 }, (_, i) => ({ i, s: 'é'.repeat(i % 5) }))];
const proxied = v => (typeof v === 'object' && v !== null && (Array.isArray(v) || Object.getPrototypeOf(v) === Object.prototype) ? new Proxy(v, { get: (t, k, r) => proxied(Reflect.get(t, k, r)) }) : v);
const wrong = [];
for (const v of values) for (const indent of [undefined, 0, 2, '\t', 'é']) {
  const fast = JSON.stringify(v, undefined, indent);
  const replaced = JSON.stringify(v, (k, x) => x, indent), through = JSON.stringify(proxied(v), undefined, indent);
  if (fast !== replaced) wrong.push(`${fast} with a replacer: ${replaced}`);
  if (fast !== through) wrong.push(`${fast} with a Proxy: ${through}`);
  if (fast === undefined || indent === 'é') continue; // no white space that JSON.parse passes over
  const parsed = JSON.parse(fast), revived = JSON.parse(fast, (k, x) => x);
  if (JSON.stringify(parsed, undefined, indent) !== fast) wrong.push(`${fast} parsed: ${JSON.stringify(parsed, undefined, indent)}`);
  if (JSON.stringify(revived, undefined, indent) !== fast) wrong.push(`${fast} revived: ${JSON.stringify(revived, undefined, indent)}`);
}
print(wrong.slice(0, 3).join('\n')); // expect:
print(wrong.length); // expect: 0

// Objects of one shape, with elements and without.
print(JSON.stringify([{}, { 0: 1 }, { ['0']: { a: 1 } }, { a: 1 }, { a: 1, 7: 2 }])); // expect: [{},{"0":1},{"0":{"a":1}},{"a":1},{"7":2,"a":1}]

// What a getter or toJSON does to what is being written.
const shrinking = [1, { toJSON() { shrinking.length = 2; return 'x'; } }, 3];
print(JSON.stringify(shrinking)); // expect: [1,"x",null]
const deleting = { a: { toJSON() { delete deleting.b; deleting.c = 3; return 1; } }, b: 2 };
print(JSON.stringify(deleting)); // expect: {"a":1}
const circular = { name: 'c', list: [] };
circular.list.push({ back: circular });
try { JSON.stringify(circular); } catch (e) { print(e.message.replaceAll('\n', '~')); } // expect: Converting circular structure to JSON~    --> starting at object with constructor 'Object'~    |     property 'list' -> object with constructor 'Array'~    |     index 0 -> object with constructor 'Object'~    --- property 'back' closes the circle
let deep = [];
for (let i = 0; i < 1e5; i++) deep = [deep];
for (const f of [() => JSON.stringify(deep), () => JSON.parse('['.repeat(1e6))]) try { f(); print('no error'); } catch (e) { print(e.name); }
// expect: RangeError
// expect: RangeError
