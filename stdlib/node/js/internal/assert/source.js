'use strict';

// The text of the call that an assertion failed in.

// callText ( fn ) is the text of the innermost call of fn, undefined where it is not to be had.
function callText(fn) {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder = {};
  let site;
  try {
    Error.prepareStackTrace = (_, sites) => sites;
    Error.stackTraceLimit = 1;
    Error.captureStackTrace(holder, fn);
    [site] = holder.stack;
  } catch {
    return undefined;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
  const line = site && internalBinding('errors').siteLine(site).replace(/[\r\n]+$/, '');
  return line ? expressionAt(line, (site.getColumnNumber() ?? 1) - 1)?.replace(control, escapeControl) : undefined;
}

// eslint-disable-next-line no-control-regex
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f]/g;

function escapeControl(c) {
  return { '\b': '\\b', '\v': '\\v', '\f': '\\f' }[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

// The call whose name is at column of a line, from the first name of its chain
// to its closing parenthesis.
function expressionAt(line, column) {
  let start = column;
  const chain = /[\w$]+(?:\s*(?:\?\.|\.)\s*[\w$]+|\[[^\]]*\])*$/.exec(line.slice(0, column).replace(/[.[]\s*['"]?$/, ''));
  if (chain !== null && /[.[]\s*['"]?$|\]$/.test(line.slice(0, column))) start = chain.index;
  let depth = 0;
  for (let i = column; i < line.length; i++) {
    const c = line[i];
    if (c === '"' || c === "'" || c === '`') {
      for (i++; i < line.length && line[i] !== c; i++) {
        if (line[i] === '\\') i++;
      }
    } else if (c === '(') depth++;
    else if (c === ')') {
      if (--depth === 0) return line.slice(start, i + 1);
    } else if (c === ';') return depth > 0 ? undefined : line.slice(start, i);
  }
  return line.slice(start);
}

module.exports = { callText };
