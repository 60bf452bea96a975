// Prettier formats JavaScript, TypeScript, CSS, Markdown, YAML and GraphQL.
import * as prettier from 'prettier/standalone';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import * as postcss from 'prettier/plugins/postcss';
import * as markdown from 'prettier/plugins/markdown';
import * as yaml from 'prettier/plugins/yaml';
import * as graphql from 'prettier/plugins/graphql';
import util from './util.js';

const plugins = [babel, estree, typescript, postcss, markdown, yaml, graphql];
const format = async (name, text, options) => util.report(name, await prettier.format(text, { plugins, ...options }));

await format('lodash', util.read('lodash/lodash.js'), { parser: 'babel' });
await format('one-liner', util.read('acorn/dist/acorn.mjs').slice(0, 60000).replace(/\n\s*\/\/.*/g, '').split('\nvar ').slice(0, 12).join('\nvar '), { parser: 'babel', semi: false, singleQuote: true, printWidth: 60 });
await format('typescript', util.read('typescript/lib/lib.es2015.core.d.ts'), { parser: 'typescript', tabWidth: 4 });
await format('css', util.read('highlight.js/styles/github.css'), { parser: 'css' });
await format('markdown', util.read('terser/README.md'), { parser: 'markdown', proseWrap: 'always' });
await format('yaml', 'a:   1\nb:\n    - x\n    -   y: {c: 1,   d: [1,2,3]}\n# end\n', { parser: 'yaml' });
await format('graphql', 'query Q($a:Int){user(id:$a){name,...F}} fragment F on User{id}', { parser: 'graphql' });
try {
  await format('broken', 'let a = (1;\n', { parser: 'babel' });
} catch (e) {
  console.log(e.name + ': ' + e.message);
}
