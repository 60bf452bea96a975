// A closure made in each turn of a loop over a let binding.
function run() {
  var fs = [], s = 0;
  for (let i = 0; i < 300000; i++) {
    fs[i & 1023] = () => i;
    if ((i & 1023) === 1023) for (let j = 0; j < 1024; j++) s = (s + fs[j]()) | 0;
  }
  return s;
}
