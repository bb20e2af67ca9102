package typeset

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
)

// scriptFaces names the face in fonts/ that is made for a script: one upright
// regular face each, with serifs where Noto has drawn one. It is opened when a
// letter of the script is set, and stands before all other stand-ins, which
// have of such scripts a sign or two at most.
var scriptFaces = map[language.Script]string{
	// The Near East and Egypt.
	language.Syriac: "NotoSansSyriac-Regular", language.Samaritan: "NotoSansSamaritan-Regular",
	language.Mandaic: "NotoSansMandaic-Regular", language.Manichaean: "NotoSansManichaean-Regular",
	language.Phoenician: "NotoSansPhoenician-Regular", language.Imperial_Aramaic: "NotoSansImperialAramaic-Regular",
	language.Nabataean: "NotoSansNabataean-Regular", language.Palmyrene: "NotoSansPalmyrene-Regular",
	language.Hatran: "NotoSansHatran-Regular", language.Avestan: "NotoSansAvestan-Regular",
	language.Inscriptional_Pahlavi: "NotoSansInscriptionalPahlavi-Regular", language.Inscriptional_Parthian: "NotoSansInscriptionalParthian-Regular",
	language.Psalter_Pahlavi: "NotoSansPsalterPahlavi-Regular", language.Sogdian: "NotoSansSogdian-Regular", language.Old_Sogdian: "NotoSansOldSogdian-Regular",
	language.Old_South_Arabian: "NotoSansOldSouthArabian-Regular", language.Old_North_Arabian: "NotoSansOldNorthArabian-Regular",
	language.Cuneiform: "NotoSansCuneiform-Regular", language.Ugaritic: "NotoSansUgaritic-Regular", language.Old_Persian: "NotoSansOldPersian-Regular",
	language.Anatolian_Hieroglyphs: "NotoSansAnatolianHieroglyphs-Regular", language.Carian: "NotoSansCarian-Regular",
	language.Lycian: "NotoSansLycian-Regular", language.Lydian: "NotoSansLydian-Regular",
	language.Egyptian_Hieroglyphs: "NotoSansEgyptianHieroglyphs-Regular", language.Coptic: "NotoSansCoptic-Regular",
	language.Armenian: "NotoSerifArmenian-Regular", language.Georgian: "NotoSerifGeorgian-Regular",
	language.Caucasian_Albanian: "NotoSansCaucasianAlbanian-Regular", language.Thaana: "NotoSansThaana-Regular",
	// Africa.
	language.Ethiopic: "NotoSerifEthiopic-Regular", language.Meroitic_Cursive: "NotoSansMeroitic-Regular", language.Meroitic_Hieroglyphs: "NotoSansMeroitic-Regular",
	language.Nko: "NotoSansNKo-Regular", language.Adlam: "NotoSansAdlam-Regular", language.Tifinagh: "NotoSansTifinagh-Regular", language.Vai: "NotoSansVai-Regular",
	// Europe.
	language.Linear_A: "NotoSansLinearA-Regular", language.Linear_B: "NotoSansLinearB-Regular", language.Cypriot: "NotoSansCypriot-Regular",
	language.Old_Italic: "NotoSansOldItalic-Regular", language.Runic: "NotoSansRunic-Regular", language.Ogham: "NotoSansOgham-Regular",
	language.Gothic: "NotoSansGothic-Regular", language.Glagolitic: "NotoSansGlagolitic-Regular", language.Old_Permic: "NotoSansOldPermic-Regular",
	language.Old_Hungarian: "NotoSansOldHungarian-Regular", language.Elbasan: "NotoSansElbasan-Regular", language.Shavian: "NotoSansShavian-Regular",
	// India, Tibet, South-East Asia.
	language.Brahmi: "NotoSansBrahmi-Regular", language.Kharoshthi: "NotoSansKharoshthi-Regular", language.Devanagari: "NotoSerifDevanagari-Regular",
	language.Bengali: "NotoSerifBengali-Regular", language.Gurmukhi: "NotoSerifGurmukhi-Regular", language.Gujarati: "NotoSerifGujarati-Regular",
	language.Oriya: "NotoSansOriya-Regular", language.Tamil: "NotoSerifTamil-Regular", language.Telugu: "NotoSerifTelugu-Regular",
	language.Kannada: "NotoSerifKannada-Regular", language.Malayalam: "NotoSerifMalayalam-Regular", language.Sinhala: "NotoSerifSinhala-Regular",
	language.Grantha: "NotoSerifGrantha-Regular", language.Sharada: "NotoSansSharada-Regular", language.Siddham: "NotoSansSiddham-Regular",
	language.Newa: "NotoSansNewa-Regular", language.Tirhuta: "NotoSansTirhuta-Regular", language.Kaithi: "NotoSansKaithi-Regular",
	language.Modi: "NotoSansModi-Regular", language.Ahom: "NotoSerifAhom-Regular", language.Meetei_Mayek: "NotoSansMeeteiMayek-Regular",
	language.Ol_Chiki: "NotoSansOlChiki-Regular", language.Lepcha: "NotoSansLepcha-Regular", language.Tibetan: "NotoSerifTibetan-Regular",
	language.Thai: "NotoSerifThai-Regular", language.Lao: "NotoSerifLao-Regular", language.Khmer: "NotoSerifKhmer-Regular",
	language.Myanmar: "NotoSerifMyanmar-Regular", language.Cham: "NotoSansCham-Regular", language.Javanese: "NotoSansJavanese-Regular",
	language.Balinese: "NotoSerifBalinese-Regular", language.Sundanese: "NotoSansSundanese-Regular", language.Buginese: "NotoSansBuginese-Regular",
	language.Batak: "NotoSansBatak-Regular",
	// Inner Asia and America.
	language.Mongolian: "NotoSansMongolian-Regular", language.Phags_Pa: "NotoSansPhagsPa-Regular", language.Old_Turkic: "NotoSansOldTurkic-Regular",
	language.Cherokee: "NotoSansCherokee-Regular", language.Canadian_Aboriginal: "NotoSansCanadianAboriginal-Regular", language.Deseret: "NotoSansDeseret-Regular",
}

