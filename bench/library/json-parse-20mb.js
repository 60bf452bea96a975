// JSON.parse of 20 MB of records.
var rows = [];
for (var i = 0; i < 1000; i++) rows.push({ id: i, guid: 'a7c1-' + i * 7919, name: 'Record number ' + i, tags: ['alpha', 'beta', 'gamma ' + i % 7], at: { x: i * 1.25, y: -i / 3 }, note: 'line one\nline "two"', ok: i % 2 === 0, none: null });
var one = JSON.stringify(rows), parts = [];
while (parts.length * one.length < 20e6) parts.push(one);
var text = '[' + parts.join(',') + ']';
function run() {
  var o = JSON.parse(text);
  return text.length + ':' + o.length + ':' + o[o.length - 1][999].name;
}
