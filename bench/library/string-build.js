// Long texts by +=, by join and by templates.
function run() {
  var s = '', parts = [], n = 0;
  for (var i = 0; i < 200000; i++) s += 'item ' + i + ', ';
  for (i = 0; i < 200000; i++) parts.push('row ' + i);
  var t = parts.join('\n');
  for (i = 0; i < 100000; i++) n += `${i}: ${'x'}=${i & 7}`.length;
  return s.length + t.length + n + s.charCodeAt(777777);
}
