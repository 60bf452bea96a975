// encodeURIComponent, decodeURIComponent, encodeURI, escape and unescape.
var list = [];
for (var i = 0; i < 1000; i++) list.push('name=value ' + i + '&q=\u00fcber/\u0441\u043b\u043e\u0432\u043e?x=1');
function run() {
  for (var k = 0, n = 0; k < 100; k++) for (var i = 0; i < list.length; i++) {
    var e = encodeURIComponent(list[i]);
    n += e.length + decodeURIComponent(e).length + encodeURI(list[i]).length + unescape(escape(list[i])).length;
  }
  return n;
}
