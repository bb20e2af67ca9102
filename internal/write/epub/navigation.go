package epub

import (
	"strconv"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// navigation completes go-epub's navigation document: the contents with every
// level, landmarks and the page list (EPUB 3.3, 5.4.2).
func (b *book) navigation(data []byte) ([]byte, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, err
	}
	html := doc.Root()
	setLanguage(html, b.lang)
	head, body := html.SelectElement("head"), html.SelectElement("body")
	meta := etree.NewElement("meta")
	meta.CreateAttr("charset", "utf-8")
	head.InsertChildAt(0, meta)
	head.SelectElement("title").SetText(xmlText(b.label("contents")))
	for _, css := range b.stylesheets() {
		link := head.CreateElement("link")
		link.CreateAttr("rel", "stylesheet")
		link.CreateAttr("type", "text/css")
		link.CreateAttr("href", css)
	}
	body.CreateAttr("class", "contents")
	toc := body.SelectElement("nav")
	toc.CreateAttr("id", "toc")
	toc.CreateAttr("role", "doc-toc")
	toc.SelectElement("h1").SetText(b.label("contents"))
	toc.RemoveChild(toc.SelectElement("ol"))
	b.navList(toc, b.contents)
	b.landmarks(body)
	if len(b.pageList) > 0 {
		nav := hiddenNav(body, "page-list", b.label("page-list"))
		nav.CreateAttr("role", "doc-pagelist")
		var pages []*entry
		for i := range b.pageList {
			pages = append(pages, &b.pageList[i])
		}
		b.navList(nav, pages)
	}
	return written(doc)
}

func hiddenNav(body *etree.Element, kind, title string) *etree.Element {
	nav := body.CreateElement("nav")
	nav.CreateAttr("epub:type", kind)
	nav.CreateAttr("id", kind)
	nav.CreateAttr("hidden", "hidden")
	nav.CreateElement("h2").SetText(xmlText(title))
	return nav
}

func (b *book) navList(parent *etree.Element, entries []*entry) {
	list := parent.CreateElement("ol")
	if parent.Tag == "li" && onlyNumbers(entries) {
		list.CreateAttr("class", "numbers")
	}
	for _, e := range entries {
		item := list.CreateElement("li")
		if e.href == "" {
			item.CreateElement("span").SetText(xmlText(e.title))
			b.navList(item, e.children)
			continue
		}
		a := item.CreateElement("a")
		a.CreateAttr("href", e.href)
		if isLanguage(e.lang) && e.lang != b.lang {
			setLanguage(a, e.lang)
		}
		if dir := turned(e.title, e.lang); dir != "" {
			a.CreateAttr("dir", dir)
		}
		a.SetText(xmlText(e.title))
		if len(e.children) > 0 {
			b.navList(item, e.children)
		}
	}
}

// onlyNumbers reports whether entries are short and bare, as the chapters of a
// novel may be: they stand side by side on the page.
func onlyNumbers(entries []*entry) bool {
	for _, e := range entries {
		if len(e.children) > 0 || utf8.RuneCountInString(e.title) > 5 {
			return false
		}
	}
	return len(entries) > 2
}

// setLanguage writes lang, xml:lang and, where the script turns, dir.
func setLanguage(e *etree.Element, lang string) {
	e.CreateAttr("lang", lang)
	e.CreateAttr("xml:lang", lang)
	if direction(lang) == "rtl" {
		e.CreateAttr("dir", "rtl")
	}
}

// landmarks point to what a reading system offers as places to go to.
func (b *book) landmarks(body *etree.Element) {
	nav := hiddenNav(body, "landmarks", b.label("landmarks"))
	list := nav.CreateElement("ol")
	add := func(kind, href, title string) {
		a := list.CreateElement("li").CreateElement("a")
		a.CreateAttr("epub:type", kind)
		a.CreateAttr("href", href)
		a.SetText(xmlText(title))
	}
	seen := map[string]bool{}
	for _, f := range b.files {
		kind, href := "", f.href()
		switch {
		case f.body == nil:
			kind, href = "toc", navigationFile
		case f.mark != "":
			kind = f.mark
		case f.kind == "bodymatter":
			kind = "bodymatter"
		}
		if kind != "" && !seen[kind] {
			seen[kind] = true
			add(kind, href, f.title)
		}
	}
}

