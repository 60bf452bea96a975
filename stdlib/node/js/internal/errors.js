'use strict';

// Node's errors with codes (https://nodejs.org/api/errors.html#nodejs-error-codes).

const { received } = internalBinding('errors');

const codes = {};

// The class of a code: its stack begins with "Name [CODE]: message", its name
// property does not show the code.
// extra gives an error more properties.
function makeClass(code, message, Base, extra) {
  return class NodeError extends Base {
    constructor(...args) {
      super(typeof message === 'function' ? message(...args) : message);
      Object.defineProperties(this, {
        message: { value: this.message, enumerable: false, writable: true, configurable: true },
        name: { value: `${Base.name} [${code}]`, enumerable: false, writable: true, configurable: true },
      });
      Error.captureStackTrace(this, new.target);
      this.stack; // the text is made while the name has the code
      delete this.name;
      this.code = code;
      extra?.(this, ...args);
    }
    toString() {
      return `${this.name} [${code}]: ${this.message}`;
    }
    get ['constructor']() { return Base; }
  };
}

function E(code, message, Base = Error, extra) {
  const Class = codes[code] = makeClass(code, message, Base, extra);
  // The same error of another class, as ERR_INVALID_STATE.TypeError.
  for (const Other of [TypeError, RangeError]) {
    let variant;
    Object.defineProperty(Class, Other.name, { configurable: true, get: () => variant ??= makeClass(code, message, Other, extra) });
  }
}

// The text of a value, also of one whose own inspection fails.
function inspectAnyhow(value) {
  const { inspect } = internalBinding('util');
  try {
    return inspect(value);
  } catch {
    return inspect(value, { customInspect: false });
  }
}

const kTypes = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'];

function list(items, last) {
  if (items.length < 2) return items.join('');
  if (items.length === 2) return `${items[0]} ${last} ${items[1]}`;
  return `${items.slice(0, -1).join(', ')}, ${last} ${items.at(-1)}`;
}

// "must be of type string", "must be one of type string or an instance of Buffer"
function expectation(expected) {
  const types = [], instances = [], other = [];
  for (const e of [].concat(expected)) {
    if (kTypes.includes(e)) types.push(e.toLowerCase());
    else if (/^([A-Z][a-z0-9]*)+$/.test(e)) instances.push(e);
    else other.push(e);
  }
  let text = '';
  if (instances.length > 0 && types.includes('object')) {
    types.splice(types.indexOf('object'), 1);
    instances.push('Object');
  }
  if (types.length > 0) {
    text += `${types.length > 1 ? 'one of type' : 'of type'} ${list(types, 'or')}`;
    if (instances.length > 0 || other.length > 0) text += ' or ';
  }
  if (instances.length > 0) {
    text += `an instance of ${list(instances, 'or')}`;
    if (other.length > 0) text += ' or ';
  }
  if (other.length > 1) text += `one of ${list(other, 'or')}`;
  else if (other.length === 1) text += (other[0].toLowerCase() !== other[0] ? 'an ' : '') + other[0];
  return text;
}

function subject(name) {
  if (name.endsWith(' argument')) return `The ${name}`;
  return `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

// "an instance of Map", "type number (1)": what a value is, in messages.
function kind(value) {
  return received(value).slice(' Received '.length);
}

// In alphabetical order.
E('ERR_AMBIGUOUS_ARGUMENT', (name, reason) => `The "${name}" argument is ambiguous. ${reason}`, TypeError);
E('ERR_ARG_NOT_ITERABLE', (name) => `${name} must be iterable`, TypeError);
E('ERR_ASYNC_CALLBACK', (name) => `${name} must be a function`, TypeError);
E('ERR_ASYNC_TYPE', (type) => `Invalid name for async "type": ${type}`, TypeError);
E('ERR_BUFFER_OUT_OF_BOUNDS', (name) =>
  name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds', RangeError);
E('ERR_CHILD_CLOSED_BEFORE_REPLY', 'Child closed before reply received');
E('ERR_CHILD_PROCESS_IPC_REQUIRED', (name) => `Forked processes must have an IPC channel, missing value 'ipc' in ${name}`);
E('ERR_CHILD_PROCESS_STDIO_MAXBUFFER', (name) => `${name} maxBuffer length exceeded`, RangeError);
E('ERR_CONSOLE_WRITABLE_STREAM', (name) => `Console expects a writable stream instance for ${name}`, TypeError);
E('ERR_CONSTRUCT_CALL_REQUIRED', (name) => `Class constructor ${name} cannot be invoked without \`new\``, TypeError);
E('ERR_DIR_CLOSED', 'Directory handle was closed');
E('ERR_DIR_CONCURRENT_OPERATION', 'Cannot do synchronous work on directory handle with concurrent asynchronous operations');
E('ERR_DNS_SET_SERVERS_FAILED', (err, servers) => `c-ares failed to set servers: "${err}" [${servers}]`);
E('ERR_DOMAIN_CALLBACK_NOT_AVAILABLE', 'A callback was registered through ' +
  'process.setUncaughtExceptionCaptureCallback(), which is mutually exclusive with using the `domain` module');
