'use strict';

// A test: what runs, what it waits for and how it ended. Subtests start when
// their parent has room for them, and are reported in the order of their
// creation. Suite and TestHook are tests of other kinds.

const { codes, AbortError } = require('internal/errors');
const { validateAbortSignal, validateFunction, validateNumber, validateUint32 } = require('internal/validators');
const failures = require('internal/test_runner/failure');
const { isTestFailure, toFailure } = failures;
const { mismatch, parseExpectation } = require('internal/test_runner/expectation');
const { filteredByName } = require('internal/test_runner/filter');
const { TestPlan } = require('internal/test_runner/plan');
const { SuiteContext, TestContext } = require('internal/test_runner/context');
const { runIn } = require('internal/test_runner/scope');
const { Deadline } = require('internal/test_runner/deadline');

const kMaxTimeout = 2 ** 31 - 1;
const noop = (() => () => {})(); // without a name
const kPending = 'Promise resolution is still pending but the event loop has already resolved';

function concurrencyOf(value, parent) {
  switch (typeof value) {
    case 'number':
      validateUint32(value, 'options.concurrency', true);
      return value;
    case 'boolean':
      if (!value) return 1;
      return parent === null ? Math.max(require('os').availableParallelism() - 1, 1) : Infinity;
    case 'undefined':
      return parent === null ? 1 : parent.concurrency;
  }
  if (value === null) return parent === null ? 1 : parent.concurrency;
  throw new codes.ERR_INVALID_ARG_TYPE('options.concurrency', ['boolean', 'number'], value);
}

function timeoutOf(value, inherited) {
  if (value == null) return inherited;
  if (value !== Infinity) validateNumber(value, 'options.timeout', 0, kMaxTimeout);
  return value;
}

