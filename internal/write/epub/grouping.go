package epub

import (
	"regexp"

	"colophon/internal/edition"
)

// longList is how many documents a list of the contents may have in a row. One
// of hundreds of letters is a wall of text, and a screen reader's is endless.
const longList = 40

// rangeLength is how many documents stand in a group that has nothing but their
// numbers to be named by.
const rangeLength = 50

// grouped parts a long list of documents: by years, and long years by months,
// where the documents follow their dates; else by their numbers. The order stays.
func grouped(entries []*entry, docs []*edition.Document) []*entry {
	if len(entries) <= longList {
		return entries
	}
	if groups := byDate(entries, docs, yearOf); groups != nil {
		return groups
	}
	if len(entries) <= 2*rangeLength {
		return entries
	}
	return byRange(entries, docs)
}

// byDate groups a list by what of tells of each date; nil where the documents
// do not follow their dates, or hardly two of them share one. A document without
// a date stands with the one before it.
func byDate(entries []*entry, docs []*edition.Document, of func(*edition.Document) string) []*entry {
	var groups []*entry
	from, name := 0, ""
	end := func(to int) {
		if to == from {
			return
		}
		g := &entry{title: name, children: entries[from:to:to]}
		if len(g.children) > longList && len(name) == len("1900") {
			if months := byDate(g.children, docs[from:to], monthOf); months != nil {
				g.children = months
			}
		}
		groups, from = append(groups, g), to
	}
	for i, d := range docs {
		switch n := of(d); {
		case n == "" || n == name:
		case name == "":
			name = n
		case n < name:
			return nil
		default:
			end(i)
			name = n
		}
	}
	end(len(docs))
	if len(groups) < 2 || len(groups) > len(entries)/2 {
		return nil
	}
	return groups
}

// plainYear and plainMonth are the beginnings of dates of our era.
var (
	plainYear  = regexp.MustCompile(`^\d{4}`)
	plainMonth = regexp.MustCompile(`^\d{4}-\d\d`)
)

func yearOf(d *edition.Document) string { return plainYear.FindString(beginning(d)) }

func monthOf(d *edition.Document) string { return plainMonth.FindString(beginning(d)) }

// beginning is the first day that a document's date may mean.
func beginning(d *edition.Document) string {
	t := d.Meta.Date.Date
	return or(t.When, or(t.From, or(t.NotBefore, t.NotAfter)))
}

// byRange groups a list by the numbers of its documents: 1–50, 51–100.
func byRange(entries []*entry, docs []*edition.Document) []*entry {
	var groups []*entry
	for from := 0; from < len(entries); from += rangeLength {
		to := min(from+rangeLength, len(entries))
		first, last := docs[from].Number, docs[to-1].Number
		if first == "" || last == "" {
			return entries
		}
		groups = append(groups, &entry{title: first + "–" + last, children: entries[from:to:to]})
	}
	return groups
}
