// charCodeAt and comparison with characters over a text.
function run() {
  var text = 'The quick brown fox jumps over the lazy dog, 0123456789 times. '.repeat(300), words = 0, h = 0;
  for (var r = 0; r < 70; r++) {
    var inWord = false;
    for (var i = 0; i < text.length; i++) {
      var c = text.charCodeAt(i), letter = c >= 97 && c <= 122 || c >= 65 && c <= 90;
      if (letter && !inWord) words++;
      inWord = letter;
      h = (h * 31 + c) | 0;
      if (text[i] === ',') h++;
    }
  }
  return words + ':' + h;
}
