package web

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// legacy are the encodings other than UTF-8 and UTF-16.
var legacy = map[string]encoding.Encoding{
	"ibm866": charmap.CodePage866, "iso-8859-2": charmap.ISO8859_2, "iso-8859-3": charmap.ISO8859_3, "iso-8859-4": charmap.ISO8859_4,
	"iso-8859-5": charmap.ISO8859_5, "iso-8859-6": charmap.ISO8859_6, "iso-8859-7": charmap.ISO8859_7, "iso-8859-8": charmap.ISO8859_8,
	"iso-8859-8-i": charmap.ISO8859_8, "iso-8859-10": charmap.ISO8859_10, "iso-8859-13": charmap.ISO8859_13,
	"iso-8859-14": charmap.ISO8859_14, "iso-8859-15": charmap.ISO8859_15, "iso-8859-16": charmap.ISO8859_16, "koi8-r": charmap.KOI8R,
	"koi8-u": charmap.KOI8U, "macintosh": charmap.Macintosh, "windows-874": charmap.Windows874, "windows-1250": charmap.Windows1250,
	"windows-1251": charmap.Windows1251, "windows-1252": charmap.Windows1252, "windows-1253": charmap.Windows1253,
	"windows-1254": charmap.Windows1254, "windows-1255": charmap.Windows1255, "windows-1256": charmap.Windows1256,
	"windows-1257": charmap.Windows1257, "windows-1258": charmap.Windows1258, "x-mac-cyrillic": charmap.MacintoshCyrillic,
	"x-user-defined": charmap.XUserDefined, "gbk": simplifiedchinese.GB18030, "gb18030": simplifiedchinese.GB18030,
	"big5": traditionalchinese.Big5, "euc-jp": japanese.EUCJP, "iso-2022-jp": japanese.ISO2022JP, "shift_jis": japanese.ShiftJIS,
	"euc-kr": korean.EUCKR,
}

// ErrEncoding is that of bytes that are nothing in their encoding.
var ErrEncoding = errors.New("invalid encoded data")

// Decoder is what a TextDecoder decodes by. It keeps the bytes that a piece of
// a stream ended with in the middle of a character.
type Decoder struct {
	Name             string
	Fatal, IgnoreBOM bool

	tail   []byte
	begun  bool                  // something was decoded: a byte order mark is none any more
	single *[128]rune            // of an encoding of single bytes: what 0x80 and up stand for
	legacy transform.Transformer // of the others
}

// singleByte is the table of an encoding of single bytes. Where a standard has
// nothing for a control character, the Web has the character itself.
func singleByte(m *charmap.Charmap) *[128]rune {
	var table [128]rune
	for i := range table {
		table[i] = m.DecodeByte(byte(i + 0x80))
		if table[i] == utf8.RuneError && i < 0x20 {
			table[i] = rune(i + 0x80)
		}
	}
	return &table
}

// NewDecoder makes a decoder for an encoding's name; ok is false where there is
// none.
func NewDecoder(name string, fatal, ignoreBOM bool) (d *Decoder, ok bool) {
	d = &Decoder{Name: name, Fatal: fatal, IgnoreBOM: ignoreBOM}
	switch name {
	case "utf-8", "utf-16le", "utf-16be":
		return d, true
	}
	switch e := legacy[name].(type) {
	case nil:
		return d, false
	case *charmap.Charmap:
		d.single = singleByte(e)
	default:
		d.legacy = e.NewDecoder().Transformer
	}
	return d, true
}

// Idle reports whether nothing is left of an earlier piece.
func (d *Decoder) Idle() bool { return len(d.tail) == 0 && !d.begun }

// Decode decodes a piece; more pieces follow where stream is set. The text is
// UTF-8; b is not kept.
func (d *Decoder) Decode(b []byte, stream bool) (text []byte, err error) {
	if len(d.tail) > 0 {
		b = append(d.tail, b...)
		d.tail = nil
	}
	switch d.Name {
	case "utf-8":
		text, err = d.utf8(b, stream)
	case "utf-16le", "utf-16be":
		text, err = d.utf16(b, stream)
	default:
		if d.single != nil {
			text, err = d.bytes(b)
		} else {
			text, err = d.other(b, stream)
		}
	}
	if err != nil || !stream {
		d.reset()
	}
	return text, err
}

