'use strict';
// What both engines run. Each function of `areas` answers one input of its
// area; answers are made of ASCII, one line each.

// show writes a value so that nothing about it is lost: -0, holes, lone
// surrogates, the order of properties.
function show(v, depth = 0) {
  switch (typeof v) {
    case 'string': return quote(v);
    case 'number': return Object.is(v, -0) ? '-0' : String(v);
    case 'bigint': return v + 'n';
    case 'object': break;
    default: return String(v);
  }
  if (v === null) return 'null';
  if (depth > 40) return '...';
  if (Array.isArray(v)) {
    let s = '[';
    for (let i = 0; i < v.length; i++) s += (i ? ',' : '') + (i in v ? show(v[i], depth + 1) : '');
    for (const k of Object.keys(v)) if (!(k >>> 0 < v.length)) s += ',' + quote(k) + '=' + show(v[k], depth + 1);
    return s + ']';
  }
  return '{' + Object.keys(v).map(k => quote(k) + ':' + show(v[k], depth + 1)).join() + '}';
}

function quote(s) {
  let out = '"';
  for (let i = 0; i < s.length; i++) {
    const u = s.charCodeAt(i);
    if (u >= 32 && u < 127 && u !== 34 && u !== 92) out += s[i];
    else out += '\\u' + (u + 0x10000).toString(16).slice(1);
  }
  return out + '"';
}

// numberOf is the Number with the given bits, in hexadecimal.
const words = new DataView(new ArrayBuffer(8));
function numberOf(bits) {
  words.setUint32(0, parseInt(bits.slice(0, 8), 16));
  words.setUint32(4, parseInt(bits.slice(8), 16));
  return words.getFloat64(0);
}

// evaluated is the value of source text, which may be of no interest: undefined.
const evaluated = text => (0, eval)('(' + text + ')');

// calls collects what a reviver or replacer is called with.
let calls;

const revivers = {
  none: undefined,
  same: (k, v) => v,
  drop: (k, v) => (k.length === 1 || typeof v === 'boolean' ? undefined : v),
  log(k, v) { calls.push(k + ':' + (Array.isArray(this) ? 'a' : 'o') + (typeof v)[0]); return v; },
  change(k, v) { if (k === 'a') { delete this.b; this.c = [1, { x: 2 }]; } return typeof v === 'number' ? v + 1 : v; },
  shrink(k, v) { if (Array.isArray(this)) this.length = Math.min(this.length, 2); return v; },
};

const replacers = {
  none: undefined,
  list: ['a', 'b', 1, 'a', new String('c'), new Number(0), {}, null],
  empty: [],
  same: (k, v) => v,
  log(k, v) { calls.push(k + ':' + (Array.isArray(this) ? 'a' : 'o') + (typeof v)[0]); return v; },
  drop: (k, v) => (typeof v === 'number' ? undefined : v),
  double: (k, v) => (typeof v === 'string' ? v + v : v),
  wrap: (k, v) => (k === 'a' && typeof v !== 'object' ? { b: v, c: [v] } : v),
};

const areas = {
  'json-parse'(text, reviver) {
    calls = [];
    const v = JSON.parse(text, revivers[reviver]);
    return show(v) + calls.join(' ').replace(/[^ -~]/g, quote);
  },
  'json-stringify'(value, replacer, indent) {
    calls = [];
    const s = JSON.stringify(evaluated(value), replacers[replacer], evaluated(indent));
    return show(s) + calls.join(' ').replace(/[^ -~]/g, quote);
  },
  'date-parse': s => show(Date.parse(s)),
  'date-format'(t) {
    const d = new Date(t);
    return [d, d.toDateString(), d.toTimeString(), d.toUTCString(), d.toJSON(),
      Math.trunc(d.getTimezoneOffset()), // V8 drops the seconds of local mean time
      d.getDay(), d.getHours(),
      Date.parse(d.toString()), Date.parse(d.toUTCString())].join(' | ');
  },
  'date-set'(t, method, ...args) {
    const d = new Date(t);
    const r = d[method](...args);
    return show(r) + ' ' + d.getTime() + ' ' + (args.length ? new Date(...args).getTime() : '') + ' ' + Date.UTC(...args);
  },
  'number-format': (bits, method, ...args) => show(numberOf(bits)[method](...args)),
  'number-parse'(s, radix) {
    const out = [Number(s), parseFloat(s), parseInt(s), parseInt(s, radix)].map(v => show(v));
    for (const f of [() => BigInt(s), () => evaluated(s)]) {
      try {
        const v = f();
        out.push(typeof v === 'bigint' || typeof v === 'number' ? show(v) : typeof v);
      } catch (e) {
        out.push(e.name);
      }
    }
    return out.join(' ');
  },
  'regexp'(pattern, flags, subject, lastIndex, replacement) {
    const make = f => new RegExp(pattern, f);
    const re = make(flags);
    re.lastIndex = lastIndex;
    const out = [quote(re.source)];
    for (let i = 0; i < 2; i++) {
      const m = re.exec(subject);
      out.push(show(m) + (m && m.groups ? show(m.groups) : '') + (m && m.indices ? show(m.indices) + show(m.indices.groups ?? 0) : '') + re.lastIndex);
    }
    re.lastIndex = lastIndex;
    out.push(show(subject.replace(re, replacement)), show(subject.replace(re, (...a) => '<' + show(a.slice(1)) + '>')));
    re.lastIndex = 0;
    const all = make(flags.replace('g', '') + 'g');
    out.push(show(subject.match(re)), subject.search(re), show(subject.split(re)), show(subject.split(re, 2)), show(subject.replaceAll(all, replacement)),
      show([...subject.matchAll(all)].map(m => [m.index, ...m])), re.test(subject), re.lastIndex);
    return out.join(' ');
  },
};

// answerAll answers the inputs that read gives, until there are no more.
function answerAll(area, read, write) {
  for (let line; (line = read()) !== undefined;) {
    let answer;
    try {
      answer = areas[area](...JSON.parse(line));
    } catch (e) {
      answer = 'throws ' + (e instanceof Error ? quote(String(e)) : show(e));
    }
    write(answer);
  }
}
