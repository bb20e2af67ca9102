package tei

import (
	"strings"

	"colophon/internal/edition"
)

// What each element of TEI is to us. An element in none of these tables is
// unknown: kept with its text, place and name.

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(names) {
		m[n] = true
	}
	return m
}

// phrases run in lines and are kept as edition.Phrase under their own names.
var phrases = set(`foreign title term gloss mentioned soCalled q said quote bibl author editor
	publisher pubPlace biblScope citedRange num measure measureGrp unit seg s w c pc cl phr m formula g
	forename surname roleName nameLink genName addName role roleDesc actor settlement country region
	district bloc geogName geogFeat offset email idno distinct code ident val gi att tag objectName eventName
	edition series label occupation location geo lang docTitle desc actor
	street postCode postBox vocal kinesic incident pause shift writing`)

// entries are the articles of a dictionary (TEI P5 ch. 10), each on lines of its
// own.
var entries = set(`entry entryFree`)

// entryParts are the parts of an entry. They run in its line: most have no
// text of their own and nothing between them, and are words apart.
var entryParts = set(`form orth pron hyph syll stress gramGrp gram pos gen number case per tns mood iType
	subc colloc def etym lbl usg xr re sense hom dictScrap oRef pRef oVar pVar`)

// descriptions hold the parts of the description of a manuscript, or of a part
// of it (TEI P5 ch. 11), and no text of their own.
var descriptions = set(`msDesc msPart msFrag msContents msItem msItemStruct physDesc objectDesc supportDesc
	layoutDesc handDesc typeDesc scriptDesc decoDesc bindingDesc sealDesc history origin additional
	adminInfo surrogates`)

// identifiers say in one line where a manuscript is.
var identifiers = set(`msIdentifier altIdentifier`)

// citations are what has the parts of a citation in it, often with nothing
// between them.
var citations = set(`bibl biblStruct biblFull analytic monogr imprint series relatedItem`)

// ownLines stand on a line of their own where they stand alone in a division.
var ownLines = set(`bibl biblStruct biblFull label`)

// variants are the readings of a choice, or one that stands alone.
var variants = set(`sic corr orig reg abbr expan ex am`)

// parts are the parts of openers, closers and title pages.
var parts = set(`dateline salute signed byline address addrLine trailer titlePart docTitle docAuthor
	docDate docImprint docEdition imprimatur`)

// matters hold blocks and are set apart.
var matters = set(`postscript epigraph argument floatingText titlePage front back body group text
	set prologue epilogue performance said cit q`)

// names and what they name.
var names = map[string]edition.NameKind{
	"persName": edition.NamePerson, "placeName": edition.NamePlace, "orgName": edition.NameOrganisation,
	"name": edition.NameOther, "rs": edition.NameOther,
}

// hidden does not belong to the reading text.
var hidden = set(`fw index listPerson listPlace listOrg listEvent listObject listNym
	listRelation interp interpGrp span spanGrp link linkGrp timeline join joinGrp alt altGrp fs fLib fvLib
	fsConstraints certainty precision respons substJoin listTranspose listChange figDesc
	damageSpan delSpan addSpan metamark`)

// milestones are points.
var milestones = set(`cb gb milestone anchor handShift`)

// blockNames stand on lines of their own wherever they occur; in running text
// they end the line before them.
var blockNames = set(`p ab l lg div div0 div1 div2 div3 div4 div5 div6 div7 list table sp castList head
	opener closer postscript epigraph argument floatingText titlePage trailer byline dateline salute signed
	address titlePart docTitle docAuthor docDate docImprint docEdition imprimatur
	figure speaker castItem castGroup item row cell front back body group text cit
	performance prologue epilogue set listBibl listApp listWit`)

var divisions = set(`div div0 div1 div2 div3 div4 div5 div6 div7`)