func (d *Decoder) reset() {
	d.tail, d.begun = nil, false
	if d.legacy != nil {
		d.legacy.Reset()
	}
}

func (d *Decoder) keep(b []byte) { d.tail = bytes.Clone(b) }

// dropMark drops the byte order mark that a text begins with.
func (d *Decoder) dropMark(text []byte) []byte {
	if !d.begun && len(text) > 0 {
		d.begun = true
		if !d.IgnoreBOM {
			return bytes.TrimPrefix(text, []byte("\uFEFF"))
		}
	}
	return text
}

func (d *Decoder) utf8(b []byte, stream bool) ([]byte, error) {
	if stream {
		n := completeUTF8(b)
		if n < len(b) {
			d.keep(b[n:])
			b = b[:n]
		}
	}
	if utf8.Valid(b) {
		return d.dropMark(b), nil
	}
	if d.Fatal {
		return nil, ErrEncoding
	}
	return d.dropMark([]byte(DecodeUTF8(b))), nil
}

// completeUTF8 is where the character begins that is not whole at the end of b,
// else the end.
func completeUTF8(b []byte) int {
	for i := len(b) - 1; i >= 0 && i >= len(b)-3; i-- {
		if b[i] >= 0xC0 {
			if _, incomplete := InvalidPart(b[i:]); incomplete && !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
		if b[i] < 0x80 {
			break
		}
	}
	return len(b)
}

func (d *Decoder) utf16(b []byte, stream bool) ([]byte, error) {
	unit := func(i int) rune { return rune(b[i]) | rune(b[i+1])<<8 }
	if d.Name == "utf-16be" {
		unit = func(i int) rune { return rune(b[i])<<8 | rune(b[i+1]) }
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		if i+1 == len(b) {
			if stream {
				d.keep(b[i:])
				break
			}
			if d.Fatal {
				return nil, ErrEncoding
			}
			out = append(out, "\uFFFD"...)
			break
		}
		r := unit(i)
		if r >= 0xD800 && r < 0xDC00 {
			if i+4 > len(b) && stream {
				d.keep(b[i:])
				break
			}
			if i+4 <= len(b) {
				if low := unit(i + 2); low >= 0xDC00 && low < 0xE000 {
					out = utf8.AppendRune(out, (r-0xD800)<<10+low-0xDC00+0x10000)
					i += 4
					continue
				}
			} else if i+3 == len(b) {
				i++ // a half unit behind a high surrogate is part of the same error
			}
		}
		if r >= 0xD800 && r < 0xE000 {
			if d.Fatal {
				return nil, ErrEncoding
			}
			r = utf8.RuneError
		}
		out = utf8.AppendRune(out, r)
		i += 2
	}
	return d.dropMark(out), nil
}

// bytes decodes the encodings of single bytes.
func (d *Decoder) bytes(b []byte) ([]byte, error) {
	out := make([]byte, 0, len(b)+len(b)/2)
	for _, c := range b {
		if c < 0x80 {
			out = append(out, c)
			continue
		}
		r := d.single[c-0x80]
		if r == utf8.RuneError && d.Fatal {
			return nil, ErrEncoding
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}

// other decodes the encodings of more bytes.
func (d *Decoder) other(b []byte, stream bool) ([]byte, error) {
	var out []byte
	// What Transform wants room for at most.
	buf := make([]byte, min(3*len(b)+64, 64<<10))
	for {
		written, read, err := d.legacy.Transform(buf, b, !stream)
		out = append(out, buf[:written]...)
		if d.Fatal && bytes.Contains(buf[:written], []byte("\uFFFD")) && !bytes.Contains(b[:read], replacementGB18030) {
			return nil, ErrEncoding
		}
		b = b[read:]
		if err == transform.ErrShortDst {
			continue
		}
		if err == transform.ErrShortSrc {
			d.keep(b)
		}
		return out, nil
	}
}

// replacementGB18030 is U+FFFD in GB18030, where it is no error.
var replacementGB18030 = []byte{0x84, 0x31, 0xA4, 0x37}
