// Shortest paths on a grid with a binary heap.
class Heap {
  constructor() { this.a = []; }
  push(k, v) {
    const a = this.a; let i = a.length; a.push({ k, v });
    while (i > 0) { const p = (i - 1) >> 1; if (a[p].k <= a[i].k) break; const t = a[p]; a[p] = a[i]; a[i] = t; i = p; }
  }
  pop() {
    const a = this.a, top = a[0], last = a.pop();
    if (a.length) {
      a[0] = last;
      for (let i = 0; ;) {
        let l = 2 * i + 1, m = i;
        if (l < a.length && a[l].k < a[m].k) m = l;
        if (l + 1 < a.length && a[l + 1].k < a[m].k) m = l + 1;
        if (m === i) break;
        const t = a[m]; a[m] = a[i]; a[i] = t; i = m;
      }
    }
    return top;
  }
}
function run() {
  const n = 190, dist = new Array(n * n).fill(Infinity), h = new Heap(), cost = i => (i * 7919) % 97 + 1;
  dist[0] = 0; h.push(0, 0);
  while (h.a.length) {
    const { k, v } = h.pop();
    if (k > dist[v]) continue;
    const x = v % n, y = (v / n) | 0;
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      const a = x + dx, b = y + dy;
      if (a < 0 || b < 0 || a >= n || b >= n) continue;
      const w = b * n + a, d = k + cost(w);
      if (d < dist[w]) { dist[w] = d; h.push(d, w); }
    }
  }
  return dist[n * n - 1];
}
