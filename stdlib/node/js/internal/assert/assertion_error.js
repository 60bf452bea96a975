'use strict';

// AssertionError and its messages.

const { inspect } = internalBinding('util');
const { validateObject, validateOneOf } = require('internal/validators');
const { kDelete, kInsert, kKeep, myersDiff } = require('internal/util/diff');

const titles = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

const kMaxShort = 12; // what fits beside each other
const kMaxLines = 50;
const kMaxUnchanged = 5; // lines in a row before they are left out
const kMaxString = 512;
const kMaxShown = 488; // of the values, where the error is inspected

function colors() {
  const { stderr, env } = process;
  if (env.NODE_DISABLE_COLORS === undefined && env.NO_COLOR === undefined && stderr.isTTY && stderr.getColorDepth() > 2) {
    return { blue: '\u001b[34m', green: '\u001b[32m', red: '\u001b[31m', gray: '\u001b[90m', white: '\u001b[39m' };
  }
  return { blue: '', green: '', red: '', gray: '', white: '' };
}

function inspectValue(value) {
  return inspect(value, {
    compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false,
    sorted: true, getters: true,
  });
}

// An error without its stack, of the same class and with the same properties.
function copyError(source) {
  const target = Object.assign({ __proto__: Object.getPrototypeOf(source) }, source);
  Object.defineProperty(target, 'message', { __proto__: null, value: source.message });
  if (Object.hasOwn(source, 'cause')) {
    let { cause } = source;
    if (cause instanceof Error) cause = copyError(cause);
    Object.defineProperty(target, 'cause', { __proto__: null, value: cause });
  }
  return target;
}

const isReference = (v) => (typeof v === 'object' && v !== null) || typeof v === 'function';

// "+ one / - other", with a mark where they begin to differ.
function stackedDiff(actual, expected, paint) {
  let message = `\n${paint.green}+${paint.white} ${actual}\n${paint.red}-${paint.white} ${expected}`;
  const width = process.stderr.isTTY ? process.stderr.columns : 80;
  if (actual.length + expected.length <= width && (actual.startsWith("'") || actual.startsWith('"')) && actual !== expected) {
    let i = 0;
    while (actual[i] === expected[i]) i++;
    if (i > 2) message += `\n${' '.repeat(i + 2)}^`;
  }
  return message;
}

function printDiff(steps, operator, paint) {
  let message = '', skipped = false, unchanged = 0, previous;
  for (let i = steps.length - 1; i >= 0; i--) {
    const [operation, value] = steps[i];
    if (previous === kKeep && operation !== previous) {
      if (unchanged === kMaxUnchanged + 1) message += `  ${steps[i + 1][1]}\n`;
      else if (unchanged === kMaxUnchanged + 2) message += `  ${steps[i + 2][1]}\n  ${steps[i + 1][1]}\n`;
      else if (unchanged >= kMaxUnchanged + 3) {
        message += `${paint.blue}...${paint.white}\n  ${steps[i + 1][1]}\n`;
        skipped = true;
      }
      unchanged = 0;
    }
    if (operation === kInsert) {
      message += operator === 'partialDeepStrictEqual' ?
        `${paint.gray}${paint.gray === '' ? '+' : ' '} ${value}${paint.white}\n` : `${paint.green}+${paint.white} ${value}\n`;
    } else if (operation === kDelete) {
      message += `${paint.red}-${paint.white} ${value}\n`;
    } else {
      if (unchanged < kMaxUnchanged) message += `${paint.white}  ${value}\n`;
      unchanged++;
    }
    previous = operation;
  }
  return { message: `\n${message.trimEnd()}`, skipped };
}

function createDiff(actual, expected, operator, customMessage, diff) {
  const paint = colors();
  const a = inspectValue(actual), b = inspectValue(expected);
  const aLines = a.split('\n'), bLines = b.split('\n');
  if (operator === 'strictEqual' && isReference(actual) && isReference(expected) && typeof actual === typeof expected) {
    operator = 'strictEqualObject';
  }
  let message, skipped = false, header = '+ actual - expected';
  if (aLines.length === 1 && bLines.length === 1 && !(typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null)) {
    const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0);
    if (a.length + b.length - quotes <= kMaxShort && a !== b && !(actual === 0 && expected === 0)) {
      message = `\n${a} !== ${b}`;
      header = '';
    } else if (a === b) {
      return sameStructure(aLines, customMessage, diff, paint);
    } else message = stackedDiff(a, b, paint);
    if (actual === 0 && expected === 0) {
      message = `\n${a} !== ${b}`;
      header = '';
    }
  } else if (a === b) {
    return sameStructure(aLines, customMessage, diff, paint);
  } else {
    const steps = myersDiff(aLines, bLines, actual != null && typeof actual === 'object');
    if (diff === 'full') ({ message } = printFull(steps, operator, paint));
    else ({ message, skipped } = printDiff(steps, operator, paint));
  }
  const title = customMessage ?? titles[operator];
  return `${title}${header === '' ? '' : `\n${paint.green}${header.slice(0, 8)}${paint.white} ${paint.red}${header.slice(9)}${paint.white}`}${
    skipped ? '\n... Skipped lines' : ''}\n${message}\n`;
}

