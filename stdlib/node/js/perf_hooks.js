'use strict';

// https://nodejs.org/api/perf_hooks.html: the clock.

const { hrtime } = internalBinding('process');

const start = hrtime();
const performance = globalThis.performance ?? {
  timeOrigin: Date.now(),
  now() {
    const t = hrtime();
    return (t[0] - start[0]) * 1e3 + (t[1] - start[1]) / 1e6;
  },
  mark() {},
  measure() {},
  clearMarks() {},
  clearMeasures() {},
};

module.exports = { performance, constants: {} };
