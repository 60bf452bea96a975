// Numbers to text and back.
function run() {
  var s = 0;
  for (var i = 0; i < 300000; i++) {
    s += String(i).length + ('' + i * 0.5).length;
    s += parseInt('' + (i & 1023), 10) + parseFloat('2.5') + Number('17') + (i & 255).toString(16).length;
  }
  return s;
}
