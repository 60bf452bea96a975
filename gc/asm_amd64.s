#include "textflag.h"

// func copyStack(dst *uint64, n int) int
TEXT ·copyStack(SB), NOSPLIT, $0-24
	MOVQ (TLS), AX         // g
	MOVQ 8(AX), CX         // g.stack.hi
	LEAQ dst+0(FP), SI     // the caller's frame begins at the arguments
	SUBQ SI, CX
	SHRQ $3, CX            // words
	MOVQ CX, ret+16(FP)
	CMPQ CX, n+8(FP)
	JGT  done
	MOVQ dst+0(FP), DI
	CLD
	REP; MOVSQ
done:
	RET

// func prefetch(base unsafe.Pointer, refs *Ref, n int)
TEXT ·prefetch(SB), NOSPLIT, $0-24
	MOVQ base+0(FP), AX
	MOVQ refs+8(FP), BX
	MOVQ n+16(FP), CX
loop:
	MOVL -4(BX)(CX*4), DX
	PREFETCHT0 (AX)(DX*8)
	DECQ CX
	JNZ  loop
	RET

// func Goroutine() uintptr
TEXT ·Goroutine(SB), NOSPLIT, $0-8
	MOVQ (TLS), AX
	MOVQ AX, ret+0(FP)
	RET
