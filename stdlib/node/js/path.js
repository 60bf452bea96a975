'use strict';

// https://nodejs.org/api/path.html

const { validateString, validateObject } = require('internal/validators');

const windows = internalBinding('process').platform === 'win32';
const cwd = internalBinding('process').cwd;

// The parts of a path without "." and, where something stands before them, "..";
// isSep says what separates.
function normalizeParts(path, allowAbove, split, sep) {
  const out = [];
  for (const part of path.split(split)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (allowAbove) out.push('..');
  }
  return out.join(sep);
}

function format(sep, object) {
  validateObject(object, 'pathObject');
  const dir = object.dir || object.root;
  const ext = object.ext ? (object.ext[0] === '.' ? '' : '.') + object.ext : '';
  const base = object.base || `${object.name || ''}${ext}`;
  if (!dir) return base;
  return dir === object.root ? `${dir}${base}` : `${dir}${sep}${base}`;
}

// The name behind the last separator, without the separators at the end.
function baseOf(path, isSep, from) {
  let end = path.length;
  while (end > from && isSep(path[end - 1])) end--;
  let start = end;
  while (start > from && !isSep(path[start - 1])) start--;
  return path.slice(start, end);
}

function extOf(base) {
  const dot = base.lastIndexOf('.');
  if (dot <= 0 || base === '..') return '';
  return base.slice(dot);
}

function basename(path, suffix, isSep, from) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  if (suffix !== undefined && suffix !== '' && suffix === path) return '';
  const base = baseOf(path, isSep, from);
  if (suffix !== undefined && suffix !== '' && base.endsWith(suffix) && base !== suffix) return base.slice(0, -suffix.length);
  return base;
}

const isSlash = (c) => c === '/';
const isEither = (c) => c === '/' || c === '\\';

const posix = {
  resolve(...args) {
    let resolved = '', absolute = false;
    for (let i = args.length - 1; i >= -1 && !absolute; i--) {
      const path = i >= 0 ? args[i] : cwd();
      validateString(path, `paths[${i}]`);
      if (path === '') continue;
      resolved = `${path}/${resolved}`;
      absolute = path[0] === '/';
    }
    resolved = normalizeParts(resolved, !absolute, '/', '/');
    if (absolute) return `/${resolved}`;
    return resolved === '' ? '.' : resolved;
  },
  normalize(path) {
    validateString(path, 'path');
    if (path === '') return '.';
    const absolute = path[0] === '/';
    const trailing = path.at(-1) === '/';
    let out = normalizeParts(path, !absolute, '/', '/');
    if (out === '') {
      if (absolute) return '/';
      return trailing ? './' : '.';
    }
    if (trailing) out += '/';
    return absolute ? `/${out}` : out;
  },
  isAbsolute(path) {
    validateString(path, 'path');
    return path[0] === '/';
  },
  join(...args) {
    const parts = [];
    for (const arg of args) {
      validateString(arg, 'path');
      if (arg !== '') parts.push(arg);
    }
    return parts.length === 0 ? '.' : posix.normalize(parts.join('/'));
  },
  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const a = posix.resolve(from), b = posix.resolve(to);
    if (a === b) return '';
    const x = a.split('/').filter(Boolean), y = b.split('/').filter(Boolean);
    let i = 0;
    while (i < x.length && i < y.length && x[i] === y[i]) i++;
    return [...x.slice(i).fill('..'), ...y.slice(i)].join('/');
  },
  toNamespacedPath: (path) => path,
  dirname(path) {
    validateString(path, 'path');
    if (path === '') return '.';
    let end = path.length;
    while (end > 1 && path[end - 1] === '/') end--;
    const i = path.lastIndexOf('/', end - 1);
    if (i === -1) return '.';
    let stop = i;
    if (stop === 0) return path[1] === '/' && end > 1 ? '//' : '/';
    return path.slice(0, stop);
  },
  basename: (path, suffix) => basename(path, suffix, isSlash, 0),
  extname(path) {
    validateString(path, 'path');
    return extOf(baseOf(path, isSlash, 0));
  },
  format: format.bind(null, '/'),
  parse(path) {
    validateString(path, 'path');
    const result = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path === '') return result;
    if (path[0] === '/') result.root = '/';
    result.base = baseOf(path, isSlash, 0);
    result.ext = extOf(result.base);
    result.name = result.ext ? result.base.slice(0, -result.ext.length) : result.base;
    let end = path.length;
    while (end > 1 && path[end - 1] === '/') end--;
    end -= result.base.length;
    if (end > 1) result.dir = path.slice(0, end - 1);
    else if (result.root) result.dir = '/';
    return result;
  },
  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};

