// Recursive calls whose arguments are calls.
function tak(x, y, z) {
  return y >= x ? z : tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}
function run() { return tak(24, 16, 8) + tak(17, 11, 4) + tak(18, 11, 5); }
