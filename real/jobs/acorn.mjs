// acorn parses typescript.js and two smaller files, as modules and scripts.
import * as acorn from 'acorn';
import util from './util.js';

function summary(name, options) {
  const counts = new Map();
  let nodes = 0, depth = 0, h = 0;
  const visit = (node, d) => {
    nodes++;
    if (d > depth) depth = d;
    counts.set(node.type, (counts.get(node.type) ?? 0) + 1);
    h = (Math.imul(h, 31) + node.start * 7 + node.end + node.type.length) | 0;
    for (const key in node) {
      const v = node[key];
      if (v === null || typeof v !== 'object' || key === 'loc') continue;
      if (Array.isArray(v)) { for (const x of v) if (x && typeof x.type === 'string') visit(x, d + 1); }
      else if (typeof v.type === 'string') visit(v, d + 1);
    }
  };
  const comments = [];
  const tree = acorn.parse(util.read(name), { ecmaVersion: 'latest', onComment: comments, ...options });
  visit(tree, 0);
  console.log(`${name}: ${nodes} nodes, depth ${depth}, ${comments.length} comments, hash ${(h >>> 0).toString(16)}`);
  const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12);
  for (const [type, n] of top) console.log(`  ${type.padEnd(28)}${n}`);
}

summary('typescript/lib/typescript.js', { sourceType: 'script', allowHashBang: true });
summary('acorn/dist/acorn.mjs', { sourceType: 'module', locations: true });
summary('lodash/lodash.js', { sourceType: 'script', locations: true, ranges: true });
try {
  acorn.parse('let x = ;', { ecmaVersion: 2022 });
} catch (e) {
  console.log(`${e.name}: ${e.message} at ${e.pos}`);
}
