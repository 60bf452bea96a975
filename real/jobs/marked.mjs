// marked renders long documents and, through an extension, custom syntax.
import { marked, Marked } from 'marked';
import util from './util.js';

const documents = ['highlight.js/CHANGES.md', 'marked/README.md', 'terser/README.md', 'typescript/ThirdPartyNoticeText.txt'];
const text = documents.map(util.read).join('\n\n');
util.report('gfm', marked.parse(text));
util.report('pedantic', marked.parse(text, { pedantic: true, gfm: false }));
util.report('breaks', marked.parse(text, { breaks: true }));

const custom = new Marked({
  renderer: { heading({ tokens, depth }) { return `<h${depth} id="x">${this.parser.parseInline(tokens)}</h${depth}>\n`; } },
  walkTokens(token) { if (token.type === 'link') token.href = 'https://example.com/'; },
});
util.report('custom', custom.parse(text));
console.log(marked.lexer(text).length, 'tokens');
