// JSON of arrays of numbers, both ways.
var list = [];
for (var i = 0; i < 100000; i++) list.push(i % 3 === 0 ? i : i / 7);
function part() {
  var text = JSON.stringify(list), o = JSON.parse(text);
  return text.length + ':' + o.length + ':' + o[99998];
}
function run() {
  for (var r = 0, out; r < 5; r++) out = part();
  return out;
}
