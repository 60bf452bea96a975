// localeCompare, normalize and isWellFormed.
var list = [];
for (var i = 0; i < 3000; i++) list.push((i * 7919 % 3000).toString(36) + ' caf\u00e9');
function run() {
  var n = 0;
  for (var k = 0; k < 40; k++) for (var i = 1; i < list.length; i++) n += (list[i - 1].localeCompare(list[i]) < 0 ? 1 : 0) + list[i].normalize('NFD').length + list[i].normalize().length;
  return n;
}
