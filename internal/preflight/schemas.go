package preflight

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// kinds is a schema: its properties, with the types of their values.
type kinds map[string]string

// schema reads lines of a type and the properties that have it.
func schema(s string) kinds {
	out := kinds{}
	for _, line := range strings.Split(strings.TrimSpace(s), "\n") {
		kind, names, _ := strings.Cut(line, ":")
		for _, n := range strings.Fields(names) {
			out[n] = strings.TrimSpace(kind)
		}
	}
	return out
}

// predefined are the schemas that need no description (ISO 19005-3, 6.6.2.3.1):
// those of the XMP Specification of September 2005, and of PDF/A itself.
var predefined = map[string]kinds{
	nsDC: schema(`
		text: coverage identifier source
		mimetype: format
		bag text: contributor language publisher relation subject type
		seq text: creator
		seq date: date
		lang alt: description rights title`),
	nsXMP: schema(`
		text: BaseURL CreatorTool Label Nickname
		real: Rating
		bag text: Advisory Identifier
		date: CreateDate MetadataDate ModifyDate
		alt thumbnail: Thumbnails`),
	"http://ns.adobe.com/xap/1.0/rights/": schema(`
		text: Certificate WebStatement
		boolean: Marked
		bag text: Owner
		lang alt: UsageTerms`),
	nsMM: schema(`
		text: DocumentID InstanceID LastURL ManageTo ManageUI Manager ManagerVariant RenditionClass RenditionParams VersionID
		integer: SaveID
		resourceref: DerivedFrom ManagedFrom RenditionOf
		seq resourceevent: History
		seq version: Versions`),
	"http://ns.adobe.com/xap/1.0/bj/": schema(`
		bag job: JobRef`),
	"http://ns.adobe.com/xap/1.0/t/pg/": schema(`
		dimensions: MaxPageSize
		integer: NPages
		bag font: Fonts
		seq colorant: Colorants
		seq text: PlateNames`),
	"http://ns.adobe.com/xmp/1.0/DynamicMedia/": schema(`
		text: absPeakAudioFilePath album altTapeName artist audioChannelType audioCompressor audioSampleType composer copyright
		text: engineer genre instrument key logComment pullDown relativePeakAudioFilePath scaleType scene shotLocation shotName
		text: speakerPlacement stretchMode tapeName timeSignature videoAlphaMode videoColorSpace videoCompressor videoFieldOrder
		text: videoFrameRate videoPixelDepth
		rational: fileDataRate videoPixelAspectRatio
		real: numberOfBeats tempo
		integer: audioSampleRate trackNumber
		boolean: loop videoAlphaUnityIsTransparent
		date: audioModDate metadataModDate releaseDate shotDate videoModDate
		time: duration introTime outCue relativeTimestamp
		timecode: altTimecode startTimecode
		dimensions: videoFrameSize
		colorant: videoAlphaPremultipleColor
		projectlink: projectRef
		beatsplicestretch: beatSpliceParams
		resamplestretch: resampleParams
		timescalestretch: timeScaleParams
		seq marker: markers
		bag media: contributedMedia`),
	nsPDF: schema(`
		text: Keywords PDFVersion Producer`),
	"http://ns.adobe.com/photoshop/1.0/": schema(`
		text: AuthorsPosition CaptionWriter Category City Country Credit Headline Instructions Source State TransmissionReference
		date: DateCreated
		integer: Urgency
		bag text: SupplementalCategories`),
	"http://ns.adobe.com/camera-raw-settings/1.0/": schema(`
		text: CameraProfile RawFileName ToneCurveName Version WhiteBalance
		boolean: AutoBrightness AutoContrast AutoExposure AutoShadows HasCrop HasSettings
		integer: BlueHue BlueSaturation Brightness ChromaticAberrationB ChromaticAberrationR ColorNoiseReduction Contrast CropUnits
		integer: GreenHue GreenSaturation LuminanceSmoothing RedHue RedSaturation Saturation ShadowTint Shadows Sharpness
		integer: Temperature Tint VignetteAmount VignetteMidpoint
		real: CropAngle CropBottom CropHeight CropLeft CropRight CropTop CropWidth Exposure
		seq text: ToneCurve`),
	"http://ns.adobe.com/tiff/1.0/": schema(`
		text: Artist Make Model Software
		date: DateTime
		integer: Compression ImageLength ImageWidth Orientation PhotometricInterpretation PlanarConfiguration ResolutionUnit
		integer: SamplesPerPixel YCbCrPositioning
		rational: XResolution YResolution
		seq integer: BitsPerSample TransferFunction YCbCrSubSampling
		seq rational: PrimaryChromaticities ReferenceBlackWhite WhitePoint YCbCrCoefficients
		lang alt: Copyright ImageDescription`),
	nsExif: schema(`
		text: ExifVersion FlashpixVersion GPSAreaInformation GPSDestBearingRef GPSDestDistanceRef GPSDestLatitude GPSDestLongitude
		text: GPSImgDirectionRef GPSLatitude GPSLongitude GPSMapDatum GPSMeasureMode GPSProcessingMethod GPSSatellites GPSSpeedRef
		text: GPSStatus GPSTrackRef GPSVersionID ImageUniqueID RelatedSoundFile SpectralSensitivity
		date: DateTimeDigitized DateTimeOriginal GPSTimeStamp
		integer: ColorSpace Contrast CustomRendered ExposureMode ExposureProgram FileSource FocalLengthIn35mmFilm
		integer: FocalPlaneResolutionUnit GPSAltitudeRef GPSDifferential GainControl LightSource MeteringMode PixelXDimension
		integer: PixelYDimension Saturation SceneCaptureType SceneType SensingMethod Sharpness SubjectDistanceRange WhiteBalance
		rational: ApertureValue BrightnessValue CompressedBitsPerPixel DigitalZoomRatio ExposureBiasValue ExposureIndex ExposureTime
		rational: FNumber FlashEnergy FocalLength FocalPlaneXResolution FocalPlaneYResolution GPSAltitude GPSDOP GPSDestBearing
		rational: GPSDestDistance GPSImgDirection GPSSpeed GPSTrack MaxApertureValue ShutterSpeedValue SubjectDistance
		seq integer: ComponentsConfiguration ISOSpeedRatings SubjectArea SubjectLocation
		lang alt: UserComment
		cfapattern: CFAPattern
		devicesettings: DeviceSettingDescription
		flash: Flash
		oecf/sfr: OECF SpatialFrequencyResponse`),
	"http://ns.adobe.com/exif/1.0/aux/": schema(`
		text: Lens SerialNumber`),
	nsPDFA: schema(`
		integer: part
		text: amd conformance corr`),
	nsExtension: schema(`
		any: schemas`),
}

