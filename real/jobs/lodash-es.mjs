// lodash-es, all of its modules, on collections, objects, strings and functions.
import * as _ from 'lodash-es';
import util from './util.js';

const people = _.times(4000, i => ({ id: i, name: _.capitalize(_.repeat('abcdefgh'[i % 8], 3)) + i, age: (i * 7919) % 90, tags: _.range(i % 5), at: { x: i % 13, y: [i] } }));
const out = [];
const log = (name, v) => out.push(name + ' ' + JSON.stringify(v));

log('groupBy', _.mapValues(_.groupBy(people, p => Math.floor(p.age / 10)), 'length'));
log('orderBy', _.map(_.take(_.orderBy(people, ['age', 'name'], ['desc', 'asc']), 10), 'id'));
log('chain', _.chain(people).filter({ age: 30 }).map('name').sortBy().take(5).join('-').value());
log('countBy', _.countBy(_.flatMap(people, 'tags')));
log('uniqWith', _.uniqWith(_.map(_.take(people, 300), 'at'), (a, b) => a.x === b.x).length);
log('cloneDeep', _.isEqual(people, _.cloneDeep(people)));
log('merge', _.merge({}, people[3], { at: { y: [1, { z: 2 }] }, extra: new Date(0) }));
log('difference', _.difference(_.range(3000), _.range(0, 3000, 3)).length);
log('partition', _.map(_.partition(people, p => p.age > 40), 'length'));
log('case', _.map(['fooBar baz', '__FOO_BAR__', 'déjà vu', 'XMLHttpRequest'], s => [_.camelCase(s), _.kebabCase(s), _.snakeCase(s), _.startCase(s), _.deburr(s), _.words(s)]));
log('template', _.template('<% _.forEach(users, u => { %><li><%- u %></li><% }) %>', { imports: { _ } })({ users: ['a', '<b>'] }));
log('pad', [_.pad('abc', 9, '_-'), _.truncate('hi-diddly-ho there, neighborino', { length: 24, separator: /,? +/ }), _.escape('a & b <c>'), _.unescape('&lt;')]);
log('set', _.set({ a: [{ b: { c: 3 } }] }, 'a[0].b.d', _.get(people, '[5].at.y[0]', 'none')));
log('curry', _.curry((a, b, c) => a + b * c)(1)(2, 3));
log('memoize', (() => { let n = 0; const f = _.memoize(x => { n++; return x * 2; }); _.times(100, i => f(i % 7)); return n; })());
log('flow', _.flow([_.add, x => x * x])(1, 2));
log('zip', _.zipObjectDeep(['a.b[0].c', 'a.b[1].d'], [1, 2]));
log('is', [_.isPlainObject({}), _.isEmpty(new Map()), _.isNaN(NaN), _.isArguments((function () { return arguments; })()), _.isTypedArray(new Uint8Array(2)), _.isElement({})]);
log('number', [_.round(4.006, 2), _.clamp(-10, -5, 5), _.inRange(3, 2, 4), _.sumBy(people, 'age'), _.meanBy(people, 'age').toFixed(3), _.maxBy(people, 'age').id]);
log('functions', _.functions(_).length);
util.report('lodash-es', out.join('\n'), 60);
