package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klauspost/compress/zlib"
)

// file writes the objects of a PDF one after another. Small objects go into
// object streams (ISO 32000-1, 7.5.7) unless the file is a classic one, as
// PDF 1.4 wants it. Nothing is kept but the cross references, so a long book
// needs no more memory here than a short one.
type file struct {
	w       io.Writer
	sum     hash.Hash
	at      int64
	err     error
	classic bool
	entries []entry // by object number

	packed      []packed // the object stream being filled
	packedBytes []byte
	deflate     *zlib.Writer
	deflated    bytes.Buffer
}

// entry is a line of the cross-reference table. In an object stream, offset is
// the stream's number and index the place in it.
type entry struct {
	kind   byte // 0 free, 1 at an offset, 2 in an object stream
	offset int64
	index  int
}

type packed struct{ number, offset int }

// packSize is how many objects one object stream holds. Readers unpack a whole
// stream to get at one object, so it must not be large; below a hundred the
// file grows.
const packSize = 200

func newFile(w io.Writer, version string, objects int, classic bool) *file {
	f := &file{w: w, sum: sha256.New(), classic: classic, entries: make([]entry, objects)}
	f.write([]byte("%PDF-" + version + "\n%\xe2\xe3\xcf\xd3\n"))
	return f
}

// reserve gives a new object number.
func (f *file) reserve() int {
	f.entries = append(f.entries, entry{})
	return len(f.entries) - 1
}

func (f *file) write(b []byte) {
	if f.err != nil {
		return
	}
	n, err := f.w.Write(b)
	f.at += int64(n)
	f.err = err
	f.sum.Write(b)
}

// object writes a dictionary or array under a number.
func (f *file) object(number int, body []byte) {
	if f.classic {
		f.entries[number] = entry{kind: 1, offset: f.at}
		f.write(fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", number, body))
		return
	}
	f.packed = append(f.packed, packed{number, len(f.packedBytes)})
	f.packedBytes = append(append(f.packedBytes, body...), '\n')
	if len(f.packed) == packSize {
		f.flush()
	}
}

// flush writes the object stream that is being filled.
func (f *file) flush() {
	if len(f.packed) == 0 {
		return
	}
	number := f.reserve()
	var head []byte
	for i, p := range f.packed {
		head = fmt.Appendf(head, "%d %d ", p.number, p.offset)
		f.entries[p.number] = entry{kind: 2, offset: int64(number), index: i}
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(f.packed), len(head))
	f.stream(number, dict, append(head, f.packedBytes...))
	f.packed, f.packedBytes = f.packed[:0], f.packedBytes[:0]
}

// stream writes a stream, deflated. dict is what its dictionary says besides
// Length and Filter.
func (f *file) stream(number int, dict string, data []byte) {
	f.rawStream(number, dict+"/Filter/FlateDecode", f.compress(data))
}

// level is how hard we deflate: as hard as costs little. On the pages of a book,
// level 6 saves two percent more and takes a tenth longer, 9 saves five and takes
// nearly four times as long.
const level = 5

// compress deflates. One writer serves all streams: to make one takes longer
// than most streams.
func (f *file) compress(data []byte) []byte {
	f.deflated.Reset()
	if f.deflate == nil {
		f.deflate, _ = zlib.NewWriterLevel(&f.deflated, level)
	} else {
		f.deflate.Reset(&f.deflated)
	}
	_, _ = f.deflate.Write(data) // a bytes.Buffer takes everything
	_ = f.deflate.Close()
	return f.deflated.Bytes()
}

// deflaters deflate side by side, each for one core; they are kept, since to
// make one takes longer than most streams.
type deflaters []file

// all deflates streams on all cores, each in its place. Half of the time a long
// book takes to write goes into this.
func (d *deflaters) all(streams [][]byte) {
	if *d == nil {
		*d = make(deflaters, runtime.GOMAXPROCS(0))
	}
	var group sync.WaitGroup
	for n := range *d {
		group.Go(func() {
			for i := n; i < len(streams); i += len(*d) {
				streams[i] = bytes.Clone((*d)[n].compress(streams[i]))
			}
		})
	}
	group.Wait()
}

// rawStream writes a stream whose bytes are already as the dictionary says.
func (f *file) rawStream(number int, dict string, data []byte) {
	f.entries[number] = entry{kind: 1, offset: f.at}
	f.write(fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n", number, dict, len(data)))
	f.write(data)
	f.write([]byte("\nendstream\nendobj\n"))
}

// finish writes the cross references and the trailer. The file's id is the
// hash of what stands before them: the same bytes, the same id.
func (f *file) finish(root, info int) error {
	f.flush()
	if f.classic {
		f.finishClassic(root, info)
		return f.err
	}
	number := f.reserve()
	f.entries[number] = entry{kind: 1, offset: f.at}
	at := f.at
	var table []byte
	for _, e := range f.entries {
		table = append(table, e.kind, byte(e.offset>>32), byte(e.offset>>24), byte(e.offset>>16), byte(e.offset>>8), byte(e.offset), byte(e.index>>8), byte(e.index))
	}
	dict := fmt.Sprintf("/Type/XRef/Size %d/W[1 5 2]%s", len(f.entries), f.trailer(root, info))
	f.stream(number, dict, table)
	f.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", at))
	return f.err
}

func (f *file) finishClassic(root, info int) {
	at := f.at
	trailer := f.trailer(root, info)
	table := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(f.entries))
	for _, e := range f.entries[1:] {
		if e.kind == 0 {
			table = append(table, "0000000000 00000 f \n"...)
			continue
		}
		table = fmt.Appendf(table, "%010d 00000 n \n", e.offset)
	}
	f.write(table)
	f.write(fmt.Appendf(nil, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(f.entries), trailer, at))
}

func (f *file) trailer(root, info int) string {
	id := hex.EncodeToString(f.sum.Sum(nil)[:16])
	return fmt.Sprintf("/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]", root, info, id, id)
}

// The longest strings: what a list of bookmarks can show in a line or two, and
// what PDF/A lets a string hold (ISO 19005-2, 6.1.13: 32,767 bytes, two for each
// character).
const (
	longestLine = 240
	longestText = 16000
)

// shortened cuts a text after a word.
func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	r := []rune(s)[:most]
	for i := len(r) - 1; i > most/2; i-- {
		if r[i] == ' ' {
			r = r[:i]
			break
		}
	}
	return strings.TrimRight(string(r), " ,.;:") + "…"
}

