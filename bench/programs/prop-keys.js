// Enumeration: for-in, Object.keys, Object.entries.
function run() {
  var o = {}, s = 0;
  for (var i = 0; i < 12; i++) o['k' + i] = i;
  for (i = 0; i < 120000; i++) {
    for (var k in o) s += o[k];
    s += Object.keys(o).length + Object.entries(o)[3][1];
  }
  return s;
}