const (
	nsExif = "http://ns.adobe.com/exif/1.0/"
	nsDM   = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
)

// structure is a type of values with fields of its own namespace.
type structure struct {
	space  string
	fields kinds
}

// structures are those of the XMP Specification of September 2005.
var structures = map[string]structure{
	"dimensions": {"http://ns.adobe.com/xap/1.0/sType/Dimensions#", schema("real: w h\ntext: unit")},
	"font": {"http://ns.adobe.com/xap/1.0/sType/Font#", schema(`
		text: fontName fontFamily fontFace fontType versionString fontFileName
		boolean: composite
		seq text: childFontFiles`)},
	"colorant": {"http://ns.adobe.com/xap/1.0/g/", schema(`
		text: swatchName mode type
		real: cyan magenta yellow black L
		integer: red green blue A B`)},
	"thumbnail": {"http://ns.adobe.com/xap/1.0/g/img/", schema("integer: height width\ntext: format image")},
	"resourceref": {"http://ns.adobe.com/xap/1.0/sType/ResourceRef#", schema(`
		text: instanceID documentID versionID renditionClass renditionParams manager managerVariant manageTo manageUI`)},
	"resourceevent": {"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#", schema(`
		text: action instanceID parameters softwareAgent
		date: when`)},
	"version": {"http://ns.adobe.com/xap/1.0/sType/Version#", schema(`
		text: comments modifier version
		date: modifyDate
		resourceevent: event`)},
	"job":         {"http://ns.adobe.com/xap/1.0/sType/Job#", schema("text: name id url")},
	"projectlink": {nsDM, schema("text: type path")},
	"timecode":    {nsDM, schema("text: timeValue timeFormat")},
	"time":        {nsDM, schema("integer: value\nrational: scale")},
	"marker": {nsDM, schema(`
		time: startTime duration
		text: comment name location target type`)},
	"media": {nsDM, schema(`
		text: path track webStatement
		time: startTime duration
		boolean: managed`)},
	"beatsplicestretch": {nsDM, schema("boolean: useFileBeatsMarker\nreal: riseInDecibel\ntime: riseInTimeDuration")},
	"resamplestretch":   {nsDM, schema("text: quality")},
	"timescalestretch":  {nsDM, schema("text: quality\nreal: frameSize frameOverlappingPercentage")},
	"oecf/sfr":          {nsExif, schema("integer: Columns Rows\nseq text: Names\nseq rational: Values")},
	"cfapattern":        {nsExif, schema("integer: Columns Rows\nseq integer: Values")},
	"devicesettings":    {nsExif, schema("integer: Columns Rows\nseq text: Settings")},
	"flash":             {nsExif, schema("boolean: Fired Function RedEyeMode\ninteger: Return Mode")},
}

