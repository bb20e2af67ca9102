package build

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"colophon/internal/edition"
	"colophon/internal/source"
)

// earliest is the year that stands in where no document has a date: ZIP
// archives, and so EPUBs, know no year before it.
const earliest = 1980

var editionDate = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)

// stamp decides the date in the outputs: SOURCE_DATE_EPOCH, else the date in
// edition.yaml, else 1 January of the latest year in the documents. Never the
// clock: the same sources give the same bytes on any day.
func stamp(l *Loaded, epoch string) source.Diagnostics {
	if seconds, err := strconv.ParseInt(epoch, 10, 64); err == nil && epoch != "" {
		l.Edition.Stamp = time.Unix(seconds, 0).UTC().Format(time.RFC3339)
		return nil
	}
	if t, ok := dateOf(l.plan.project.Date); ok {
		l.Edition.Stamp = t.Format(time.RFC3339)
		if as := l.plan.project.Date; as != t.Format(time.DateOnly) {
			l.Edition.StampAs = as
		}
		return nil
	}
	year := latestYear(l.Edition)
	from := fmt.Sprintf("1 January %d was taken, of the latest year in the documents", year)
	if year == 0 {
		year = earliest
		from = fmt.Sprintf("1 January %d was taken, as no document has a date", year)
	}
	l.Edition.StampTaken = true
	l.Edition.Stamp = time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	d := source.Diagnostic{Code: source.EditionDate, Severity: source.Note, Path: l.plan.show(""),
		Message: fmt.Sprintf("no date for the outputs of %q; %s", l.Edition.ID, from)}
	d.Hint("give a date in edition.yaml, or set SOURCE_DATE_EPOCH")
	return source.Diagnostics{d}
}

// CheckEpoch says what is wrong with a value of SOURCE_DATE_EPOCH.
func CheckEpoch(epoch string) error {
	if epoch == "" {
		return nil
	}
	// Files hold years of four digits.
	if n, err := strconv.ParseInt(epoch, 10, 64); err != nil || n < 0 || n > 253402300799 {
		return fmt.Errorf("SOURCE_DATE_EPOCH is %q; it must be a number of seconds since 1970", epoch)
	}
	return nil
}

func dateOf(s string) (time.Time, bool) {
	m := editionDate.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	t, err := time.Parse("2006-01-02", m[1]+"-"+or(m[2], "01")+"-"+or(m[3], "01"))
	return t, err == nil
}

// latestYear is the latest year that a document is dated or filed under; 0
// where there is none.
func latestYear(e *edition.Edition) int {
	latest := 0
	for _, d := range e.Documents {
		on := d.Meta.Date.Date
		for _, value := range []string{on.When, on.From, on.To, on.NotBefore, on.NotAfter, d.Meta.Year} {
			if len(value) >= 4 {
				if year, err := strconv.Atoi(value[:4]); err == nil {
					latest = max(latest, year)
				}
			}
		}
	}
	return latest
}
