package lexer

// punctuator scans the punctuators of more than one byte, and what is none.
func (l *Lexer) punctuator(c byte, pos int) {
	var next, third byte
	if pos+1 < len(l.src) {
		next = l.src[pos+1]
	}
	if pos+2 < len(l.src) {
		third = l.src[pos+2]
	}
	switch c {
	case '.':
		switch {
		case '0' <= next && next <= '9':
			l.number(pos)
		case next == '.' && third == '.':
			l.set(Ellipsis, pos+3)
		default:
			l.set(Dot, pos+1)
		}
	case '=':
		l.equals(pos, next, third)
	case '!':
		switch {
		case next == '=' && third == '=':
			l.set(StrictNe, pos+3)
		case next == '=':
			l.set(Ne, pos+2)
		default:
			l.set(Not, pos+1)
		}
	case '?':
		switch {
		case next == '?' && third == '=':
			l.set(CoalesceAssign, pos+3)
		case next == '?':
			l.set(Coalesce, pos+2)
		case next == '.' && (third < '0' || third > '9'):
			l.set(QuestionDot, pos+2)
		default:
			l.set(Question, pos+1)
		}
	case '+':
		l.twice(pos, next, c, Add, AddAssign, Inc)
	case '-':
		l.twice(pos, next, c, Sub, SubAssign, Dec)
	case '/':
		l.twice(pos, next, 0, Div, DivAssign, Div)
	case '%':
		l.twice(pos, next, 0, Rem, RemAssign, Rem)
	case '^':
		l.twice(pos, next, 0, Xor, XorAssign, Xor)
	case '*':
		l.double(pos, next, third, c, Mul, MulAssign, Exp, ExpAssign)
	case '&':
		l.double(pos, next, third, c, And, AndAssign, LogAnd, LogAndAssign)
	case '|':
		l.double(pos, next, third, c, Or, OrAssign, LogOr, LogOrAssign)
	case '<':
		l.double(pos, next, third, c, Lt, Le, Shl, ShlAssign)
	case '>':
		if next == '>' && third == '>' {
			if pos+3 < len(l.src) && l.src[pos+3] == '=' {
				l.set(ShrAssign, pos+4)
			} else {
				l.set(Shr, pos+3)
			}
			return
		}
		l.double(pos, next, third, c, Gt, Ge, Sar, SarAssign)
	default:
		l.illegal(MsgInvalidToken, pos, pos, pos+1)
	}
}

func (l *Lexer) equals(pos int, next, third byte) {
	switch {
	case next == '=' && third == '=':
		l.set(StrictEq, pos+3)
	case next == '=':
		l.set(Eq, pos+2)
	case next == '>':
		l.set(Arrow, pos+2)
	default:
		l.set(Assign, pos+1)
	}
}

// twice scans c, c= or cc; again is c where cc is a token.
func (l *Lexer) twice(pos int, next, again byte, one, assign, two Kind) {
	switch {
	case next == '=':
		l.set(assign, pos+2)
	case next == again && again != 0:
		l.set(two, pos+2)
	default:
		l.set(one, pos+1)
	}
}

// double scans c, c=, cc or cc=.
func (l *Lexer) double(pos int, next, third, c byte, one, assign, two, twoAssign Kind) {
	switch {
	case next == '=':
		l.set(assign, pos+2)
	case next == c && third == '=':
		l.set(twoAssign, pos+3)
	case next == c:
		l.set(two, pos+2)
	default:
		l.set(one, pos+1)
	}
}
