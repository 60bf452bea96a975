// replaceAll and replace of texts in megabytes.
var text = '';
for (var i = 0; i < 100000; i++) text += 'field ' + i + ' of the table; the end.\n';
function part() {
  return text.replaceAll('the', 'THE').length + text.replaceAll('\n', '\r\n').length + text.replace('end', 'START').length + text.replaceAll('field', function (m) { return m + '!'; }).length;
}
function run() {
  for (var r = 0, out; r < 3; r++) out = part();
  return out;
}
