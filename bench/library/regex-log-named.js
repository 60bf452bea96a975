// Events of a log by named groups.
// include corpus.js
var list = eventText(3000).split("\n");
function run() {
  var re = /^(?<date>\d{4}-\d\d-\d\d)T(?<time>[\d:.]+)Z (?<level>[A-Z]+) \[(?<who>[\w-]+)\] (?<rest>.*)$/, sum = 0;
  for (var k = 0; k < 48; k++)
    for (var i = 0; i < list.length; i++) {
      var m = re.exec(list[i]);
      if (m) sum += m.groups.level.length + m.groups.rest.length;
    }
  return sum;
}
