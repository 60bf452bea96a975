'use strict';

// The shortest way from one list of texts to another, by Myers' algorithm.

const { codes } = require('internal/errors');
const { validateStringArray } = require('internal/validators');

const kInsert = 1, kDelete = -1, kKeep = 0;

// What a comparison may cost before it is given up: levels times diagonals.
const kMaxWork = 1 << 26;

function same(a, b, ignoreComma) {
  if (a === b) return true;
  if (!ignoreComma) return false;
  return `${a},` === b || a === `${b},`;
}

// The steps from expected to actual, the last first.
function myersDiff(actual, expected, ignoreComma = false) {
  const n = actual.length, m = expected.length, most = n + m;
  const v = new Int32Array(2 * most + 3), offset = most + 1;
  const trace = [];
  let work = 0;
  for (let level = 0; level <= most; level++) {
    trace.push(v.slice(offset - level - 1, offset + level + 2));
    if ((work += level) > kMaxWork) throw new codes.ERR_OUT_OF_RANGE('myersDiff input size', `< ${2 ** 31}`, most);
    for (let k = -level; k <= level; k += 2) {
      const down = k === -level || (k !== level && v[offset + k - 1] < v[offset + k + 1]);
      let x = down ? v[offset + k + 1] : v[offset + k - 1] + 1;
      let y = x - k;
      while (x < n && y < m && same(actual[x], expected[y], ignoreComma)) {
        x++;
        y++;
      }
      v[offset + k] = x;
      if (x >= n && y >= m) return backtrack(trace, actual, expected, ignoreComma);
    }
  }
  return [];
}

function backtrack(trace, actual, expected, ignoreComma) {
  const result = [];
  let x = actual.length, y = expected.length;
  for (let level = trace.length - 1; level >= 0; level--) {
    const v = trace[level], middle = level + 1, k = x - y;
    const down = k === -level || (k !== level && v[middle + k - 1] < v[middle + k + 1]);
    const from = down ? k + 1 : k - 1;
    const fromX = v[middle + from], fromY = fromX - from;
    while (x > fromX && y > fromY) {
      const shown = ignoreComma && !actual[x - 1].endsWith(',') ? expected[y - 1] : actual[x - 1];
      result.push([kKeep, shown]);
      x--;
      y--;
    }
    if (level > 0) {
      if (x > fromX) result.push([kInsert, actual[--x]]);
      else result.push([kDelete, expected[--y]]);
    }
  }
  return result;
}

function checkInput(value, name) {
  if (Array.isArray(value)) {
    validateStringArray(value, name);
    return;
  }
  if (typeof value !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, 'string', value);
}

function diff(actual, expected) {
  if (actual === expected) return [];
  checkInput(actual, 'actual');
  checkInput(expected, 'expected');
  return myersDiff(actual, expected).reverse();
}

module.exports = { diff, kDelete, kInsert, kKeep, myersDiff };
