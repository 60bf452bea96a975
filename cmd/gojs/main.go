// Command gojs runs JavaScript programs.
package main

import (
	"context"
	"fmt"
	"os"

	"gojs"
)

func main() {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	src, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = r.RunScript(context.Background(), os.Args[1], string(src))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
