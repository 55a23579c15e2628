"""Makes BatonSans-Regular.ttf and BatonSans-SemiBold.ttf; the fonts folder has a README.

Usage: make_baton_sans.py Inter-Regular.otf Inter-SemiBold.otf wqy-microhei.ttc OUT_FOLDER
"""
import sys
from fontTools.ttLib import TTFont, TTCollection, newTable
from fontTools.subset import Subsetter, Options
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.merge import Merger

UPEM = 2048

def latin(path, keep):
    font = TTFont(path)
    cmap = font.getBestCmap()
    subset(font, [c for c in cmap if keep(c)], ["kern", "mark", "mkmk", "ccmp", "tnum", "calt"])
    scale_upem(font, UPEM)
    # Figures of one width: numbers in live tables must not dance.
    tabular = single_substitution(font, "tnum")
    for table in font["cmap"].tables:
        for figure in range(0x30, 0x3A):
            if figure in table.cmap:
                table.cmap[figure] = tabular[table.cmap[figure]]
    to_quadratic(font)
    for tag in ("GSUB",):
        if tag in font: del font[tag]
    return font

def single_substitution(font, feature):
    table = font["GSUB"].table
    record = next(r for r in table.FeatureList.FeatureRecord if r.FeatureTag == feature)
    mapping = {}
    for index in record.Feature.LookupListIndex:
        for sub in table.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(sub, "ExtSubTable", sub).mapping)
    return mapping

def subset(font, codepoints, features):
    options = Options()
    options.hinting = False
    options.layout_features = features
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = True
    s = Subsetter(options)
    s.populate(unicodes=codepoints)
    s.subset(font)

def to_quadratic(font):
    glyphs = font.getGlyphSet()
    out = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, UPEM / 1000.0, reverse_direction=True))
        out[name] = pen.glyph()
    glyf = newTable("glyf"); glyf.glyphOrder = font.getGlyphOrder(); glyf.glyphs = out
    font["loca"] = newTable("loca"); font["glyf"] = glyf
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for k in "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions maxPoints maxContours maxCompositePoints maxCompositeContours maxComponentElements maxComponentDepth".split():
        setattr(font["maxp"], k, 1 if k == "maxZones" else 0)
    for g in out.values(): g.recalcBounds(glyf)
    font["head"].glyphDataFormat = 0; font["head"].indexToLocFormat = 1
    font.sfntVersion = "\x00\x01\x00\x00"
    font["post"].formatType = 3.0

def han(path):
    font = TTCollection(path).fonts[0]
    def keep(c):
        return (0x2E80 <= c <= 0x312F or 0x3190 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF
                or 0xFE30 <= c <= 0xFE4F or 0xFF00 <= c <= 0xFFEF)
    subset(font, [c for c in font.getBestCmap() if keep(c)], [])
    for tag in ("GSUB", "GPOS", "GDEF", "vhea", "vmtx", "FFTM"):
        if tag in font: del font[tag]
    font["post"].formatType = 3.0
    return font

def rename(font, style):
    family = "Baton Sans" if style == "Regular" else "Baton Sans " + style
    font["name"].names = []
    full = "Baton Sans" + ("" if style == "Regular" else " " + style)
    values = {1: family, 2: "Regular", 3: full + " 1.0", 4: full, 5: "Version 1.0",
              6: "BatonSans-" + style,
              0: "Copyright 2016 The Inter Project Authors; CJK glyphs copyright 2006-2008 Google Corporation, 2008-2009 The WenQuanYi Project",
              13: "SIL Open Font License, Version 1.1; CJK glyphs from WenQuanYi Micro Hei under the Apache License, Version 2.0"}
    for nid, v in sorted(values.items()):
        font["name"].setName(v, nid, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = 0x40
    font["head"].macStyle = 0

def main(inter_regular, inter_semibold, wqy, out):
    keep_latin = lambda c: c < 0x2E80 or c == 0xFFFD
    semi = latin(inter_semibold, keep_latin)
    rename(semi, "SemiBold"); semi.save(out + "/BatonSans-SemiBold.ttf")
    reg = latin(inter_regular, keep_latin); reg.save(out + "/a.ttf")
    h = han(wqy); h.save(out + "/b.ttf")
    merged = Merger().merge([out + "/a.ttf", out + "/b.ttf"])
    merged["hhea"].ascent, merged["hhea"].descent, merged["hhea"].lineGap = reg["hhea"].ascent, reg["hhea"].descent, 0
    merged["OS/2"].sTypoAscender, merged["OS/2"].sTypoDescender = reg["hhea"].ascent, reg["hhea"].descent
    merged["OS/2"].usWinAscent, merged["OS/2"].usWinDescent = reg["hhea"].ascent, -reg["hhea"].descent
    rename(merged, "Regular"); merged.save(out + "/BatonSans-Regular.ttf")

main(*sys.argv[1:])
