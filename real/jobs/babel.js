// Babel's standalone bundle takes modern JavaScript, JSX and TypeScript down to old JavaScript.
'use strict';
const Babel = require('@babel/standalone');
const util = require('./util.js');

const run = (name, code, options) => {
  const out = Babel.transform(code, { comments: false, ...options });
  util.report(name, out.code);
};

run('acorn for old browsers', util.read('acorn/dist/acorn.mjs'), { presets: [['env', { modules: 'commonjs', targets: 'ie 11' }]] });
run('classes', `
class A { #x = 1; static s = 2; get x() { return this.#x; } static { A.t = A.s; } }
export const f = async ({ a, ...rest }, [b = 3]) => { for await (const q of rest.list ?? []) yield_(q?.b?.c ** 2); };
export default function* g() { yield* [1n, \`t\${A.s}\`, /a(?<n>b)/su]; }
`, { presets: [['env', { modules: 'umd', targets: 'ie 11' }]] });
run('jsx', 'export const App = ({ items }) => <ul className="list">{items.map(i => <li key={i.id} {...i.rest}>{i.text}</li>)}</ul>;',
  { presets: [['react', { runtime: 'classic' }]] });
run('typescript', 'enum E { A, B = 3 } interface I { a: string } export class C<T extends I> { constructor(private readonly t: T, public e: E = E.A) {} get(): string { return this.t.a as string; } }',
  { presets: ['typescript'], filename: 'c.ts' });
try {
  Babel.transform('let a = 1;\nlet b = (a + ;\n', { presets: [['env', { targets: 'ie 11' }]] });
} catch (e) {
  console.log(e.name + ': ' + e.message);
}