E('ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE', 'The `domain` module is in use, which is mutually exclusive ' +
  'with calling process.setUncaughtExceptionCaptureCallback()');
E('ERR_ENCODING_INVALID_ENCODED_DATA', (encoding) => `The encoded data was not valid for encoding ${encoding}`, TypeError);
E('ERR_ENCODING_NOT_SUPPORTED', (encoding) => `The "${encoding}" encoding is not supported`, RangeError);
E('ERR_EVENT_RECURSION', (type) => `The event "${type}" is already being dispatched`);
E('ERR_FALSY_VALUE_REJECTION', () => 'Promise was rejected with falsy value');
E('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', (what) =>
  `The feature ${what} is unavailable on the current platform, which is being used to run Node.js`, TypeError);
E('ERR_FS_FILE_TOO_LARGE', (size) => `File size (${size}) is greater than 2 GiB`, RangeError);
E('ERR_FS_WATCH_QUEUE_OVERFLOW', (max) => `fs.watch() queued more than ${max} events`);
E('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', TypeError);
E('ERR_INCOMPATIBLE_OPTION_PAIR', (a, b) => `Option "${a}" cannot be used in combination with option "${b}"`, TypeError);
E('ERR_INSPECTOR_NOT_AVAILABLE', 'Inspector is not available');
E('ERR_INTERNAL_ASSERTION', (message = '') => `${message}\nThis is caused by either a bug in Node.js or incorrect usage of Node.js internals.\nPlease open an issue with this stack trace at https://github.com/nodejs/node/issues\n`);
E('ERR_INVALID_ADDRESS', 'Invalid address');
E('ERR_INVALID_ADDRESS_FAMILY', (addressType, host, port) => `Invalid address family: ${addressType} ${host}:${port}`, RangeError);
E('ERR_INVALID_ARG_TYPE', (name, expected, actual) =>
  `${subject(name)} must be ${expectation(expected)}.${received(actual)}`, TypeError);
E('ERR_INVALID_ARG_VALUE', (name, value, reason = 'is invalid') => {
  let text = internalBinding('util').inspect(value);
  if (text.length > 128) text = `${text.slice(0, 128)}...`;
  return `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${text}`;
}, TypeError);
E('ERR_INVALID_ASYNC_ID', (name, value) => `Invalid ${name} value: ${value}`, RangeError);
E('ERR_INVALID_BUFFER_SIZE', (size) => `Buffer size must be a multiple of ${size}`, RangeError);
E('ERR_INVALID_CALLBACK', (value) => `Callback must be a function.${received(value)}`, TypeError);
E('ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column', TypeError);
E('ERR_INVALID_FD_TYPE', (type) => `Unsupported fd type: ${type}`, TypeError);
E('ERR_INVALID_FILE_URL_HOST', (platform) => `File URL host must be "localhost" or empty on ${platform}`, TypeError);
E('ERR_INVALID_FILE_URL_PATH', (reason) => `File URL path ${reason}`, TypeError);
E('ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent', TypeError);
E('ERR_INVALID_IP_ADDRESS', (address) => `Invalid IP address: ${address}`, TypeError);
E('ERR_INVALID_MIME_SYNTAX', (production, text, at) => {
  return `The MIME syntax for a ${production} in "${text}" is invalid${at !== -1 ? ` at ${at}` : ''}`;
}, TypeError);
E('ERR_INVALID_OBJECT_DEFINE_PROPERTY', (message) => message, TypeError);
E('ERR_INVALID_RETURN_PROPERTY', (input, name, prop, value) => `Expected a valid ${input} to be returned for the "${prop}" from the "${name}" function but got ${value}.`, TypeError);
E('ERR_INVALID_RETURN_PROPERTY_VALUE', (input, name, prop, value) => `Expected ${input} to be returned for the "${prop}" from the "${name}" function but got ${kind(value)}.`, TypeError);
E('ERR_INVALID_RETURN_VALUE', (input, name, value) =>
  `Expected ${input} to be returned from the "${name}" function but got ${kind(value)}.`, TypeError);
