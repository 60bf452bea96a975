// split, join, trim, case, replace, padStart.
function run() {
  var line = ' alpha=1; beta=22; gamma=333; delta=4444 ', n = 0;
  for (var i = 0; i < 30000; i++) {
    var parts = line.trim().split('; ');
    for (var j = 0; j < parts.length; j++) {
      var kv = parts[j].split('=');
      n += kv[0].toUpperCase().length + kv[1].padStart(6, '0').length;
    }
    n += parts.join('&').replace('beta', 'BETA').length;
  }
  return n;
}
