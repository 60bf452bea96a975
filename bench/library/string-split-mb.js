// split of megabytes by a separator, by characters and by lines.
var text = '';
for (var i = 0; i < 100000; i++) text += 'field' + i + ',value ' + (i * 7) % 1000 + ';\n';
function part() {
  return text.split('\n').length + text.split(',').length + text.split('; ').length + text.slice(0, 300000).split('').length;
}
function run() {
  for (var r = 0, out; r < 8; r++) out = part();
  return out;
}
