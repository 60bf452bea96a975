// Promises: then, all, race, resolve, async functions.
async function add(a, b) { return (await a) + b; }
async function part() {
  var n = 0, p = Promise.resolve(0);
  for (var i = 0; i < 20000; i++) p = p.then(function (x) { return x + 1; });
  n += await p;
  for (i = 0; i < 10000; i++) n = await add(n, 1);
  for (i = 0; i < 2000; i++) n += (await Promise.all([1, Promise.resolve(2), 3]))[1];
  return n;
}
async function run() {
  for (var r = 0, out; r < 15; r++) out = await part();
  return out;
}
