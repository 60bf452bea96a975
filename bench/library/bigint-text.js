// Numbers of 10,000 digits to text and back, decimal and hexadecimal.
var text = '9876543210'.repeat(1000), hex = '0x' + 'fedcba9876543210'.repeat(520);
function run() {
  var n = 0;
  for (var i = 0; i < 120; i++) n += (BigInt(text) + BigInt(i)).toString().length + (BigInt(hex) + BigInt(i)).toString(16).length;
  return n;
}
