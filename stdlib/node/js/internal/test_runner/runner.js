'use strict';

// run ( options ): files of tests, each in a process of its own or all in this
// one (https://nodejs.org/api/test.html#runoptions).

const { codes } = require('internal/errors');
const {
  validateAbortSignal, validateArray, validateBoolean, validateFunction, validateInteger, validateObject, validateOneOf, validateString,
  validateStringArray,
} = require('internal/validators');
const { Harness, watchProcess } = require('internal/test_runner/harness');
const { Test } = require('internal/test_runner/test');
const { FileTest, runFile } = require('internal/test_runner/file_test');
const { commandLine, patternOf } = require('internal/test_runner/options');
const { applyOnly, hasOnly } = require('internal/test_runner/filter');
const { findFiles } = require('internal/test_runner/files');

function patternsOf(value, name) {
  if (value == null) return null;
  if (!Array.isArray(value)) value = [value];
  return value.map((pattern, i) => {
    if (pattern instanceof RegExp) return pattern;
    if (typeof pattern === 'string') return patternOf(pattern);
    throw new codes.ERR_INVALID_ARG_TYPE(`${name}[${i}]`, ['string', 'RegExp'], pattern);
  });
}

function validateShard(shard, watch) {
  validateObject(shard, 'options.shard');
  const { index, total } = shard;
  validateInteger(total, 'options.shard.total', 1);
  validateInteger(index, 'options.shard.index', 1, total);
  if (watch) throw new codes.ERR_INVALID_ARG_VALUE('options.shard', watch, 'shards not supported with watch mode');
  return { index, total };
}

// settings checks what a program asks for.
function settings(options) {
  validateObject(options, 'options');
  const { files, watch, setup, forceExit, execArgv = [], argv = [], cwd = process.cwd(), isolation = 'process', globPatterns, env } = options;
  if (files != null) validateArray(files, 'options.files');
  if (watch != null) validateBoolean(watch, 'options.watch');
  if (forceExit != null) {
    validateBoolean(forceExit, 'options.forceExit');
    if (forceExit && watch) throw new codes.ERR_INVALID_ARG_VALUE('options.forceExit', watch, 'is not supported with watch mode');
  }
  if (options.only != null) validateBoolean(options.only, 'options.only');
  if (globPatterns != null) {
    validateArray(globPatterns, 'options.globPatterns');
    if (globPatterns.length > 0 && files?.length > 0) {
      throw new codes.ERR_INVALID_ARG_VALUE('options.globPatterns', globPatterns, 'is not supported when specifying \'options.files\'');
    }
  }
  validateString(cwd, 'options.cwd');
  if (options.globalSetupPath != null) validateString(options.globalSetupPath, 'options.globalSetupPath');
  if (env !== undefined) {
    validateObject(env, 'options.env');
    if (isolation === 'none') throw new codes.ERR_INVALID_ARG_VALUE('options.env', env, 'is not supported with isolation=\'none\'');
  }
  const shard = options.shard == null ? undefined : validateShard(options.shard, watch);
  if (setup != null) validateFunction(setup, 'options.setup');
  if (options.signal != null) validateAbortSignal(options.signal, 'options.signal');
  validateStringArray(execArgv, 'options.execArgv');
  validateStringArray(argv, 'options.argv');
  validateOneOf(isolation, 'options.isolation', ['process', 'none']);
  return {
    ...options, cwd, isolation, execArgv, argv, shard,
    namePatterns: patternsOf(options.testNamePatterns, 'options.testNamePatterns'),
    skipPatterns: patternsOf(options.testSkipPatterns, 'options.testSkipPatterns'),
    concurrency: options.concurrency ?? (isolation === 'process' ? true : 1),
  };
}

// testConfig is what the root is made with.
function testConfig(s) {
  return {
    __proto__: null, ...commandLine(), only: false, namePatterns: null, skipPatterns: null, timeout: s.timeout, concurrency: s.concurrency,
    isTestRunner: false,
  };
}

function shardOf(files, shard) {
  return shard === undefined ? files : files.filter((_, i) => i % shard.total === shard.index - 1);
}

