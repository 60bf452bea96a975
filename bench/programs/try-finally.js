// try blocks that do not throw, with finally.
function g(i, o) { try { if (i & 1) return i; o.n++; } finally { o.f++; } return 0; }
function run() {
  var o = { n: 0, f: 0 }, s = 0;
  for (var i = 0; i < 2000000; i++) s = (s + g(i, o)) | 0;
  return s + o.n + o.f;
}
