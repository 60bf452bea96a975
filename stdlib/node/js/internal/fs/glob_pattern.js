'use strict';

// Patterns of names (https://nodejs.org/api/fs.html#fsglobpattern-options-callback):
// *, ?, [..], {a,b}, **, and @(..) +(..) *(..) ?(..) !(..).

const kMostAlternatives = 1000;

// The alternatives of a pattern with braces.
function expandBraces(pattern) {
  const found = findBraces(pattern);
  if (found === undefined) return [pattern];
  const { start, end, parts } = found;
  const before = pattern.slice(0, start), after = expandBraces(pattern.slice(end + 1));
  const out = [];
  for (const part of parts) {
    for (const one of expandBraces(part)) {
      for (const rest of after) {
        if (out.length < kMostAlternatives) out.push(before + one + rest);
      }
    }
  }
  return out;
}

function findBraces(pattern) {
  for (let start = 0; start < pattern.length; start++) {
    if (pattern[start] === '\\') start++;
    else if (pattern[start] === '{') {
      const parts = [];
      let depth = 0, from = start + 1;
      for (let i = start; i < pattern.length; i++) {
        const c = pattern[i];
        if (c === '\\') i++;
        else if (c === '{') depth++;
        else if (c === ',' && depth === 1) {
          parts.push(pattern.slice(from, i));
          from = i + 1;
        } else if (c === '}' && --depth === 0) {
          parts.push(pattern.slice(from, i));
          if (parts.length > 1) return { start, end: i, parts };
          const range = rangeOf(parts[0]);
          if (range !== undefined) return { start, end: i, parts: range };
          break;
        }
      }
    }
  }
}

// {1..5}, {a..e}
function rangeOf(text) {
  const m = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(text);
  if (m === null || /\d/.test(m[1]) !== /\d/.test(m[2])) return undefined;
  const numbers = /\d/.test(m[1]);
  const at = (s) => numbers ? Number(s) : s.charCodeAt(0);
  const from = at(m[1]), to = at(m[2]), step = Math.abs(Number(m[3] ?? 1)) || 1;
  const out = [];
  for (let i = from; from <= to ? i <= to : i >= to; i += from <= to ? step : -step) {
    if (out.length >= kMostAlternatives) break;
    out.push(numbers ? `${i}` : String.fromCharCode(i));
  }
  return out;
}

const escapeRegExp = (s) => s.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

// The regular expression of one part between slashes, without anchors. Dots at
// its beginning are matched by a dot only, but with dot.
function partSource(part, dot, top = true) {
  let out = '';
  const lead = top && !dot ? '(?!\\.)' : top ? '(?!\\.\\.?$)' : '';
  for (let i = 0; i < part.length; i++) {
    const c = part[i];
    if (/[@+*?!]/.test(c) && part[i + 1] === '(') {
      const end = closing(part, i + 1);
      if (end !== -1) {
        const list = alternatives(part.slice(i + 2, end)).map((p) => partSource(p, dot, false)).join('|');
        if (c === '!') out += `(?:(?!(?:${list})${partSource(part.slice(end + 1), dot, false)}$)${i === 0 ? lead : ''}[^/]*?)`;
        else out += `(?:${list})${c === '@' ? '' : c}`;
        i = end;
        continue;
      }
    }
    if (c === '\\' && i + 1 < part.length) out += escapeRegExp(part[++i]);
    else if (c === '*') {
      while (part[i + 1] === '*') i++;
      out += `${i === 0 || out === '' ? lead : ''}[^/]*?`;
    } else if (c === '?') out += `${out === '' ? lead : ''}[^/]`;
    else if (c === '[') {
      const found = bracket(part, i);
      if (found === undefined) out += '\\[';
      else {
        out += `${out === '' ? lead : ''}${found.source}`;
        i = found.end;
      }
    } else out += escapeRegExp(c);
  }
  return out;
}

function closing(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function alternatives(text) {
  const out = [];
  let depth = 0, from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === '|' && depth === 0) {
      out.push(text.slice(from, i));
      from = i + 1;
    }
  }
  out.push(text.slice(from));
  return out;
}

const classes = {
  alnum: '\\p{L}\\p{Nl}\\p{Nd}', alpha: '\\p{L}\\p{Nl}', ascii: '\\x00-\\x7f', blank: '\\p{Zs}\\t', cntrl: '\\p{Cc}', digit: '\\p{Nd}',
  lower: '\\p{Ll}', punct: '\\p{P}', space: '\\p{Z}\\t\\r\\n\\v\\f', upper: '\\p{Lu}', word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}', xdigit: 'A-Fa-f0-9',
};

// A set of characters.
function bracket(part, start) {
  let i = start + 1, negate = false, set = '';
  if (part[i] === '!' || part[i] === '^') {
    negate = true;
    i++;
  }
  for (let first = true; i < part.length; first = false) {
    if (part[i] === ']' && !first) {
      if (set === '') return { source: negate ? '[^/]' : '[^\\s\\S]', end: i };
      return { source: `[${negate ? '^/' : ''}${set}]`, end: i };
    }
    const named = /^\[:(\w+):\]/.exec(part.slice(i));
    if (named !== null && classes[named[1]] !== undefined) {
      set += classes[named[1]];
      i += named[0].length;
      continue;
    }
    let from = part[i++];
    if (from === '\\' && i < part.length) from = part[i++];
    if (part[i] === '-' && i + 1 < part.length && part[i + 1] !== ']') {
      const to = part[i + 1];
      i += 2;
      if (from <= to) set += `${escapeClass(from)}-${escapeClass(to)}`;
    } else set += escapeClass(from);
  }
}

const escapeClass = (c) => c.replace(/[\\\]^[-]/g, '\\$&');

// The parts of a pattern: texts, regular expressions, and globStar.
const globStar = Symbol('**');

function compileParts(pattern, { dot = false, nocase = false } = {}) {
  return pattern.split('/').map((part) => {
    if (part === '**') return globStar;
    if (!/[*?[\]\\@+!(]/.test(part)) return part;
    return new RegExp(`^${partSource(part, dot)}$`, `u${nocase ? 'i' : ''}`);
  });
}

// One regular expression for whole paths.
function globRegExp(pattern, { dot = false, nocase = false, matchBase = false } = {}) {
  const sources = expandBraces(pattern).map((one) => {
    if (matchBase && !one.includes('/')) one = `**/${one}`;
    const parts = one.split('/');
    let out = '';
    parts.forEach((part, i) => {
      const last = i === parts.length - 1;
      if (part === '**') {
        const any = dot ? '(?!\\.\\.?(?:/|$))[^/]+' : '(?!\\.)[^/]+';
        out += last ? `(?:${any}(?:/${any})*)?` : `(?:${any}/)*`;
      } else out += partSource(part, dot) + (last ? '' : parts[i + 1] === '**' && i + 1 === parts.length - 1 ? '(?:/|$)' : '/');
    });
    return out;
  });
  return new RegExp(`^(?:${sources.join('|')})/?$`, `u${nocase ? 'i' : ''}`);
}

module.exports = { compileParts, expandBraces, globRegExp, globStar };
