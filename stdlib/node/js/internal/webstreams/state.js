'use strict';

// The streams' own state, apart from the objects that programs hold: abstract
// operations of readable streams (https://streams.spec.whatwg.org/#rs-all-abstract-ops).
//
// A stream is { self, state, reader, controller, storedError, disturbed }, a
// reader { self, stream, closed, requests, intoRequests }. A request is
// { chunk, close, error }: functions.

const { Deferred, handled, invalidState, rejected, resolved, then, noop } = require('internal/webstreams/util');

function newReadable() {
  return { self: undefined, state: 'readable', reader: undefined, controller: undefined, storedError: undefined, disturbed: false, whenClosed: undefined };
}

const isLocked = (s) => s.reader !== undefined;
const isByob = (reader) => reader.intoRequests !== undefined;

function cancel(s, reason) {
  s.disturbed = true;
  if (s.state === 'closed') return resolved();
  if (s.state === 'errored') return rejected(s.storedError);
  close(s);
  const { reader } = s;
  if (reader !== undefined && isByob(reader)) {
    const requests = reader.intoRequests;
    reader.intoRequests = [];
    for (const request of requests) request.close(undefined);
  }
  return then(s.controller.cancelSteps(reason), noop);
}

function close(s) {
  s.state = 'closed';
  s.whenClosed?.resolve();
  const { reader } = s;
  if (reader === undefined) return;
  reader.closed.resolve();
  if (isByob(reader)) return;
  const { requests } = reader;
  reader.requests = [];
  for (const request of requests) request.close();
}

function error(s, e) {
  s.state = 'errored';
  s.storedError = e;
  s.whenClosed?.reject(e);
  const { reader } = s;
  if (reader === undefined) return;
  reader.closed.reject(e);
  handled(reader.closed.promise);
  failRequests(reader, e);
}

function failRequests(reader, e) {
  const key = isByob(reader) ? 'intoRequests' : 'requests';
  const requests = reader[key];
  reader[key] = [];
  for (const request of requests) request.error(e);
}

// The oldest request of the reader gets a chunk.
function fulfill(s, chunk, done) {
  const request = s.reader.requests.shift();
  if (done) request.close();
  else request.chunk(chunk);
}

function fulfillInto(s, chunk, done) {
  const request = s.reader.intoRequests.shift();
  if (done) request.close(chunk);
  else request.chunk(chunk);
}

const waiting = (s) => (s.reader === undefined || isByob(s.reader) ? 0 : s.reader.requests.length);
const waitingInto = (s) => (s.reader === undefined || !isByob(s.reader) ? 0 : s.reader.intoRequests.length);

// initReader couples a reader with a stream.
function initReader(reader, s) {
  if (isLocked(s)) throw invalidState('ReadableStream is locked');
  reader.stream = s;
  s.reader = reader;
  if (s.state === 'readable') reader.closed = new Deferred();
  else if (s.state === 'closed') reader.closed = Deferred.resolved();
  else reader.closed = Deferred.rejected(s.storedError);
}

function newReader(s, byob = false) {
  const reader = { self: undefined, stream: undefined, closed: undefined, requests: [], intoRequests: byob ? [] : undefined };
  initReader(reader, s);
  return reader;
}

function release(reader) {
  const s = reader.stream;
  if (s === undefined) return;
  const e = invalidState('Reader released');
  if (s.state === 'readable') reader.closed.reject(e);
  else reader.closed = Deferred.rejected(e);
  handled(reader.closed.promise);
  s.controller.releaseSteps();
  s.reader = undefined;
  reader.stream = undefined;
  failRequests(reader, e);
}

function read(reader, request) {
  const s = reader.stream;
  s.disturbed = true;
  if (s.state === 'closed') request.close();
  else if (s.state === 'errored') request.error(s.storedError);
  else s.controller.pullSteps(request);
}

module.exports = {
  cancel, close, error, fulfill, fulfillInto, isByob, isLocked, newReadable, newReader, read, release, waiting, waitingInto,
};
