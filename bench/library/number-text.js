// Numbers to text and back: toString, toFixed, toPrecision, radixes, parseFloat, parseInt.
var texts = [];
for (var i = 0; i < 2000; i++) texts.push('' + i * 1.37, '' + i, i + 'px', i + 'e3');
function part() {
  var n = 0;
  for (var i = 0; i < 60000; i++) {
    var x = i * 1.1;
    n += ('' + x).length + x.toFixed(2).length + i.toString(16).length + x.toPrecision(5).length;
  }
  for (var k = 0; k < 8; k++) for (i = 0; i < texts.length; i++) n += (parseFloat(texts[i]) | 0) + parseInt(texts[i], 10) + (Number(texts[i]) | 0 || 0);
  return n;
}
function run() {
  for (var r = 0, out; r < 3; r++) out = part();
  return out;
}
