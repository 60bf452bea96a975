'use strict';

// What is around the tests of a process: the root, the counters, reporters, and
// the process's events that belong to tests.

const { Suite, Test, kPending } = require('internal/test_runner/test');
const { TestsStream } = require('internal/test_runner/tests_stream');
const { codes } = require('internal/errors');
const failures = require('internal/test_runner/failure');
const { setInterval, clearInterval } = require('timers');
const { current, runIn } = require('internal/test_runner/scope');
const { callerLocation } = require('internal/test_runner/location');
const { commandLine } = require('internal/test_runner/options');

function newCounters() {
  return { __proto__: null, tests: 0, failed: 0, passed: 0, cancelled: 0, skipped: 0, todo: 0, topLevel: 0, suites: 0 };
}

class Harness {
  counters = newCounters();
  success = true;
  bootstrap = null; // a promise while reporters are being made
  waitForBuild = null;
  teardown = null;
  snapshots = null;
  watching = false;
  #afterRan = false;

  constructor(config) {
    this.config = config;
    this.root = new Test({
      __proto__: null, name: '<root>', config, harness: this, reporter: new TestsStream(), concurrency: config.concurrency,
      timeout: config.timeout ?? Infinity, entryFile: config.entryFile,
    });
    this.root.startTime = process.hrtime();
  }

  count(test) {
    const { counters } = this;
    if (test.nesting === 0) counters.topLevel++;
    if (!test.passed && !test.skipped && !test.isTodo) this.success = false;
    if (test.reportedType === 'suite') {
      counters.suites++;
      return;
    }
    if (test.skipped) counters.skipped++;
    else if (test.isTodo) counters.todo++;
    else if (test.cancelled) counters.cancelled++;
    else if (!test.passed) counters.failed++;
    else counters.passed++;
    counters.tests++;
  }

