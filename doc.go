// Package gojs runs JavaScript: the engine, its library and an event loop.
package gojs
