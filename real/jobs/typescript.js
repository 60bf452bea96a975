// TypeScript takes large files down to ES5 and checks a small program against its library.
'use strict';
const ts = require('typescript');
const util = require('./util.js');

const out = ts.transpileModule(util.read('lodash/lodash.js') + util.read('acorn/dist/acorn.js'), {
  compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.CommonJS, removeComments: true, allowJs: true },
  fileName: 'large.js',
});
util.report('transpiled', out.outputText, 4);

const program = `
interface Shape { readonly kind: 'circle' | 'square'; size: number }
type Area<T extends Shape> = T extends { kind: 'circle' } ? number : string;
class Box<T> { #items: T[] = []; add(...xs: T[]): this { this.#items.push(...xs); return this; } get first(): T | undefined { return this.#items[0]; } }
enum Level { Low = 1, High }
export async function run(shapes: Map<string, Shape>): Promise<number> {
  let n: number = 'no';
  for (const [name, s] of shapes) n += s.size + name.missing;
  const b = new Box<number>().add(1, 2).add('three');
  return b.first! + Level[5].length + (await Promise.resolve([1, 2].map(x => x.toFixed())));
}
export const area: Area<{ kind: 'circle'; size: 1 }> = 'wrong';
`;
const options = { target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], strict: true, module: ts.ModuleKind.ESNext, types: [] };
const emitted = {};
const files = new Map([['/main.ts', program]]);
const host = {
  getSourceFile(name, languageVersion) {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, languageVersion);
  },
  readFile(name) {
    if (files.has(name)) return files.get(name);
    return name.startsWith('/lib/') ? util.read('typescript/lib/' + name.slice(5)) : undefined;
  },
  fileExists: name => files.has(name) || name.startsWith('/lib/'),
  getDefaultLibFileName: () => '/lib/lib.es2022.d.ts',
  getDefaultLibLocation: () => '/lib',
  writeFile: (name, text) => { emitted[name] = text; },
  getCurrentDirectory: () => '/',
  getCanonicalFileName: f => f,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => '\n',
  getDirectories: () => [],
};
const p = ts.createProgram(['/main.ts'], options, host);
for (const d of ts.getPreEmitDiagnostics(p)) {
  const at = d.file ? d.file.getLineAndCharacterOfPosition(d.start) : { line: -1, character: -1 };
  console.log(`${at.line + 1}:${at.character + 1} TS${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`);
}
p.emit();
util.report('emitted', emitted['/main.js'], 40);
console.log(p.getSourceFiles().length, 'source files');
