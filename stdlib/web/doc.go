// Package web is what Node's layer needs of the Web's standards and that knows
// nothing of JavaScript: the URL parser and query strings
// (https://url.spec.whatwg.org/) and the text codecs
// (https://encoding.spec.whatwg.org/). Classes over them are files of
// stdlib/node/js.
//
// Its one rule: texts are Go strings of valid UTF-8; who calls has replaced lone
// surrogates.
package web
