// indexOf, includes, startsWith, slice, substring, lastIndexOf.
function run() {
  var text = 'lorem ipsum dolor sit amet consectetur adipiscing elit '.repeat(40), n = 0;
  for (var i = 0; i < 150000; i++) {
    for (var p = text.indexOf('sit'); p >= 0 && p < 500; p = text.indexOf('sit', p + 1)) n += p;
    if (text.includes('zzz') || text.startsWith('lorem', i)) n++;
    n += text.slice(i & 255, 300).length + text.substring(5, 25).lastIndexOf('o');
  }
  return n;
}
