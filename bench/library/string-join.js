// join and concat of numbers and strings, String.fromCharCode, repeat and padStart.
var nums = [], codes = [];
for (var i = 0; i < 50000; i++) { nums.push(i * 3); codes.push(97 + i % 26); }
function run() {
  for (var k = 0, n = 0; k < 6; k++) {
    n += nums.join().length + nums.join(' - ').length;
    for (var i = 0; i < 10000; i++) n += String.fromCharCode(codes[i], codes[i + 1]).length + ('' + i).padStart(8, '0').length + 'ab'.repeat(i & 15).length;
  }
  return n;
}
