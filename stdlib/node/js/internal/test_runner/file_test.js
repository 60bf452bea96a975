'use strict';

// FileTest is a file of tests that another process runs: what that reports is
// reported here, in the order of the files.

const { Test } = require('internal/test_runner/test');
const { Decoder } = require('internal/test_runner/codec');
const { codes } = require('internal/errors');
const failures = require('internal/test_runner/failure');

const kTotals = /^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;
// What is told when it happens, not in the order of the tests.
const kUnordered = new Set(['test:enqueue', 'test:dequeue', 'test:complete']);

class FileTest extends Test {
  #buffer = [];
  #children = 0;
  failedChildren = false;

  constructor(options) {
    super(options);
    this.loc = { __proto__: null, line: 1, column: 1, file: require('path').resolve(this.name) };
    this.decoder = new Decoder((message) => this.add(message), (data) => this.output('stdout', data.toString()));
  }

  output(name, message) {
    this.add({ __proto__: null, type: `test:${name}`, data: { __proto__: null, file: this.name, message } });
  }

  add(item) {
    if (kUnordered.has(item.type)) {
      this.#report(item);
      return;
    }
    if (!this.isClearToSend()) {
      this.#buffer.push(item);
      return;
    }
    this.drain();
    this.#report(item);
  }

  drain() {
    for (const item of this.#buffer) this.#report(item);
    this.#buffer = [];
  }

  #report({ type, data }) {
    if (data.nesting === 0 && (type === 'test:plan' || (type === 'test:diagnostic' && kTotals.test(data.message)))) return;
    if (type === 'test:pass' || type === 'test:fail') {
      this.#children++;
      if (type === 'test:fail' && data.todo === undefined) this.failedChildren = true;
      if (data.nesting === 0) data.testNumber = this.root.reportedSubtests = ++this.root.harness.fileTests;
      this.#count(type, data);
    }
    this.reporter.send(type, data);
  }

  #count(type, data) {
    const { details } = data;
    this.root.harness.count({
      nesting: data.nesting,
      reportedType: details.type,
      skipped: data.skip !== undefined,
      isTodo: data.todo !== undefined,
      passed: type === 'test:pass',
      cancelled: ['cancelledByParent', 'testAborted', 'testTimeoutFailure'].includes(details.error?.failureType),
    });
  }

  // The file itself is reported only where its tests do not say what failed.
  get silent() {
    return this.#children > 0 && (this.error === null || this.error.failureType === failures.kSubtestsFailed);
  }

  finishReport() {
    this.drain();
    return !this.silent;
  }
}

// runFile is the body of a FileTest.
function runFile(path, options) {
  return async (t, test) => {
    const { spawn } = require('child_process');
    const env = { ...(options.env ?? process.env), NODE_TEST_CONTEXT: 'child-v8' };
    if (options.workerId !== undefined) env.NODE_TEST_WORKER_ID = String(options.workerId());
    const child = spawn(process.execPath, argsOf(path, options), {
      __proto__: null, signal: t.signal, encoding: 'utf8', env, cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'],
    });
    let error;
    child.on('error', (err) => { error = err; });
    child.stdout.on('data', (data) => test.decoder.push(data));
    lines(child.stderr, (line) => test.output('stderr', line));
    const { promise, resolve } = Promise.withResolvers();
    child.on('close', (code, signal) => resolve({ code, signal }));
    const { code, signal } = await promise;
    test.decoder.end();
    if (code === 0 && signal === null) return;
    if (error === undefined) {
      error = new codes.ERR_TEST_FAILURE('test failed', test.failedChildren ? failures.kSubtestsFailed : failures.kTestCodeFailure);
      Object.assign(error, { exitCode: code, signal });
      Object.defineProperty(error, 'stack', { __proto__: null, value: undefined, configurable: true, writable: true });
    }
    throw error;
  };
}

// lines calls found with each line of a stream, its end included.
function lines(stream, found) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const parts = (rest + text).split(/(?<=\n)/);
    rest = parts.at(-1).endsWith('\n') ? '' : parts.pop();
    for (const part of parts) found(part);
  });
  stream.on('end', () => {
    if (rest !== '') found(`${rest}\n`);
  });
}

// The child gets the options of this process but those that this process is to follow.
const kOwn = /^--(?:test|watch|experimental-test-coverage|experimental-default-config-file)(?:$|=|-(?!update-snapshots|udp))/;
const kOwnWithValue = /^--(?:test-(?:reporter|reporter-destination|concurrency|shard|isolation|global-setup|timeout|name-pattern|skip-pattern|rerun-failures|coverage-\w+)|watch-path|env-file|env-file-if-exists)$/;

function inherited(execArgv) {
  const args = [];
  for (let i = 0; i < execArgv.length; i++) {
    const arg = execArgv[i];
    if (kOwnWithValue.test(arg)) {
      i++;
      continue;
    }
    if (!kOwn.test(arg)) args.push(arg);
  }
  return args;
}

function argsOf(path, options) {
  const args = inherited(process.execArgv);
  if (options.timeout != null && options.timeout !== Infinity) args.push(`--test-timeout=${options.timeout}`);
  for (const re of options.namePatterns ?? []) args.push(`--test-name-pattern=${re}`);
  for (const re of options.skipPatterns ?? []) args.push(`--test-skip-pattern=${re}`);
  if (options.only) args.push('--test-only');
  if (options.forceExit) args.push('--test-force-exit');
  if (options.updateSnapshots) args.push('--test-update-snapshots');
  return [...args, ...(options.execArgv ?? []), path, ...(options.argv ?? [])];
}

module.exports = { FileTest, runFile };
