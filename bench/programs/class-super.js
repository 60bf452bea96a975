// Construction through three classes and super calls in methods.
class A { constructor(x) { this.x = x; } get() { return this.x; } }
class B extends A { constructor(x) { super(x + 1); this.y = x; } get() { return super.get() + this.y; } }
class C extends B { z = 1; get() { return super.get() + this.z; } }
function run() {
  var s = 0;
  for (var i = 0; i < 500000; i++) s = (s + new C(i).get()) | 0;
  return s;
}
