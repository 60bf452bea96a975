// keys, values, entries, assign and spread of plain objects, beside the same of
// a Proxy, which takes the general way.
let wrong = 0;
function check(what, got, want) { if (got !== want) { wrong++; print('wrong: ' + what + ' ' + got + ' ' + want); } }
function show(o) { return Reflect.ownKeys(o).map(k => { const d = Object.getOwnPropertyDescriptor(o, k); return String(k) + (d.get ? ':get' : ':' + String(d.value)) + (d.writable ? 'w' : '') + (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : ''); }).join() + (Object.isExtensible(o) ? '' : '!'); }
const sym = Symbol('s'), log = [];
class A { constructor() { this.x = 1; } get y() { return 2; } }
const makers = {
  empty: () => ({}), one: () => ({ a: 1 }), six: () => ({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }),
  many: () => { const o = {}; for (let i = 0; i < 40; i++) o['k' + i] = i; return o; },
  deleted: () => { const o = { a: 1, b: 2, c: 3 }; delete o.b; return o; },
  accessor: () => ({ a: 1, get b() { log.push('b'); return this.a + 1; }, c: 3 }),
  hidden: () => Object.defineProperty({ a: 1, c: 2 }, 'b', { value: 9, configurable: true }),
  symbol: () => ({ a: 1, [sym]: 2, b: 3 }), elements: () => ({ a: 1, 3: 'x', 1: 'y' }), frozen: () => Object.freeze({ a: 1, b: 2 }),
  klass: () => new A(), nothing: () => Object.assign(Object.create(null), { q: 1, a: 2 }), array: () => Object.assign([1, 2], { z: 3 }),
  bare: () => Object.assign([], { z: 3 }), fn: () => Object.assign(function f() {}, { p: 1 }), string: () => new String('ab'), inherits: () => Object.create({ up: 1 }, { own: { value: 1, enumerable: true } }),
};
for (const name in makers) {
  const o = makers[name](), p = new Proxy(makers[name](), {});
  for (const f of ['keys', 'values', 'entries']) check(name + ' ' + f, JSON.stringify(Object[f](o)), JSON.stringify(Object[f](p)));
  check(name + ' spread', show({ ...o }), show({ ...p }));
  check(name + ' spread behind', show({ b: 0, ...o, z: 1 }), show({ b: 0, ...p, z: 1 }));
  const { a, ...rest } = o, { a: a2, ...rest2 } = p;
  check(name + ' rest', show(rest), show(rest2));
  for (const target of Object.keys(makers)) {
    let x, y;
    try { x = show(Object.assign(makers[target](), o)); } catch (e) { x = e.name; }
    try { y = show(Object.assign(makers[target](), p)); } catch (e) { y = e.name; }
    check(name + ' assign to ' + target, x, y);
  }
}
// What is inherited counts for assign but not for spread.
Object.defineProperty(Object.prototype, 'trap', { set(v) { log.push('trap' + v); }, configurable: true });
const trapped = JSON.parse('{"a":1,"trap":5}');
log.length = 0;
check('setter', show(Object.assign({}, trapped)) + log.join(), 'a:1wectrap5');
check('spread', show({ ...trapped }), 'a:1wec,trap:5wec');
delete Object.prototype.trap;
Object.defineProperty(Object.prototype, 'fixed', { value: 1, configurable: true });
try { Object.assign({}, JSON.parse('{"fixed":2}')); wrong++; } catch (e) { check('read-only', e.name, 'TypeError'); }
delete Object.prototype.fixed;
// A copy and its model go different ways.
const model = { a: 1, b: 2 }, copy = { ...model }, other = Object.assign({}, model);
copy.c = 3; model.a = 9; other.b = 7; delete copy.a;
check('apart', show(model) + show(copy) + show(other), 'a:9wec,b:2wecb:2wec,c:3weca:1wec,b:7wec');
print('wrong ' + wrong); // expect: wrong 0
