'use strict';

// Duplex.from: a duplex stream from nearly anything.

const { codes, AbortError } = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const from = require('internal/streams/from');
const { eos } = require('internal/streams/end-of-stream');
const utils = require('internal/streams/utils');

// A duplex stream whose sides can be closed before they were used.
class Duplexify extends Duplex {
  constructor(options) {
    super(options);
    if (options?.readable === false) {
      Object.assign(this._readableState, { readable: false, ended: true, endEmitted: true });
    }
    if (options?.writable === false) {
      Object.assign(this._writableState, { writable: false, ending: true, ended: true, finished: true });
    }
  }
}

function duplexify(body, name) {
  if (utils.isDuplexNodeStream(body)) return body;
  if (utils.isReadableNodeStream(body)) return join({ readable: body });
  if (utils.isWritableNodeStream(body)) return join({ writable: body });
  if (utils.isNodeStream(body)) return join({ writable: false, readable: false });
  if (utils.isReadableStream(body)) return join({ readable: Readable.fromWeb(body) });
  if (utils.isWritableStream(body)) return join({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') return fromFunction(body, name);
  if (body instanceof Blob) return duplexify(body.arrayBuffer());
  if (utils.isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (utils.isReadableStream(body?.readable) && utils.isWritableStream(body?.writable)) return Duplexify.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    const readable = body?.readable && (utils.isReadableNodeStream(body.readable) ? body.readable : duplexify(body.readable));
    const writable = body?.writable && (utils.isWritableNodeStream(body.writable) ? body.writable : duplexify(body.writable));
    return join({ readable, writable });
  }
  if (typeof body?.then === 'function') return fromPromise(body);
  throw new codes.ERR_INVALID_ARG_TYPE(name, [
    'Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise',
  ], body);
}

function fromPromise(promise) {
  let d;
  promise.then((val) => {
    if (val != null) d.push(val);
    d.push(null);
  }, (err) => destroyer(d, err));
  return d = new Duplexify({ objectMode: true, writable: false, read() {} });
}

// A function gets the written chunks as an async iterable.
function fromFunction(body, name) {
  const { value, write, final, destroy } = writtenTo(body);
  // The function may make a stream, which is then the answer.
  if (utils.isDuplexNodeStream(value)) return value;
  if (utils.isIterable(value)) return from(Duplexify, value, { objectMode: true, write, final, destroy });
  const then = value?.then;
  if (typeof then !== 'function') throw new codes.ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
  let d;
  const promise = then.call(value, (val) => {
    if (val != null) throw new codes.ERR_INVALID_RETURN_VALUE('nully', 'body', val);
  }, (err) => destroyer(d, err));
  return d = new Duplexify({
    objectMode: true,
    readable: false,
    write,
    final(cb) {
      final(async () => {
        try {
          await promise;
          process.nextTick(cb, null);
        } catch (err) {
          process.nextTick(cb, err);
        }
      });
    },
    destroy,
  });
}

function writtenTo(fn) {
  let { promise, resolve } = Promise.withResolvers();
  const ac = new AbortController();
  const { signal } = ac;
  const value = fn((async function*() {
    while (true) {
      const waiting = promise;
      promise = null;
      const { chunk, done, cb } = await waiting;
      process.nextTick(cb);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      ({ promise, resolve } = Promise.withResolvers());
      yield chunk;
    }
  })(), { signal });
  return {
    value,
    write(chunk, encoding, cb) {
      const give = resolve;
      resolve = null;
      give({ chunk, done: false, cb });
    },
    final(cb) {
      const give = resolve;
      resolve = null;
      give({ done: true, cb });
    },
    destroy(err, cb) {
      ac.abort();
      cb(err);
    },
  };
}

// One stream of a readable and a writable one.
function join(pair) {
  const r = pair.readable && typeof pair.readable.read !== 'function' ? Readable.wrap(pair.readable) : pair.readable;
  const w = pair.writable;
  let readable = !!utils.isReadable(r);
  let writable = !!utils.isWritable(w);
  let ondrain, onfinish, onreadable, onclose, d;

  function onfinished(err) {
    const cb = onclose;
    onclose = null;
    if (cb) cb(err);
    else if (err) d.destroy(err);
  }

  d = new Duplexify({
    readableObjectMode: !!r?.readableObjectMode,
    writableObjectMode: !!w?.writableObjectMode,
    readable,
    writable,
  });

  if (writable) {
    eos(w, (err) => {
      writable = false;
      if (err) destroyer(r, err);
      onfinished(err);
    });
    d._write = function(chunk, encoding, callback) {
      if (w.write(chunk, encoding)) callback();
      else ondrain = callback;
    };
    d._final = function(callback) {
      w.end();
      onfinish = callback;
    };
    w.on('drain', () => {
      const cb = ondrain;
      ondrain = null;
      if (cb) cb();
    });
    w.on('finish', () => {
      const cb = onfinish;
      onfinish = null;
      if (cb) cb();
    });
  }

  if (readable) {
    eos(r, (err) => {
      readable = false;
      if (err) destroyer(r, err);
      onfinished(err);
    });
    r.on('readable', () => {
      const cb = onreadable;
      onreadable = null;
      if (cb) cb();
    });
    r.on('end', () => d.push(null));
    d._read = function() {
      while (true) {
        const buf = r.read();
        if (buf === null) {
          onreadable = d._read;
          return;
        }
        if (!d.push(buf)) return;
      }
    };
  }

  d._destroy = function(err, callback) {
    if (!err && onclose !== null) err = new AbortError();
    onreadable = null;
    ondrain = null;
    onfinish = null;
    if (onclose === null) {
      callback(err);
    } else {
      onclose = callback;
      destroyer(w, err);
      destroyer(r, err);
    }
  };
  return d;
}

module.exports = duplexify;
