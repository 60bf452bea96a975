// Errors thrown and caught, near and through calls.
function deep(n) { if (n === 0) throw new Error('x'); return deep(n - 1) + 1; }
function run() {
  var c = 0;
  for (var i = 0; i < 120000; i++) {
    try { if (i & 1) throw i; c++; } catch (e) { c += e & 3; }
    if (i % 6 === 0) try { deep(5); } catch (e) { c += e.message.length; }
  }
  return c;
}
