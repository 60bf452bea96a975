// What the jobs share: reading inputs and a checksum of long outputs.
'use strict';
const fs = require('fs');

const modules = __dirname + '/../node_modules/';

// read returns the text of a file below node_modules.
exports.read = name => fs.readFileSync(modules + name, 'utf8');

// hash is FNV-1a over UTF-16 code units, as text.
const hash = s => {
  let h = 0x811c9dc5;
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
};
exports.hash = hash;

// report prints an output's length, checksum and first lines.
exports.report = (name, text, lines = 6) => {
  console.log(`${name}: ${text.length} units, ${hash(text)}`);
  for (const l of text.split('\n').slice(0, lines)) console.log('  | ' + l.slice(0, 100));
};
