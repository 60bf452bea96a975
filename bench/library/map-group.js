// Counting words in a Map, in an object and in a WeakMap.
var words = [], objs = [];
for (var i = 0; i < 100000; i++) { words.push('w' + (i * 7919) % 5000); if (i < 20000) objs.push({}); }
function part() {
  var m = new Map(), o = {}, w = new WeakMap(), n = 0;
  for (var i = 0; i < words.length; i++) { m.set(words[i], (m.get(words[i]) || 0) + 1); o[words[i]] = (o[words[i]] || 0) + 1; }
  for (i = 0; i < objs.length; i++) w.set(objs[i], i);
  for (i = 0; i < objs.length; i++) n += w.get(objs[i]);
  return m.size + ':' + Object.keys(o).length + ':' + n;
}
function run() {
  for (var r = 0, out; r < 6; r++) out = part();
  return out;
}
