'use strict';

// What the reporters for people share.

const { inspect } = require('util');

const symbols = {
  '__proto__': null,
  'test:fail': '\u2716 ', 'test:pass': '\u2714 ', 'test:diagnostic': '\u2139 ', 'test:coverage': '\u2139 ',
  'arrow:right': '\u25B6 ', 'hyphen:minus': '\uFE63 ', 'warning:alert': '\u26A0 ',
};

// colors are empty where the output is not to have any.
function colors() {
  const on = hasColors();
  const code = (n) => (on ? `\x1b[${n}m` : '');
  return { __proto__: null, on, blue: code(34), green: code(32), white: code(39), yellow: code(33), red: code(31), gray: code(90) };
}

function hasColors() {
  const { FORCE_COLOR } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR === '' || FORCE_COLOR === 'true' || Number(FORCE_COLOR) > 0;
  const stream = process.stdout;
  return stream?.isTTY === true && (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true);
}

const indents = [''];

function indent(nesting) {
  return indents[nesting] ??= '  '.repeat(nesting);
}

function inspectError(err, colored) {
  const options = { __proto__: null, colors: colored, breakLength: Infinity };
  try {
    return inspect(err, options);
  } catch {
    return inspect(err, { ...options, customInspect: false });
  }
}

function formatError(error, indentation, colored) {
  if (!error) return '';
  const err = error.code === 'ERR_TEST_FAILURE' ? error.cause : error;
  const text = inspectError(err, colored).split(/\r?\n/).join(`\n${indentation}  `);
  return `\n${indentation}  ${text}\n`;
}

const nonEmpty = (value, other) => (typeof value === 'string' && value.length > 0 ? value : other);

// formatResult is the line of a test, with its error where showError.
function formatResult(type, data, { showError = true, prefix = '', indentation = '' } = {}) {
  const c = colors();
  let color = { __proto__: null, 'test:fail': c.red, 'test:pass': c.green }[type] ?? c.white;
  let symbol = symbols[type] ?? ' ';
  const { skip, todo, expectFailure, details } = data;
  const duration = details?.duration_ms ? ` ${c.gray}(${details.duration_ms}ms)${c.white}` : '';
  let title = `${data.name}${duration}`;
  if (skip !== undefined) {
    title += ` # ${nonEmpty(skip, 'SKIP')}`;
    color = c.gray;
    symbol = symbols['hyphen:minus'];
  } else if (todo !== undefined) {
    title += ` # ${nonEmpty(todo, 'TODO')}`;
    if (type === 'test:fail') {
      color = c.yellow;
      symbol = symbols['warning:alert'];
    }
  } else if (expectFailure !== undefined) {
    title += ` # EXPECTED FAILURE${typeof expectFailure === 'string' ? ` ${expectFailure}` : ''}`;
  }
  const error = showError && details?.error ? formatError(details.error, indentation, c.on) : '';
  return `${prefix}${indentation}${color}${symbol}${title}${c.white}${error}`;
}

module.exports = { colors, formatResult, indent, inspectError, symbols };
