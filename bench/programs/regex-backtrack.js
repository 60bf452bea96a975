// Patterns that search and backtrack over a longer text.
function run() {
  var text = 'aaaaaaaaab xyz foo1bar22baz '.repeat(400), n = 0;
  for (var i = 0; i < 130; i++) {
    n += (text.match(/a*ab?\s/g) || []).length;
    n += (text.match(/(\w+?)(\d+)(\w+?)\b/g) || []).length;
    n += (text.match(/.*z /) || [''])[0].length;
    n += text.search(/qq|zz|foo99/);
  }
  return n;
}
