// Keywords among words.
// include corpus.js
var text = codeText(1000);
function run() {
  var re = /\b(?:break|case|class|const|continue|else|for|function|if|let|new|null|return|switch|this|throw|try|var|while)\b/g, out = '';
  for (var i = 0; i < 20; i++) out = countMatches(re, text);
  return out;
}
