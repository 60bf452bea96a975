// Regular expressions as they are born, beside the same with an exec of their own
// that calls the built-in one, which take the general way.
let wrong = 0;
function check(what, got, want) { if (got !== want) { wrong++; print(('wrong: ' + what + ' ' + got + ' | ' + want).slice(0, 300)); } }
function slow(re) { const r = new RegExp(re.source, re.flags); r.exec = function (s) { return RegExp.prototype.exec.call(this, s); }; return r; }
function show(m) { return m && JSON.stringify([...m]) + m.index + JSON.stringify(m.groups) + (m.groups ? Object.getPrototypeOf(m.groups) : ''); }
const patterns = [/a/, /a/g, /b*/g, /(b)(c)?/g, /(?<x>a)|(?<y>b)/g, /(?<x>a)(?<y>z)?/, /(?:)/g, /(?:)/gu, /./gu, /a|$/gy, /b/y, /(a)(b)(c)(d)(e)?(f)?(g)?(h)?(i)?(j)?(k)?(l)?(m)?/g, /[^a]+/g, /(?<n>\w)\k<n>/g, /é|😀/gu, /^/gm];
const texts = ['', 'a', 'abcabc', 'xxabcdxx\nbbb', 'aaa bb', 'éa😀b😀', 'z'.repeat(300) + 'abc'];
const templates = ['', '-', '$&', '[$1|$2]', '$$', "$`<$'", '$<x>$<y>', '$01$10$99', 'a$', '$0', '$1$', 'слово$&'];
const functions = [(...a) => JSON.stringify(a), m => m + m, () => 'слово', (m, a, b, c) => typeof a + typeof b + typeof c];
for (const re of patterns)
  for (const s of texts) {
    for (const t of [...templates, ...functions]) check(re + ' replace ' + t, s.replace(re, t), s.replace(slow(re), t));
    check(re + ' split', JSON.stringify(s.split(re)) + JSON.stringify(s.split(re, 2)), JSON.stringify(s.split(slow(re))) + JSON.stringify(s.split(slow(re), 2)));
    const a = new RegExp(re.source, re.flags), b = slow(re);
    for (let i = 0; i < 5; i++) { check(re + ' exec', show(a.exec(s)) + a.lastIndex, show(b.exec(s)) + b.lastIndex); check(re + ' test', '' + a.test(s) + a.lastIndex, '' + b.test(s) + b.lastIndex); }
    check(re + ' match', JSON.stringify(s.match(re)), JSON.stringify(s.match(slow(re))));
    if (re.global) check(re + ' matchAll', JSON.stringify([...s.matchAll(re)].map(show)), JSON.stringify([...s.matchAll(slow(re))].map(show)));
    for (const f of ['', '$1']) { s.replace(re, f); const quick = RegExp.lastMatch + '|' + RegExp.$1 + '|' + RegExp['$`']; s.replace(slow(re), f); check(re + ' legacy', quick, RegExp.lastMatch + '|' + RegExp.$1 + '|' + RegExp['$`']); }
  }
// Things that happen meanwhile.
const re = /(a)/;
re.lastIndex = { valueOf() { re.compile('b'); return 0; } };
check('compile', 'xab'.replace(re, '[$1]'), 'xa[$1]');
const again = /./g;
check('again', 'abc'.replace(again, m => m + 'xyz'.replace(again, n => n + 'q'.replace(/q/, 'r'))), 'axryrzrbxryrzrcxryrzr');
const named = /(?<first>.)/;
const one = named.exec('p').groups, two = named.exec('q').groups;
one.extra = 1; one.first = 'changed';
check('models', JSON.stringify(two) + JSON.stringify(named.exec('r').groups), '{"first":"q"}{"first":"r"}');
named.compile('(?<other>.)');
check('compiled', JSON.stringify(named.exec('r').groups), '{"other":"r"}');
const exec = RegExp.prototype.exec;
RegExp.prototype.exec = function () { return null; };
check('patched', 'abc'.replace(/b/, 'x') + /b/.test('b'), 'abcfalse');
RegExp.prototype.exec = exec;
check('restored', 'abc'.replace(/b/, 'x') + /b/.test('b'), 'axctrue');
const frozen = Object.freeze(/a/g);
try { 'a'.replace(frozen, ''); wrong++; } catch (e) { check('frozen', e.name, 'TypeError'); }
print('wrong ' + wrong); // expect: wrong 0