// ref appends a reference to an object.
func ref(b []byte, number int) []byte {
	return append(strconv.AppendInt(b, int64(number), 10), " 0 R"...)
}

// text is a text string (ISO 32000-1, 7.9.2.2): ASCII as it is, else UTF-16.
func text(s string) string {
	b := textBytes(s)
	if len(b) > 1 && b[0] == 0xFE {
		return fmt.Sprintf("<%X>", b)
	}
	return "(" + escapeLiteral(s) + ")"
}

// textBytes are the bytes of a text string.
func textBytes(s string) []byte {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			ascii = false
			break
		}
	}
	if ascii {
		return []byte(s)
	}
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = be.AppendUint16(b, u)
	}
	return b
}

func escapeLiteral(s string) string {
	b := make([]byte, 0, len(s)+2)
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(b)
}

// name writes a name object; what is not a regular character is written as #xx
// (ISO 32000-1, 7.3.5).
func name(s string) string {
	b := []byte{'/'}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' || c > '~' || bytes.IndexByte([]byte("()<>[]{}/%#"), c) >= 0 {
			b = fmt.Appendf(b, "#%02X", c)
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// fixed appends a number with up to three decimals, without trailing zeros: a
// thousandth of a point is finer than any printer.
func fixed(b []byte, v float64) []byte {
	n := int64(v*1000 + 0.5)
	if v < 0 {
		n = -int64(-v*1000 + 0.5)
	}
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, n/1000, 10)
	n %= 1000
	if n == 0 {
		return b
	}
	b = append(b, '.', byte('0'+n/100))
	if n%100 != 0 {
		b = append(b, byte('0'+n/10%10))
	}
	if n%10 != 0 {
		b = append(b, byte('0'+n%10))
	}
	return b
}
