// highlight.js, with all its languages, marks up several kinds of text.
'use strict';
const hljs = require('highlight.js');
const util = require('./util.js');

const inputs = [
  ['typescript', util.read('typescript/lib/lib.dom.d.ts').slice(0, 250000)],
  ['javascript', util.read('lodash/lodash.js').slice(0, 200000)],
  ['markdown', util.read('highlight.js/CHANGES.md')],
  ['json', util.read('typescript/package.json')],
  ['css', util.read('highlight.js/styles/github.css')],
];
for (const [language, text] of inputs) {
  const r = hljs.highlight(text, { language });
  console.log(`${language}: relevance ${r.relevance}, illegal ${r.illegal}`);
  util.report(language, r.value, 4);
}
const auto = hljs.highlightAuto('#include <stdio.h>\nint main(void) { printf("%d\\n", 42); return 0; }');
console.log(auto.language, auto.relevance, auto.secondBest && auto.secondBest.language);
util.report('auto', auto.value);
console.log(hljs.listLanguages().length, 'languages');
