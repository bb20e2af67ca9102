package build

import (
	"slices"
	"strings"

	"colophon/internal/edition"
	"colophon/internal/read/register"
	"colophon/internal/source"

	"github.com/agnivade/levenshtein"
)

// cite reads the bibliographies and puts their works in the place of the keys
// that documents cite: a Source field "@sheng2014, p. 281", or citation in
// edition.yaml.
func (l *Loaded) cite() source.Diagnostics {
	var diags source.Diagnostics
	works := register.Bibliography{}
	for i, name := range l.plan.project.Bibliography {
		f, d := l.readNamed(name, "bibliography", l.plan.place("bibliography", i))
		diags = append(diags, d...)
		if f == nil {
			continue
		}
		b, d := register.ReadBibliography(f)
		diags = append(diags, d...)
		for _, key := range b.Keys() {
			if _, taken := works[key]; !taken {
				works[key] = b[key]
			}
		}
	}
	for _, d := range l.all() {
		for i := range d.Meta.Sources {
			diags = append(diags, citeOne(works, &d.Meta.Sources[i])...)
		}
	}
	return diags
}

func citeOne(works register.Bibliography, c *edition.Citation) source.Diagnostics {
	key, locator := c.Key, ""
	if key == "" {
		if key, locator = citedKey(edition.PlainText(c.Content)); key == "" {
			return nil
		}
	}
	work, ok := works[key]
	if !ok {
		var diags source.Diagnostics
		d := diags.Add(source.CitationUnknown, c.Span, "no bibliography has the key %q; kept as written", key)
		if near := nearestKey(key, works.Keys()); near != "" {
			d.Hint("did you mean %q?", near)
		}
		if c.Key != "" && len(c.Content) == 0 {
			c.Content = text(c.Key)
		}
		return diags
	}
	own := c.Content
	c.Content = slices.Clone(work.Content)
	switch {
	case locator != "":
		c.Content = append(c.Content, text(", "+locator)...)
	case c.Key != "" && len(own) > 0:
		c.Content = append(append(c.Content, text(" ")...), own...)
	}
	c.Key = key
	return nil
}

// citedKey parts a source that is a key, @sheng2014 or [@sheng2014, p. 281],
// from what says where in the work.
func citedKey(s string) (key, locator string) {
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "["); ok && strings.HasSuffix(inner, "]") {
		s = strings.TrimSuffix(inner, "]")
	}
	rest, ok := strings.CutPrefix(s, "@")
	if !ok {
		return "", ""
	}
	key, locator, _ = strings.Cut(rest, ",")
	key = strings.TrimSpace(key)
	if strings.ContainsAny(key, " \t") {
		return "", ""
	}
	return key, strings.TrimSpace(locator)
}

func nearestKey(key string, known []string) string {
	best, least := "", 4
	for _, k := range known {
		if n := levenshtein.ComputeDistance(key, k); n < least {
			best, least = k, n
		}
	}
	return best
}
