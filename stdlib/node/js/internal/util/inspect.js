'use strict';

// What programs may change of util.inspect: its colours, styles and defaults.

const { inspect, setInspectDefaults, setInspectStyles } = internalBinding('util');
const { validateObject } = require('internal/validators');

inspect.custom = Symbol.for('nodejs.util.inspect.custom');

const colors = {
  __proto__: null,
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27], hidden: [8, 28],
  strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39],
  blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49],
  bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], framed: [51, 54],
  overlined: [53, 55], gray: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39],
  magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39], bgGray: [100, 49], bgRedBright: [101, 49],
  bgGreenBright: [102, 49], bgYellowBright: [103, 49], bgBlueBright: [104, 49], bgMagentaBright: [105, 49],
  bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
};

function alias(target, name) {
  Object.defineProperty(colors, name, {
    get() { return this[target]; },
    set(value) { this[target] = value; },
    configurable: true, enumerable: false,
  });
}
for (const [target, name] of [['gray', 'grey'], ['gray', 'blackBright'], ['bgGray', 'bgGrey'], ['bgGray', 'bgBlackBright'],
                              ['dim', 'faint'], ['strikethrough', 'crossedout'], ['strikethrough', 'strikeThrough'],
                              ['strikethrough', 'crossedOut'], ['hidden', 'conceal'], ['inverse', 'swapColors'],
                              ['inverse', 'swapcolors'], ['doubleunderline', 'doubleUnderline']]) alias(target, name);

function highlightRegExp(regexp) {
  return internalBinding('util').highlightRegExp(regexp.toString(), highlightRegExp.colors ?? ['green', 'red', 'yellow', 'cyan', 'magenta']);
}
highlightRegExp.colors = ['green', 'red', 'yellow', 'cyan', 'magenta'];

inspect.colors = colors;
inspect.styles = {
  __proto__: null, special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold',
  string: 'green', symbol: 'green', date: 'magenta', regexp: highlightRegExp, module: 'underline',
};
setInspectStyles(inspect);

const values = {
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000,
  breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
};
// Programs change them one by one.
function changed(ok) {
  setInspectDefaults(values);
  return ok;
}
const defaults = new Proxy(values, {
  set: (target, key, value) => changed(Reflect.set(target, key, value)),
  defineProperty: (target, key, descriptor) => changed(Reflect.defineProperty(target, key, descriptor)),
});

Object.defineProperty(inspect, 'defaultOptions', {
  get() { return defaults; },
  set(options) {
    validateObject(options, 'options');
    Object.assign(values, options);
    setInspectDefaults(values);
  },
});
