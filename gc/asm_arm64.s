#include "textflag.h"

// func copyStack(dst *uint64, n int) int
TEXT ·copyStack(SB), NOSPLIT, $0-24
	MOVD 8(g), R2          // g.stack.hi
	MOVD $dst+0(FP), R1    // the caller's frame begins at the arguments
	SUB  R1, R2, R2
	LSR  $3, R2, R2        // words
	MOVD R2, ret+16(FP)
	MOVD n+8(FP), R3
	CMP  R3, R2
	BGT  done
	MOVD dst+0(FP), R0
loop:
	CBZ  R2, done
	MOVD.P 8(R1), R4
	MOVD.P R4, 8(R0)
	SUB  $1, R2
	B    loop
done:
	RET

// func prefetch(base unsafe.Pointer, refs *Ref, n int)
TEXT ·prefetch(SB), NOSPLIT, $0-24
	MOVD base+0(FP), R0
	MOVD refs+8(FP), R1
	MOVD n+16(FP), R2
loop:
	MOVWU.P 4(R1), R3
	ADD  R3<<3, R0, R4
	PRFM (R4), PLDL1KEEP
	SUB  $1, R2
	CBNZ R2, loop
	RET

// func Goroutine() uintptr
TEXT ·Goroutine(SB), NOSPLIT, $0-8
	MOVD g, ret+0(FP)
	RET
