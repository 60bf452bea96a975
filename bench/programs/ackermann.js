// Deep recursion with two arguments.
function ack(m, n) {
  if (m === 0) return n + 1;
  if (n === 0) return ack(m - 1, 1);
  return ack(m - 1, ack(m, n - 1));
}
function run() {
  var sum = 0;
  for (var i = 0; i < 36; i++) sum += ack(2, 200 + i);
  return sum;
}
