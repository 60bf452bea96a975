// Binary trees, made and counted.
function make(d) { return d === 0 ? { l: null, r: null } : { l: make(d - 1), r: make(d - 1) }; }
function count(t) { return t.l === null ? 1 : 1 + count(t.l) + count(t.r); }
function run() {
  var keep = make(14), s = 0;
  for (var i = 0; i < 180; i++) s += count(make(12));
  return s + count(keep);
}
