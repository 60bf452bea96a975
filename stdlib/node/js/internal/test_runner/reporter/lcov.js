'use strict';

// The reporter "lcov": coverage as geninfo(1) writes it.

const { Transform } = require('stream');

class LcovReporter extends Transform {
  constructor(options) {
    super({ __proto__: null, ...options, writableObjectMode: true });
  }

  _transform({ type, data }, encoding, callback) {
    callback(null, type === 'test:coverage' ? records(data.summary) : undefined);
  }
}

function records({ files, workingDirectory }) {
  const { relative } = require('path');
  let text = 'TN:\n';
  for (const file of files) {
    const lines = [`SF:${relative(workingDirectory, file.path)}`];
    file.functions.forEach(({ line, name }, i) => lines.push(`FN:${line},${name || `anonymous_${i}`}`));
    file.functions.forEach(({ count, name }, i) => lines.push(`FNDA:${count},${name || `anonymous_${i}`}`));
    lines.push(`FNF:${file.totalFunctionCount}`, `FNH:${file.coveredFunctionCount}`);
    file.branches.forEach(({ line, count }, i) => lines.push(`BRDA:${line},${i},0,${count}`));
    lines.push(`BRF:${file.totalBranchCount}`, `BRH:${file.coveredBranchCount}`);
    const sorted = [...file.lines].sort((a, b) => a.line - b.line);
    for (const { line, count } of sorted) lines.push(`DA:${line},${count}`);
    lines.push(`LH:${file.coveredLineCount}`, `LF:${file.totalLineCount}`, 'end_of_record');
    text += `${lines.join('\n')}\n`;
  }
  return text;
}

module.exports = LcovReporter;
