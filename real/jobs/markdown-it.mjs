// markdown-it renders long documents, with tables, raw HTML and typography.
import MarkdownIt from 'markdown-it';
import util from './util.js';

const documents = ['highlight.js/CHANGES.md', 'markdown-it/README.md', 'terser/README.md', 'typescript/ThirdPartyNoticeText.txt'];
const text = documents.map(util.read).join('\n\n');
for (const [name, options] of [['default', {}], ['all', { html: true, linkify: true, typographer: true, breaks: true }]]) {
  const md = new MarkdownIt(options);
  util.report(name, md.render(text));
  const kinds = {};
  for (const t of md.parse(text, {})) kinds[t.type] = (kinds[t.type] || 0) + 1;
  console.log(JSON.stringify(kinds));
}
util.report('commonmark', new MarkdownIt('commonmark').render(util.read('terser/README.md')));