E('ERR_INVALID_STATE', (what) => `Invalid state: ${what}`);
E('ERR_INVALID_SYNC_FORK_INPUT', (value) =>
  `Asynchronous forks do not support Buffer, TypedArray, DataView or string input: ${value}`, TypeError);
E('ERR_INVALID_THIS', (type) => `Value of "this" must be of type ${type}`, TypeError);
E('ERR_INVALID_TUPLE', (name, tuple) => `${name} must be an iterable ${tuple} tuple`, TypeError);
E('ERR_INVALID_TYPESCRIPT_SYNTAX', (text) => text, SyntaxError);
E('ERR_INVALID_URI', 'URI malformed', URIError);
E('ERR_INVALID_URL', 'Invalid URL', TypeError);
E('ERR_INVALID_URL_SCHEME', (expected) => `The URL must be of scheme ${expected}`, TypeError);
E('ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
E('ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected');
E('ERR_IPC_ONE_PIPE', 'Child process can have only one IPC pipe');
E('ERR_IPC_SYNC_FORK', 'IPC cannot be used with synchronous forks');
E('ERR_IP_BLOCKED', (ip) => `IP(${ip}) is blocked by net.BlockList`);
E('ERR_LOADER_CHAIN_INCOMPLETE', (hook) => `"${hook}" did not call the next hook in its chain and did not explicitly signal a short circuit. If this is intentional, include \`shortCircuit: true\` in the hook's return.`);
E('ERR_METHOD_NOT_IMPLEMENTED', (name) => `The ${name} method is not implemented`);
E('ERR_MISSING_ARGS', (...args) => {
  const names = args.map((a) => Array.isArray(a) ? a.map((b) => `"${b}"`).join(' or ') : `"${a}"`);
  return `The ${list(names, 'and')} argument${names.length > 1 ? 's' : ''} must be specified`;
}, TypeError);
E('ERR_MISSING_OPTION', (name) => `${name} is required`, TypeError);
E('ERR_MODULE_LINK_MISMATCH', (text) => text, TypeError);
E('ERR_MODULE_NOT_FOUND', (path, base, what = 'package') => `Cannot find ${what === 'module' ? 'module' : 'package'} '${path}' imported from ${base}`);
E('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times');
E('ERR_NO_CRYPTO', 'Node.js is not compiled with OpenSSL crypto support');
E('ERR_OUT_OF_RANGE', (name, range, input, replaceDefault = false) => {
  let shown;
  if (Number.isInteger(input) && Math.abs(input) > 2 ** 32) shown = String(input).replace(/(?<=\d)(?=(\d{3})+$)/g, '_');
  else if (typeof input === 'bigint') {
    shown = String(input);
    if (input > 2n ** 32n || input < -(2n ** 32n)) shown = shown.replace(/(?<=\d)(?=(\d{3})+$)/g, '_');
    shown += 'n';
  } else shown = internalBinding('util').inspect(input);
  return `${replaceDefault ? name : `The value of "${name}" is out of range.`} It must be ${range}. Received ${shown}`;
}, RangeError);
E('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', (message) => message, TypeError);
E('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', (arg) => `Unexpected argument '${arg}'. This ` +
  'command does not take positional arguments', TypeError);
E('ERR_PARSE_ARGS_UNKNOWN_OPTION', (option, allowPositionals) => `Unknown option '${option}'${
  allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${option}"` : ''}`, TypeError);
E('ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
E('ERR_SERVER_NOT_RUNNING', 'Server is not running.');
E('ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound');
E('ERR_SOCKET_BAD_BUFFER_SIZE', 'Buffer size must be a positive integer', TypeError);
E('ERR_SOCKET_BAD_PORT', (name, port, allowZero = true) =>
  `${name} should be ${allowZero ? '>= 0' : '> 0'} and < 65536.${received(port)}`, RangeError);
E('ERR_SOCKET_BAD_TYPE', 'Bad socket type specified. Valid types are: udp4, udp6', TypeError);
E('ERR_SOCKET_CLOSED', 'Socket is closed');
E('ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established');
E('ERR_SOCKET_CONNECTION_TIMEOUT', 'Socket connection timeout');
E('ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected');
E('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
E('ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running');
E('ERR_STREAM_ALREADY_FINISHED', (name) => `Cannot call ${name} after a stream was finished`);
E('ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable');
E('ERR_STREAM_DESTROYED', (name) => `Cannot call ${name} after a stream was destroyed`);
E('ERR_STREAM_NULL_VALUES', 'May not write null values to stream', TypeError);
E('ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
E('ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF');
E('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event');
E('ERR_STREAM_WRITE_AFTER_END', 'write after end');
E('ERR_TEST_FAILURE', function(error, failureType) {
  const text = error?.message ?? error;
  return typeof text === 'string' ? text : inspectAnyhow(text);
}, undefined, (err, error, failureType) => {
  err.failureType = failureType;
  err.cause = error;
  const stack = err.stack.split('\n').filter((line) => !/^\s*at .*(?:\bnode:internal|\(<anonymous>\)$)/.test(line)).join('\n');
  Object.defineProperty(err, 'stack', { value: stack, writable: true, configurable: true });
});
E('ERR_TRACE_EVENTS_UNAVAILABLE', 'Trace events are unavailable');
E('ERR_UNAVAILABLE_DURING_EXIT', 'Cannot call function in process exit handler');
E('ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET', '`process.setupUncaughtExceptionCapture()` was called while a capture ' +
  'callback was already active');
E('ERR_UNHANDLED_ERROR', (err) => err === undefined ? 'Unhandled error.' : `Unhandled error. (${err})`);
E('ERR_UNKNOWN_BUILTIN_MODULE', (name) => `No such built-in module: ${name}`);
E('ERR_UNKNOWN_CREDENTIAL', (type, name) => `${type} identifier does not exist: ${name}`);
E('ERR_UNKNOWN_ENCODING', (name) => `Unknown encoding: ${name}`, TypeError);
E('ERR_UNKNOWN_MODULE_FORMAT', (format, url) => `Unknown module format: ${format} for URL ${url}`, RangeError);
E('ERR_UNKNOWN_SIGNAL', (signal) => `Unknown signal: ${signal}`, TypeError);
E('ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX', (text) => text, SyntaxError);
E('ERR_USE_AFTER_CLOSE', (name) => `${name} was closed`);
E('ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING', 'A dynamic import callback was not specified.', TypeError);
E('ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG', 'A dynamic import callback was invoked without --experimental-vm-modules', TypeError);
E('ERR_VM_MODULE_ALREADY_LINKED', 'Module has already been linked');
E('ERR_VM_MODULE_CACHED_DATA_REJECTED', 'cachedData buffer was rejected');
E('ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA', 'Cached data cannot be created for a module which has been evaluated');
E('ERR_VM_MODULE_DIFFERENT_CONTEXT', 'Linked modules must use the same context');
E('ERR_VM_MODULE_LINK_FAILURE', (text) => text);
E('ERR_VM_MODULE_NOT_MODULE', 'Provided module is not an instance of Module');
E('ERR_VM_MODULE_STATUS', (text) => `Module status ${text}`);

// One error for two: outer is what happened while inner was dealt with.
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const err = new AggregateError([outer, inner], outer.message);
  err.code = outer.code;
  return err;
}

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options) {
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

// The errors of system calls. err is libuv's number.

const uv = internalBinding('uv');

function withFields(err, fields) {
  for (const key in fields) {
    if (fields[key] !== undefined) err[key] = fields[key];
  }
  return err;
}

// "connect ECONNREFUSED": for calls about no file.
function errnoException(errno, syscall, original) {
  const code = uv.errname(errno);
  const err = new Error(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`);
  withFields(err, { errno, code, syscall });
  Error.captureStackTrace(err, errnoException);
  return err;
}

