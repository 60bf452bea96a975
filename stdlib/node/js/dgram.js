'use strict';

// https://nodejs.org/api/dgram.html

const { Socket, createSocket } = require('internal/dgram/socket');

module.exports = { createSocket, Socket };
