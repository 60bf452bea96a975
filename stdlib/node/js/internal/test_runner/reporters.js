'use strict';

// Which reporters a program has, and where their output goes.

const { codes } = require('internal/errors');

const builtin = {
  __proto__: null,
  spec: () => require('internal/test_runner/reporter/spec'),
  tap: () => require('internal/test_runner/reporter/tap'),
  dot: () => require('internal/test_runner/reporter/dot'),
  junit: () => require('internal/test_runner/reporter/junit'),
  lcov: () => require('internal/test_runner/reporter/lcov'),
  'internal-serializer': () => require('internal/test_runner/reporter/serializer'),
};

function destinationOf(name) {
  if (name === 'stdout') return process.stdout;
  if (name === 'stderr') return process.stderr;
  return require('fs').createWriteStream(name, { __proto__: null, flush: true });
}

// load is the reporter of a name: a built-in one, or a module's default export.
async function load(name) {
  if (name in builtin) return builtin[name]();
  const { importModule } = require('internal/test_runner/import');
  const exports = await importModule(name, `${process.cwd()}/`);
  const reporter = exports.default ?? exports;
  if (reporter === undefined || (typeof reporter !== 'function' && typeof reporter !== 'object')) {
    throw new codes.ERR_INVALID_ARG_TYPE('Reporter', ['a module with a default export', 'Function'], reporter);
  }
  return reporter;
}

function isClass(f) {
  return typeof f === 'function' && f.prototype && Object.getOwnPropertyDescriptor(f.prototype, 'constructor') !== undefined &&
    typeof f.prototype.pipe === 'function';
}

function connect(reporter, stream, destination) {
  if (isClass(reporter)) reporter = new reporter();
  stream.compose(reporter).pipe(destination);
}

// attach is ready at once where all reporters are built in.
function attach(harness) {
  const { reporters, destinations } = harness.config;
  const stream = harness.root.reporter;
  const loads = reporters.map((name, i) => {
    if (name in builtin) return connect(builtin[name](), stream, destinationOf(destinations[i]));
    return load(name).then((reporter) => connect(reporter, stream, destinationOf(destinations[i])));
  });
  return Promise.all(loads);
}

module.exports = { attach };