function printFull(steps, operator, paint) {
  let message = '';
  for (let i = steps.length - 1; i >= 0; i--) {
    const [operation, value] = steps[i];
    const mark = operation === kInsert ? `${paint.green}+${paint.white}` : operation === kDelete ? `${paint.red}-${paint.white}` : ' ';
    message += `${mark} ${value}\n`;
  }
  return { message: `\n${message.trimEnd()}` };
}

function sameStructure(lines, customMessage, diff, paint) {
  const title = customMessage ?? titles.notIdentical;
  if (lines.length > kMaxLines && diff !== 'full') {
    return `${title}\n\n... Skipped lines\n${lines.slice(0, kMaxLines).join('\n')}\n${paint.blue}...${paint.white}}\n`;
  }
  return `${title}\n\n${lines.join('\n')}\n`;
}

function cut(text, most) {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

function messageOfNot(actual, operator, diff) {
  let title = titles[operator];
  const lines = inspectValue(actual).split('\n');
  if (operator === 'notStrictEqual' && isReference(actual)) title = titles.notStrictEqualObject;
  if (lines.length > kMaxLines && diff !== 'full') {
    const { blue, white } = colors();
    lines.length = 47;
    lines[46] = `${blue}...${white}`;
  }
  if (lines.length === 1) return `${title}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${title}\n\n${lines.join('\n')}\n`;
}

function messageOf(actual, expected, operator) {
  let a = inspectValue(actual), b = inspectValue(expected);
  const title = titles[operator];
  if (operator === 'notDeepEqual' && a === b) return cut(`${title}\n\n${a}`, 1024);
  a = cut(a, kMaxString);
  b = cut(b, kMaxString);
  if (operator === 'deepEqual') return `${title}\n\n${a}\n\nshould loosely deep-equal\n\n${b}`;
  if (titles[`${operator}Unequal`]) return `${titles[`${operator}Unequal`]}\n\n${a}\n\nshould not loosely deep-equal\n\n${b}`;
  return `${a} ${operator} ${b}`;
}

const withDiff = ['deepStrictEqual', 'strictEqual', 'partialDeepStrictEqual'];

function isErrorObject(v) {
  return typeof v === 'object' && v !== null && 'stack' in v && v instanceof Error;
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, stackStartFn, details, stackStartFunction, diff = 'simple' } = options;
    let { actual, expected } = options;
    validateOneOf(diff, 'diff', ['simple', 'full']);
    const limit = Error.stackTraceLimit;
    const fixed = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')?.writable !== true;
    if (!fixed) Error.stackTraceLimit = 0;
    let text;
    if (message != null) {
      text = withDiff.includes(operator) ?
        createDiff(actual, expected, operator, message, diff) : String(message);
    } else {
      if (isErrorObject(actual) && isErrorObject(expected)) {
        actual = copyError(actual);
        expected = copyError(expected);
      }
      if (withDiff.includes(operator)) text = createDiff(actual, expected, operator, undefined, diff);
      else if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') text = messageOfNot(actual, operator, diff);
      else text = messageOf(actual, expected, operator);
    }
    super(text);
    if (!fixed) Error.stackTraceLimit = limit;
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      __proto__: null, value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.actual = undefined;
      this.expected = undefined;
      this.operator = undefined;
      for (let i = 0; i < details.length; i++) {
        this[`message ${i}`] = details[i].message;
        this[`actual ${i}`] = details[i].actual;
        this[`expected ${i}`] = details[i].expected;
        this[`operator ${i}`] = details[i].operator;
        this[`stack trace ${i}`] = details[i].stack;
      }
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    Error.captureStackTrace(this, stackStartFn || stackStartFunction);
    this.stack; // the text is made while the name has the code
    this.name = 'AssertionError';
    this.diff = diff;
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](recurseTimes, ctx) {
    const { actual, expected } = this;
    if (typeof this.actual === 'string') this.actual = shorten(this.actual);
    if (typeof this.expected === 'string') this.expected = shorten(this.expected);
    const result = inspect(this, { ...ctx, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return result;
  }
}

// Long texts are in the message anyway.
function shorten(text) {
  const lines = text.split('\n', 11);
  let short = text;
  if (lines.length > 10) {
    lines.length = 10;
    short = `${lines.join('\n')}\n...`;
  }
  return short.length > kMaxShown ? `${short.slice(0, kMaxShown)}...` : short;
}

module.exports = { AssertionError };
