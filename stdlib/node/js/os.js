'use strict';

// https://nodejs.org/api/os.html

const binding = internalBinding('os');
const { platform, arch } = internalBinding('process');
const windows = platform === 'win32';

const signals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11,
  SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26,
  SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31,
};

function networkInterfaces() {
  const found = internalBinding('os_network').interfaces();
  if (typeof found !== 'number') return found;
  const { SystemError } = require('internal/errors');
  const uv = internalBinding('uv');
  throw new SystemError({
    errno: found, code: uv.errname(found), message: uv.errmessage(found), syscall: 'uv_interface_addresses',
  });
}

module.exports = {
  EOL: windows ? '\r\n' : '\n',
  devNull: windows ? '\\\\.\\nul' : '/dev/null',
  constants: { signals, errno: {}, priority: {}, dlopen: {} },
  arch: () => arch,
  platform: () => platform,
  type: binding.type,
  release: binding.release,
  version: binding.version,
  machine: binding.machine,
  hostname: binding.hostname,
  homedir: binding.homedir,
  tmpdir: () => binding.tmpdir(),
  endianness: () => 'LE',
  uptime: binding.uptime,
  totalmem: binding.totalmem,
  freemem: binding.freemem,
  loadavg: () => [0, 0, 0],
  cpus: () => Array.from({ length: binding.parallelism() }, () => ({
    model: '', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 },
  })),
  availableParallelism: binding.parallelism,
  networkInterfaces,
  userInfo: binding.userInfo,
};
