// Private fields, methods and a static one.
class Account {
  #sum = 0;
  #log = 0;
  static #made = 0;
  constructor() { Account.#made++; }
  #note() { this.#log++; }
  put(n) { this.#sum += n; this.#note(); return this.#sum; }
  get state() { return this.#sum + this.#log + Account.#made; }
}
function run() {
  var s = 0;
  for (var j = 0; j < 30; j++) {
    var a = new Account();
    for (var i = 0; i < 20000; i++) a.put(i & 3);
    s += a.state > 0 ? a.put(0) : 0;
  }
  return s;
}
