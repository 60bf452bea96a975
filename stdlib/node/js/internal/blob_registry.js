'use strict';

// The Blobs that URL.createObjectURL has given names to, by their ids.

const { codes } = require('internal/errors');

const blobs = new Map();

function uuid() {
  const b = Array.from({ length: 16 }, () => Math.floor(Math.random() * 256));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  return b.map((n, i) => `${i === 4 || i === 6 || i === 8 || i === 10 ? '-' : ''}${n.toString(16).padStart(2, '0')}`).join('');
}

function register(blob) {
  const { isBlob } = require('internal/blob');
  if (!isBlob(blob)) throw new codes.ERR_INVALID_ARG_TYPE('obj', 'Blob', blob);
  const id = uuid();
  blobs.set(id, blob);
  return `blob:nodedata:${id}`;
}

// The id in a URL that register made, undefined for others.
function idOf(text) {
  const { URL } = require('internal/url');
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'blob:') return undefined;
  const [scheme, id, ...more] = url.pathname.split(':');
  return scheme === 'nodedata' && more.length === 0 ? id : undefined;
}

module.exports = {
  register,
  revoke(text) { blobs.delete(idOf(text)); },
  resolve(text) { return blobs.get(idOf(text)); },
};