class Test {
  reportedType = 'test';
  subtests = [];
  diagnostics = [];
  hooks = { __proto__: null, before: [], after: [], beforeEach: [], afterEach: [], own: { beforeEach: [], afterEach: [] } };
  startTime = null;
  endTime = null;
  error = null;
  passed = false;
  cancelled = false;
  finished = false;
  started = false;
  filtered = false;
  mock = null;
  plan = null;
  message = null;
  hookType = null;
  waitingOn = 0; // the number of the subtest to report next
  ready = new Map(); // subtests that ended before their turn
  pending = []; // subtests that wait for room
  active = 0; // subtests that run
  filteredSubtests = 0;
  reportedSubtests = 0;
  testNumber = 0;
  #unfinished = new Set();
  #subtestsDone = null;
  #startReported = false;
  #ended = false;
  #controller = new AbortController();
  #outerSignal;
  #onAbort = () => {
    const err = this.#outerSignal.reason ?? new AbortError('The test was aborted');
    err.failureType = failures.kAborted;
    this.cancel(err);
  };

  constructor(options) {
    let { fn, name } = options;
    const { concurrency, entryFile, expectFailure, loc, only, parent = null, plan, signal, skip, timeout, todo } = options;
    if (typeof fn !== 'function') fn = noop;
    if (typeof name !== 'string' || name === '') name = fn.name || '<anonymous>';
    this.fn = fn;
    this.name = name;
    this.parent = parent;
    this.loc = loc;
    this.#listen(signal);
    if (parent === null) this.#initRoot(options);
    else this.#initChild(parent);
    this.concurrency = concurrencyOf(concurrency, parent);
    this.timeout = timeoutOf(timeout, this.timeout);
    this.entryFile = entryFile ?? parent?.entryFile ?? loc?.file;
    this.skipped = skip !== undefined && skip !== false;
    this.isTodo = (todo !== undefined && todo !== false) || (parent?.isTodo ?? false);
    this.expectFailure = parseExpectation(expectFailure) ?? parent?.expectFailure;
    if (typeof skip === 'string') this.message = skip;
    else if (typeof todo === 'string') this.message = todo;
    if (plan !== undefined) this.plan = new TestPlan(plan);
    if (parent !== null) this.#filter(only);
    if (this.skipped) this.fn = noop;
  }

  #listen(signal) {
    if (signal != null) validateAbortSignal(signal, 'options.signal');
    this.#outerSignal = signal;
    if (signal?.aborted) return;
    signal?.addEventListener('abort', this.#onAbort, { __proto__: null, once: true });
  }

  #initRoot({ config, harness, reporter }) {
    this.root = this;
    this.harness = harness;
    this.config = config;
    this.reporter = reporter;
    this.nesting = 0;
    this.childNumber = 0;
    this.timeout = Infinity;
    this.only = config?.only ?? false;
    this.runOnlySubtests = this.only;
  }

  #initChild(parent) {
    this.root = parent.root;
    this.config = parent.config;
    this.reporter = parent.reporter;
    this.nesting = parent.parent === null ? parent.nesting : parent.nesting + 1;
    this.childNumber = parent.subtests.length + 1;
    this.timeout = parent.timeout;
  }

  // The words only and the patterns of names decide whether the test runs.
  #filter(only) {
    const { parent } = this;
    this.onlyOption = only;
    this.only = only ?? (parent.only && !parent.runOnlySubtests);
    this.runOnlySubtests = false;
    if (this.config.only && only) {
      // One test with the word makes the suites around it run only such tests.
      for (let t = parent; t.parent !== null; t = t.parent) {
        t.hasOnly = true;
        if (t.reportedType === 'suite') t.runOnlySubtests = true;
      }
    } else if (only === true && !this.config.only && !this.config.implicitOnly && !parent.runOnlySubtests) {
      this.diagnostic("'only' and 'runOnly' require the --test-only command-line option.");
    }
    if (this.willBeFiltered()) {
      this.filtered = true;
      parent.filteredSubtests++;
    }
  }

  willBeFiltered() {
    return ((this.config.only || this.parent.runOnlySubtests) && !this.only) || filteredByName(this);
  }

  get signal() {
    return this.#controller.signal;
  }

  renewSignal() {
    this.#controller = new AbortController();
  }

  abort(reason) {
    this.#controller.abort(reason);
  }

  fullName() {
    let name = this.name;
    for (let t = this.parent; t !== null && t.parent !== null; t = t.parent) name = `${t.name} > ${name}`;
    return name;
  }

  diagnostic(message) {
    this.diagnostics.push(message);
  }

  skip(message) {
    this.skipped = true;
    this.message = message;
  }

  todo(message) {
    this.isTodo = true;
    this.message = message;
  }

  hasRoom() {
    return this.concurrency > this.active;
  }

  createSubtest(Factory, name, options, fn, overrides) {
    if (typeof name === 'function') {
      fn = name;
    } else if (name !== null && typeof name === 'object') {
      fn = options;
      options = name;
    } else if (typeof options === 'function') {
      fn = options;
    }
    if (options === null || typeof options !== 'object') options = {};
    // Nothing can be added to what has ended.
    const late = this.isClosed();
    const parent = late ? this.#runningAncestor() : this;
    if (late) overrides = { ...overrides, fn: noop };
    const test = new Factory({ __proto__: null, fn, name, ...options, ...overrides, parent });
    if (parent.waitingOn === 0) parent.waitingOn = test.childNumber;
    if (late) {
      test.fail(new codes.ERR_TEST_FAILURE('test could not be started because its parent finished', failures.kParentAlreadyFinished));
    }
    parent.subtests.push(test);
    return test;
  }

  // A test takes subtests until it has ended, a suite until it is built.
  isClosed() {
    return this.finished || this.endTime !== null;
  }

  #runningAncestor() {
    let parent = this.parent;
    while (parent.parent !== null && parent.isClosed()) parent = parent.parent;
    return parent;
  }

  createHook(name, fn, options) {
    validateFunction(fn, 'fn');
    const { TestHook } = require('internal/test_runner/hook');
    const hook = new TestHook(fn, { __proto__: null, ...options, parent: this, hookType: name });
    if (name === 'before' || name === 'after') {
      const run = hook.run;
      let ran;
      hook.run = function(args) { return ran ??= run.call(this, args); };
    }
    if (name === 'before' && this.startTime !== null && (this.parent !== null || this.config.implicitOnly)) {
      // The test runs already: so does the hook, at once.
      Promise.resolve(hook.run(this.getRunArgs())).then(() => {
        if (hook.error !== null) this.fail(hook.error);
      });
    }
    // Those of outer tests stand behind the test's own after hooks.
    if (name === 'afterEach') this.hooks.afterEach.splice(this.hooks.own.afterEach.length, 0, hook);
    else this.hooks[name].push(hook);
    if (name.endsWith('Each')) this.hooks.own[name].push(hook);
    return hook;
  }

  // The hooks around each test of the parents are also those of its subtests:
  // outer ones before, and after in the opposite order.
  inheritHooks() {
    const outer = this.parent?.hooks;
    if (!outer) return;
    this.hooks.beforeEach = [...outer.beforeEach, ...this.hooks.own.beforeEach];
    this.hooks.afterEach = [...this.hooks.own.afterEach, ...outer.afterEach];
  }

  async runHooks(kind, args) {
    try {
      for (const hook of this.hooks[kind]) {
        await hook.run(args);
        if (hook.error !== null) throw hook.error;
      }
    } catch (err) {
      const error = new codes.ERR_TEST_FAILURE(`failed running ${kind} hook`, failures.kHookFailure);
      error.cause = isTestFailure(err) ? err.cause : err;
      throw error;
    }
  }

  // start runs the test, or lets it wait until its parent has room.
  start() {
    if (this.filtered) return this.#skipFiltered();
    this.parent.#expect(this);
    this.testNumber ||= ++this.parent.reportedSubtests;
    this.reporter.enqueue(this.nesting, this.loc, this.name, this.reportedType);
    if (!this.parent.hasRoom()) {
      const deferred = Promise.withResolvers();
      deferred.test = this;
      this.parent.pending.push(deferred);
      return deferred.promise;
    }
    this.reporter.dequeue(this.nesting, this.loc, this.name, this.reportedType);
    return this.run();
  }

  #skipFiltered() {
    this.parent.#expect(this);
    this.passed = true;
    this.startTime = this.endTime = process.hrtime();
    this.cancelled = this.filtered;
    this.postRun();
    return Promise.resolve();
  }

  #expect(subtest) {
    this.#unfinished.add(subtest);
    this.#subtestsDone ??= Promise.withResolvers();
  }

  get subtestsPromise() {
    return this.#subtestsDone?.promise ?? null;
  }

  async startPending() {
    while (this.pending.length > 0 && this.hasRoom()) {
      const { test, resolve } = this.pending.shift();
      test.reporter.dequeue(test.nesting, test.loc, test.name, 'test');
      await test.run();
      resolve();
    }
  }

  shouldAbort() {
    if (this.signal.aborted) return true;
    if (this.#outerSignal?.aborted) {
      this.#onAbort();
      return true;
    }
    return false;
  }

  getRunArgs() {
    const ctx = new TestContext(this);
    return { __proto__: null, ctx, args: [ctx] };
  }

  async run() {
    if (this.parent !== null) this.parent.active++;
    this.inheritHooks();
    this.startTime ??= process.hrtime();
    this.started = true;
    if (this.shouldAbort()) {
      this.postRun();
      return;
    }
    const hookArgs = this.getRunArgs();
    let afterEachRan = false;
    const afterEach = async () => {
      if (afterEachRan) return;
      afterEachRan = true;
      if (this.parent?.hooks.afterEach.length > 0 && !this.skippedByOption()) await this.parent.runHooks('afterEach', hookArgs);
    };
    const after = async () => {
      if (this.hooks.after.length > 0) await this.runHooks('after', hookArgs);
    };
    let deadline;
    try {
      if (this.parent?.hooks.before.length > 0) await this.parent.runHooks('before', this.parent.getRunArgs());
      if (this.parent?.hooks.beforeEach.length > 0 && !this.skippedByOption()) await this.parent.runHooks('beforeEach', hookArgs);
      deadline = new Deadline(this.timeout, this.signal);
      await this.#body(hookArgs, deadline);
      this.pass();
      await afterEach();
      await after();
    } catch (err) {
      if (isTestFailure(err) && err.failureType === failures.kTimeout) this.cancel(err);
      else this.fail(toFailure(err));
      try { await afterEach(); } catch { /* the first failure counts */ }
      try { await after(); } catch { /* the first failure counts */ }
    } finally {
      deadline?.stop();
    }
    this.end();
  }

  skippedByOption() {
    return this.skipped && this.fn === noop;
  }

  // end reports; a signal that the test gave away is aborted, so that what still
  // listens to it stops.
  end() {
    if (this.parent !== null || this.hookType !== null) {
      this.postRun();
      if (this.parent !== null && !this.signal.aborted) this.abort();
    }
  }

  // body calls the function and waits for what it returns or calls back, for
  // subtests and for the plan.
  async #body({ ctx, args }, deadline) {
    if (this.fn.length === args.length + 1) await this.#withCallback(ctx, args, deadline);
    else {
      const result = runIn(this, () => Reflect.apply(this.fn, ctx, args));
      if (result !== null && typeof result === 'object' || typeof result === 'function') await deadline.race(result);
    }
    const planned = this.plan?.check();
    if (planned !== undefined) await deadline.race(planned);
    if (this.subtestsPromise !== null) await deadline.race(this.subtestsPromise);
  }

  async #withCallback(ctx, args, deadline) {
    const { promise, resolve, reject } = Promise.withResolvers();
    let calls = 0;
    const done = (err) => {
      calls++;
      if (calls === 2) throw new codes.ERR_TEST_FAILURE('callback invoked multiple times', failures.kMultipleCallbacks);
      if (calls > 2) return;
      if (err) reject(err);
      else resolve();
    };
    const result = runIn(this, () => Reflect.apply(this.fn, ctx, [...args, done]));
    if (require('util').types.isPromise(result)) {
      this.fail(new codes.ERR_TEST_FAILURE('passed a callback but also returned a Promise', failures.kCallbackAndPromise));
      await deadline.race(result);
    } else {
      await deadline.race(promise);
    }
  }

  pass() {
    if (this.error !== null) return;
    if (this.expectFailure !== undefined && !this.skipped && !this.isTodo) {
      this.passed = false;
      this.error = new codes.ERR_TEST_FAILURE('test was expected to fail but passed', failures.kExpectedFailure);
      return;
    }
    this.passed = true;
  }

  fail(err) {
    if (this.error !== null) return;
    if (this.expectFailure !== undefined && err.failureType !== failures.kHookFailure) {
      const wrong = mismatch(this.expectFailure, err);
      if (wrong === undefined) {
        this.passed = true;
        this.error = err;
        return;
      }
      wrong.cause ??= err;
      err = toFailure(wrong);
    }
    this.passed = false;
    this.error = err;
  }

  cancel(err) {
    if (this.endTime !== null || this.error !== null) return;
    this.fail(err ?? new codes.ERR_TEST_FAILURE('test did not finish before its parent and was cancelled', failures.kCancelledByParent));
    this.cancelled = true;
    this.abort();
  }

  // postRun is the end of a test: subtests that have not ended are cancelled.
  postRun(pendingError) {
    if (this.#ended) return; // it was cancelled, and ends now
    const now = process.hrtime();
    this.startTime ??= now;
    this.endTime ??= now;
    let failed = 0;
    this.pending = [];
    for (const subtest of this.subtests) {
      if (!subtest.finished && !this.ready.has(subtest.childNumber)) {
        if (this.parent !== null || !subtest.filtered) subtest.cancel(pendingError);
        subtest.postRun(pendingError);
      }
      if (!subtest.passed && !subtest.isTodo && !subtest.filtered) failed++;
    }
    if ((this.passed || this.parent === null) && failed > 0) {
      const text = `${failed} subtest${failed > 1 ? 's' : ''} failed`;
      this.fail(new codes.ERR_TEST_FAILURE(text, failures.kSubtestsFailed));
    }
    this.#outerSignal?.removeEventListener('abort', this.#onAbort);
    this.mock?.reset();
    if (this.parent === null) {
      this.root.harness.reportRoot(this);
      return;
    }
    this.#complete();
    const { parent } = this;
    parent.ready.set(this.childNumber, this);
    parent.#finishedSubtest(this);
    parent.processReady(false);
    parent.startPending();
    if (parent === this.root) this.root.harness.afterTopLevel(this.root);
  }

  #complete() {
    this.#ended = true;
    if (this.started) this.parent.active--;
    if (this.filtered) return;
    const { details, directive } = this.#reportDetails();
    details.passed = this.passed;
    this.testNumber ||= ++this.parent.reportedSubtests;
    this.reporter.complete(this.nesting, this.loc, this.testNumber, this.name, details, directive);
  }

  // A test may report when all before it have, up to the root.
  isClearToSend() {
    return this.parent === null || (this.parent.waitingOn === this.childNumber && this.parent.isClearToSend());
  }

  processReady(mayReport) {
    for (let i = this.waitingOn, end = i + this.ready.size; i < end; i++) {
      const subtest = this.ready.get(i);
      if (subtest === undefined) return;
      mayReport ||= this.isClearToSend();
      if (!mayReport) return;
      subtest.#finalize();
      this.ready.delete(i);
    }
  }

  #finalize() {
    this.processReady(true);
    if (!this.filtered && this.finishReport()) this.#report();
    this.parent.waitingOn++;
    this.finished = true;
  }

  // Whether the test itself is reported.
  finishReport() {
    return true;
  }

  #finishedSubtest(subtest) {
    this.#unfinished.delete(subtest);
    if (this.#unfinished.size === 0 && this.#subtestsDone !== null) {
      this.#subtestsDone.resolve();
      this.#subtestsDone = null;
    }
  }

  #report() {
    this.root.harness.count(this);
    if (this.reportedSubtests > 0) this.reporter.plan(this.subtests[0].nesting, this.loc, this.reportedSubtests);
    this.#reportStart();
    const { details, directive } = this.#reportDetails();
    const report = this.passed ? 'ok' : 'fail';
    this.reporter[report](this.nesting, this.loc, this.testNumber, this.name, details, directive);
    for (const message of this.diagnostics) this.reporter.diagnostic(this.nesting, this.loc, message);
  }

  #reportStart() {
    if (this.#startReported || this.parent === null) return;
    this.#startReported = true;
    this.parent.#reportStart();
    this.reporter.start(this.nesting, this.loc, this.name);
  }

  #reportDetails() {
    const details = { __proto__: null, duration_ms: this.duration(), type: this.reportedType };
    let directive;
    if (this.skipped) directive = { __proto__: null, skip: this.message ?? true };
    else if (this.isTodo) directive = { __proto__: null, todo: this.message ?? true };
    else if (this.expectFailure !== undefined) directive = { __proto__: null, expectFailure: this.expectFailure.label ?? true };
    if (!this.passed) details.error = this.error;
    if (this.attempt !== undefined) details.attempt = this.attempt;
    return { details, directive };
  }

  duration() {
    const end = this.endTime ?? process.hrtime();
    return (end[0] - this.startTime[0]) * 1e3 + (end[1] - this.startTime[1]) / 1e6;
  }
}

