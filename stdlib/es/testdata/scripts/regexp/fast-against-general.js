// Unmodified regular expressions take quick ways through match, replace, split
// and the like. The same is asked of a class with an exec of its own, which takes
// the steps of the standard.
// stress: 199999
'use strict';
class Slow extends RegExp { exec(s) { return super.exec(s); } }

const patterns = ['a', '', 'a*', '(a)|(b)', '(?<x>a)(?<y>b)?', '^', '$', '\\b', '(?=a)', '(?<=a)b', '[a-c]+', '.', '(a*)*', '(?:)', 'aa|b', '\\ud83d', '(?<x>b)|(?<x>c)', 'z', '\\s+', ',', '(,)(\\s)?', 'A'];
const flags = ['', 'g', 'y', 'gy', 'i', 'gi', 'u', 'gu', 'm', 'gm', 's', 'd', 'gd', 'v', 'gv', 'gyu', 'iu'];
const subjects = ['', 'a', 'aaabbb', 'abcabc', 'b,a, c,,', 'x\na\nb', '😀a😀b', '\ud83da', 'AbAB', 'no match here', 'aéaéa'];
const replacements = ['', '-', '$&$&', '[$1|$2]', "$`<$'>", '$$', '$<x>', '$<', '$0$10$01', (...a) => '{' + a.map(String).join() + '}', () => undefined];

const show = v => JSON.stringify(v, (k, x) => (x === undefined ? 'undefined' : Array.isArray(x) && x.index !== undefined ? [x.index, x.input, x.groups ? { ...x.groups } : 0, x.indices ? [...x.indices] : 0, ...x] : x));
const asked = {
  test: (r, s) => r.test(s), exec: (r, s) => r.exec(s), match: (r, s) => s.match(r), search: (r, s) => s.search(r), split: (r, s) => s.split(r), split2: (r, s) => s.split(r, 2),
  matchAll: (r, s) => [...s.matchAll(r)], twice: (r, s) => [r.test(s), r.lastIndex, r.test(s), r.lastIndex],
};
for (const i in replacements) {
  asked['replace' + i] = (r, s) => s.replace(r, replacements[i]);
  asked['replaceAll' + i] = (r, s) => s.replaceAll(r, replacements[i]);
}

let compared = 0;
const differing = [];
for (const p of patterns) for (const f of flags) for (const s of subjects) for (const what in asked) for (const start of [0, 1]) {
  const run = Kind => {
    const r = new Kind(p, f);
    r.lastIndex = start;
    let result;
    try { result = show(asked[what](r, s)); } catch (e) { result = e.name; }
    return result + ' ' + r.lastIndex;
  };
  compared++;
  const fast = run(RegExp), slow = run(Slow);
  if (fast !== slow) differing.push(`/${p}/${f} ${what} of ${JSON.stringify(s)} from ${start}: ${fast}, not ${slow}`);
}
print(differing.slice(0, 5).join('\n')); // expect:
print(compared, differing.length); // expect: 246840 0

// What makes an expression take the general way in the midst of it.
const r = /a/g;
let n = 0;
print('aaaa'.replace(r, () => { if (++n === 2) r.exec = () => null; return 'b'; }), n); // expect: bbbb 4
delete r.exec;
print('aXa'.replace(/a/g, x => { RegExp.prototype.extra = 1; return x + x; })); // expect: aaXaa
delete RegExp.prototype.extra;
const lastIndex = /a/y;
Object.defineProperty(lastIndex, 'lastIndex', { value: 0, writable: false });
try { 'b'.replace(lastIndex, ''); } catch (e) { print(e); } // expect: TypeError: Cannot assign to read only property 'lastIndex' of object '[object RegExp]'
const flagged = /a/g;
Object.defineProperty(flagged, 'flags', { get() { return ''; } });
print('aaa'.replace(flagged, 'b')); // expect: baa
print('aba'.split({ [Symbol.split](s, limit) { return s + limit; } }, 3)); // expect: aba3
