package main

func (c *config) repl(std *stdio) int { return 0 }
