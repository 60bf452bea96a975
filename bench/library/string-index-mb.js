// indexOf, lastIndexOf and includes over megabytes.
var text = '';
for (var i = 0; i < 200000; i++) text += 'field ' + i + ' of the table, ';
text += 'needle';
function run() {
  var n = 0;
  for (var k = 0; k < 8; k++) {
    n += text.indexOf('needle') + text.lastIndexOf('field 7 of') + (text.includes('absent') ? 1 : 0) + text.indexOf('\n') + 1;
    for (var at = -1; (at = text.indexOf('table', at + 1)) >= 0;) n++;
  }
  return n;
}