// forms are the types of text that can be told from others by their letters.
var forms = map[string]*regexp.Regexp{
	"boolean":  regexp.MustCompile(`^(True|False)$`),
	"integer":  regexp.MustCompile(`^[+-]?\d+$`),
	"real":     regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)$`),
	"rational": regexp.MustCompile(`^[+-]?\d+/\d+$`),
	"date":     xmpDate,
	"mimetype": regexp.MustCompile(`^[-\w+.]+/[-\w+.]+$`),
}

// words are the types of text that is any.
var words = []string{"text", "agentname", "propername", "uri", "url", "xpath", "locale", "guid", "renditionclass", "gpscoordinate"}

// plainType is a type's name in small letters, without what a choice adds; the
// words of an array stay.
func plainType(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	for _, prefix := range []string{"open ", "closed "} {
		s = strings.Replace(s, prefix+"choice", "choice", 1)
	}
	s = strings.Replace(s, "choice of ", "", 1)
	switch {
	case s == "choice" || strings.HasSuffix(s, " choice"):
		s = strings.TrimSuffix(s, "choice") + "text"
	case s == "lang alt", s == "alt lang":
		return "lang alt"
	}
	for _, array := range []string{"bag ", "seq ", "alt "} {
		if rest, ok := strings.CutPrefix(s, array); ok {
			return array + plainType(rest)
		}
	}
	return strings.ReplaceAll(s, " ", "")
}

// misfit says how a value is not of a type; "" where it is. Types that nothing
// describes fit everything: that they are unknown is said where they stand.
func (x extensions) misfit(v *value, kind string, deep int) string {
	for _, array := range []string{"Bag", "Seq", "Alt"} {
		items, ok := strings.CutPrefix(kind, strings.ToLower(array)+" ")
		if !ok {
			continue
		}
		if v.kind != array {
			return fmt.Sprintf("is not an array of the kind %s", array)
		}
		for _, item := range v.items {
			if s := x.misfit(item, items, deep+1); s != "" {
				return "has an item that " + s
			}
		}
		return ""
	}
	if kind == "lang alt" {
		if v.kind != "Alt" {
			return "is not an array of the kind Alt"
		}
		if slices.ContainsFunc(v.items, func(i *value) bool { return i.lang == "" }) {
			return "has an item without xml:lang"
		}
		return ""
	}
	if s, ok := x.structure(kind); ok && deep < 20 {
		return x.misfits(v, s, deep)
	}
	form := forms[kind]
	switch {
	case form == nil && !slices.Contains(words, kind):
		return ""
	case v.kind != "":
		return fmt.Sprintf("is no single value but %s", v.kind)
	case form != nil && !form.MatchString(v.text):
		return fmt.Sprintf("is not of the type %s: %q", kind, v.text)
	}
	return ""
}

// misfits says how a value is not a structure.
func (x extensions) misfits(v *value, s structure, deep int) string {
	if v.kind != "struct" {
		return "has no fields"
	}
	for _, f := range v.fields {
		kind, known := s.fields[f.name.Local]
		if !known || f.name.Space != s.space {
			return fmt.Sprintf("has the field %q, which its type does not know", f.name.Local)
		}
		if m := x.misfit(f.value, kind, deep+1); m != "" {
			return fmt.Sprintf("has the field %q, which %s", f.name.Local, m)
		}
	}
	return ""
}

// checkProperties holds the properties of a packet against the schemas that PDF/A
// predefines and those that it or the catalog's packet describe.
func (c *checker) checkProperties(n int, x *xmp) {
	known := x.extensions
	if c.xmp != nil && x != c.xmp {
		known = c.xmp.extensions.with(known)
	}
	for _, p := range x.properties {
		kind, described := known.properties[p.name]
		standard, isStandard := predefined[p.name.Space]
		if !described && isStandard {
			kind, described = standard[p.name.Local]
			if !described {
				c.fail("xmp-schema", n, "the predefined schema %q has no property %q", p.name.Space, p.name.Local)
				continue
			}
		}
		if !described {
			c.fail("xmp-described", n, "the XMP property %q of %q is not described", p.name.Local, p.name.Space)
			continue
		}
		if t, ok := known.types[kind]; ok && len(t.fields) == 0 && p.value.kind == "struct" {
			c.fail("xmp-extension", n, "the XMP property %q has fields, but the description of its type has no pdfaType:field", p.name.Local)
			continue
		}
		if s := known.misfit(p.value, kind, 0); s != "" {
			c.fail("xmp-schema", n, "the XMP property %q %s", p.name.Local, s)
		}
	}
	c.checkExtensions(n, x)
}
