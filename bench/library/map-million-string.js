// A Map of 1 M string keys.
var keys = [];
for (var i = 0; i < 1000000; i++) keys.push('key' + i * 7);
function run() {
  var m = new Map(), s = 0;
  for (var i = 0; i < 1000000; i++) m.set(keys[i], i);
  for (i = 0; i < 1000000; i++) s = (s + m.get(keys[i])) | 0;
  return m.size + ':' + s;
}