// Suite is a function that makes tests: it runs at once, its tests when the
// suite starts.
class Suite extends Test {
  reportedType = 'suite';
  built = false;

  constructor(options) {
    super(options);
    this.timeout = timeoutOf(options.timeout, Infinity);
    this.buildSuite = this.#build();
    this.fn = noop;
  }

  #build() {
    if (this.config.only && this.onlyOption === false) return Promise.resolve();
    const { ctx, args } = this.getRunArgs();
    let result;
    try {
      result = runIn(this, () => Reflect.apply(this.fn, ctx, args));
    } catch (err) {
      this.fail(toFailure(err));
      this.#built();
      return Promise.resolve();
    }
    if (result === null || (typeof result !== 'object' && typeof result !== 'function')) {
      this.#built();
      return Promise.resolve();
    }
    return Promise.resolve(result).then(() => this.#built(), (err) => {
      this.fail(toFailure(err));
      this.#built();
    });
  }

  // A suite that would not run does where one of its tests does.
  #built() {
    this.built = true;
    if (this.hasOnly) {
      for (const subtest of this.subtests) {
        if (!subtest.filtered && !subtest.only && !subtest.hasOnly) {
          subtest.filtered = true;
          this.filteredSubtests++;
        }
      }
    }
    if (this.filtered && (this.subtests.length > this.filteredSubtests || this.error !== null)) {
      this.filtered = false;
      this.parent.filteredSubtests--;
    }
  }

  getRunArgs() {
    const ctx = new SuiteContext(this);
    return { __proto__: null, ctx, args: [ctx] };
  }

  isClosed() {
    return this.built || super.isClosed();
  }

  // Whether a suite runs may be known only when it is built.
  start() {
    if (this.filtered && !this.built) return this.buildSuite.then(() => super.start());
    return super.start();
  }

  async run() {
    this.parent.active++;
    this.started = true;
    this.inheritHooks();
    const hookArgs = this.getRunArgs();
    let afterRan = false;
    const after = async () => {
      if (afterRan) return;
      afterRan = true;
      await this.runHooks('after', hookArgs);
    };
    let deadline;
    try {
      await this.buildSuite;
      this.startTime ??= process.hrtime();
      if (this.shouldAbort()) {
        this.subtests = [];
        this.postRun();
        return;
      }
      if (this.parent.hooks.before.length > 0) await this.parent.runHooks('before', this.parent.getRunArgs());
      await this.runHooks('before', hookArgs);
      deadline = new Deadline(this.timeout, this.signal);
      const subtests = this.skipped || this.error !== null ? [] : this.subtests;
      const start = (subtest) => new Promise((resolve, reject) => { subtest.start().then(resolve, reject); });
      await deadline.race(Promise.all(subtests.map(start)));
      await after();
      this.pass();
    } catch (err) {
      try { await after(); } catch { /* the first failure counts */ }
      this.fail(toFailure(err));
    } finally {
      deadline?.stop();
    }
    this.postRun();
  }
}

module.exports = { Suite, Test, kPending };
