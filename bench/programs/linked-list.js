// A long list made, reversed and walked.
function run() {
  var s = 0;
  for (var j = 0; j < 6; j++) {
    var head = null;
    for (var i = 0; i < 100000; i++) head = { v: i, next: head };
    var prev = null;
    while (head) { var n = head.next; head.next = prev; prev = head; head = n; }
    for (; prev; prev = prev.next) s = (s * 3 + prev.v) | 0;
  }
  return s;
}
