'use strict';

// https://nodejs.org/api/punycode.html (RFC 3492)

const kMaxInt = 0x7FFFFFFF;
const kBase = 36, kTMin = 1, kTMax = 26, kSkew = 38, kDamp = 700, kInitialBias = 72, kInitialN = 128;
const kSeparators = /[\u002E\u3002\uFF0E\uFF61]/g;

function overflow() {
  throw new RangeError('Overflow: input needs wider integers to process');
}

// Applies fn to the labels of a domain, or to those behind the @ of an address.
function mapDomain(domain, fn) {
  const at = domain.split('@');
  let before = '';
  if (at.length > 1) {
    before = `${at[0]}@`;
    domain = at[1];
  }
  return before + domain.replace(kSeparators, '.').split('.').map(fn).join('.');
}

// punycode.ucs2.decode ( string ): code points; lone surrogates stay.
function decodeUCS2(string) {
  return Array.from(string, (c) => c.codePointAt(0));
}

function encodeUCS2(codePoints) {
  return String.fromCodePoint(...codePoints);
}

function digitOf(c) {
  if (c >= 0x30 && c < 0x3A) return 26 + (c - 0x30);
  if (c >= 0x41 && c < 0x5B) return c - 0x41;
  if (c >= 0x61 && c < 0x7B) return c - 0x61;
  return kBase;
}

function digitChar(d) {
  return String.fromCharCode(d < 26 ? 0x61 + d : 0x30 + d - 26);
}

function adapt(delta, count, first) {
  let k = 0;
  delta = first ? Math.floor(delta / kDamp) : delta >> 1;
  delta += Math.floor(delta / count);
  for (; delta > ((kBase - kTMin) * kTMax) >> 1; k += kBase) delta = Math.floor(delta / (kBase - kTMin));
  return Math.floor(k + (kBase - kTMin + 1) * delta / (delta + kSkew));
}

function threshold(k, bias) {
  return k <= bias ? kTMin : k >= bias + kTMax ? kTMax : k - bias;
}

// punycode.decode ( string )
function decode(input) {
  const output = [];
  const basic = Math.max(input.lastIndexOf('-'), 0);
  for (let j = 0; j < basic; ++j) {
    if (input.charCodeAt(j) >= 0x80) throw new RangeError('Illegal input >= 0x80 (not a basic code point)');
    output.push(input.charCodeAt(j));
  }
  let n = kInitialN, i = 0, bias = kInitialBias;
  for (let index = basic > 0 ? basic + 1 : 0; index < input.length;) {
    const old = i;
    for (let w = 1, k = kBase; ; k += kBase) {
      if (index >= input.length) throw new RangeError('Invalid input');
      const digit = digitOf(input.charCodeAt(index++));
      if (digit >= kBase) throw new RangeError('Invalid input');
      if (digit > Math.floor((kMaxInt - i) / w)) overflow();
      i += digit * w;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (w > Math.floor(kMaxInt / (kBase - t))) overflow();
      w *= kBase - t;
    }
    const out = output.length + 1;
    bias = adapt(i - old, out, old === 0);
    if (Math.floor(i / out) > kMaxInt - n) overflow();
    n += Math.floor(i / out);
    i %= out;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

// punycode.encode ( string )
function encode(input) {
  const points = decodeUCS2(input);
  let output = points.filter((c) => c < 0x80).map((c) => String.fromCharCode(c)).join('');
  const basic = output.length;
  let handled = basic;
  if (basic > 0) output += '-';
  let n = kInitialN, delta = 0, bias = kInitialBias;
  while (handled < points.length) {
    let m = kMaxInt;
    for (const c of points) if (c >= n && c < m) m = c;
    if (m - n > Math.floor((kMaxInt - delta) / (handled + 1))) overflow();
    delta += (m - n) * (handled + 1);
    n = m;
    for (const c of points) {
      if (c < n && ++delta > kMaxInt) overflow();
      if (c !== n) continue;
      let q = delta;
      for (let k = kBase; ; k += kBase) {
        const t = threshold(k, bias);
        if (q < t) break;
        output += digitChar(t + (q - t) % (kBase - t));
        q = Math.floor((q - t) / (kBase - t));
      }
      output += digitChar(q);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      ++handled;
    }
    ++delta;
    ++n;
  }
  return output;
}

function toUnicode(input) {
  return mapDomain(input, (s) => /^xn--/.test(s) ? decode(s.slice(4).toLowerCase()) : s);
}

function toASCII(input) {
  return mapDomain(input, (s) => /[^\0-\x7F]/.test(s) ? `xn--${encode(s)}` : s);
}

module.exports = { version: '2.1.0', ucs2: { decode: decodeUCS2, encode: encodeUCS2 }, decode, encode, toASCII, toUnicode };
