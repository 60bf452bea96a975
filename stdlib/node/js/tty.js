'use strict';

// https://nodejs.org/api/tty.html

const { isTTY } = internalBinding('process');
const { ReadStream, WriteStream } = require('internal/stdio');

module.exports = { isatty: (fd) => Number.isInteger(fd) && fd >= 0 && isTTY(fd), ReadStream, WriteStream };
