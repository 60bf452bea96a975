// Dynamic programming over strings with two rows.
function distance(a, b) {
  var prev = [], cur = [];
  for (var j = 0; j <= b.length; j++) prev[j] = j;
  for (var i = 1; i <= a.length; i++) {
    cur[0] = i;
    for (j = 1; j <= b.length; j++) {
      var cost = a[i - 1] === b[j - 1] ? 0 : 1;
      cur[j] = Math.min(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + cost);
    }
    var t = prev; prev = cur; cur = t;
  }
  return prev[b.length];
}
function run() {
  var a = 'the standard language of scripts '.repeat(16), b = 'a standard for programming them '.repeat(16);
  return distance(a, b) + distance(b, a.slice(3));
}