  // The hooks after all tests run when none is left.
  afterTopLevel(root) {
    if (this.#afterRan || root.hooks.after.length === 0) return;
    if (root.active > 0 || root.pending.length > 0 || root.ready.size > 0) return;
    if (this.waitForBuild !== null) return;
    this.#afterRan = true;
    root.run();
  }

  // reportRoot is the end of the report.
  reportRoot(root) {
    if (root.reported) return;
    root.reported = true;
    const { counters } = this;
    const { reporter } = root;
    reporter.plan(0, undefined, counters.topLevel);
    this.snapshots?.write();
    for (const message of root.diagnostics) reporter.diagnostic(0, undefined, message);
    const duration = root.duration();
    const lines = {
      tests: counters.tests, suites: counters.suites, pass: counters.passed, fail: counters.failed, cancelled: counters.cancelled,
      skipped: counters.skipped, todo: counters.todo, duration_ms: duration,
    };
    for (const name in lines) reporter.diagnostic(0, undefined, `${name} ${lines[name]}`);
    reporter.summary(0, this.config.isChild ? root.entryFile : undefined, this.success, counters, duration);
    if (!this.watching) reporter.end();
  }

  fail() {
    this.success = false;
    process.exitCode = 1;
  }
}

// what an error of no test, or of one that has ended, says.
function lateActivity(test, err, event) {
  if (test === undefined) {
    return `Error: A resource generated asynchronous activity after the test ended. This activity created the error "${
      err}" which triggered an ${event} event, caught by the test runner.`;
  }
  const name = test.hookType !== null ? `Test hook "${test.hookType}"` : `Test "${test.name}"`;
  let where = '';
  if (test.loc) where = ` at ${require('path').relative(process.cwd(), test.loc.file)}:${test.loc.line}:${test.loc.column}`;
  return `Error: ${name}${where} generated asynchronous activity after the test ended. This activity created the error "${
    err}" and would have caused the test to fail, but instead triggered an ${event} event.`;
}

function errorHandler(harness, event) {
  return (err) => {
    if (harness.bootstrap !== null) throw err;
    const test = current();
    if (test === harness.reporterScope) throw err;
    if (test === undefined || test.finished || test.endTime !== null || test.hookType !== null) {
      harness.root.diagnostic(lateActivity(test, err, event));
      process.exitCode = 1;
      return;
    }
    test.fail(new codes.ERR_TEST_FAILURE(err, event));
    test.abort();
  };
}

// watchProcess lets the harness see errors that nobody caught, and the end.
function watchProcess(harness) {
  const { root } = harness;
  const onException = errorHandler(harness, 'uncaughtException');
  const onRejection = errorHandler(harness, 'unhandledRejection');
  let ending = false;
  const onEnd = async (kill) => {
    if (ending) return;
    ending = true;
    if (root.subtests.length === 0 && (root.hooks.before.length > 0 || root.hooks.after.length > 0)) {
      if (root.hooks.before.length > 0) await root.runHooks('before', root.getRunArgs());
      await root.run();
    }
    if (root.subtestsPromise !== null && kill !== true) {
      // Nothing that tests wait for keeps the process alive: this does.
      const alive = setInterval(() => {}, 2 ** 31 - 1);
      await root.subtestsPromise;
      clearInterval(alive);
    }
    root.postRun(new codes.ERR_TEST_FAILURE(kPending, failures.kCancelledByParent));
    process.removeListener('uncaughtException', onException);
    process.removeListener('unhandledRejection', onRejection);
    process.removeListener('beforeExit', onEnd);
    if (harness.config.isTestRunner) {
      process.removeListener('SIGINT', onSignal);
      process.removeListener('SIGTERM', onSignal);
    }
    await harness.teardown?.();
  };
  const onSignal = async () => {
    await onEnd(true);
    process.exit();
  };
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  process.on('beforeExit', onEnd);
  if (harness.config.isTestRunner) {
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  }
  harness.exitHandler = onEnd;
  root.exitHandler = onEnd;
}

let globalHarness;

// rootHarness is the harness of the program, made with its reporters when it
// makes its first test.
function rootHarness() {
  if (globalHarness !== undefined) return globalHarness;
  const config = commandLine();
  config.entryFile ??= process.argv?.[1];
  globalHarness = new Harness(config);
  watchProcess(globalHarness);
  const { reporter } = globalHarness.root;
  reporter.on('test:summary', (data) => {
    if (data.success === false) process.exitCode = 1;
  });
  // What the reporters do belongs to no test.
  globalHarness.reporterScope = { __proto__: null, reporter: true };
  globalHarness.bootstrap = runIn(globalHarness.reporterScope, setUp, globalHarness);
  return globalHarness;
}

async function setUp(harness) {
  await require('internal/test_runner/reporters').attach(harness);
  harness.bootstrap = null;
}

function parentOfNow() {
  const test = current();
  if (test === undefined || test.reporter === true) return rootHarness().root;
  return test;
}

async function startSubtest(test) {
  const { harness } = test.root;
  if (harness.bootstrap !== null) await harness.bootstrap;
  if (harness.waitForBuild !== null) await harness.waitForBuild;
  await test.start();
}

function testFunction(Factory, name) {
  function run(name, options, fn, overrides) {
    const parent = parentOfNow();
    const test = parent.createSubtest(Factory, name, options, fn, overrides);
    if (parent instanceof Suite) return Promise.resolve();
    return startSubtest(test);
  }
  const f = (name, options, fn) => run(name, options, fn, { __proto__: null, loc: callerLocation() });
  Object.defineProperty(f, 'name', { __proto__: null, value: name, configurable: true });
  for (const keyword of ['expectFailure', 'skip', 'todo', 'only']) {
    f[keyword] = (name, options, fn) => run(name, options, fn, { __proto__: null, [keyword]: true, loc: callerLocation() });
  }
  return f;
}

function hookFunction(kind) {
  return (fn, options) => {
    parentOfNow().createHook(kind, fn, { __proto__: null, ...options, loc: callerLocation() });
  };
}

// setRoot makes harness that of the tests of this process.
function setRoot(harness) {
  globalHarness = harness;
}

module.exports = { Harness, hookFunction, newCounters, rootHarness, setRoot, testFunction, watchProcess };
