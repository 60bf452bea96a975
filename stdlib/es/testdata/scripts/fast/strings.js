// What strings do quickly, beside the same done by a general way. A wide text is
// one with a letter beyond Latin-1, which takes other ways.
let wrong = 0, seed = 5;
function rnd(n) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; return (seed >> 8) % n; }
function check(what, got, want) { if (got !== want) { wrong++; print(('wrong: ' + what + ' ' + got + ' ' + want).slice(0, 200)); } }
function text(n) { let s = ''; for (let i = 0; i < n; i++) s += 'abAB, $xé'[rnd(9)]; return s; }
const wide = '\u0451';
for (let turn = 0; turn < 120; turn++) {
  const s = text(rnd(60) * (turn % 10 === 0 ? 10 : 1)), t = text(rnd(3)), r = ['', 'q', 'AB', 'long replacement'][rnd(4)];
  for (const limit of [undefined, 0, 1, 3, 70]) {
    const quick = s.split(t, limit), slow = (s + wide).split(t, limit);
    if (t === '') { if (slow.length > s.length) slow.pop(); } else if (slow.length && slow.at(-1).endsWith(wide)) slow.push(slow.pop().slice(0, -1));
    check('split', JSON.stringify(s === '' && t !== '' ? slow : quick), JSON.stringify(slow));
  }
  check('replaceAll', s.replaceAll(t || 'b', r), (s + wide).replaceAll(t || 'b', r).slice(0, -1));
  check('replaceAll parts', s.replaceAll(t || 'b', r), s.split(t || 'b').join(r));
  check('replace', s.replace(t, r), s.replace(t, () => r));
  check('lastIndexOf', s.lastIndexOf(t, 7), (s + wide).lastIndexOf(t, Math.min(7, s.length - t.length)));
  const ascii = s.replaceAll('é', 'z');
  check('upper', ascii.toUpperCase(), Array.from(ascii, c => c >= 'a' && c <= 'z' ? String.fromCharCode(c.charCodeAt() - 32) : c).join(''));
  check('lower', ascii.toLowerCase(), Array.from(ascii, c => c >= 'A' && c <= 'Z' ? String.fromCharCode(c.charCodeAt() + 32) : c).join(''));
  check('iteration', [...s].join('|'), s.split('').join('|'));
}
let all = '';
for (let i = 0; i < 0x600; i++) all += String.fromCharCode(i);
for (const f of ['toUpperCase', 'toLowerCase']) check(f, all[f](), Array.from(all, c => (c + '\u{10400}')[f]().slice(0, -2)).join(''));
check('sigma', 'ΟΔΟΣ ΣΟΣ'.toLowerCase(), 'οδος σος');
const far = 'needle' + 'x'.repeat(9000) + 'needle' + 'y'.repeat(9000);
for (const at of [undefined, 0, 5, 9005, 9006, 9007, 20000]) check('far ' + at, far.lastIndexOf('needle', at), at === 0 || at === 5 || at === 9005 ? 0 : 9006);
check('blocks', 'ab'.repeat(5000).lastIndexOf('ab', 4096), 4096);
const dollar = 'a-b'.repeat(200);
check('dollar', dollar.replace('-', '[$&$$]').slice(0, 7), 'a[-$]ba');
check('normalize', 'é'.repeat(3).normalize() + 'é'.normalize('NFD').length, 'ééé2');
// Iterators whose next method is another one, and of another realm's kind.
const proto = Object.getPrototypeOf(''[Symbol.iterator]()), next = proto.next;
proto.next = function () { const r = next.call(this); return r.done ? r : { done: false, value: r.value + '!' }; };
check('own next', [...'ab'].join(), 'a!,b!');
proto.next = next;
const m = new Map([[1, 2], [3, 4]]);
let seen = '';
for (const [k, v] of m) { seen += k + '=' + v + ';'; if (k === 1) { m.delete(3); m.set(5, 6); } }
check('map', seen, '1=2;5=6;');
for (const v of m.values()) { seen += v; if (v === 2) m.clear(), m.set(9, 9); }
check('map cleared', seen, '1=2;5=6;29');
print('wrong ' + wrong); // expect: wrong 0
