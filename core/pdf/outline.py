"""One outline font for ReportLab, its glyphs turned into TrueType only when a document uses them."""

import hashlib
import io
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from fontTools.fontBuilder import FontBuilder, buildCmapSubTable
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as FontFile
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import FF_SYMBOLIC, TTEncoding, TTFont, TTFontFace

CURVE_ERROR_PER_EM = 1 / 1000
"""Largest deviation of a converted curve: at 22 pt, a fiftieth of a point."""


class OutlineFace(TTFontFace):
    """A face read from an OpenType file (CFF or TrueType outlines), giving ReportLab subsets with TrueType outlines.

    ReportLab's own face reads TrueType only. Converting all 31,000 glyphs of a Chinese font beforehand takes half a
    minute; converting the 300 that a document uses takes a tenth of a second, and each is converted once per process.
    """

    def __init__(self, data: bytes):
        pdfmetrics.TypeFace.__init__(self, None)
        # From memory, not from the open file: forked workers would share one file position.
        self._font = FontFile(io.BytesIO(data), fontNumber=0)
        self._glyph_set = self._font.getGlyphSet()
        self._cubic = "glyf" not in self._font
        self._units_per_em = self._font["head"].unitsPerEm
        self._converted: dict[str, _Converted] = {}
        self._lock = Lock()
        # Two files with one PostScript name would share glyphs inside ReportLab: the content tells them apart.
        stem = "".join(letter for letter in self._font["name"].getDebugName(6) or "" if letter.isascii())
        self.filename = f"{stem}-{hashlib.sha256(data).hexdigest()[:6]}"
        self.name = self.filename.encode("ascii")
        self.subfontNameX = b""
        self.charToGlyph: dict[int, str] = self._font.getBestCmap()
        self._metrics, scale = self._font["hmtx"].metrics, 1000 / self._units_per_em
        self.charWidths = {code: self._metrics[glyph][0] * scale for code, glyph in self.charToGlyph.items()}
        self.defaultWidth = self._metrics[".notdef"][0] * scale
        head, hhea = self._font["head"], self._font["hhea"]
        self.ascent, self.descent = hhea.ascent * scale, hhea.descent * scale
        self.capHeight = getattr(self._font["OS/2"], "sCapHeight", 0) * scale or self.ascent
        self._box = (head.xMin, head.yMin, head.xMax, head.yMax)
        self.bbox = [edge * scale for edge in self._box]
        self.flags, self.italicAngle, self.stemV = FF_SYMBOLIC, 0, 87

    def makeSubset(self, subset: list[int]) -> bytes:
        """A TrueType file whose codes 0, 1, 2 … show the characters of `subset`; the same subset, the same bytes."""
        names = [self.charToGlyph.get(code, ".notdef") if code else ".notdef" for code in subset]
        order = list(dict.fromkeys([".notdef", *names]))
        with self._lock:
            glyphs = {name: self._convert(name) for name in order}
        builder = FontBuilder(self._units_per_em, isTTF=True)
        # Bounds and time are given, not computed anew: the glyphs are stored as compiled.
        builder.font.recalcBBoxes = builder.font.recalcTimestamp = False
        builder.setupGlyphOrder(order)
        box = dict(zip(("xMin", "yMin", "xMax", "yMax"), self._box, strict=True))
        builder.updateHead(created=0, modified=0, **box)
        cmap = builder.font["cmap"] = newTable("cmap")
        cmap.tableVersion, cmap.tables = 0, [buildCmapSubTable(dict(enumerate(names)), 6, 1, 0)]
        builder.font["loca"], glyf = newTable("loca"), newTable("glyf")
        builder.font["glyf"] = glyf
        glyf.glyphOrder, glyf.glyphs = order, {name: Glyph(glyph.data) for name, glyph in glyphs.items()}
        builder.setupHorizontalMetrics({name: (self._metrics[name][0], glyphs[name].left) for name in order})
        hhea = self._font["hhea"]
        builder.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent)
        builder.setupMaxp()
        maxp = builder.font["maxp"]
        maxp.numGlyphs = len(order)
        maxp.maxPoints = max(glyph.points for glyph in glyphs.values())
        maxp.maxContours = max(glyph.contours for glyph in glyphs.values())
        builder.setupPost(keepGlyphNames=False)
        stream = io.BytesIO()
        builder.font.save(stream, reorderTables=False)
        return stream.getvalue()

    def _convert(self, name: str) -> "_Converted":
        if name not in self._converted:
            outline = DecomposingRecordingPen(self._glyph_set)
            self._glyph_set[name].draw(outline)
            pen = TTGlyphPen(None)
            # CFF outlines run the other way round; a TrueType source is quadratic already.
            max_error = CURVE_ERROR_PER_EM * self._units_per_em
            outline.replay(Cu2QuPen(pen, max_error, reverse_direction=True) if self._cubic else pen)
            glyph = pen.glyph()
            data, contours = glyph.compile(newTable("glyf")), max(glyph.numberOfContours, 0)
            points = len(glyph.coordinates) if contours else 0
            self._converted[name] = _Converted(data, getattr(glyph, "xMin", 0), points, contours)
        return self._converted[name]


@dataclass(frozen=True)
class _Converted:
    """A glyph as it stands in the glyf table, with what other tables say about it (units of the em)."""

    data: bytes
    left: int
    points: int
    contours: int


class OutlineFont(TTFont):
    """A font of that face, registered with ReportLab under the unique name of its face."""

    def __init__(self, data: bytes):
        self.face = OutlineFace(data)
        self.fontName = self.face.filename
        self.encoding = TTEncoding()
        self.state = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False
        pdfmetrics.registerFont(self)

    def has(self, letter: str) -> bool:
        """Whether the font has a glyph of its own for this character."""
        return ord(letter) in self.face.charToGlyph
