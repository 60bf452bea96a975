// mathjs, from its several hundred CommonJS files, computes.
'use strict';
const { create, all } = require('mathjs');
const math = create(all, { randomSeed: 'gojs' });
const show = (name, v) => console.log(name + ': ' + math.format(v, { precision: 12 }));

show('expression', math.evaluate('sqrt(3^2 + 4^2) * sin(45 deg) ^ 2 + 5!'));
show('units', math.evaluate('5 cm + 0.2 m in inch'));
show('matrix', math.evaluate('inv([1, 2, 3; 0, 1, 4; 5, 6, 0]) * det([2, 1; 1, 3])'));
show('complex', math.evaluate('(2 + 3i) * (4 - i) / exp(i * pi)'));
show('fraction', math.sum(math.fraction(1, 3), math.fraction(2, 7), math.fraction('0.(142857)')));
show('derivative', math.derivative('x^3 * sin(2 x) + log(x)', 'x').toString());
show('simplify', math.simplify('2 * x + 3 * x - 4 * (x - 1) + x / x').toString());
show('rationalize', math.rationalize('(x + 1)^3 / (x - 2)').toString());
const big = math.create ? math : create(all);
const exact = create(all, { number: 'BigNumber', precision: 64 });
show('big', exact.evaluate('sqrt(2) * pi ^ 10 / 3').toString());
show('eigenvalues', big.eigs([[2, 1, 0], [1, 3, 1], [0, 1, 4]]).values);
const parser = math.parser();
parser.evaluate('f(n) = n < 2 ? n : f(n - 1) + f(n - 2)');
show('recursion', parser.evaluate('f(17)'));
const n = 40, a = math.zeros(n, n).map((v, [i, j]) => 1 / (i + j + 1 + (i === j ? n : 0)));
show('lusolve', math.sum(math.lusolve(a, math.ones(n, 1))));
show('product', math.sum(math.multiply(a, math.transpose(a))));
show('statistics', [math.mean(1, 2, 3.5), math.std([1, 2, 4, 8]), math.median([5, 3, 9]), math.quantileSeq([3, -1, 5, 7], 0.25)]);
show('random', [math.random() === math.random(), math.randomInt(1, 2)]);
show('tree', math.parse('a * (b + c[2]) ^ -2 and not d').toTex());
let total = 0;
const code = math.compile('x^2 + y * cos(z) - x mod 7');
for (let i = 0; i < 20000; i++) total += code.evaluate({ x: i, y: i / 3, z: 0.5 });
show('compiled', total);
try { math.evaluate('2 + * 3'); } catch (e) { console.log(e.name + ': ' + e.message); }
