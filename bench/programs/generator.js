// Generators, delegation and a hand-made iterator.
function* range(n) { for (var i = 0; i < n; i++) yield i; }
function* twice(n) { yield* range(n); yield* range(n); }
class Count {
  constructor(n) { this.n = n; }
  [Symbol.iterator]() { var i = 0, n = this.n; return { next() { return i < n ? { value: i++, done: false } : { value: undefined, done: true }; } }; }
}
function run() {
  var s = 0;
  for (var r = 0; r < 600; r++) {
    for (var x of range(1000)) s += x;
    for (x of twice(300)) s += x;
    for (x of new Count(1000)) s += x;
  }
  return s;
}
