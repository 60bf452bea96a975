'use strict';
// How many colors a terminal has, as its environment tells:
// https://nodejs.org/api/tty.html#writestreamgetcolordepthenv

const { hasOwn } = Object;

// Bits of color.
const none = 1, some = 4, many = 8, all = 24;

// What FORCE_COLOR asks for; anything else asks for none.
const forced = { '__proto__': null, '': some, '1': some, 'true': some, '2': many, '3': all };

// Services of continuous integration, by the variable that each sets.
const services = [
  ['APPVEYOR', many], ['BUILDKITE', many], ['CIRCLECI', all], ['DRONE', many], ['GITEA_ACTIONS', all],
  ['GITHUB_ACTIONS', all], ['GITLAB_CI', many], ['TRAVIS', many],
];

const programs = { '__proto__': null, 'HyperTerm': all, 'MacTerm': all, 'Apple_Terminal': many };

// Terminals by the whole of TERM, then by what is in it.
const terminals = { '__proto__': null, 'mosh': all, 'rxvt-unicode-24bit': all, 'terminator': all, 'xterm-kitty': all };
for (const name of ['eterm', 'cons25', 'console', 'cygwin', 'dtterm', 'gnome', 'hurd', 'jfbterm', 'konsole', 'kterm', 'mlterm', 'putty', 'st']) {
  terminals[name] = some;
}
const known = /ansi|color|linux|direct|^con[0-9]*x[0-9]|^rxvt|^screen|^xterm|^vt100|^vt220/i;

function ofService(env) {
  for (const [name, bits] of services) if (hasOwn(env, name)) return bits;
  return env.CI_NAME === 'codeship' ? many : none;
}

function ofTerminal({ TERM, COLORTERM }) {
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit') return all;
  if (TERM) {
    if (/truecolor/.test(TERM)) return all;
    if (/^xterm-256/.test(TERM)) return many;
    const bits = terminals[TERM.toLowerCase()];
    if (bits) return bits;
    if (known.test(TERM)) return some;
  }
  return COLORTERM ? some : none;
}

// getColorDepth answers 1, 4, 8 or 24.
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) return forced[env.FORCE_COLOR] ?? none;
  if (env.NODE_DISABLE_COLORS || env.NO_COLOR || env.TERM === 'dumb') return none;
  if (env.TMUX) return all;
  if (hasOwn(env, 'TF_BUILD') && hasOwn(env, 'AGENT_NAME')) return some;
  if (hasOwn(env, 'CI')) return ofService(env);
  if (hasOwn(env, 'TEAMCITY_VERSION')) return /^(?:9\.0*[1-9]\d*\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? some : none;
  if (env.TERM_PROGRAM === 'iTerm.app') return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? many : all;
  return programs[env.TERM_PROGRAM] ?? ofTerminal(env);
}

module.exports = { getColorDepth };
