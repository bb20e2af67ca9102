package epub

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/klauspost/compress/flate"
)

// firstZipTime is the earliest time that a zip archive can say; files of an
// older or a much later time have it.
var firstZipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

const mimetype = "application/epub+zip"

// writeArchive zips the files (EPUB 3.3, 4.2 OCF ZIP container): mimetype first,
// stored and without an extra field, the others deflated, all with one time.
// Files are deflated side by side and written in order.
func writeArchive(w io.Writer, files []packed, stamp time.Time) error {
	z := zip.NewWriter(w)
	if stamp.Year() < 1980 || stamp.Year() > 2107 {
		stamp = firstZipTime
	}
	first := packed{"mimetype", []byte(mimetype)}
	if err := writeEntry(z, first, first.data, stamp); err != nil {
		return err
	}
	for i, data := range deflated(files) {
		if err := writeEntry(z, files[i], data, stamp); err != nil {
			return err
		}
	}
	return z.Close()
}

// writeEntry writes one file, sizes in its header and none behind it; stored
// where deflating gains nothing.
func writeEntry(z *zip.Writer, f packed, compressed []byte, stamp time.Time) error {
	h := &zip.FileHeader{Name: f.path, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(f.data), UncompressedSize64: uint64(len(f.data))}
	if len(compressed) >= len(f.data) {
		h.Method, compressed = zip.Store, f.data
	}
	h.CompressedSize64 = uint64(len(compressed))
	//lint:ignore SA1019 CreateRaw takes the time from these two fields alone
	h.ModifiedDate = uint16(stamp.Day() | int(stamp.Month())<<5 | (stamp.Year()-1980)<<9)
	//lint:ignore SA1019 as above
	h.ModifiedTime = uint16(stamp.Second()/2 | stamp.Minute()<<5 | stamp.Hour()<<11)
	out, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = out.Write(compressed)
	return err
}

// deflated compresses every file, as many at a time as there are cores.
func deflated(files []packed) [][]byte {
	out := make([][]byte, len(files))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		workers.Go(func() {
			var b bytes.Buffer
			d, _ := flate.NewWriter(&b, flate.DefaultCompression) // fails for unknown levels only
			for i := range next {
				b.Reset()
				d.Reset(&b)
				_, _ = d.Write(files[i].data) // a Buffer takes everything
				_ = d.Close()
				out[i] = bytes.Clone(b.Bytes())
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	workers.Wait()
	return out
}
