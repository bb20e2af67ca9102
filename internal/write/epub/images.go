package epub

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // so that DecodeConfig knows it
	_ "image/jpeg" // so that DecodeConfig knows it
	"image/png"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/beevik/etree"
	_ "golang.org/x/image/bmp"  // so that DecodeConfig knows it
	_ "golang.org/x/image/tiff" // so that DecodeConfig knows it
	_ "golang.org/x/image/webp" // so that DecodeConfig knows it

	"colophon/internal/edition"
	"colophon/internal/source"
)

// Limits on pictures: what old reading systems can hold in memory. Shops ask
// for less than 4 million pixels in most guidelines; these are the outer ones.
const (
	largestImage = 20 << 20 // bytes
	mostPixels   = 40_000_000
)

// picture is an image in the book.
type picture struct {
	file          string // images/map.png
	mediaType     string
	data          []byte
	width, height int // pixels; 0 where an SVG does not say
	content       bool
}

// pictures are the images of the book by the path in the edition's folder.
type pictures struct {
	files fs.FS
	byURL map[string]*picture
	names names
	list  []*picture
}

func newPictures(files fs.FS) *pictures {
	return &pictures{files: files, byURL: map[string]*picture{}, names: names{}}
}

// get finds the picture a Graphic names, or says why it cannot be shown. Each
// is read once and complained of once.
func (p *pictures) get(g *edition.Graphic, ds *source.Diagnostics) *picture {
	if img, ok := p.byURL[g.URL]; ok {
		return img
	}
	img, err := p.read(g.URL)
	p.byURL[g.URL] = img
	switch {
	case errors.Is(err, fs.ErrNotExist):
		ds.Add(source.ImageMissing, g.Span, "image %q is not in the edition's folder; left out", g.URL)
	case err != nil:
		ds.Add(source.ImageRefused, g.Span, "image %q %s; left out", g.URL, err)
	}
	return img
}

// read opens a picture and checks it: nothing is fetched, nothing outside the
// edition's folder is opened.
func (p *pictures) read(url string) (*picture, error) {
	if strings.Contains(url, ":") {
		return nil, errors.New("is an address, and nothing is fetched")
	}
	name := path.Clean(strings.ReplaceAll(url, "\\", "/"))
	if url == "" || !fs.ValidPath(name) || name == "." {
		return nil, errors.New("is outside the edition's folder")
	}
	if p.files == nil {
		return nil, fs.ErrNotExist
	}
	f, err := p.files.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fs.ErrNotExist
		}
		return nil, errors.New("cannot be opened")
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, largestImage+1))
	if err != nil {
		return nil, errors.New("cannot be read")
	}
	img, err := newPicture(data)
	if err != nil {
		return nil, err
	}
	img.content = true
	p.add(img, fileStem(strings.TrimSuffix(path.Base(name), path.Ext(name))))
	return img, nil
}

// extensions by media type: the core media types for images of EPUB 3.3 that
// older reading systems know too.
var extensions = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/svg+xml": ".svg",
}

func (p *pictures) add(img *picture, stem string) {
	ext := extensions[img.mediaType]
	// A name is taken without its ending, so that a.png and a.jpg stay apart.
	img.file = "images/" + p.names.take(stem) + ext
	p.list = append(p.list, img)
}

// newPicture checks the bytes of a picture: a kind that EPUB readers show, of a
// size they can hold, and an SVG that does nothing.
func newPicture(data []byte) (*picture, error) {
	if len(data) > largestImage {
		return nil, fmt.Errorf("is larger than %d MB", largestImage>>20)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		if isSVG(data) {
			return newSVG(data)
		}
		return nil, errors.New("is not a PNG, JPEG, GIF, TIFF, BMP, WebP or SVG")
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > mostPixels/config.Height {
		return nil, fmt.Errorf("has %d × %d pixels, more than a reader can hold", config.Width, config.Height)
	}
	if extensions["image/"+format] == "" { // what the printed book shows, and readers do not
		format = "png"
		if data, err = asPNG(data); err != nil {
			return nil, fmt.Errorf("is cut short or broken (%w)", err)
		}
	}
	return &picture{mediaType: "image/" + format, data: data, width: config.Width, height: config.Height}, nil
}

// asPNG is a picture in the form that every reader shows.
func asPNG(data []byte) ([]byte, error) {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = png.Encode(&out, img)
	return out.Bytes(), err
}

func isSVG(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 4096)], []byte("<svg"))
}

// newSVG takes an SVG that is a picture and nothing else.
func newSVG(data []byte) (*picture, error) {
	if bytes.Contains(data, []byte("<!DOCTYPE")) || bytes.Contains(data, []byte("<!ENTITY")) {
		return nil, errors.New("is an SVG with a document type, which may declare entities")
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil || doc.Root() == nil || doc.Root().Tag != "svg" ||
		doc.Root().NamespaceURI() != "http://www.w3.org/2000/svg" {
		return nil, errors.New("is not a well-formed SVG")
	}
	if what := active(doc.Root()); what != "" {
		return nil, fmt.Errorf("is an SVG with %s", what)
	}
	img := &picture{mediaType: "image/svg+xml", data: data}
	img.width = pixels(doc.Root().SelectAttrValue("width", ""))
	img.height = pixels(doc.Root().SelectAttrValue("height", ""))
	if img.width == 0 || img.height == 0 {
		img.width, img.height = 0, 0
	}
	return img, nil
}

func pixels(length string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(length, "px"), 64)
	if err != nil || n < 1 || n > 100_000 {
		return 0
	}
	return int(n)
}

// active names what in an SVG runs, loads or leads away; "" if nothing does.
func active(e *etree.Element) string {
	switch strings.ToLower(e.Tag) {
	case "script":
		return "a script"
	case "foreignobject", "iframe", "object", "embed", "audio", "video":
		return "foreign content"
	case "style":
		if styleLoads(e.Text()) {
			return "a style that loads something"
		}
	case "set", "animate", "animatetransform", "animatemotion":
		return "an animation"
	}
	for _, a := range e.Attr {
		value := strings.TrimSpace(a.Value)
		switch key := strings.ToLower(a.Key); {
		case strings.HasPrefix(key, "on"):
			return "a script"
		case key == "href" && !strings.HasPrefix(value, "#"):
			return "a link that leads out of it"
		case key != "href" && a.Space != "xmlns" && key != "xmlns" && styleLoads(value):
			return "a style that loads something"
		}
	}
	for _, child := range e.ChildElements() {
		if what := active(child); what != "" {
			return what
		}
	}
	return ""
}

// styleLoads reports whether CSS asks for anything but a part of the same file.
func styleLoads(css string) bool {
	css = strings.ToLower(css)
	if strings.Contains(css, "@import") || strings.Contains(css, "expression(") || strings.Contains(css, "javascript:") {
		return true
	}
	for {
		i := strings.Index(css, "url(")
		if i < 0 {
			return false
		}
		css = css[i+4:]
		if !strings.HasPrefix(strings.TrimLeft(css, " \t\n\"'"), "#") {
			return true
		}
	}
}
