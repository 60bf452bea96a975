'use strict';

const { stackText } = internalBinding('util');

// isInsideNodeModules reports whether the program's code that called is a
// package's: such code is not warned of what is deprecated.
function isInsideNodeModules() {
  const frame = stackText().split('\n').find((line) => /^\s*at /.test(line) && !/\(node:|at node:/.test(line));
  return frame !== undefined && /[\\/]node_modules[\\/]/.test(frame);
}

module.exports = { isInsideNodeModules };
