// Command generate writes an edition of many records, for tests of length: with
// notes, names and editorial marks, the same for the same seed.
//
//	go run ./internal/build/generate -n 1000 bin/long
//
// The records read like nothing in particular. What matters is that they have
// the shape of real ones: fields, openings, numbered points, brackets of many
// rows, footnotes, quotations, signatures.
package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 1000, "how many records")
	seed := flag.Uint64("seed", 1950, "the seed")
	paragraphs := flag.Int("paragraphs", 6, "paragraphs in a record, about")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: generate [-n N] [-seed N] [-paragraphs N] DIR")
	}
	if err := write(flag.Arg(0), *n, *paragraphs, *seed); err != nil {
		log.Fatal(err)
	}
}

func write(dir string, n, paragraphs int, seed uint64) error {
	g := generator{rand.New(rand.NewPCG(seed, seed))}
	files := map[string]string{"edition.yaml": editionFile, "register.yaml": registerFile()}
	day := time.Date(1949, 10, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		day = day.Add(time.Duration(g.IntN(72)) * time.Hour)
		files[fmt.Sprintf("%d/%04d.txt", day.Year(), i+1)] = g.record(i+1, day, paragraphs)
	}
	for name, text := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(to, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

const editionFile = `id: long
title: A Thousand Cables
subtitle: Generated, for tests of length
language: en
publisher: Colophon
date: 2026
licence: CC0 1.0
kind: cable
order: date
registers: register.yaml
scripts: {Han: zh, Cyrillic: ru}
`

func registerFile() string {
	var b strings.Builder
	b.WriteString("persons:\n")
	for _, p := range people {
		fmt.Fprintf(&b, "  - id: %s\n    name: %s\n    variants: [%s]\n", id(p), p, p[strings.LastIndex(p, " ")+1:])
	}
	b.WriteString("places:\n")
	for _, p := range places {
		fmt.Fprintf(&b, "  - id: %s\n    name: %s\n", id(p), p)
	}
	return b.String()
}

func id(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "-")) }

type generator struct{ *rand.Rand }

func (g generator) pick(from []string) string { return from[g.IntN(len(from))] }

// one reports whether something happens that happens once in n times.
func (g generator) one(n int) bool { return g.IntN(n) == 0 }

// record is the text of one record.
func (g generator) record(number int, day time.Time, paragraphs int) string {
	var b, notes strings.Builder
	from, to := g.pick(people), g.pick(people)
	fmt.Fprintf(&b, "%d\n\n**Title:** Cable no. %d, %s to %s\n\n", day.Year(), number, from, to)
	fmt.Fprintf(&b, "**Author:** %s\n\n**Recipient:** %s\n\n**Date:** %s\n\n**Place:** %s\n\n", from, to, day.Format("January 2, 2006"), g.pick(places))
	fmt.Fprintf(&b, "**Source:** State Archive, fond %d, opis %d, delo %d\n\n**Text:**\n\n", 1+g.IntN(90), 1+g.IntN(9), 1+g.IntN(999))
	mark := 0
	note := func() string {
		mark++
		fmt.Fprintf(&notes, "[%d] %s\n\n", mark, g.sentence(func() string { return "" }))
		return fmt.Sprintf("[%d]", mark)
	}
	for range paragraphs/2 + g.IntN(paragraphs) {
		switch {
		case g.one(12):
			b.WriteString("[...]\n\n")
		case g.one(10):
			for i := range 2 + g.IntN(3) {
				fmt.Fprintf(&b, "%d. %s\n\n", i+1, g.sentence(note))
			}
		case g.one(14):
			fmt.Fprintf(&b, "> %s\n\n", g.sentence(note))
		default:
			b.WriteString(g.paragraph(note) + "\n\n")
		}
	}
	fmt.Fprintf(&b, "%s\n", from)
	if mark > 0 {
		b.WriteString("\nNotes\n\n" + strings.TrimSpace(notes.String()) + "\n")
	}
	return b.String()
}

func (g generator) paragraph(note func() string) string {
	var all []string
	for range 2 + g.IntN(5) {
		all = append(all, g.sentence(note))
	}
	return strings.Join(all, " ")
}

func (g generator) sentence(note func() string) string {
	var out []string
	for range 8 + g.IntN(18) {
		out = append(out, g.word())
	}
	if c := out[0][0]; 'a' <= c && c <= 'z' {
		out[0] = string(c-'a'+'A') + out[0][1:]
	}
	s := strings.Join(out, " ") + "."
	if g.one(9) {
		s += note()
	}
	return s
}

// word is a word, a name, or a word with an editorial mark.
func (g generator) word() string {
	w := g.pick(words)
	switch n := g.IntN(120); {
	case n < 5:
		return g.pick(people)
	case n < 9:
		return g.pick(places)
	case n < 11:
		return "[" + w + "]"
	case n < 12:
		return w + "[" + g.pick([]string{"s", "ed", "ing"}) + "]"
	case n < 13:
		return g.pick([]string{"[two words illegible]", "[...]", "[1 line not declassified]", "[page missing]"})
	case n < 14:
		return w + " " + g.pick([]string{"[sic]", "[?]", "[recte: " + g.pick(words) + "]"})
	case n < 15:
		return "*" + w + "*"
	case n < 16:
		return g.pick([]string{"朝鮮", "中央", "решение", "война"})
	case n < 20:
		return w + ","
	}
	return w
}

var people = []string{"Anna Berg", "Karl Brandt", "Elena Orlova", "Pierre Duval", "Maria Lopez", "John Hale",
	"Li Wenhua", "Viktor Sokolov", "Otto Lindner", "Sofia Ricci", "Tomas Novak", "Ingrid Dahl", "Ahmed Saleh",
	"Peter Kovacs", "Ruth Adler", "Jan Mazur", "Clara Weiss", "Ivan Petrov", "Chen Mingde", "Laura Conti"}

var places = []string{"Vienna", "Moscow", "Peking", "Sochi", "Geneva", "Prague", "Warsaw", "Paris", "Pyongyang",
	"Port Arthur", "Harbin", "Berlin", "Belgrade", "London"}

var words = strings.Fields(`the of and to in a that it is was for on as with by at from they we this which have not be
are had their his its or an but were all can will has more when if out so up what about into than them only other
new time these two may then do first any now such like our over even most made after also did many before must through
back years where much your way well down should because long each just state good people those still own see work army
division border river winter supplies bridge railway column report decision comrade delegation request telegram agreement
proposal conversation ministry council ambassador question answer situation difficulty position preparation equipment
artillery aircraft tanks volunteers reserve transfer instruction considerations circumstances negotiations representative
immediately carefully unfortunately directly therefore however meanwhile recently according regarding nevertheless`)
