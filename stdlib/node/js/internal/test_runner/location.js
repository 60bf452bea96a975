'use strict';

const { stackText } = internalBinding('util');

// callerLocation is where the program's code called a function of the runner,
// undefined where it did not.
function callerLocation() {
  for (const line of stackText().split('\n')) {
    const match = /^\s*at (?:.*\()?(.+):(\d+):(\d+)\)?$/.exec(line);
    if (match === null || match[1].startsWith('node:')) continue;
    let file = match[1];
    if (file.startsWith('file:')) file = require('internal/url_files').fileURLToPath(file);
    return { __proto__: null, line: Number(match[2]), column: Number(match[3]), file };
  }
  return undefined;
}

module.exports = { callerLocation };
