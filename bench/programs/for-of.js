// for-of over arrays, strings, maps and sets.
function run() {
  var a = [], m = new Map(), st = new Set(), s = 0;
  for (var i = 0; i < 500; i++) { a.push(i); m.set(i, i); st.add(i); }
  for (i = 0; i < 2000; i++) {
    for (var x of a) s += x;
    for (var e of m) s += e[1];
    for (var v of st) s += v;
    for (var c of 'hello world') if (c === 'o') s++;
  }
  return s;
}
