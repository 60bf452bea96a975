// Map and a plain object with string keys: counting words.
function run() {
  var words = [], m = new Map(), o = {}, s = 0;
  for (var i = 0; i < 2000; i++) words.push('w' + (i * i % 977));
  for (var r = 0; r < 500; r++)
    for (i = 0; i < 2000; i++) {
      var w = words[i];
      m.set(w, (m.get(w) || 0) + 1);
      o[w] = (o[w] || 0) + 1;
    }
  m.forEach(function (v, k) { s += v === o[k] ? v : 0; });
  return s;
}
