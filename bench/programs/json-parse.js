// JSON.parse of objects, arrays, numbers and strings.
function run() {
  var rows = [];
  for (var i = 0; i < 400; i++) rows.push({ id: i, name: 'row ' + i, tags: ['a', 'b', 'c\n'], value: i * 1.5, ok: i % 2 === 0, none: null });
  var text = JSON.stringify({ rows: rows }), n = 0;
  for (i = 0; i < 300; i++) { var o = JSON.parse(text); n += o.rows.length + o.rows[i % 40].value; }
  return n + text.length;
}
