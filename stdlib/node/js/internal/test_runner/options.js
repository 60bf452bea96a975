'use strict';

// The options of the command line that tests look at.

const { codes } = require('internal/errors');
const options = internalBinding('options');

// patternOf is the expression of a name pattern: /x/i or the text of one.
function patternOf(text) {
  const match = /^\/(.*)\/([a-z]*)$/s.exec(text);
  try {
    return match === null ? new RegExp(text) : new RegExp(match[1], match[2]);
  } catch (err) {
    throw new codes.ERR_INVALID_ARG_VALUE('pattern', text, `is an invalid regular expression. ${err.message}`);
  }
}

function patterns(name) {
  const list = options.list(name);
  return list.length === 0 ? null : list.map(patternOf);
}

let config;

function commandLine() {
  if (config !== undefined) return config;
  const isTestRunner = options.get('--test') === true;
  const context = process.env.NODE_TEST_CONTEXT;
  config = {
    __proto__: null,
    isTestRunner,
    isChild: context === 'child' || context === 'child-v8',
    isChildV8: context === 'child-v8',
    only: options.get('--test-only') === true,
    forceExit: options.get('--test-force-exit') === true,
    updateSnapshots: options.get('--test-update-snapshots') === true,
    isolation: options.get('--test-isolation') ?? 'process',
    timeout: options.get('--test-timeout') === undefined ? undefined : Number(options.get('--test-timeout')),
    concurrency: undefined,
    cliConcurrency: options.get('--test-concurrency') === undefined ? undefined : Number(options.get('--test-concurrency')),
    namePatterns: patterns('--test-name-pattern'),
    skipPatterns: patterns('--test-skip-pattern'),
    reporters: options.list('--test-reporter'),
    destinations: options.list('--test-reporter-destination'),
    globalSetup: options.get('--test-global-setup'),
    shard: options.get('--test-shard'),
    watch: options.get('--watch') === true,
    workerId: process.env.NODE_TEST_WORKER_ID === undefined ? undefined : Number(process.env.NODE_TEST_WORKER_ID),
  };
  settleReporters(config);
  return config;
}

function settleReporters(config) {
  const { reporters, destinations } = config;
  if (config.isChild) {
    config.reporters = [config.isChildV8 ? 'internal-serializer' : 'tap'];
    config.destinations = ['stdout'];
    return;
  }
  if (reporters.length === 0 && destinations.length === 0) reporters.push('spec');
  if (reporters.length === 1 && destinations.length === 0) destinations.push('stdout');
  if (reporters.length !== destinations.length) {
    throw new codes.ERR_INVALID_ARG_VALUE('--test-reporter', reporters, "must match the number of specified '--test-reporter-destination'");
  }
}

module.exports = { commandLine, patternOf };
