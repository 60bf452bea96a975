// Dates to text: toISOString, toJSON, toString, toUTCString.
function run() {
  var n = 0;
  for (var i = 0; i < 40000; i++) {
    var d = new Date(i * 98765432);
    n += d.toISOString().length + d.toJSON().length + d.toUTCString().length + d.toString().length;
  }
  return n;
}
