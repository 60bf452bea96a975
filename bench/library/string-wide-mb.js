// The same over text beyond Latin-1: search, split, replace, case.
var text = '';
for (var i = 0; i < 40000; i++) text += 'слово ' + i + ' из таблицы, ';
text += 'игла';
function run() {
  var n = 0;
  for (var k = 0; k < 4; k++) n += text.indexOf('игла') + text.split(', ').length + text.replaceAll('из', 'ИЗ').length + text.toUpperCase().length + text.toUpperCase().toLowerCase().length;
  return n;
}