// ncx completes the table of contents for readers of EPUB 2 (OPF 2.0.1, 2.4.1).
func (b *book) ncx(data []byte) ([]byte, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, err
	}
	root := doc.Root()
	root.CreateAttr("xml:lang", b.lang)
	head := root.SelectElement("head")
	for _, m := range head.SelectElements("meta") {
		head.RemoveChild(m)
	}
	meta := func(name, content string) {
		m := head.CreateElement("meta")
		m.CreateAttr("name", name)
		m.CreateAttr("content", content)
	}
	meta("dtb:uid", b.identifier())
	meta("dtb:depth", strconv.Itoa(max(1, depthOf(b.contents))))
	meta("dtb:totalPageCount", strconv.Itoa(len(b.pageList)))
	meta("dtb:maxPageNumber", strconv.Itoa(len(b.pageList)))
	if author := root.SelectElement("docAuthor"); author != nil {
		root.RemoveChild(author)
	}
	navMap := root.SelectElement("navMap")
	for _, p := range navMap.ChildElements() {
		navMap.RemoveChild(p)
	}
	n := &ncxWriter{}
	n.points(navMap, b.contents)
	n.pages(root, b)
	return written(doc)
}

func depthOf(entries []*entry) int {
	deepest := 0
	for _, e := range entries {
		deepest = max(deepest, 1+depthOf(e.children))
	}
	return deepest
}

// ncxWriter numbers the points in reading order.
type ncxWriter struct {
	order  int
	orders map[string]string // playOrder by address: one address, one number
}

func (n *ncxWriter) point(e *etree.Element, kind, title, href string) *etree.Element {
	if n.orders == nil {
		n.orders = map[string]string{}
	}
	n.order++
	p := e.CreateElement(kind)
	p.CreateAttr("id", "point-"+strconv.Itoa(n.order))
	if _, ok := n.orders[href]; !ok {
		n.orders[href] = strconv.Itoa(len(n.orders) + 1)
	}
	p.CreateAttr("playOrder", n.orders[href])
	p.CreateElement("navLabel").CreateElement("text").SetText(xmlText(title))
	p.CreateElement("content").CreateAttr("src", href)
	return p
}

func (n *ncxWriter) points(parent *etree.Element, entries []*entry) {
	for _, e := range entries {
		href := e.href
		for first := e; href == ""; href = first.href { // a group leads to its first
			first = first.children[0]
		}
		n.points(n.point(parent, "navPoint", e.title, href), e.children)
	}
}

func (n *ncxWriter) pages(root *etree.Element, b *book) {
	if len(b.pageList) == 0 {
		return
	}
	list := root.CreateElement("pageList")
	list.CreateElement("navLabel").CreateElement("text").SetText(xmlText(b.label("page-list")))
	valued := map[int]bool{} // no two targets may have one value: every source has its own page 1
	for _, p := range b.pageList {
		e := n.point(list, "pageTarget", p.title, p.href)
		kind := "special"
		if number, err := strconv.Atoi(p.title); err == nil && number > 0 && !valued[number] {
			kind, valued[number] = "normal", true
			e.CreateAttr("value", strconv.Itoa(number))
		}
		e.CreateAttr("type", kind)
	}
}

// written is a document as text, indented so that people can read it.
func written(doc *etree.Document) ([]byte, error) {
	doc.IndentWithSettings(&etree.IndentSettings{Spaces: 1, PreserveLeafWhitespace: true})
	return doc.WriteToBytes()
}
