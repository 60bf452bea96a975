'use strict';

// The syntax of .env files: NAME=value lines, comments, values in quotes over
// several lines.

function trim(text) {
  return text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
}

function parseEnv(content) {
  const result = { __proto__: null };
  const text = trim(content.replaceAll('\r\n', '\n').replaceAll('\r', ''));
  let at = 0;
  const skipLine = () => {
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : end + 1;
  };
  while (at < text.length) {
    if (text[at] === '\n' || text[at] === '#') {
      skipLine();
      continue;
    }
    const equal = text.indexOf('=', at), newline = text.indexOf('\n', at);
    if (equal < 0) break;
    if (newline >= 0 && newline < equal) {
      at = newline + 1;
      continue;
    }
    let key = trim(text.slice(at, equal));
    at = equal + 1;
    if (key === '') {
      skipLine();
      continue;
    }
    if (key.startsWith('export ')) key = key.slice(7);
    if (at >= text.length) {
      result[key] = '';
      break;
    }
    while (at < text.length && /[ \t\v\f]/.test(text[at])) at++;
    result[key] = value();
  }
  return result;

  function value() {
    const first = text[at];
    if (first === '\n' || first === undefined) {
      skipLine();
      return '';
    }
    if (first === '"' || first === "'" || first === '`') {
      const close = text.indexOf(first, at + 1);
      if (close >= 0) {
        const quoted = text.slice(at + 1, close);
        at = close + 1;
        skipLine();
        return first === '"' ? quoted.replaceAll('\\n', '\n') : quoted;
      }
    }
    const end = text.indexOf('\n', at);
    let line = text.slice(at, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
    const hash = line.indexOf('#');
    if (hash >= 0) line = line.slice(0, hash);
    return trim(line);
  }
}

module.exports = { parseEnv };