// "ENOENT: no such file or directory, open 'x'": ctx has errno, syscall and where
// there are any path, dest, message, code.
function uvException(ctx) {
  const code = ctx.code ?? uv.errname(ctx.errno);
  let text = `${code}: ${ctx.message ?? uv.errmessage(ctx.errno)}, ${ctx.syscall}`;
  const path = ctx.path != null ? String(ctx.path) : undefined;
  const dest = ctx.dest != null ? String(ctx.dest) : undefined;
  if (path !== undefined) text += ` '${path}'`;
  if (dest !== undefined) text += ` -> '${dest}'`;
  const err = new Error(text);
  for (const key of Object.keys(ctx)) {
    if (!['message', 'path', 'dest'].includes(key)) err[key] = ctx[key];
  }
  withFields(err, { errno: ctx.errno, code, syscall: ctx.syscall, path, dest });
  Error.captureStackTrace(err, uvException);
  return err;
}

// "listen EADDRINUSE: address already in use 127.0.0.1:80"
function uvExceptionWithHostPort(errno, syscall, address, port) {
  const code = uv.errname(errno);
  const err = new Error(`${syscall} ${code}: ${uv.errmessage(errno)}${place(address, port)}`);
  withFields(err, { code, errno, syscall, address, port: port || undefined });
  Error.captureStackTrace(err, uvExceptionWithHostPort);
  return err;
}

