// Three nested counted loops with a branch.
function run() {
  var c = 0;
  for (var i = 0; i < 180; i++)
    for (var j = 0; j < 180; j++)
      for (var k = 0; k < 180; k++)
        if ((i ^ j ^ k) % 7 === 0) c++;
  return c;
}
