'use strict';

// Which files have tests (https://nodejs.org/api/test.html#running-tests-from-the-command-line).

const path = require('path');

const kMaxDepth = 200;

// isTestFile tells of a path below the working directory, with slashes.
function isTestFile(relative) {
  const match = /\.([cm]?[jt]s)$/.exec(relative);
  if (match === null) return false;
  const base = path.posix.basename(relative, match[0]);
  if (base === 'test' || base.startsWith('test-') || /[._-]test$/.test(base)) return true;
  return relative.split('/').slice(0, -1).includes('test');
}

// walk calls found for every file below dir, without packages.
function walk(dir, relative, found, depth = 0) {
  let entries;
  try {
    entries = require('fs').readdirSync(dir, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && depth < kMaxDepth) walk(path.join(dir, entry.name), name, found, depth + 1);
    } else {
      found(name);
    }
  }
}

// translate is the expression of a glob pattern, for paths with slashes.
function translate(pattern) {
  let re = '', braces = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '*') {
      if (pattern[i + 1] === '*') {
        const whole = (i === 0 || pattern[i - 1] === '/') && (pattern[i + 2] === '/' || pattern[i + 2] === undefined);
        i++;
        if (whole && pattern[i + 1] === '/') {
          re += '(?:[^/]+/)*';
          i++;
        } else {
          re += whole ? '.*' : '[^/]*';
        }
      } else {
        re += '[^/]*';
      }
    } else if (c === '?') re += '[^/]';
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) re += '\\[';
      else {
        re += `[${pattern.slice(i + 1, end).replace(/^!/, '^').replace(/\\/g, '\\\\')}]`;
        i = end;
      }
    } else if (c === '{') {
      re += '(?:';
      braces++;
    } else if (c === '}' && braces > 0) {
      re += ')';
      braces--;
    } else if (c === ',' && braces > 0) re += '|';
    else re += c.replace(/[\\^$.|+()]/g, '\\$&');
  }
  return new RegExp(`^${re}${')'.repeat(braces)}$`, 's');
}

function isMagic(pattern) {
  return /[*?[\]{}]/.test(pattern);
}

// byPatterns are the files that patterns match, sorted; those without magic are files themselves.
function byPatterns(patterns, cwd) {
  const files = new Set();
  const expressions = [];
  for (const pattern of patterns) {
    const absolute = path.resolve(cwd, pattern);
    if (!isMagic(pattern) || require('fs').existsSync(absolute)) {
      if (require('fs').existsSync(absolute)) files.add(absolute);
      continue;
    }
    const slashed = path.isAbsolute(pattern) ? path.relative(cwd, pattern).split(path.sep).join('/') : pattern;
    expressions.push(translate(slashed.replace(/^\.\//, '')));
  }
  if (expressions.length > 0) {
    walk(cwd, '', (name) => {
      if (expressions.some((re) => re.test(name))) files.add(path.join(cwd, name));
    });
  }
  return [...files].sort();
}

function byDefault(cwd) {
  const files = [];
  walk(cwd, '', (name) => {
    if (isTestFile(name)) files.push(path.join(cwd, name));
  });
  return files.sort();
}

function findFiles(patterns, cwd) {
  return patterns?.length > 0 ? byPatterns(patterns, cwd) : byDefault(cwd);
}

module.exports = { findFiles };
