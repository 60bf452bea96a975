'use strict';

// How much a stream buffers before it pushes back.

const { codes } = require('internal/errors');
const { validateInteger } = require('internal/validators');

let defaultBytes = process.platform === 'win32' ? 16 * 1024 : 64 * 1024;
let defaultObjects = 16;

function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultObjects : defaultBytes;
}

function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  if (objectMode) defaultObjects = value;
  else defaultBytes = value;
}

// The highWaterMark option; of a duplex stream, the one of its side, named by
// key, where the common one is not given.
function getHighWaterMark(state, options, key, isDuplex) {
  const hwm = options.highWaterMark ?? (isDuplex ? options[key] : null);
  if (hwm == null) return getDefaultHighWaterMark(state.objectMode);
  if (!Number.isInteger(hwm) || hwm < 0) {
    throw new codes.ERR_INVALID_ARG_VALUE(isDuplex && options.highWaterMark == null ? `options.${key}` : 'options.highWaterMark', hwm);
  }
  return Math.floor(hwm);
}

module.exports = { getHighWaterMark, getDefaultHighWaterMark, setDefaultHighWaterMark };
