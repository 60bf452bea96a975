'use strict';

// pipeTo (https://streams.spec.whatwg.org/#readable-stream-pipe-to).

const state = require('internal/webstreams/state');
const writable = require('internal/webstreams/writable');
const { Deferred, NativePromise, handled, invalidState, noop, options, resolved, then } = require('internal/webstreams/util');
const { codes } = require('internal/errors');

function settingsOf(given) {
  const dict = options(given);
  const preventAbort = !!dict.preventAbort;
  const preventCancel = !!dict.preventCancel;
  const preventClose = !!dict.preventClose;
  const { signal } = dict;
  if (signal !== undefined) {
    const { AbortSignal } = require('internal/abort_controller');
    if (!(signal instanceof AbortSignal)) throw new codes.ERR_INVALID_ARG_TYPE('options.signal', 'AbortSignal', signal);
  }
  return { preventAbort, preventCancel, preventClose, signal };
}

class Pipe {
  #done = new Deferred();
  #shuttingDown = false;
  #write = resolved(); // the last write

  constructor(source, dest, settings) {
    this.source = source;
    this.dest = dest;
    this.settings = settings;
    this.reader = state.newReader(source);
    this.writer = writable.newWriter(dest);
    source.disturbed = true;
  }

  start() {
    const { signal } = this.settings;
    if (signal !== undefined) {
      if (signal.aborted) {
        this.#abort();
        return this.#done.promise;
      }
      signal.addEventListener('abort', this.#abort, { __proto__: null, once: true });
    }
    this.#watch();
    handled(this.#loop());
    return this.#done.promise;
  }

  #abort = () => {
    const { source, dest, settings } = this;
    const { reason } = settings.signal;
    const actions = [];
    if (!settings.preventAbort) actions.push(() => (dest.state === 'writable' ? dest.abort(reason) : resolved()));
    if (!settings.preventCancel) actions.push(() => (source.state === 'readable' ? state.cancel(source, reason) : resolved()));
    this.#shutdown(() => NativePromise.all(actions.map((action) => action())), true, reason);
  };

  // What ends the pipe from either side.
  #watch() {
    const { source, dest, reader, writer, settings } = this;
    this.#whenErrored(source, reader.closed.promise, (e) => {
      if (settings.preventAbort) this.#shutdown(undefined, true, e);
      else this.#shutdown(() => dest.abort(e), true, e);
    });
    this.#whenErrored(dest, writer.closed.promise, (e) => {
      if (settings.preventCancel) this.#shutdown(undefined, true, e);
      else this.#shutdown(() => state.cancel(source, e), true, e);
    });
    const onClosed = () => {
      if (settings.preventClose) this.#shutdown();
      else this.#shutdown(() => writable.closeWithPropagation(writer));
    };
    if (source.state === 'closed') onClosed();
    else handled(then(reader.closed.promise, onClosed));
    if (dest.closing() || dest.state === 'closed') {
      const e = invalidState('Destination WritableStream is closed');
      if (settings.preventCancel) this.#shutdown(undefined, true, e);
      else this.#shutdown(() => state.cancel(source, e), true, e);
    }
  }

  #whenErrored(stream, promise, action) {
    if (stream.state === 'errored') action(stream.storedError);
    else then(promise, undefined, action);
  }

  async #loop() {
    while (!this.#shuttingDown) {
      if (await this.#step()) return;
    }
  }

  // step reads a chunk when the destination wants one, and writes it; it is true at the end.
  #step() {
    if (this.#shuttingDown) return true;
    return then(this.writer.ready.promise, () => new NativePromise((resolve, reject) => {
      if (this.#shuttingDown) {
        resolve(true);
        return;
      }
      state.read(this.reader, {
        // The sink must not be called by who enqueues.
        chunk: (chunk) => {
          this.#write = then(resolved(), () => {
            const written = then(writable.write(this.writer, chunk), undefined, noop);
            resolve(false);
            return written;
          });
        },
        close: () => resolve(true),
        error: reject,
      });
    }));
  }

  // Writes that were begun are waited for.
  #written() {
    const last = this.#write;
    return then(last, () => (last === this.#write ? undefined : this.#written()));
  }

  #shutdown(action, isError = false, error = undefined) {
    if (this.#shuttingDown) return;
    this.#shuttingDown = true;
    const run = () => {
      if (action === undefined) {
        this.#finalize(isError, error);
        return;
      }
      then(action(), () => this.#finalize(isError, error), (e) => this.#finalize(true, e));
    };
    if (this.dest.state === 'writable' && !this.dest.closing()) then(this.#written(), run);
    else run();
  }

  #finalize(isError, error) {
    writable.releaseWriter(this.writer);
    state.release(this.reader);
    this.settings.signal?.removeEventListener('abort', this.#abort);
    if (isError) this.#done.reject(error);
    else this.#done.resolve();
  }
}

function pipeTo(source, dest, settings) {
  return new Pipe(source, dest, settings).start();
}

module.exports = { pipeTo, settingsOf };