// "connect ECONNREFUSED 127.0.0.1:80 - Local (127.0.0.1:4000)"
function exceptionWithHostPort(errno, syscall, address, port, additional) {
  const code = uv.errname(errno);
  const err = new Error(`${syscall} ${code}${place(address, port)}${additional ? ` - Local (${additional})` : ''}`);
  withFields(err, { errno, code, syscall, address, port: port || undefined });
  Error.captureStackTrace(err, exceptionWithHostPort);
  return err;
}

function place(address, port) {
  if (port && port > 0) return ` ${address}:${port}`;
  return address ? ` ${address}` : '';
}

// "getaddrinfo ENOTFOUND host": code is libuv's number or the code itself.
function dnsException(code, syscall, hostname) {
  let errno;
  if (typeof code === 'number') {
    errno = code;
    const name = uv.errname(code);
    code = name === 'EAI_NODATA' || name === 'EAI_NONAME' ? 'ENOTFOUND' : name;
  }
  const err = new Error(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`);
  err.errno = errno;
  withFields(err, { code, syscall, hostname: hostname || undefined });
  Error.captureStackTrace(err, dnsException);
  return err;
}

// A SystemError: what a call of the system that is about no file or host failed
// with. context has code, message, syscall, and where there are any errno, path, dest.
class SystemError extends Error {
  constructor(context, key = 'ERR_SYSTEM_ERROR', prefix = 'A system error occurred') {
    let text = `${prefix}: ${context.syscall} returned ${context.code} (${context.message})`;
    if (context.path !== undefined) text += ` ${context.path}`;
    if (context.dest !== undefined) text += ` => ${context.dest}`;
    super(text);
    this.name = 'SystemError';
    Object.defineProperty(this, 'name', { value: 'SystemError', enumerable: false, writable: true, configurable: true });
    this.code = key;
    Object.defineProperty(this, 'info', { value: context, enumerable: true, configurable: true });
    for (const field of ['errno', 'syscall', 'path', 'dest']) {
      if (context[field] === undefined && field !== 'errno' && field !== 'syscall') continue;
      Object.defineProperty(this, field, {
        get: () => context[field], set: (value) => { context[field] = value; }, enumerable: true, configurable: true,
      });
    }
  }
  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

// An Error with a code and properties, where Node has no class for it.
function genericNodeError(message, fields) {
  return Object.assign(new Error(message), fields);
}

// hideStackFrames ( fn ) is fn: stacks of its errors begin at its caller where the
// engine can tell.
function hideStackFrames(fn) {
  return fn;
}

module.exports = {
  codes, AbortError, SystemError, aggregateTwoErrors, dnsException, errnoException, exceptionWithHostPort, genericNodeError,
  hideStackFrames, uvException, uvExceptionWithHostPort,
};

