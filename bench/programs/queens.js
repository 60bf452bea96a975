// Backtracking with recursion and small arrays.
function place(n, row, cols, d1, d2) {
  if (row === n) return 1;
  var c = 0;
  for (var i = 0; i < n; i++) {
    if (cols[i] || d1[row + i] || d2[row - i + n]) continue;
    cols[i] = d1[row + i] = d2[row - i + n] = true;
    c += place(n, row + 1, cols, d1, d2);
    cols[i] = d1[row + i] = d2[row - i + n] = false;
  }
  return c;
}
function run() { return place(11, 0, [], [], []); }
