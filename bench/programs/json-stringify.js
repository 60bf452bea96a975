// JSON.stringify, plain, indented and with a replacer.
function run() {
  var rows = [];
  for (var i = 0; i < 300; i++) rows.push({ id: i, name: 'row "' + i + '"', tags: ['a', 'b'], value: i * 1.5, ok: true, deep: { x: [1, [2, [3]]] } });
  var n = 0;
  for (i = 0; i < 300; i++) n += JSON.stringify(rows).length;
  for (i = 0; i < 50; i++) n += JSON.stringify(rows, null, 2).length + JSON.stringify(rows, function (k, v) { return k === 'id' ? undefined : v; }).length;
  return n;
}
