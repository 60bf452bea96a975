// Template literals and concatenation of short pieces.
function run() {
  var n = 0;
  for (var i = 0; i < 400000; i++) {
    var name = `item-${i & 127}`, s = `<li class="${name}">${i}: ${name.length}</li>`;
    n += s.length;
    if (name === 'item-' + (i & 127)) n++;
  }
  return n;
}
