// LZW with a dictionary of strings in a Map.
function run() {
  var text = '', n = 0;
  for (var i = 0; i < 2500; i++) text += 'abc'[i % 3] + 'the and of to in'.split(' ')[i * 7 % 5];
  for (var r = 0; r < 50; r++) {
    var dict = new Map(), out = [], w = '';
    for (i = 0; i < 128; i++) dict.set(String.fromCharCode(i), i);
    for (i = 0; i < text.length; i++) {
      var wc = w + text[i];
      if (dict.has(wc)) w = wc; else { out.push(dict.get(w)); dict.set(wc, dict.size); w = text[i]; }
    }
    out.push(dict.get(w));
    var words = [], back = '';
    for (i = 0; i < 128; i++) words.push(String.fromCharCode(i));
    var prev = words[out[0]]; back = prev;
    for (i = 1; i < out.length; i++) {
      var e = out[i] < words.length ? words[out[i]] : prev + prev[0];
      back += e; words.push(prev + e[0]); prev = e;
    }
    n += out.length + (back === text ? 1 : 0);
  }
  return n;
}
