'use strict';

// https://nodejs.org/api/dns.html

const { lookup, lookupService } = require('internal/dns/lookup');
const { getDefaultResultOrder, setDefaultResultOrder, ADDRCONFIG, ALL, V4MAPPED } = require('internal/dns/utils');

module.exports = { lookup, lookupService, getDefaultResultOrder, setDefaultResultOrder, ADDRCONFIG, ALL, V4MAPPED };
