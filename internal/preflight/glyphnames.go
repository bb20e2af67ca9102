package preflight

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/encoding/charmap"
)

//go:embed glyphlist.txt
var glyphListText string

// glyphList is the Adobe Glyph List: the characters that names of glyphs mean.
// The file is Adobe's, with its licence at its head.
var glyphList = sync.OnceValue(func() map[string]string {
	out := make(map[string]string, 4300)
	for line := range strings.Lines(glyphListText) {
		n, codes, ok := strings.Cut(strings.TrimSpace(line), ";")
		if !ok || strings.HasPrefix(n, "#") {
			continue
		}
		var s strings.Builder
		for _, c := range strings.Fields(codes) {
			if r, err := strconv.ParseUint(c, 16, 32); err == nil {
				s.WriteRune(rune(r))
			}
		}
		out[n] = s.String()
	}
	return out
})

// nameText is the text that the name of a glyph means by the Adobe Glyph List,
// or by its rules: uni0041, u1F600; "" for none.
func nameText(n string) string {
	if s, ok := glyphList()[n]; ok {
		return s
	}
	hex, ok := strings.CutPrefix(n, "uni")
	if ok && len(hex) >= 4 {
		hex = hex[:4]
	} else if hex, ok = strings.CutPrefix(n, "u"); !ok || len(hex) < 4 || len(hex) > 6 {
		return ""
	}
	r, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || r > 0x10FFFF {
		return ""
	}
	return string(rune(r))
}

// standardStrings are those of CFF (Adobe Technical Note 5176, appendix A) up to
// the last that names a glyph; the first 229 are the Latin characters of PDF
// (ISO 32000-1, D.2).
var standardStrings = strings.Fields(`.notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright
	asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question
	at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft
	a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling fraction yen florin
	section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl endash dagger daggerdbl periodcentered
	paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute circumflex
	tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE ordmasculine ae
	dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar
	degree thorn threequarters twosuperior registered minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave
	Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis
	Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde
	ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve otilde
	scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron exclamsmall Hungarumlautsmall dollaroldstyle dollarsuperior
	ampersandsmall Acutesmall parenleftsuperior parenrightsuperior twodotenleader onedotenleader zerooldstyle oneoldstyle twooldstyle
	threeoldstyle fouroldstyle fiveoldstyle sixoldstyle sevenoldstyle eightoldstyle nineoldstyle commasuperior threequartersemdash
	periodsuperior questionsmall asuperior bsuperior centsuperior dsuperior esuperior isuperior lsuperior msuperior nsuperior osuperior
	rsuperior ssuperior tsuperior ff ffi ffl parenleftinferior parenrightinferior Circumflexsmall hyphensuperior Gravesmall Asmall
	Bsmall Csmall Dsmall Esmall Fsmall Gsmall Hsmall Ismall Jsmall Ksmall Lsmall Msmall Nsmall Osmall Psmall Qsmall Rsmall Ssmall Tsmall
	Usmall Vsmall Wsmall Xsmall Ysmall Zsmall colonmonetary onefitted rupiah Tildesmall exclamdownsmall centoldstyle Lslashsmall
	Scaronsmall Zcaronsmall Dieresissmall Brevesmall Caronsmall Dotaccentsmall Macronsmall figuredash hypheninferior Ogoneksmall
	Ringsmall Cedillasmall questiondownsmall oneeighth threeeighths fiveeighths seveneighths onethird twothirds zerosuperior
	foursuperior fivesuperior sixsuperior sevensuperior eightsuperior ninesuperior zeroinferior oneinferior twoinferior threeinferior
	fourinferior fiveinferior sixinferior seveninferior eightinferior nineinferior centinferior dollarinferior periodinferior
	commainferior Agravesmall Aacutesmall Acircumflexsmall Atildesmall Adieresissmall Aringsmall AEsmall Ccedillasmall Egravesmall
	Eacutesmall Ecircumflexsmall Edieresissmall Igravesmall Iacutesmall Icircumflexsmall Idieresissmall Ethsmall Ntildesmall Ogravesmall
	Oacutesmall Ocircumflexsmall Otildesmall Odieresissmall OEsmall Oslashsmall Ugravesmall Uacutesmall Ucircumflexsmall Udieresissmall
	Yacutesmall Thornsmall Ydieresissmall 001.000 001.001 001.002 001.003 Black Bold Book Light Medium Regular Roman Semibold`)

// encoding is the names of the glyphs of 256 codes.
type encoding [256]string

// standardEncoding is that of ISO 32000-1, D.2: the Latin characters in order,
// with gaps.
var standardEncoding = func() (e encoding) {
	sid := 1
	for _, stretch := range [][2]int{{32, 126}, {161, 175}, {177, 180}, {182, 189}, {191, 191}, {193, 200}, {202, 203}, {205, 208},
		{225, 225}, {227, 227}, {232, 235}, {241, 241}, {245, 245}, {248, 251}} {
		for code := stretch[0]; code <= stretch[1]; code++ {
			e[code] = standardStrings[sid]
			sid++
		}
	}
	return e
}()

var (
	winAnsi  = sync.OnceValue(func() encoding { return latin(charmap.Windows1252, 0xA0, 0xAD) })
	macRoman = sync.OnceValue(func() encoding { return latin(charmap.Macintosh, 0xCA, 0) })
)

// latin gives the Latin characters the codes of a character set; two more codes
// may be space and hyphen (ISO 32000-1, D.2, notes 4 to 6).
func latin(set *charmap.Charmap, space, hyphen int) encoding {
	var e encoding
	for _, n := range append([]string{"Euro"}, standardStrings[1:229]...) {
		for _, r := range nameText(n) {
			if b, ok := set.EncodeRune(r); ok && e[b] == "" {
				e[b] = n
			}
		}
	}
	e[space] = "space"
	if hyphen > 0 {
		e[hyphen] = "hyphen"
		for code := 127; code < 256; code++ {
			if e[code] == "" {
				e[code] = "bullet"
			}
		}
	}
	return e
}

// encodingOf finds an encoding by its name; nil for those whose names are not
// known here.
func encodingOf(n name) *encoding {
	var e encoding
	switch n {
	case "StandardEncoding":
		e = standardEncoding
	case "WinAnsiEncoding":
		e = winAnsi()
	case "MacRomanEncoding":
		e = macRoman()
	default:
		return nil
	}
	return &e
}
