// A peak of some 400 MB, then nothing of it: memory must go back to the system.
function build(n) {
  var a = [];
  for (var i = 0; i < n; i++) a.push({ x: i, y: [i], z: 's' + i });
  return a.length;
}
function run() {
  mark('before');
  var a = [];
  for (var i = 0; i < 3000000; i++) a.push({ x: i, y: [i], z: 's' + i });
  mark('peak');
  a = null;
  collect();
  for (var r = 0; r < 20; r++) { build(20000); rest(50); }
  collect();
  rest(1500);
  mark('released');
}
