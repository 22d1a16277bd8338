"""PDFs are read by their tags, where these can be trusted."""

from io import BytesIO

import pikepdf
import pytest

from drawn_pdfs import at, content, pdf
from prongsai.language.problems import InputError
from prongsai.reading import pdf_tags
from prongsai.reading.opening import open_report_bytes


def tagged(drawing: str, *tree: object, roles: dict[str, str] | None = None) -> bytes:
    """Give a PDF whose tags are `tree`: each (role, children…), marks as numbers, further entries as a dict."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf(drawing))) as file:
        page = file.pages[0].obj

        def element(part: object) -> object:
            if not isinstance(part, tuple):
                return part
            role, *held = part
            entries = {name: value for each in held if isinstance(each, dict) for name, value in each.items()}
            children = [element(each) for each in held if not isinstance(each, dict)]
            made = pikepdf.Dictionary(S=pikepdf.Name(f"/{role}"), K=pikepdf.Array(children), Pg=page)
            for name, value in entries.items():
                made[name] = value
            return file.make_indirect(made)

        root = pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([element(each) for each in tree])
        )
        if roles:
            root.RoleMap = pikepdf.Dictionary(
                {f"/{name}": pikepdf.Name(f"/{role}") for name, role in roles.items()}
            )
        file.Root.StructTreeRoot = file.make_indirect(root)
        file.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        file.save(out)
    return out.getvalue()


def marks(*words: str) -> str:
    """Give words one below the other, each marked with its number."""
    return "".join(f"/P <</MCID {n}>> BDC {at(50, 380 - 14 * n, word)}EMC\n" for n, word in enumerate(words))


WORDS = [f"word{letter} " for letter in "abcdefghijkl"]


def read_tags(*tree: object, roles: dict[str, str] | None = None) -> list[object]:
    return content(open_report_bytes(tagged(marks(*WORDS), *tree, roles=roles), "a.pdf"))


def test_tags_tell_headings_lists_and_what_is_left_out() -> None:
    held = pikepdf.Dictionary(Type=pikepdf.Name.MCR, MCID=3)
    assert read_tags(
        ("Kopf", 0),
        ("Sect", ("P", 1, ("Span", ("Link", 2), ("Note", 9)), held), {}),
        ("L", ("LI", ("Lbl", 4), ("LBody", ("P", 5), ("P", 6))), ("LI", ("Lbl", 7), ("LBody", 8))),
        ("TOC", ("TOCI", 9)),
        ("Figure", 10, ("H2", 11)),
        ("P", 77),
        ("P", pikepdf.Dictionary(Type=pikepdf.Name.OBJR)),
        roles={"Kopf": "H1"},
    ) == [
        ("worda", 1),
        ("wordb wordc wordd", 0),
        ("worde wordf", 0),
        ("wordg", 0),
        ("wordh wordi", 0),
        ("wordl", 2),
    ]


def test_tags_tell_tables_with_spans_captions_and_tables_inside() -> None:
    def spans(**entries: int) -> dict[str, object]:
        return {"/A": pikepdf.Dictionary(O=pikepdf.Name.Table, **entries)}

    inner = ("Table", ("TR", ("TD", 8), ("TD", 9)))
    table = (
        "Table",
        0,
        ("Caption", ("P", 1)),
        ("THead", ("TR", ("TH", 2, spans(ColSpan=2)), ("TH", 3))),
        (
            "TBody",
            4,
            (
                "TR",
                ("TD", ("P", 5), ("P", 6), {"/A": pikepdf.Array([spans(RowSpan=2)["/A"], 0])}),
                7,
                ("TD", inner),
            ),
        ),
        ("TR", ("TD", 10)),
        ("Other", 11),
    )
    listed = ("L", ("LI", ("Lbl", 7), ("Table", ("TR", ("TD", 4), ("TD", 11)))))
    assert read_tags(table, listed) == [
        ("wordb", 0),
        [("wordc", "", "wordd"), ("wordf\nwordg", "wordi wordj", ""), ("", "wordk", "")],
        ("wordh", 0),
        [("worde", "wordl")],
    ]
    assert read_tags(("Figure", ("Table", ("TR", ("TD", *range(9)), ("TD", 9)))))[0] == [
        (" ".join(word.strip() for word in WORDS[:9]), "wordj")
    ]


def plain() -> list[object]:
    return content(open_report_bytes(pdf(marks(*WORDS)), "a.pdf"))


def deep(part: object, role: str, times: int) -> object:
    for _level in range(times):
        part = (role, part)
    return part


@pytest.mark.parametrize(
    "tree",
    [
        deep(0, "Sect", 110),
        deep(0, "Span", 110),
        ("Table", deep(0, "TBody", 110)),
        ("Table", ("TR", ("TD", 0, {"/A": pikepdf.Dictionary(O=pikepdf.Name.Table, RowSpan=9999)}))),
        ("P", "a string"),
        ("P", 3.5),
    ],
)
def test_broken_tags_are_not_trusted(tree: object) -> None:
    assert read_tags(tree) == plain()


def test_tags_without_end_or_beyond_bounds_are_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_tags, "_ELEMENTS_LIMIT", 4096)
    assert read_tags(("P", *[0] * 5000)) == plain()
    wide = ("Table", *[("TR", *[("TD", 0)] * 600)])
    with pytest.raises(InputError, match="columns"):
        read_tags(wide)


def test_tags_that_hold_little_of_the_text_are_not_trusted() -> None:
    drawing = (
        "/P <</MCID 0>> BDC "
        + at(50, 300, "marked")
        + "EMC\n"
        + at(50, 200, "much more text that is not marked")
    )
    assert content(open_report_bytes(tagged(drawing, ("P", 0)), "a.pdf"))[1] == (
        "much more text that is not marked",
        0,
    )
