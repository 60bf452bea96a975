package main

// version is gojs's own, nodeVersion that of the Node.js it follows.
const (
	version     = "0.1.0"
	nodeVersion = "v25.9.0"
)
