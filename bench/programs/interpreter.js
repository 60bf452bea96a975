// A lexer, parser and evaluator of arithmetic, as programs write them.
function lex(src) {
  var out = [], i = 0;
  while (i < src.length) {
    var c = src[i];
    if (c === ' ') { i++; continue; }
    if (c >= '0' && c <= '9') {
      var j = i;
      while (j < src.length && src[j] >= '0' && src[j] <= '9') j++;
      out.push({ type: 'num', value: +src.slice(i, j) });
      i = j;
    } else if (c >= 'a' && c <= 'z') { out.push({ type: 'id', value: c }); i++; } else { out.push({ type: c, value: c }); i++; }
  }
  out.push({ type: 'end', value: null });
  return out;
}
class Parser {
  constructor(toks) { this.toks = toks; this.pos = 0; }
  peek() { return this.toks[this.pos].type; }
  take() { return this.toks[this.pos++]; }
  expr() { let l = this.term(); while (this.peek() === '+' || this.peek() === '-') { let op = this.take().type; l = { kind: 'bin', op, l, r: this.term() }; } return l; }
  term() { let l = this.atom(); while (this.peek() === '*' || this.peek() === '%') { let op = this.take().type; l = { kind: 'bin', op, l, r: this.atom() }; } return l; }
  atom() {
    let t = this.take();
    if (t.type === 'num') return { kind: 'num', value: t.value };
    if (t.type === 'id') return { kind: 'var', name: t.value };
    if (t.type === '(') { let e = this.expr(); this.take(); return e; }
    throw new SyntaxError('unexpected ' + t.type);
  }
}
function evaluate(n, env) {
  switch (n.kind) {
    case 'num': return n.value;
    case 'var': return env[n.name];
    default: {
      const l = evaluate(n.l, env), r = evaluate(n.r, env);
      return n.op === '+' ? l + r : n.op === '-' ? l - r : n.op === '*' ? l * r : l % r;
    }
  }
}
function run() {
  var s = 0, src = '(a + 3) * (b - 17 + c * 2) % 1009 + (a * b - (c + 42) * 7) % 13';
  for (var i = 0; i < 2400; i++) {
    var tree = new Parser(lex(src)).expr();
    for (var k = 0; k < 20; k++) s += evaluate(tree, { a: i, b: k, c: 5 });
  }
  return s;
}
