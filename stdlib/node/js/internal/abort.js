'use strict';

// onAbort ( signal, listener ) calls listener once when the signal is aborted,
// whatever other listeners do; it returns a function that stops it.
function onAbort(signal, listener) {
  if (signal.aborted) {
    queueMicrotask(() => listener());
    return () => {};
  }
  const handler = (event) => listener(event);
  const { kResistStopPropagation } = require('internal/event_target');
  signal.addEventListener('abort', handler, { __proto__: null, once: true, [kResistStopPropagation]: true });
  return () => signal.removeEventListener('abort', handler);
}

module.exports = { onAbort };
