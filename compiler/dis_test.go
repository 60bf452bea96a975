package compiler

import (
	"fmt"
	"os"
	"testing"
)

func TestDis(t *testing.T) {
	name := os.Getenv("DIS")
	if name == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(name)
	s, err := disassembleText(name, string(data), os.Getenv("MODULE") != "")
	fmt.Println(s, err)
}
