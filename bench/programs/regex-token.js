// A tokenizer by alternatives, with exec and lastIndex.
function run() {
  var text = 'let total = price * 1.19 + shipping(country, "express"); // done\n'.repeat(60), n = 0;
  var re = /\s+|\/\/[^\n]*|([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|([-+*\/=();,])/g;
  for (var r = 0; r < 300; r++) {
    re.lastIndex = 0;
    for (var m; (m = re.exec(text)) !== null;) {
      if (m[1]) n += m[1].length; else if (m[2]) n += 1000; else if (m[3]) n += 7; else if (m[4]) n++;
    }
  }
  return n;
}
