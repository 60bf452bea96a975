// IPv4 addresses of an access log by exec.
// include corpus.js
var text = logText(4000);
function run() {
  var re = /\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b/g, out = '';
  for (var i = 0; i < 48; i++) out = countMatches(re, text);
  return out;
}
