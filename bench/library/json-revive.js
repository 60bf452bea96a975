// JSON.parse with a function and JSON.stringify with one.
var rows = [];
for (var i = 0; i < 1500; i++) rows.push({ id: i, name: 'row ' + i, when: '2024-03-0' + (1 + i % 9) });
var text = JSON.stringify(rows);
function run() {
  for (var k = 0, n = 0; k < 60; k++) {
    var o = JSON.parse(text, function (key, v) { return key === 'id' ? v + 1 : v; });
    n += o[9].id + JSON.stringify(o, function (key, v) { return key === 'when' ? undefined : v; }).length;
  }
  return n;
}
