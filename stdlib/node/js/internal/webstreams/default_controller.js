'use strict';

// Controllers of readable streams of any values
// (https://streams.spec.whatwg.org/#rs-default-controller-abstract-ops).

const state = require('internal/webstreams/state');
const { Queue, checkSize, invalidState, invoke, resolved, then, noop } = require('internal/webstreams/util');

class DefaultController {
  type = 'default';
  stream;
  pullAlgorithm;
  cancelAlgorithm;
  size;
  highWaterMark;
  self = undefined; // what the program has of it
  queue = new Queue();
  started = false;
  closeRequested = false;
  pullAgain = false;
  pulling = false;

  constructor(stream, { pull, cancel, size, highWaterMark }) {
    this.stream = stream;
    this.pullAlgorithm = pull;
    this.cancelAlgorithm = cancel;
    this.size = size;
    this.highWaterMark = highWaterMark;
    stream.controller = this;
  }

  // begin runs start and pulls when it is done.
  begin(startResult) {
    then(resolved(startResult), () => {
      this.started = true;
      this.callPull();
    }, (e) => this.error(e));
  }

  cancelSteps(reason) {
    this.queue.reset();
    const result = this.cancelAlgorithm(reason);
    this.clear();
    return result;
  }

  pullSteps(request) {
    if (this.queue.length > 0) {
      const chunk = this.queue.shift();
      if (this.closeRequested && this.queue.length === 0) {
        this.clear();
        state.close(this.stream);
      } else {
        this.callPull();
      }
      request.chunk(chunk);
      return;
    }
    this.stream.reader.requests.push(request);
    this.callPull();
  }

  releaseSteps() {}

  clear() {
    this.pullAlgorithm = noop;
    this.cancelAlgorithm = noop;
    this.size = undefined;
  }

  shouldPull() {
    if (!this.canEnqueue() || !this.started) return false;
    return state.waiting(this.stream) > 0 || this.desiredSize() > 0;
  }

  callPull() {
    if (!this.shouldPull()) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    then(this.pullAlgorithm(), () => {
      this.pulling = false;
      if (!this.pullAgain) return;
      this.pullAgain = false;
      this.callPull();
    }, (e) => this.error(e));
  }

  canEnqueue() {
    return !this.closeRequested && this.stream.state === 'readable';
  }

  desiredSize() {
    switch (this.stream.state) {
      case 'errored':
        return null;
      case 'closed':
        return 0;
    }
    return this.highWaterMark - this.queue.size;
  }

  close() {
    if (!this.canEnqueue()) return;
    this.closeRequested = true;
    if (this.queue.length > 0) return;
    this.clear();
    state.close(this.stream);
  }

  enqueue(chunk) {
    if (!this.canEnqueue()) return;
    if (state.waiting(this.stream) > 0) {
      state.fulfill(this.stream, chunk, false);
    } else {
      try {
        this.queue.push(chunk, checkSize(this.size(chunk)));
      } catch (e) {
        this.error(e);
        throw e;
      }
    }
    this.callPull();
  }

  errorIfNeeded(e) {
    this.error(e);
  }

  error(e) {
    if (this.stream.state !== 'readable') return;
    this.queue.reset();
    this.clear();
    state.error(this.stream, e);
  }

  // What the methods of the program's object check first.
  mustEnqueue() {
    if (!this.canEnqueue()) throw invalidState('Controller is already closed');
  }
}

// fromSource makes the controller for the object that a program gave.
function fromSource(stream, makeSelf, source, { start, pull, cancel }, strategy) {
  const controller = new DefaultController(stream, {
    pull: pull === undefined ? () => resolved() : () => invoke(pull, source, controller.self),
    cancel: cancel === undefined ? () => resolved() : (reason) => invoke(cancel, source, reason),
    size: strategy.size,
    highWaterMark: strategy.highWaterMark,
  });
  controller.self = makeSelf(controller);
  controller.begin(start === undefined ? undefined : Reflect.apply(start, source, [controller.self]));
}

module.exports = { DefaultController, fromSource };
