'use strict';

// util.parseArgs (https://nodejs.org/api/util.html#utilparseargsconfig).

const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateBooleanArray, validateObject, validateString, validateStringArray, validateUnion,
} = require('internal/validators');
const {
  ERR_INVALID_ARG_VALUE, ERR_PARSE_ARGS_INVALID_OPTION_VALUE, ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL,
  ERR_PARSE_ARGS_UNKNOWN_OPTION,
} = codes;

const own = (object, key) => Object.hasOwn(object, key) ? object[key] : undefined;
const optionOf = (options, name, field) => Object.hasOwn(options, name) ? own(options[name], field) : undefined;
const typeOf = (options, name) => optionOf(options, name, 'type') ?? 'boolean';

function mainArgs() {
  const { execArgv } = process;
  if (execArgv.some((arg) => /^(-e|--eval|-p|--print|-pe)$/.test(arg))) return process.argv.slice(1);
  return process.argv.slice(2);
}

// The long name of a short option, itself where it has none.
function longName(short, options) {
  for (const name of Object.keys(options)) {
    if (optionOf(options, name, 'short') === short) return name;
  }
  return short;
}

const looksLikeOption = (arg) => arg != null && arg.length > 1 && arg[0] === '-';
const isLoneLong = (arg) => arg.length > 2 && arg.startsWith('--') && !arg.includes('=', 3);
const isLongWithValue = (arg) => arg.length > 2 && arg.startsWith('--') && arg.includes('=', 3);
const isLoneShort = (arg) => arg.length === 2 && arg[0] === '-' && arg[1] !== '-';

function isShortGroup(arg, options) {
  if (arg.length <= 2 || arg[0] !== '-' || arg[1] === '-') return false;
  return typeOf(options, longName(arg[1], options)) !== 'string';
}

function isShortWithValue(arg, options) {
  return arg.length > 2 && arg[0] === '-' && arg[1] !== '-' && typeOf(options, longName(arg[1], options)) === 'string';
}

// What the arguments are, one after the other.
function tokensOf(args, options) {
  const tokens = [], remaining = [...args];
  let index = -1, fromGroup = 0, head = 0;
  while (head < remaining.length) {
    const arg = remaining[head++], next = remaining[head];
    if (fromGroup > 0) fromGroup--;
    else index++;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      while (head < remaining.length) tokens.push({ kind: 'positional', index: ++index, value: remaining[head++] });
      break;
    }
    if (isLoneShort(arg)) {
      const name = longName(arg[1], options);
      let value, inlineValue;
      if (optionOf(options, name, 'type') === 'string' && next != null) {
        value = remaining[head++];
        inlineValue = false;
      }
      tokens.push({ kind: 'option', name, rawName: arg, index, value, inlineValue });
      if (value != null) index++;
    } else if (isShortGroup(arg, options)) {
      const expanded = [];
      for (let i = 1; i < arg.length; i++) {
        const name = longName(arg[i], options);
        if (optionOf(options, name, 'type') !== 'string' || i === arg.length - 1) expanded.push(`-${arg[i]}`);
        else {
          expanded.push(`-${arg.slice(i)}`);
          break;
        }
      }
      remaining.splice(0, head, ...expanded);
      head = 0;
      fromGroup = expanded.length;
    } else if (isShortWithValue(arg, options)) {
      const name = longName(arg[1], options);
      tokens.push({ kind: 'option', name, rawName: `-${arg[1]}`, index, value: arg.slice(2), inlineValue: true });
    } else if (isLoneLong(arg)) {
      const name = arg.slice(2);
      let value, inlineValue;
      if (optionOf(options, name, 'type') === 'string' && next != null) {
        value = remaining[head++];
        inlineValue = false;
      }
      tokens.push({ kind: 'option', name, rawName: arg, index, value, inlineValue });
      if (value != null) index++;
    } else if (isLongWithValue(arg)) {
      const equal = arg.indexOf('=');
      tokens.push({ kind: 'option', name: arg.slice(2, equal), rawName: arg.slice(0, equal), index, value: arg.slice(equal + 1), inlineValue: true });
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

function checkUsage({ allowNegative, allowPositionals, options }, token) {
  let { name } = token;
  if (!Object.hasOwn(options, name)) {
    if (allowNegative && name.startsWith('no-') && Object.hasOwn(options, name.slice(3))) name = name.slice(3);
    else throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals);
  }
  const short = optionOf(options, name, 'short');
  const usage = `${short ? `-${short}, ` : ''}--${name}`;
  const type = optionOf(options, name, 'type');
  if (type === 'string' && typeof token.value !== 'string') {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${usage} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value != null) {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
      `Option '${usage}' does not take an argument`);
  }
}

// -x -y where -x wants a value is likely a mistake.
function checkOptionLikeValue(token) {
  if (token.inlineValue || !looksLikeOption(token.value)) return;
  const example = token.rawName.startsWith('--') ? `'${token.rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
  throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${token.rawName}' argument is ambiguous.
Did you forget to specify the option argument for '${token.rawName}'?
To specify an option argument starting with a dash use ${example}.`);
}

function store(token, options, values, allowNegative) {
  let { name, value } = token;
  if (name === '__proto__') return;
  if (allowNegative && value === undefined && name.startsWith('no-')) {
    const positive = name.slice(3);
    if (typeOf(options, positive) === 'boolean' || !Object.hasOwn(options, positive)) {
      token.name = name = positive;
      value = false;
    }
  }
  const stored = value ?? true;
  if (optionOf(options, name, 'multiple')) {
    if (values[name]) values[name].push(stored);
    else values[name] = [stored];
  } else values[name] = stored;
}

function checkOptions(options) {
  validateObject(options, 'options');
  for (const [name, config] of Object.entries(options)) {
    validateObject(config, `options.${name}`);
    const type = own(config, 'type');
    validateUnion(type, `options.${name}.type`, ['string', 'boolean']);
    if (Object.hasOwn(config, 'short')) {
      validateString(config.short, `options.${name}.short`);
      if (config.short.length !== 1) {
        throw new ERR_INVALID_ARG_VALUE(`options.${name}.short`, config.short, 'must be a single character');
      }
    }
    const multiple = own(config, 'multiple');
    if (Object.hasOwn(config, 'multiple')) validateBoolean(multiple, `options.${name}.multiple`);
    const value = own(config, 'default');
    if (value === undefined) continue;
    const check = type === 'string' ? (multiple ? validateStringArray : validateString) : (multiple ? validateBooleanArray : validateBoolean);
    check(value, `options.${name}.default`);
  }
}

function parseArgs(config = {}) {
  validateObject(config, 'config');
  const args = own(config, 'args') ?? mainArgs();
  const strict = own(config, 'strict') ?? true;
  const allowPositionals = own(config, 'allowPositionals') ?? !strict;
  const returnTokens = own(config, 'tokens') ?? false;
  const allowNegative = own(config, 'allowNegative') ?? false;
  const options = own(config, 'options') ?? { __proto__: null };

  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  checkOptions(options);

  const tokens = tokensOf(args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (returnTokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) {
        checkUsage({ allowNegative, allowPositionals, options }, token);
        checkOptionLikeValue(token);
      }
      store(token, options, result.values, allowNegative);
    } else if (token.kind === 'positional') {
      if (!allowPositionals) throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      result.positionals.push(token.value);
    }
  }
  for (const name of Object.keys(options)) {
    const value = optionOf(options, name, 'default');
    if (value !== undefined && result.values[name] === undefined && name !== '__proto__') result.values[name] = value;
  }
  return result;
}

module.exports = { parseArgs };
