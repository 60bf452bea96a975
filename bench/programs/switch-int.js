// A small virtual machine: dispatch by switch over integers.
function exec(code, n) {
  var pc = 0, acc = 0, i = n;
  for (;;) {
    switch (code[pc++]) {
      case 0: acc = (acc + code[pc++]) | 0; break;
      case 1: acc = (acc * 3) & 0xffff; break;
      case 2: acc ^= i; break;
      case 3: i--; break;
      case 4: if (i > 0) pc = code[pc]; else pc++; break;
      case 5: return acc;
      case 6: acc = -acc; break;
      default: throw new Error('bad code');
    }
  }
}
function run() { return exec([0, 7, 1, 2, 6, 3, 4, 0, 5], 600000); }
