package edition

import "colophon/internal/source"

// Where implements Node.
func (t *Text) Where() source.Span { return t.Span }

// Common implements Node: a Text carries nothing but its value.
func (t *Text) Common() *Base { return nil }

// Which constructors are blocks, which inlines, which both. This is all that
// seals the two interfaces.

func (*Division) block()  {}
func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*Line) block()      {}
func (*Item) block()      {}
func (*Row) block()       {}
func (*Speaker) block()   {}
func (*CastItem) block()  {}
func (*Opener) block()    {}
func (*Closer) block()    {}

func (*Quote) block()     {}
func (*Verse) block()     {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Figure) block()    {}
func (*Speech) block()    {}
func (*CastList) block()  {}
func (*Matter) block()    {}
func (*Part) block()      {}
func (*Note) block()      {}
func (*Gap) block()       {}
func (*PageBreak) block() {}
func (*Milestone) block() {}
func (*Stage) block()     {}
func (*Stamp) block()     {}
func (*Graphic) block()   {}
func (*Hidden) block()    {}
func (*Unknown) block()   {}

func (*Quote) inline()     {}
func (*Verse) inline()     {}
func (*List) inline()      {}
func (*Table) inline()     {}
func (*Figure) inline()    {}
func (*Speech) inline()    {}
func (*CastList) inline()  {}
func (*Matter) inline()    {}
func (*Part) inline()      {}
func (*Note) inline()      {}
func (*Gap) inline()       {}
func (*PageBreak) inline() {}
func (*Milestone) inline() {}
func (*Stage) inline()     {}
func (*Stamp) inline()     {}
func (*Graphic) inline()   {}
func (*Hidden) inline()    {}
func (*Unknown) inline()   {}

func (*Text) inline()         {}
func (*Emphasis) inline()     {}
func (*Supplied) inline()     {}
func (*Surplus) inline()      {}
func (*Unclear) inline()      {}
func (*Damage) inline()       {}
func (*Blank) inline()        {}
func (*Choice) inline()       {}
func (*Variant) inline()      {}
func (*Apparatus) inline()    {}
func (*Reading) inline()      {}
func (*Addition) inline()     {}
func (*Deletion) inline()     {}
func (*Substitution) inline() {}
func (*Name) inline()         {}
func (*Date) inline()         {}
func (*Reference) inline()    {}
func (*Phrase) inline()       {}
func (*LineBreak) inline()    {}