function run(options = {}) {
  const s = settings(options);
  const config = testConfig(s);
  if (process.env.NODE_TEST_CONTEXT !== undefined) {
    process.emitWarning('node:test run() is being called recursively within a test file. skipping running files.');
    const harness = new Harness(config);
    process.nextTick(() => harness.root.postRun());
    return harness.root.reporter;
  }
  if (s.isolation === 'none') {
    process.env.NODE_TEST_WORKER_ID = '1';
    config.workerId = 1;
    config.implicitOnly = true;
    config.namePatterns = s.namePatterns;
    config.skipPatterns = s.skipPatterns;
    config.only = s.only ?? false;
  }
  const harness = new Harness(config);
  harness.fileTests = 0;
  const { root } = harness;
  if (commandLine().isTestRunner) endOnSignals(root);
  const files = shardOf(s.files?.map(String) ?? findFiles(s.globPatterns, s.cwd), s.shard);
  // Everything is reported: what still keeps the process alive does not count.
  if (s.forceExit) root.reporter.on('end', () => setImmediate(() => process.exit()));
  const work = s.isolation === 'none' ? () => inProcess(harness, files, s) : () => eachInProcess(harness, files, s);
  Promise.resolve(s.setup?.(root.reporter)).then(() => globalSetup(s)).then(async (teardown) => {
    await work();
    await teardown?.();
    if (s.isolation !== 'none') root.postRun();
  }).catch((err) => { process.nextTick(() => { throw err; }); });
  return root.reporter;
}

// endOnSignals ends the report when the process is told to end.
function endOnSignals(root) {
  const onSignal = () => {
    const running = root.subtests.filter((test) => test.started && test.endTime === null).map((test) => test.name);
    if (running.length > 0) root.diagnostic(`Interrupted while running: ${running.join(', ')}`);
    root.reporter.on('end', () => setImmediate(() => process.exit(1)));
    root.postRun(new codes.ERR_TEST_FAILURE('test runner was interrupted', 'cancelledByParent'));
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  root.reporter.on('end', () => {
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
  });
}

// globalSetup runs the module for it, and gives what is to run at the end.
async function globalSetup(s) {
  if (!s.globalSetupPath) return undefined;
  const { importModule } = require('internal/test_runner/import');
  const exports = await importModule(require('path').resolve(s.cwd, s.globalSetupPath), `${s.cwd}/`);
  await (exports.globalSetup ?? exports.default?.globalSetup)?.();
  return exports.globalTeardown ?? exports.default?.globalTeardown;
}

async function eachInProcess(harness, files, s) {
  const { root } = harness;
  const ids = workerIds(root.concurrency);
  await Promise.all(files.map((path) => {
    let test;
    const body = runFile(path, { ...s, workerId: ids });
    test = root.createSubtest(FileTest, path, { signal: s.signal, timeout: Infinity }, (t) => body(t, test));
    return test.start();
  }));
}

// workerIds numbers the processes from one to as many as run at a time.
function workerIds(concurrency) {
  let n = 0;
  const most = Number.isFinite(concurrency) ? concurrency : Math.max(require('os').availableParallelism() - 1, 1);
  return () => (n++ % most) + 1;
}

// All files in this process, one after the other; then their tests run.
async function inProcess(harness, files, s) {
  const { root } = harness;
  const { setRoot } = require('internal/test_runner/harness');
  setRoot(harness);
  watchProcess(harness);
  const { importModule } = require('internal/test_runner/import');
  const built = Promise.withResolvers();
  harness.waitForBuild = built.promise;
  for (const file of files) {
    const path = require('path').resolve(s.cwd, file);
    root.entryFile = path;
    try {
      await importModule(path, `${s.cwd}/`);
    } catch (err) {
      const test = root.createSubtest(Test, path, {}, () => { throw err; }, { __proto__: null, loc: { line: 1, column: 1, file: path } });
      test.start();
    }
  }
  harness.waitForBuild = null;
  if (root.subtests.some(hasOnly)) applyOnly(root, true);
  built.resolve();
}

module.exports = { run };
