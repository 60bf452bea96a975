'use strict';

// gojs --test: the files that the command line names, or those with the names of tests.

const { codes } = require('internal/errors');
const { commandLine } = require('internal/test_runner/options');
const { attach } = require('internal/test_runner/reporters');

function shardOf(text) {
  if (text === undefined) return undefined;
  const match = /^(\d+)\/(\d+)$/.exec(text);
  if (match === null) {
    throw new codes.ERR_INVALID_ARG_VALUE('--test-shard', text, 'must be in the form of <index>/<total>');
  }
  return { index: Number(match[1]), total: Number(match[2]) };
}

function start() {
  const config = commandLine();
  config.isTestRunner = true;
  const concurrency = config.isolation === 'none' ? 1 : config.cliConcurrency ?? true;
  require('util').debuglog('test_runner')('test runner configuration:', {
    __proto__: null, ...config, concurrency, timeout: config.timeout ?? Infinity,
  });
  const stream = require('internal/test_runner/runner').run({
    __proto__: null,
    concurrency,
    timeout: config.timeout,
    only: config.only,
    testNamePatterns: config.namePatterns,
    testSkipPatterns: config.skipPatterns,
    globPatterns: process.argv.slice(1),
    isolation: config.isolation,
    shard: shardOf(config.shard),
    forceExit: config.forceExit,
    updateSnapshots: config.updateSnapshots,
    globalSetupPath: config.globalSetup,
    watch: config.watch || undefined,
  });
  stream.on('test:summary', (data) => {
    if (data.success === false && data.file === undefined) process.exitCode = 1;
  });
  attach({ config, root: { reporter: stream } });
}

start();
