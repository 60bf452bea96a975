'use strict';

// isInsideNodeModules reports whether the program's code that called is a
// package's: such code is not warned of what is deprecated.
function isInsideNodeModules() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 10;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  const frame = `${stack}`.split('\n').slice(1).find((line) => !/\(node:|at node:/.test(line));
  return frame !== undefined && /[\\/]node_modules[\\/]/.test(frame);
}

module.exports = { isInsideNodeModules };
