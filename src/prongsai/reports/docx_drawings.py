"""Pictures in the line of the text, the head of a memo, and the word that lies across every page."""

from unicodedata import category

from prongsai.reports.document import Chart, Garuda, Picture, Run
from prongsai.reports.docx_images import Image
from prongsai.reports.docx_template import BODY_SIZE, FONT, HEAD_SIZE, TABLE_SIZE
from prongsai.reports.docx_text import Setting, attribute, bare_run, run_markup, styled, twips

EMU_PER_TWIP = 635
GARUDA_HEIGHT = 1.5
CHART_WIDTH = 15.0

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_POINTS_ACROSS = 440
"""How far a watermark reaches across the page and along it: the width of the text on a portrait page."""


def picture_run(image: Image, width: int, height: int, alt: str, setting: Setting) -> str:
    """Give the ``w:r`` with a picture of so many twips; one larger than the page is made to fit it."""
    scale = min(1.0, setting.width / width, setting.height / height)
    across, up = (round(side * scale) * EMU_PER_TWIP for side in (width, height))
    name = f'id="{image.number}" name="Picture {image.number}"'
    described = attribute(alt, thai_digits=setting.thai_digits)
    drawing = (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{up}"/><wp:docPr {name} descr="{described}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr {name} descr="{described}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{image.relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{up}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    return bare_run(drawing, BODY_SIZE, setting)


def picture_markup(picture: Picture, setting: Setting) -> str:
    """Give a paragraph with a picture of the width that it asks for. Raises InputError if it is none."""
    return styled("Figure", _sized(picture, setting), f'<w:jc w:val="{picture.align}"/>')


def chart_markup(chart: Chart, setting: Setting) -> str:
    """Give a paragraph with the picture of a chart, 15 cm wide, and one with its title below."""
    # Deferred: drawing needs the typesetter, which is heavy and not needed where there is no chart.
    from prongsai.reports.charts import chart_png  # noqa: PLC0415

    data = chart_png(chart, thai_digits=setting.thai_digits)
    drawn = _sized(Picture(data, CHART_WIDTH, chart.alt), setting)
    title = run_markup(Run(chart.title, bold=True), TABLE_SIZE, setting)
    return styled("Figure", drawn, "<w:keepNext/>") + styled("Caption", title)


def _sized(picture: Picture, setting: Setting) -> str:
    image = setting.embed(picture.data, picture.alt)
    width = twips(picture.width)
    return picture_run(image, width, round(width * image.proportion), picture.alt, setting)


def garuda_markup(garuda: Garuda, setting: Setting) -> str:
    """Give the head of a memo: its title in the middle, with the emblem 1.5 cm high at the left if given."""
    title = run_markup(Run(garuda.title, bold=True), HEAD_SIZE, setting)
    if garuda.data is None:
        return styled("Title", title)
    alt = "ตราครุฑ"
    image = setting.embed(garuda.data, alt)
    height = twips(GARUDA_HEIGHT)
    emblem = picture_run(image, round(height / image.proportion), height, alt, setting)
    middle = f'<w:tabs><w:tab w:val="center" w:pos="{setting.width // 2}"/></w:tabs><w:jc w:val="left"/>'
    return styled("Title", f"{emblem}{bare_run('<w:tab/>', HEAD_SIZE, setting)}{title}", middle)


def watermark_run(text: str, setting: Setting) -> str:
    """Give the ``w:r`` that lays `text` across the page: grey, aslant, behind what is written, as Word does.

    Word stretches the letters to the box it is given, so the box takes the proportion of the text: about
    0.4 of its height for every letter that is as wide as a letter (not a mark above or below).
    """
    letters = sum(1 for letter in text if category(letter) != "Mn") or 1
    height = min(150.0, _POINTS_ACROSS * 2**0.5 / (1 + 0.4 * letters))
    width = 0.4 * letters * height
    written = attribute(text, thai_digits=setting.thai_digits)
    return bare_run(
        '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
        '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>'
        '<v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
        ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
        '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
        '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{written}"'
        f' style="position:absolute;margin-left:0;margin-top:0;width:{width:.1f}pt;height:{height:.1f}pt;'
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt"'
        f' string="{written}"/></v:shape></w:pict>',
        TABLE_SIZE,
        setting,
    )
