// Short texts tested for a whole date.
// include corpus.js
var list = csvText(5000).split(/[,\n]/);
function run() {
  var re = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, n = 0;
  for (var k = 0; k < 30; k++) for (var i = 0; i < list.length; i++) if (re.test(list[i])) n++;
  return n;
}
