// replace with strings and functions, split and test by patterns.
function run() {
  var s = 'John Smith <john.smith@example.com>, Jane Doe <jane@doe.org>; 2024-01-31', n = 0;
  for (var i = 0; i < 20000; i++) {
    n += s.replace(/(\w+)@(\w+)/g, '$2 at $1').length;
    n += s.replace(/\d+/g, function (d) { return '#' + d; }).length;
    n += s.split(/[,;]\s*/).length;
    if (/(\d{4})-(\d\d)-(\d\d)$/.test(s)) n++;
    if (/^[a-z]+$/i.test(s)) n++;
  }
  return n;
}
