'use strict';

// The option expectFailure: a reason, what the error must match, or both.

const { codes } = require('internal/errors');

// parseExpectation is { label, match } or undefined.
function parseExpectation(value) {
  if (value === undefined || value === false) return undefined;
  if (typeof value === 'string') return { label: value, match: undefined };
  if (typeof value === 'function' || value instanceof RegExp) return { label: undefined, match: value };
  if (typeof value !== 'object' || value === null) return { label: undefined, match: undefined };
  const keys = Object.keys(value);
  if (keys.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('options.expectFailure', value, 'must not be an empty object');
  // Other properties than these make it an object that the error must match.
  if (keys.every((key) => key === 'label' || key === 'match')) return { label: value.label, match: value.match };
  return { label: undefined, match: value };
}

// mismatch is why err is not what was expected, undefined where it is.
function mismatch(expectation, err) {
  if (expectation.match === undefined) return undefined;
  const cause = err.code === 'ERR_TEST_FAILURE' ? err.cause : err;
  try {
    require('assert').throws(() => { throw cause; }, expectation.match);
    return undefined;
  } catch (e) {
    return e;
  }
}

module.exports = { mismatch, parseExpectation };
