// Date.parse of ISO texts, of toString's and of mail headers.
var list = [];
for (var i = 0; i < 4000; i++) {
  var d = new Date(86400000 * i * 3 + i * 1234567);
  list.push(d.toISOString(), d.toISOString().slice(0, 10), d.toUTCString());
}
function run() {
  var s = 0;
  for (var k = 0; k < 40; k++) for (var i = 0; i < list.length; i++) s += Date.parse(list[i]) % 1000003;
  return s;
}
