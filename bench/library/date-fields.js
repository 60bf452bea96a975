// Fields of dates, read and written, local and UTC.
function run() {
  var n = 0;
  for (var i = 0; i < 150000; i++) {
    var d = new Date(2000 + i % 50, i % 12, i % 28, i % 24);
    n += d.getFullYear() + d.getMonth() + d.getDate() + d.getDay() + d.getHours() + d.getUTCDate() + d.getTimezoneOffset();
    d.setDate(d.getDate() + 40); d.setUTCHours(3);
    n += d.getTime() % 1009 + Date.UTC(2000, i % 12, 1) % 1013;
  }
  return n;
}
