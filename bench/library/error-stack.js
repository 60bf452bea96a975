// Errors made, thrown, caught and described.
function deep(n) { if (n === 0) throw new TypeError('no ' + n); return deep(n - 1) + 1; }
function run() {
  var n = 0;
  for (var i = 0; i < 8000; i++) {
    try { deep(10); } catch (e) { n += e.message.length + (e instanceof TypeError ? 1 : 0) + String(e).length; if (i % 4 === 0) n += e.stack.length > 20 ? 1 : 0; }
    n += new Error('x').message.length;
  }
  return n;
}
