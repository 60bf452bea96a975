// Async functions that await values and each other, and promise chains.
async function leaf(i) { await null; return i; }
async function node(i) { return (await leaf(i)) + (await leaf(i + 1)); }
async function run() {
  var s = 0;
  for (var i = 0; i < 120000; i++) s = (s + await node(i)) | 0;
  var p = Promise.resolve(0);
  for (i = 0; i < 120000; i++) p = p.then(x => x + 1);
  var all = await Promise.all([p, leaf(1), leaf(2)]);
  return s + all[0] + all[1] + all[2];
}
