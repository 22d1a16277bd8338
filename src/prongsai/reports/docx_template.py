"""The Word file that every report starts from: its styles, settings and fonts, made once a process.

The text is TH Sarabun New at 16 points, as Thai officials write. A style or run without complex-script
properties lets Thai fall to another font and size, so every style names all four scripts and both sizes.
"""

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

FONT = "TH Sarabun New"
LANGUAGE = "th-TH"
BODY_SIZE = 16
TABLE_SIZE = 14
HEAD_SIZE = 29
HEADING_SIZES = {1: 18, 2: 16, 3: 16}

SHADE = "EDEDED"
"""The fill of shaded cells: light enough to stay readable when printed in black and white."""

TWIPS_PER_CM = 1440 / 2.54
FIRST_LINE = round(2.5 * TWIPS_PER_CM)

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_SETTINGS = f"""<w:settings {_WORD}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="{LANGUAGE}" w:bidi="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""

# Older installations carry the same letters under the other name.
_FONT_TABLE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {_WORD}><w:font w:name="{FONT}"><w:altName w:val="TH SarabunPSK"/><w:charset w:val="DE"/>\
<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)


@cache
def character_markup(
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    language: str = LANGUAGE,
    complex_script: bool = False,
) -> str:
    """Give the ``w:rPr`` of a run or style of `size` points, complete for Latin and for Thai text.

    `complex_script` marks Thai text, so that digits and signs within it take the Thai properties too.
    """
    return (
        "<w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
        + ("<w:cs/>" if complex_script else "")
        + f'<w:lang w:val="{language}" w:bidi="{LANGUAGE}"/></w:rPr>'
    )


def _style(
    name: str, paragraph: str, size: int = BODY_SIZE, *, bold: bool = False, following: str = ""
) -> str:
    identifier = name.title().replace(" ", "")
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr>{character_markup(size, bold=bold)}</w:style>"
    )


def _heading(level: int, before: int, after: int) -> str:
    # Word knows its own headings, and so the outline of the document, by these names in small letters.
    return _style(
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        HEADING_SIZES[level],
        bold=True,
        following="Normal",
    )


def _styles() -> str:
    """Give the markup of all styles of a report."""
    characters = character_markup(BODY_SIZE)
    return (
        f"<w:styles {_WORD}><w:docDefaults><w:rPrDefault>{characters}</w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"{characters}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_CELL_MARGINS}</w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>"
        + _heading(1, 240, 80)
        + _heading(2, 160, 40)
        + _heading(3, 120, 40)
        + _style("Title", '<w:jc w:val="center"/>', HEAD_SIZE, bold=True, following="Normal")
        + _style("Body Text", f'<w:spacing w:before="120"/><w:ind w:firstLine="{FIRST_LINE}"/>')
        + _style("Table Text", "", TABLE_SIZE)
        + _style("Signature", '<w:keepLines/><w:jc w:val="center"/>')
        + _style("Figure", '<w:spacing w:before="120" w:after="60"/><w:jc w:val="center"/>')
        + _style("caption", '<w:spacing w:after="120"/><w:jc w:val="center"/>', TABLE_SIZE, bold=True)
        + _style("header", "", TABLE_SIZE)
        + _style("footer", "", TABLE_SIZE)
        + _style("Table End", '<w:spacing w:line="120" w:lineRule="exact"/>')
        + _style("Page Start", '<w:pageBreakBefore/><w:spacing w:line="20" w:lineRule="exact"/>')
        + _style("Section End", '<w:spacing w:line="20" w:lineRule="exact"/>')
        + "</w:styles>"
    )


def fill(element: "BaseOxmlElement", markup: str) -> None:
    """Put the children of the one element in `markup` in the place of what `element` holds."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 (python-docx is heavy, and rarely needed)

    element.clear()
    element.extend(list(parse_xml(markup)))


@cache
def template() -> bytes:
    """Give an empty Word file with the styles of a report and nothing that is not used: no theme, no dates."""
    # Deferred: python-docx is heavy, and most commands write no Word file.
    import docx  # noqa: PLC0415
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    document = docx.Document()
    package = document.part.package
    fill(document.styles.element, _styles())
    fill(document.settings.element, _SETTINGS)
    package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element.clear()
    kept = {
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.SETTINGS,
    }
    for relations in (package.rels, document.part.rels):
        for identifier in [key for key, relation in relations.items() if relation.reltype not in kept]:
            del relations[identifier]
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, _FONT_TABLE.encode(), package)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
