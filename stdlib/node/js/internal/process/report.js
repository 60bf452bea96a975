'use strict';

// process.report: what is known of the process, as JSON (the portable part).

const { validateBoolean, validateObject, validateSignalName, validateString } = require('internal/validators');
const options = internalBinding('options');

const settings = {
  directory: options.get('--report-dir') ?? '', filename: options.get('--report-filename') ?? '',
  compact: options.get('--report-compact') ?? false, excludeNetwork: options.get('--report-exclude-network') ?? false,
  excludeEnv: options.get('--report-exclude-env') ?? false, signal: options.get('--report-signal') ?? 'SIGUSR2',
  reportOnFatalError: options.get('--report-on-fatalerror') ?? false, reportOnSignal: options.get('--report-on-signal') ?? false,
  reportOnUncaughtException: options.get('--report-uncaught-exception') ?? false,
};

let sequence = 0;

function two(n, width = 2) {
  return String(n).padStart(width, '0');
}

function content(err, event, trigger, filename) {
  const os = require('os');
  const now = new Date();
  const [message, ...frames] = String(err?.stack ?? 'No stack.\nUnavailable.').split('\n');
  const usage = process.resourceUsage(), memory = process.memoryUsage(), { rss } = memory;
  const report = {
    header: {
      reportVersion: 5, event, trigger, filename, dumpEventTime: now.toISOString().replace(/\.\d+/, ''),
      dumpEventTimeStamp: String(now.getTime()), processId: process.pid, threadId: 0, cwd: process.cwd(),
      commandLine: [process.execPath, ...process.execArgv, ...process.argv.slice(1)], nodejsVersion: process.version,
      wordSize: 64, arch: process.arch, platform: process.platform, componentVersions: { ...process.versions },
      release: { ...process.release }, osName: os.type(), osRelease: os.release?.(), osVersion: os.version?.(),
      osMachine: os.machine?.(), cpus: os.cpus?.() ?? [], networkInterfaces: [], host: os.hostname(),
    },
    javascriptStack: { message, stack: frames.map((line) => line.trim()), errorProperties: properties(err) },
    javascriptHeap: {
      totalMemory: memory.heapTotal, executableMemory: 0, totalCommittedMemory: memory.heapTotal, availableMemory: process.availableMemory(),
      totalGlobalHandlesMemory: 0, usedGlobalHandlesMemory: 0, usedMemory: memory.heapUsed, memoryLimit: 0, mallocedMemory: memory.external,
      externalMemory: memory.external, peakMallocedMemory: 0, nativeContextCount: 1, detachedContextCount: 0, doesZapGarbage: 0,
      heapSpaces: {},
    },
    nativeStack: [],
    resourceUsage: {
      free_memory: os.freemem?.(), total_memory: os.totalmem?.(), rss, constrained_memory: process.constrainedMemory(),
      available_memory: process.availableMemory(), userCpuSeconds: usage.userCPUTime / 1e6, kernelCpuSeconds: usage.systemCPUTime / 1e6,
      cpuConsumptionPercent: 0, userCpuConsumptionPercent: 0, kernelCpuConsumptionPercent: 0, maxRss: usage.maxRSS * 1024,
      pageFaults: { IORequired: usage.majorPageFault, IONotRequired: usage.minorPageFault },
      fsActivity: { reads: usage.fsRead, writes: usage.fsWrite },
    },
    libuv: process.getActiveResourcesInfo().map((type) => ({ type, is_active: true, is_referenced: true })),
    workers: [],
    environmentVariables: { ...process.env },
    userLimits: {},
    sharedObjects: [],
  };
  if (settings.excludeEnv) delete report.environmentVariables;
  return report;
}

function properties(err) {
  if (err === null || typeof err !== 'object') return {};
  return Object.fromEntries(Object.entries(err).map(([key, value]) => [key, String(value)]));
}

function write(err, event, trigger, file) {
  const now = new Date();
  const name = file || settings.filename || `report.${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}.${two(now.getHours())}${
    two(now.getMinutes())}${two(now.getSeconds())}.${process.pid}.0.${two(++sequence, 3)}.json`;
  const text = `${JSON.stringify(content(err, event, trigger, name), null, settings.compact ? 0 : 2)}\n`;
  if (name === 'stdout' || name === 'stderr') {
    internalBinding('process').write(name === 'stdout' ? 1 : 2, text);
    return name;
  }
  const path = require('path');
  require('fs').writeFileSync(path.isAbsolute(name) ? name : path.resolve(settings.directory || '.', name), text);
  return name;
}

const report = {
  writeReport(file, err) {
    if (typeof file === 'object' && file !== null) {
      err = file;
      file = undefined;
    } else if (file !== undefined && typeof file !== 'string') {
      validateString(file, 'file');
    }
    if (err === undefined) err = new Error();
    else validateObject(err, 'err');
    return write(err, 'JavaScript API', 'API', file);
  },
  getReport(err) {
    if (err === undefined) err = new Error();
    else validateObject(err, 'err');
    return content(err, 'JavaScript API', 'GetReport', null);
  },
};

const checks = {
  directory: validateString, filename: validateString, signal: validateSignalName,
};

function onSignal() {
  write(undefined, settings.signal, 'Signal', undefined);
}

function listen(on, signal) {
  if (on) process.on(signal, onSignal);
  else process.removeListener(signal, onSignal);
}

for (const key of ['directory', 'filename', 'compact', 'excludeNetwork', 'signal', 'reportOnFatalError', 'reportOnSignal',
                   'reportOnUncaughtException', 'excludeEnv']) {
  Object.defineProperty(report, key, {
    enumerable: true, configurable: true,
    get: () => settings[key],
    set(value) {
      (checks[key] ?? validateBoolean)(value, key);
      if (key === 'signal' && settings.reportOnSignal) {
        listen(false, settings.signal);
        listen(true, value);
      }
      if (key === 'reportOnSignal' && value !== settings.reportOnSignal) listen(value, settings.signal);
      settings[key] = value;
    },
  });
}

module.exports = { report, write };
