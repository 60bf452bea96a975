// An event emitter, bound callbacks and a task queue, as servers write them.
class Emitter {
  constructor() { this.handlers = {}; }
  on(name, f) { (this.handlers[name] = this.handlers[name] || []).push(f); return this; }
  emit(name, ...args) { const hs = this.handlers[name]; if (!hs) return false; for (let i = 0; i < hs.length; i++) hs[i].apply(this, args); return true; }
}
function run() {
  const e = new Emitter(), state = { n: 0, log: [] }, queue = [];
  e.on('data', function (x) { state.n += x; }).on('data', x => { if (x % 100 === 0) state.log.push({ at: x, n: state.n }); });
  e.on('end', (...xs) => queue.push(() => state.n += xs.length));
  for (let i = 0; i < 500000; i++) { e.emit('data', i); if (i % 50 === 0) e.emit('end', i, 1); if (queue.length > 20) queue.splice(0).forEach(f => f()); }
  return state.n + ':' + state.log.length;
}
