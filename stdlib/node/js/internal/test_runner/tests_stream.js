'use strict';

// The stream of what happens to tests: objects { type, data }, each also an
// event of its type (https://nodejs.org/api/test.html#class-testsstream).

const { Readable } = require('stream');

class TestsStream extends Readable {
  #buffer = [];
  #flowing = true;

  constructor() {
    super({ __proto__: null, objectMode: true, highWaterMark: Number.MAX_SAFE_INTEGER });
  }

  _read() {
    this.#flowing = true;
    while (this.#buffer.length > 0 && this.#flowing) this.#flowing = this.push(this.#buffer.shift());
  }

  // send emits an event as it is.
  send(type, data) {
    this.emit(type, data);
    this.#push({ type, data });
  }

  fail(nesting, loc, testNumber, name, details, directive) {
    this.send('test:fail', { __proto__: null, name, nesting, testNumber, details, ...loc, ...directive });
  }

  ok(nesting, loc, testNumber, name, details, directive) {
    this.send('test:pass', { __proto__: null, name, nesting, testNumber, details, ...loc, ...directive });
  }

  complete(nesting, loc, testNumber, name, details, directive) {
    this.send('test:complete', { __proto__: null, name, nesting, testNumber, details, ...loc, ...directive });
  }

  plan(nesting, loc, count) {
    this.send('test:plan', { __proto__: null, nesting, count, ...loc });
  }

  enqueue(nesting, loc, name, type) {
    this.send('test:enqueue', { __proto__: null, nesting, name, type, ...loc });
  }

  dequeue(nesting, loc, name, type) {
    this.send('test:dequeue', { __proto__: null, nesting, name, type, ...loc });
  }

  start(nesting, loc, name) {
    this.send('test:start', { __proto__: null, nesting, name, ...loc });
  }

  diagnostic(nesting, loc, message, level = 'info') {
    this.send('test:diagnostic', { __proto__: null, nesting, message, level, ...loc });
  }

  coverage(nesting, loc, summary) {
    this.send('test:coverage', { __proto__: null, nesting, summary, ...loc });
  }

  summary(nesting, file, success, counts, duration_ms) {
    this.send('test:summary', { __proto__: null, success, counts, duration_ms, file });
  }

  output(name, loc, message) {
    this.send(`test:${name}`, { __proto__: null, ...loc, message });
  }

  end() {
    this.#push(null);
  }

  #push(message) {
    if (this.#flowing && this.#buffer.length === 0) this.#flowing = this.push(message);
    else this.#buffer.push(message);
  }
}

module.exports = { TestsStream };