// signFaces are the faces of signs that belong to several scripts or to none.
var signFaces = []struct {
	from, to rune
	face     string
}{
	{0x0964, 0x0965, "NotoSerifDevanagari-Regular"}, // dandas
	{0x1CD0, 0x1CFF, "NotoSerifDevanagari-Regular"}, // Vedic accents
	{0x2200, 0x22FF, "NotoSansMath-Regular"}, {0x2300, 0x23FF, "NotoSansMath-Regular"},
	{0x27C0, 0x27EF, "NotoSansMath-Regular"}, {0x2900, 0x2AFF, "NotoSansMath-Regular"},
	{0xA8E0, 0xA8FF, "NotoSerifDevanagari-Regular"},
	{0x10100, 0x1013F, "NotoSansLinearB-Regular"}, // Aegean numbers
	{0x1D000, 0x1D24F, "NotoMusic-Regular"}, {0x1D400, 0x1D7FF, "NotoSansMath-Regular"},
}

// StandIns lists the upright faces in fonts/ that stand in for a text face which
// lacks a cluster, in the order in which they are tried: the face made for its
// script, those for every text, that for its sign, and the large face of Han
// where it can have the sign.
func StandIns(cluster string) []string {
	var names []string
	if face := scriptFaces[scriptOf(cluster)]; face != "" {
		names = append(names, face)
	}
	for _, four := range fallbackFaces {
		names = append(names, four[0])
	}
	r, _ := utf8.DecodeRuneInString(cluster)
	for _, s := range signFaces {
		if r >= s.from && r <= s.to {
			names = append(names, s.face)
		}
	}
	if wantsHan(cluster) {
		names = append(names, hanFace)
	}
	return names
}

// AllStandIns lists every face that StandIns can name, that of all Latin first.
func AllStandIns() []string {
	var rare []string
	for _, face := range scriptFaces {
		rare = append(rare, face)
	}
	for _, s := range signFaces {
		rare = append(rare, s.face)
	}
	slices.Sort(rare)
	var names []string
	for _, four := range fallbackFaces {
		names = append(names, four[0])
	}
	return append(append(names, hanFace), slices.Compact(rare)...)
}

// wantsHan keeps the large face closed for a sign it would not have anyway.
func wantsHan(cluster string) bool {
	for _, r := range cluster {
		if r >= 0x2E80 && r != utf8.RuneError && scriptFaces[language.LookupScript(r)] == "" && !unicode.Is(unicode.Co, r) {
			return true
		}
	}
	return false
}