// The root of a Windows path: a drive, a share, separators; and whether it is absolute.
function rootOf(path) {
  const unc = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)[\\/]*/.exec(path);
  if (unc) return { device: `\\\\${unc[1]}\\${unc[2]}`, length: unc[0].length, absolute: true, share: true };
  if (/^[A-Za-z]:/.test(path)) {
    const absolute = path.length > 2 && isEither(path[2]);
    return { device: path.slice(0, 2), length: absolute ? 3 : 2, absolute };
  }
  return { device: '', length: path !== '' && isEither(path[0]) ? 1 : 0, absolute: path !== '' && isEither(path[0]) };
}

const win32 = {
  resolve(...args) {
    let device = '', tail = '', absolute = false;
    for (let i = args.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = args[i];
        validateString(path, `paths[${i}]`);
        if (path === '') continue;
      } else if (device === '') {
        path = cwd();
      } else {
        path = process.env[`=${device}`] || cwd();
        if (path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === '\\') path = `${device}\\`;
      }
      const root = rootOf(path);
      if (root.device !== '') {
        if (device === '') device = root.device;
        else if (root.device.toLowerCase() !== device.toLowerCase()) continue;
      }
      if (absolute) {
        if (device !== '') break;
      } else {
        tail = `${path.slice(root.length)}\\${tail}`;
        absolute = root.absolute;
        if (absolute && device !== '') break;
      }
    }
    tail = normalizeParts(tail, !absolute, /[\\/]/, '\\');
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },
  normalize(path) {
    validateString(path, 'path');
    if (path === '') return '.';
    const root = rootOf(path);
    const rest = path.slice(root.length);
    let tail = normalizeParts(rest, !root.absolute, /[\\/]/, '\\');
    if (tail === '' && !root.absolute) tail = '.';
    if (tail !== '' && isEither(path.at(-1)) && rest !== '') tail += '\\';
    if (root.device === '') return root.absolute ? `\\${tail}` : tail;
    return root.absolute ? `${root.device}\\${tail}` : `${root.device}${tail}`;
  },
  isAbsolute(path) {
    validateString(path, 'path');
    return path !== '' && (isEither(path[0]) || /^[A-Za-z]:[\\/]/.test(path));
  },
  join(...args) {
    const parts = [];
    for (const arg of args) {
      validateString(arg, 'path');
      if (arg !== '') parts.push(arg);
    }
    if (parts.length === 0) return '.';
    let joined = parts.join('\\');
    // A share stays one only where the first part names it.
    const slashes = /^[\\/]*/.exec(parts[0])[0].length;
    if (!(slashes === 2 && parts[0].length > 2)) joined = joined.replace(/^[\\/]{2,}/, '\\');
    return win32.normalize(joined);
  },
  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const a = win32.resolve(from), b = win32.resolve(to);
    if (a.toLowerCase() === b.toLowerCase()) return '';
    const x = a.split('\\').filter(Boolean), y = b.split('\\').filter(Boolean);
    let i = 0;
    while (i < x.length && i < y.length && x[i].toLowerCase() === y[i].toLowerCase()) i++;
    if (i === 0) return b;
    return [...x.slice(i).fill('..'), ...y.slice(i)].join('\\');
  },
  toNamespacedPath(path) {
    if (typeof path !== 'string' || path === '') return path;
    const resolved = win32.resolve(path);
    if (/^\\\\[^?.]/.test(resolved)) return `\\\\?\\UNC\\${resolved.slice(2)}`;
    return /^[A-Za-z]:\\/.test(resolved) ? `\\\\?\\${resolved}` : resolved;
  },
  dirname(path) {
    validateString(path, 'path');
    if (path === '') return '.';
    const root = rootOf(path);
    let end = path.length;
    while (end > root.length && isEither(path[end - 1])) end--;
    let i = end;
    while (i > root.length && !isEither(path[i - 1])) i--;
    if (i <= root.length) return root.length > 0 ? path.slice(0, root.length) : '.';
    return path.slice(0, i - 1);
  },
  basename(path, suffix) {
    validateString(path, 'path');
    return basename(path, suffix, isEither, /^[A-Za-z]:/.test(path) ? 2 : 0);
  },
  extname(path) {
    validateString(path, 'path');
    return extOf(baseOf(path, isEither, /^[A-Za-z]:/.test(path) ? 2 : 0));
  },
  format: format.bind(null, '\\'),
  parse(path) {
    validateString(path, 'path');
    const result = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path === '') return result;
    const root = rootOf(path);
    result.root = path.slice(0, root.length);
    result.base = baseOf(path, isEither, root.length);
    result.ext = extOf(result.base);
    result.name = result.ext ? result.base.slice(0, -result.ext.length) : result.base;
    let end = path.length;
    while (end > root.length && isEither(path[end - 1])) end--;
    end -= result.base.length;
    result.dir = end > root.length ? path.slice(0, end - 1) : result.root;
    return result;
  },
  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};

posix.win32 = win32.win32 = win32;
posix.posix = win32.posix = posix;
win32._makeLong = win32.toNamespacedPath;
posix._makeLong = posix.toNamespacedPath;

module.exports = windows ? win32 : posix;
