// JSON.stringify of plain data, beside the same with a replacer function that
// changes nothing, which takes the general way.
let wrong = 0, seed = 3;
function rnd(n) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; return (seed >> 8) % n; }
function text() { let s = ''; for (let n = rnd(30); n > 0; n--) s += String.fromCharCode(rnd(8) ? 32 + rnd(224) : rnd(rnd(20) ? 64 : 70000)); return s; }
function make(depth) {
  switch (rnd(depth > 4 ? 9 : 14)) {
    case 0: return rnd(1000) - 500; case 1: return rnd(1e6) / 7; case 2: return text(); case 3: return [null, true, false][rnd(3)];
    case 4: return undefined; case 5: return [NaN, Infinity, -0, 1e21, 5e-324][rnd(5)]; case 6: return () => 1; case 7: return Symbol(); case 8: return text();
    case 9: case 10: { const a = []; for (let n = rnd(6); n > 0; n--) a.push(make(depth + 1)); return a; }
    default: { const o = {}; for (let n = rnd(7); n > 0; n--) o[rnd(3) ? 'key' + rnd(9) : text()] = make(depth + 1); return o; }
  }
}
function run(f) { try { return String(f()); } catch (e) { return e.name + ': ' + e.message; } }
function check(what, v) {
  const keys = ['key1', 'key3', 'x', 2, 'toString'];
  for (const gap of [undefined, 2, '\t', 'слово']) {
    const quick = run(() => JSON.stringify(v, null, gap)), slow = run(() => JSON.stringify(v, (k, x) => x, gap));
    if (quick !== slow) { wrong++; print(('wrong: ' + what + ' ' + quick + ' ' + slow).slice(0, 300)); }
  }
  const quick = run(() => JSON.stringify(v, keys, 1)), slow = run(() => JSON.stringify(new Proxy({ key1: v }, {}), keys, 1));
  const inner = run(() => JSON.stringify({ key1: v }, keys, 1));
  if (inner !== slow) { wrong++; print(('wrong: keys ' + what + ' ' + inner + ' ' + slow).slice(0, 300)); }
}
for (let i = 0; i < 150; i++) check('random ' + i, make(0));
const shared = { a: 1 }, circle = { key1: {} }; circle.key1.back = circle;
let deep = 1; for (let i = 0; i < 60; i++) deep = i % 2 ? [deep] : { key1: deep };
check('shared', [shared, shared, { s: shared }]); check('circle', circle); check('deep', deep); check('holes', [1, , 3]);
check('date', { d: new Date(0) }); check('toJSON', [{ toJSON() { return 'own'; } }, { key1: { toJSON: 5 } }]);
check('accessor', { key1: 1, get b() { return 2; } }); check('elements', { key1: 1, 7: 'x', 2: 'y' }); check('wrappers', [Object(1), Object('s'), Object(true), Object(Symbol())]);
check('inherits', Object.create({ key1: 5, key3: 6 }, { key3: { value: 1, enumerable: true }, hidden: { value: 2 } })); check('bigint', { a: 1n });
check('proxy', new Proxy([1, { a: 2 }], {})); check('typed', new Uint8Array(3)); check('map', new Map([[1, 2]])); check('raw', [JSON.rawJSON('1e5')]); check('named array', Object.assign([1], { x: 2 }));
Object.prototype.toJSON = function () { return 'all'; };
check('everywhere', { a: 1 });
delete Object.prototype.toJSON;
Array.prototype.toJSON = function () { return 'arrays'; };
check('arrays', { a: [1] });
delete Array.prototype.toJSON;
for (let i = 0; i < 256; i++) check('unit ' + i, [String.fromCharCode(i), 'seven..' + String.fromCharCode(i), 'eight...' + String.fromCharCode(i) + 'é"\\', 'слово ' + String.fromCharCode(i)]);
check('surrogates', ['\ud800', 'a\udc00b', '😀', '\ud83dx']);
print('wrong ' + wrong); // expect: wrong 0
