// Short texts tested for an e-mail address.
// include corpus.js
var list = csvText(5000).split(/[,\n]/);
function run() {
  var re = /^[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/, n = 0;
  for (var k = 0; k < 12; k++) for (var i = 0; i < list.length; i++) if (re.test(list[i])) n++;
  return n;
}
