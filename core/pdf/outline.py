"""One outline font for ReportLab, its glyphs turned into TrueType only when a document uses them."""

import hashlib
import io
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
        self._converted: dict[str, Glyph] = {}
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
        self.bbox = [edge * scale for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
        self.flags, self.italicAngle, self.stemV = FF_SYMBOLIC, 0, 87

    def makeSubset(self, subset: list[int]) -> bytes:
        """A TrueType file whose codes 0, 1, 2 … show the characters of `subset`; the same subset, the same bytes."""
        names = [self.charToGlyph.get(code, ".notdef") if code else ".notdef" for code in subset]
        order = list(dict.fromkeys([".notdef", *names]))
        builder = FontBuilder(self._units_per_em, isTTF=True)
        builder.font.recalcTimestamp = False
        builder.setupGlyphOrder(order)
        builder.updateHead(created=0, modified=0)
        cmap = builder.font["cmap"] = newTable("cmap")
        cmap.tableVersion, cmap.tables = 0, [buildCmapSubTable(dict(enumerate(names)), 6, 1, 0)]
        with self._lock:
            builder.setupGlyf({name: self._convert(name) for name in order})
        builder.setupHorizontalMetrics(
            {name: (self._metrics[name][0], self._left_bearing(builder, name)) for name in order}
        )
        hhea = self._font["hhea"]
        builder.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent)
        builder.setupMaxp()
        builder.setupPost(keepGlyphNames=False)
        stream = io.BytesIO()
        builder.font.save(stream, reorderTables=False)
        return stream.getvalue()

    @staticmethod
    def _left_bearing(builder: FontBuilder, name: str) -> int:
        return getattr(builder.font["glyf"].glyphs[name], "xMin", 0)

    def _convert(self, name: str) -> Glyph:
        if name not in self._converted:
            outline = DecomposingRecordingPen(self._glyph_set)
            self._glyph_set[name].draw(outline)
            pen = TTGlyphPen(None)
            # CFF outlines run the other way round; a TrueType source is quadratic already.
            max_error = CURVE_ERROR_PER_EM * self._units_per_em
            outline.replay(Cu2QuPen(pen, max_error, reverse_direction=True) if self._cubic else pen)
            self._converted[name] = pen.glyph()
        return self._converted[name]


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
