class A { #x = 1; get q() { return 1 } set q(v) {} }
const o = { a: 1, 'b-c': 'str', [Symbol('s')]: null, u: undefined, t: true, n: 10n, f() {}, A, d: new Date(0), get g() { return 1 }, set h(v) {}, nested: { a: { b: { c: 1 } } }, arr: [1, , 3], m: new Map([[1, 'x']]), s: new Set([2]), p: Promise.resolve(4), pp: new Promise(() => {}), b: new Uint8Array(3), ab: new ArrayBuffer(2), box: new Number(3), bs: new String('q'), ['__proto__']: 3, long: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], w: new WeakSet(), ml: 'a\nb'.repeat(30), proxy: new Proxy([], {}) }
o.self = o
__out(o)
__out([undefined, null, -0, Symbol.iterator, A, () => {}, [[[[1]]]]])
__out(new Proxy({}, {}))
__out({a:'x'.repeat(30),b:'y'.repeat(30),c:1})
__out({[Symbol.for('nodejs.util.inspect.custom')](d, o, i) { return o.stylize('hi', 'special') + i([1], o) }})
