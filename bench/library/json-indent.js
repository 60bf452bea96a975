// JSON.stringify with indentation and with a list of keys.
var rows = [];
for (var i = 0; i < 2000; i++) rows.push({ id: i, name: 'row ' + i, tags: ['a', 'b'], inner: { x: i, y: i / 2 } });
function run() {
  for (var k = 0, n = 0; k < 80; k++) n += JSON.stringify(rows, null, 2).length + JSON.stringify(rows, ['id', 'name']).length;
  return n;
}
