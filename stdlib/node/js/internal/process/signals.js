'use strict';

// Signals as events of process: a handle of the loop for each signal that somebody
// listens to, which does not keep the loop alive.

const { Signal } = internalBinding('signal_wrap');
const { signals } = require('os').constants;
const { errnoException } = require('internal/errors');

const handles = new Map();

const isSignal = (event) => typeof event === 'string' && signals[event] !== undefined;

function start(event) {
  if (!isSignal(event) || handles.has(event)) return;
  const handle = new Signal();
  handle.unref();
  const number = signals[event];
  handle.onsignal = () => process.emit(event, event, number);
  const err = handle.start(number);
  if (err) {
    handle.close();
    throw errnoException(err, 'uv_signal_start');
  }
  handles.set(event, handle);
}

function stop(event) {
  const handle = handles.get(event);
  if (handle === undefined || process.listenerCount(event) > 0) return;
  handle.close();
  handles.delete(event);
}

module.exports = { isSignal, start, stop };
