// JSON.stringify of an object that makes 20 MB.
var rows = [];
for (var i = 0; i < 1000; i++) rows.push({ id: i, guid: 'a7c1-' + i * 7919, name: 'Record number ' + i, tags: ['alpha', 'beta', 'gamma ' + i % 7], at: { x: i * 1.25, y: -i / 3 }, note: 'line one\nline "two"', ok: i % 2 === 0, none: null });
var all = [];
for (i = 0; i < 110; i++) all.push(rows);
function run() { return JSON.stringify(all).length; }
