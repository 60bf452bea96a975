'use strict';

// Methods of process that few programs call.

const binding = internalBinding('process');
const { codes, errnoException } = require('internal/errors');
const {
  parseFileMode, validateArray, validateFunction, validateNumber, validateObject, validateString, validateUint32,
} = require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_CREDENTIAL } = codes;

function rangeError(name, value) {
  const err = new RangeError(`The property '${name}' is invalid. Received ${value}`);
  err.code = 'ERR_INVALID_ARG_VALUE';
  return err;
}

function previousUsage(previous, name) {
  for (const key of ['user', 'system']) {
    const value = previous[key];
    validateNumber(value, `${name}.${key}`);
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
      throw rangeError(`${name}.${key}`, value);
    }
  }
}

function usage(read) {
  return (previous) => {
    if (previous) {
      if (typeof previous.user !== 'number') {
        validateObject(previous, 'prevValue');
        throw new ERR_INVALID_ARG_TYPE('prevValue.user', 'number', previous.user);
      }
      previousUsage(previous, 'prevValue');
    } else if (previous !== undefined && previous !== null && previous !== false && previous !== 0 && previous !== '') {
      validateObject(previous, 'prevValue');
    }
    const now = read();
    return previous ? { user: now.user - previous.user, system: now.system - previous.system } : now;
  };
}

const cpuUsage = usage(() => binding.cpuUsage());
const threadCpuUsage = usage(() => binding.threadCpuUsage());

function umask(mask) {
  if (mask === undefined) return binding.umask();
  return binding.umask(parseFileMode(mask, 'mask'));
}

function loadEnvFile(path = undefined) {
  if (path !== undefined) {
    if (typeof path !== 'string' && !(path instanceof Uint8Array) && !(path instanceof URL)) {
      throw new ERR_INVALID_ARG_TYPE('path', ['string', 'Buffer', 'URL'], path);
    }
  }
  const values = require('internal/util/parse_env').parseEnv(require('fs').readFileSync(path ?? '.env', 'utf8'));
  for (const key of Object.keys(values)) {
    if (process.env[key] === undefined) process.env[key] = values[key];
  }
}

const hasNull = (text) => typeof text !== 'string' || text.includes('\u0000');

function execve(execPath, args = [], env = process.env) {
  validateString(execPath, 'execPath');
  validateArray(args, 'args');
  args.forEach((arg, i) => {
    if (hasNull(arg)) throw new ERR_INVALID_ARG_VALUE(`args[${i}]`, arg, 'must be a string without null bytes');
  });
  validateObject(env, 'env');
  const list = [];
  for (const [key, value] of Object.entries(env)) {
    if (hasNull(key) || hasNull(value)) {
      throw new ERR_INVALID_ARG_VALUE('env', env, 'must be an object with string keys and values without null bytes');
    }
    list.push(`${key}=${value}`);
  }
  binding.execve(execPath, args, list);
}

// Users and groups.

function validateId(id, name) {
  if (typeof id === 'number') validateUint32(id, name);
  else if (typeof id !== 'string') throw new ERR_INVALID_ARG_TYPE(name, ['number', 'string'], id);
}

function setter(call, kind) {
  return (id) => {
    validateId(id, 'id');
    if (typeof id === 'number') id |= 0;
    const result = binding.setIdentity(call, id);
    if (result === 1) throw new ERR_UNKNOWN_CREDENTIAL(kind, id);
    if (result < 0) throw errnoException(result, call);
  };
}

function initgroups(user, extraGroup) {
  validateId(user, 'user');
  validateId(extraGroup, 'extraGroup');
  const result = binding.initgroups(user, extraGroup);
  if (result === 1) throw new ERR_UNKNOWN_CREDENTIAL('User', user);
  if (result === 2) throw new ERR_UNKNOWN_CREDENTIAL('Group', extraGroup);
  if (result < 0) throw errnoException(result, 'initgroups');
}

function setgroups(groups) {
  validateArray(groups, 'groups');
  groups.forEach((id, i) => validateId(id, `groups[${i}]`));
  const result = binding.setgroups(groups);
  if (result > 0) throw new ERR_UNKNOWN_CREDENTIAL('Group', groups[result - 1]);
  if (result < 0) throw errnoException(result, 'setgroups');
}

// process.finalization: functions called at the end with objects that still live.

const registered = [];
let watching = false;

function atEnd(event) {
  for (const one of registered.splice(0)) {
    const object = one.ref.deref();
    if (one.event !== event) registered.push(one);
    else if (object !== undefined) one.fn(object, event);
  }
}

function registerFor(event) {
  return (obj, fn) => {
    validateObject(obj, 'obj', 4);
    validateFunction(fn, 'fn');
    registered.push({ ref: new WeakRef(obj), fn, event });
    if (watching) return;
    watching = true;
    process.on('exit', () => atEnd('exit'));
    process.on('beforeExit', () => atEnd('beforeExit'));
  };
}

const finalization = {
  register: registerFor('exit'),
  registerBeforeExit: registerFor('beforeExit'),
  unregister(obj) {
    if (!obj) return;
    for (let i = registered.length - 1; i >= 0; i--) {
      const object = registered[i].ref.deref();
      if (object === obj || object === undefined) registered.splice(i, 1);
    }
  },
};

// process.allowedNodeEnvironmentFlags

function environmentFlags() {
  const names = internalBinding('options').environment?.() ?? [];
  const replaceUnderscores = (text) => {
    const dashes = text.replace(/(?<=[^-])_/g, '-');
    return dashes;
  };
  const internal = new Set(names);
  class NodeEnvironmentFlagsSet extends Set {
    constructor(list) {
      super();
      for (const name of list) super.add(name);
    }
    add() { return this; }
    delete() { return false; }
    clear() {}
    has(key) {
      if (typeof key !== 'string') return false;
      key = replaceUnderscores(key);
      if (/^--?[^-]/.test(key)) return internal.has(key.replace(/=.*$/s, ''));
      return names.some((name) => name.replace(/^--?/, '') === key);
    }
  }
  Object.freeze(NodeEnvironmentFlagsSet.prototype.constructor);
  Object.freeze(NodeEnvironmentFlagsSet.prototype);
  return Object.freeze(new NodeEnvironmentFlagsSet(names));
}

module.exports = {
  cpuUsage, threadCpuUsage, umask, loadEnvFile, execve, initgroups, setgroups, finalization, environmentFlags,
  setuid: setter('setuid', 'User'), seteuid: setter('seteuid', 'User'), setgid: setter('setgid', 'Group'), setegid: setter('setegid', 'Group'),
};
