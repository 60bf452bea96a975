// slice, substring, charAt, at, codePointAt and iteration over characters.
var text = 'The quick brown fox jumps over the lazy dog. '.repeat(2000);
function part() {
  var n = 0;
  for (var i = 0; i < 90000; i += 3) n += text.slice(i, i + 5).length + text.substring(i, i + 40).length + text.charAt(i).length + text.at(-i - 1).length + text.codePointAt(i);
  for (var c of text) if (c === 'o') n++;
  for (i = 0; i < 20; i++) n += [...text.slice(0, 4000)].length;
  return n;
}
function run() {
  for (var r = 0, out; r < 8; r++) out = part();
  return out;
}
