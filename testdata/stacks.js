// What Error.stack looks like: see TestStacks.
class A {
  static s() { throw new Error('static'); }
  m() { throw new TypeError('method'); }
  get g() { throw new RangeError('getter'); }
  #p() { throw new Error('private'); }
  q() { this.#p(); }
  constructor(x) { if (x) throw new Error('constructor'); }
}
class MyError extends Error {
  constructor(m) { super(m); this.name = 'MyError'; }
}
function show(f) {
  try { f(); } catch (e) { __print(e.stack); }
}
function plain() { throw new Error('plain'); }
show(plain);
show(function () { A.s(); });
show(function () { new A().m(); });
show(function () { new A().g; });
show(function () { new A(1); });
show(function () { [1].map(function () { throw new Error('map'); }); });
show(function () { A.s.call(1); });
show(function () { A.s.apply({}); });
show(function () { eval('throw new Error("direct eval")'); });
show(function () { new Function('throw new Error("new Function")')(); });
show(function () { [].reduce(plain); });
show(function () { var o = { a: { b() { throw new Error('nested'); } } }; o.a.b(); });
show(function () { var o = { f: A.s }; o.f(); });
show(function () { A.s.bind(null)(); });
show(function () { null.x; });
show(function () { undefined.y(1); });
show(function () { throw new MyError('sub'); });
show(function () { Object.defineProperty(1); });
show(function () { JSON.parse('[1]', function () { throw new Error('reviver'); }); });
show(function () { new Proxy({}, { get() { throw new Error('trap'); } }).x; });
show(function named() { show(1); });
var changed = new Error('before');
changed.message = 'after';
__print(changed.stack.split('\n')[0]);
var o = {};
(function outer() { (function inner() { Error.captureStackTrace(o, inner); })(); })();
__print(o.stack);
Error.stackTraceLimit = 1;
show(function () { plain(); });
Error.stackTraceLimit = 10;
Error.prepareStackTrace = function (e, sites) {
  return e.message + ': ' + sites.map(function (s) {
    return [s.getFunctionName(), s.getTypeName(), s.getMethodName(), s.getLineNumber(), s.getColumnNumber(), s.isConstructor(), s.isToplevel(), s.isNative(), s.isEval()].join();
  }).join(' | ');
};
show(function () { new A().m(); });
show(function () { new A(1); });
Error.prepareStackTrace = undefined;
__print(Object.getOwnPropertyNames(new Error('x')).join());
const z = async () => { await null; throw new Error('deep'); };
async function y() { await z(); }
class K { async m() { return await y(); } }
async function main() {
  try { await new K().m(); } catch (e) { __print(e.stack); }
}
main();
/* expect:
Error: plain
    at plain (stacks.js:16:26)
    at show (stacks.js:14:9)
    at stacks.js:17:1
Error: static
    at A.s (stacks.js:3:22)
    at stacks.js:18:22
    at show (stacks.js:14:9)
    at stacks.js:18:1
TypeError: method
    at A.m (stacks.js:4:15)
    at stacks.js:19:28
    at show (stacks.js:14:9)
    at stacks.js:19:1
RangeError: getter
    at get g [as g] (stacks.js:5:19)
    at stacks.js:20:28
    at show (stacks.js:14:9)
    at stacks.js:20:1
Error: constructor
    at new A (stacks.js:8:33)
    at stacks.js:21:20
    at show (stacks.js:14:9)
    at stacks.js:21:1
Error: map
    at stacks.js:22:48
    at Array.map (<anonymous>)
    at stacks.js:22:24
    at show (stacks.js:14:9)
    at stacks.js:22:1
Error: static
    at Number.s (stacks.js:3:22)
    at stacks.js:23:24
    at show (stacks.js:14:9)
    at stacks.js:23:1
Error: static
    at Object.s (stacks.js:3:22)
    at stacks.js:24:24
    at show (stacks.js:14:9)
    at stacks.js:24:1
Error: direct eval
    at eval (eval at <anonymous> (stacks.js:25:20), <anonymous>:1:7)
    at stacks.js:25:20
    at show (stacks.js:14:9)
    at stacks.js:25:1
Error: new Function
    at eval (eval at <anonymous> (stacks.js:26:20), <anonymous>:3:7)
    at stacks.js:26:67
    at show (stacks.js:14:9)
    at stacks.js:26:1
TypeError: Reduce of empty array with no initial value
    at Array.reduce (<anonymous>)
    at stacks.js:27:23
    at show (stacks.js:14:9)
    at stacks.js:27:1
Error: nested
    at Object.b (stacks.js:28:47)
    at stacks.js:28:79
    at show (stacks.js:14:9)
    at stacks.js:28:1
Error: static
    at Object.s [as f] (stacks.js:3:22)
    at stacks.js:29:42
    at show (stacks.js:14:9)
    at stacks.js:29:1
Error: static
    at s (stacks.js:3:22)
    at stacks.js:30:34
    at show (stacks.js:14:9)
    at stacks.js:30:1
TypeError: Cannot read properties of null (reading 'x')
    at stacks.js:31:25
    at show (stacks.js:14:9)
    at stacks.js:31:1
TypeError: Cannot read properties of undefined (reading 'y')
    at stacks.js:32:30
    at show (stacks.js:14:9)
    at stacks.js:32:1
MyError: sub
    at stacks.js:33:26
    at show (stacks.js:14:9)
    at stacks.js:33:1
TypeError: Object.defineProperty called on non-object
    at Function.defineProperty (<anonymous>)
    at stacks.js:34:27
    at show (stacks.js:14:9)
    at stacks.js:34:1
Error: reviver
    at Array.<anonymous> (stacks.js:35:58)
    at JSON.parse (<anonymous>)
    at stacks.js:35:25
    at show (stacks.js:14:9)
    at stacks.js:35:1
Error: trap
    at Object.get (stacks.js:36:50)
    at stacks.js:36:74
    at show (stacks.js:14:9)
    at stacks.js:36:1
TypeError: f is not a function
    at show (stacks.js:14:9)
    at named (stacks.js:37:25)
    at show (stacks.js:14:9)
    at stacks.js:37:1
Error: after
Error
    at outer (stacks.js:42:78)
    at stacks.js:42:84
Error: plain
    at plain (stacks.js:16:26)
method: m,A,m,4,15,false,false,false,false | ,,,52,28,false,true,false,false | show,,show,14,9,false,true,false,false | ,,,52,1,false,true,false,false
constructor: A,,,8,33,true,false,false,false | ,,,53,20,false,true,false,false | show,,show,14,9,false,true,false,false | ,,,53,1,false,true,false,false
stack,message
Error: deep
    at z (stacks.js:56:43)
    at async y (stacks.js:57:22)
    at async K.m (stacks.js:58:30)
    at async main (stacks.js:60:9)
*/
