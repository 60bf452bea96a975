// One call site that meets five classes.
class Shape { area() { return 0; } }
class Square extends Shape { constructor(s) { super(); this.s = s; } area() { return this.s * this.s; } }
class Rect extends Shape { constructor(w, h) { super(); this.w = w; this.h = h; } area() { return this.w * this.h; } }
class Tri extends Shape { constructor(b, h) { super(); this.b = b; this.h = h; } area() { return this.b * this.h / 2; } }
class Circle extends Shape { constructor(r) { super(); this.r = r; } area() { return this.r * this.r * 3; } }
function run() {
  var list = [new Shape(), new Square(2), new Rect(2, 3), new Tri(2, 4), new Circle(1)], s = 0;
  for (var i = 0; i < 2000000; i++) s += list[i % 5].area();
  return s;
}
