// Dates of mail headers, multi-line.
// include corpus.js
var text = mailText(1500);
function run() {
  var re = /^Date: (?:(\w{3}), )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4})$/gm, out = '';
  for (var i = 0; i < 100; i++) out = countMatches(re, text);
  return out;
}
