// Sorting by texts without a comparator, beside the same with one; stable.
function byText(x, y) { const a = String(x), b = String(y); return a < b ? -1 : a > b ? 1 : 0; }
let seed = 1, wrong = 0;
function rnd(n) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; return (seed >> 8) % n; }
function check(what, list) {
  const a = list.slice().sort(), b = list.slice().sort(byText);
  if (a.length !== b.length || !a.every((x, i) => Object.is(x, b[i]) || x === 0 && b[i] === 0)) { wrong++; print('wrong: ' + what); }
}
const makers = {
  integers: () => rnd(3) ? rnd(100000) - 50000 : [0, -1, 2 ** 31 - 1, -(2 ** 31), 10, 100, 1000000000][rnd(7)],
  numbers: () => rnd(2) ? rnd(1000) / 8 : rnd(50) - 25,
  short: () => 'abc'.slice(rnd(3)) + (rnd(3) ? rnd(30) : ''),
  common: () => 'https://example.com/a/' + rnd(500),
  long: () => 'the same beginning, ' + 'x'.repeat(rnd(20)) + rnd(4),
  nul: () => '\0'.repeat(rnd(12)) + ['', 'a', '\0'][rnd(3)],
  latin: () => String.fromCharCode(rnd(256), rnd(256), rnd(256)),
  wide: () => String.fromCharCode(rnd(300), rnd(70000), rnd(300)) + 'tail' + rnd(9),
  mixed: () => [rnd(50), 'b' + rnd(5), true, null, 1.5, 'é', 'слово', 10n][rnd(8)],
};
for (const name in makers)
  for (const n of [2, 3, 30, 199, 260]) {
    const list = []; for (let i = 0; i < n; i++) list.push(makers[name]());
    check(name + ' ' + n, list); check(name + ' in order', list.sort()); check(name + ' backwards', list.reverse());
  }
const objects = []; for (let i = 0; i < 250; i++) objects.push({ n: i, toString: () => 'k' + i % 7 });
objects.sort();
if (!objects.every((o, i) => i === 0 || objects[i - 1].n % 7 < o.n % 7 || objects[i - 1].n % 7 === o.n % 7 && objects[i - 1].n < o.n)) wrong++;
const holes = [3, , 1, undefined, 2, , 'x'];
holes.sort();
print(holes.length, JSON.stringify(holes), 4 in holes, 5 in holes); // expect: 7 [1,2,3,"x",null,null,null] true false
const log = []; // a text is made once for each item
[{ toString() { log.push('a'); return 'a'; } }, { toString() { log.push('b'); return 'b'; } }].sort();
print(log.join()); // expect: a,b
print('wrong ' + wrong); // expect: wrong 0
