// terser minifies lodash and a module with classes, with mangling and a source map.
'use strict';
const { minify } = require('terser');
const util = require('./util.js');

async function main() {
  const lodash = await minify(util.read('lodash/lodash.js'), { compress: true, mangle: true });
  util.report('lodash', lodash.code, 3);
  const twice = await minify(util.read('acorn/dist/acorn.mjs'), { module: true, compress: { passes: 2 }, mangle: { toplevel: true }, sourceMap: { asObject: false } });
  util.report('acorn', twice.code, 3);
  util.report('acorn map', twice.map, 1);
  const pretty = await minify('function add(first, second) { const unused = 1; if (true) { return first + second + 2 * 3; } }', { compress: true, mangle: false, format: { beautify: true } });
  util.report('beautified', pretty.code);
  try {
    await minify('let a = 1; let a = 2; (');
  } catch (e) {
    console.log(e.name + ': ' + e.message, e.line, e.col);
  }
}
main();
