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
	name := os.Args[len(os.Args)-1]
	src, err := os.ReadFile(name)
	if err == nil {
		_, err = r.RunScript(context.Background(), name, string(src))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
