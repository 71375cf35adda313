"""Marks inside a cell's text, read: HTML tags that an extraction left, line breaks, bullets. Text becomes paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from model import Cell, Paragraph, Place

TAG = re.compile(r"</?(?:p|b|strong|i|em|u|ul|ol|li|br|div|span|sup|sub|h[1-6]|a|font|table|tbody|tr|td|th)\b[^<>]*>", re.IGNORECASE)
NO_TAG = re.compile(
    r"<(?!/?(?:abbr|article|b|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|a|figure|font|footer|h[1-6]|header|hr"
    r"|i|img|ins|label|li|main|mark|ol|p|pre|q|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|wbr)\b|/?\w+:|!--)",
    re.IGNORECASE,
)
"""A mark of "less than", or of an address in pointed brackets: what follows names no tag."""
BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "br", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
BULLETS = "•·▪●○◦‣⁃∙■□◆❖▸▹⦁➢➤►✓✔§\uf0b7\uf0a7\uf0d8\uf02d"
TICKS = frozenset("✓ ✔ √ ☑ ☒ ✗ ✘ ● ■".split())
"""Marks that are all a cell says; anywhere else they are bullets."""
BULLET = re.compile(rf"^(?:[{BULLETS}]\s*|[-–—*o]\s+)(?=\S)|^(?:[{BULLETS}])$")
INLINE_BULLET = re.compile(r"(?<=\S)\s+[•▪●\uf0b7\uf0a7]\s*(?=\S)")
LISTED = re.compile(r"\s*([*o·§–-])\s+(?=\S)")
"""The mark that a line's first item begins with, which is one inside the line too where it stands alone before a capital or a number."""
LIST_INDENT = re.compile(r"^\s*(?:\u00a0\s?){3,}\s*(?=\S)")
"""A list item whose symbol mark was lost: a run of no-break spaces is what is left of its indent."""
SEAM = re.compile(r"(?<=[^\s.!?:;,]) {2}(?=[A-Z0-9“\"])")
"""Two spaces, no sentence ended before them: what is left where two paragraphs of a cell were joined."""
HEADING = "##"
"""The mark of a heading as it is written for a reader of lines."""
UNSEEN = re.compile(r"[\u034f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]|(?<=[!-\u024f])[\u00ad\u200c\u200d](?=[!-\u024f])")
"""Marks that print nothing: editors of web pages leave them between words and in them. Joiners of other scripts shape their letters."""
SOFT_BREAK = re.compile(r"(?<=[^\W\d_])\u00ad\s+(?=[a-z])(?!(?:a|an|and|as|at|by|for|from|in|is|of|on|or|the|to|with)\b)")
"""A hyphen that only a broken line shows, and the white space that is left of the break; a small word behind it is one of its own."""
HEADED = re.compile(r"^#{1,6}\s+(?=\S)")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def squeezed(text: str) -> str:
    """The text in small letters, without white space: the same however its lines are broken."""
    return "".join(text.casefold().split())


def read_cell(text: str, place: Place) -> Cell:
    """The paragraphs of a cell's text: tags, line breaks and bullets turned into structure, white space collapsed; a tick alone is kept."""
    if text.strip() in TICKS:
        return Cell((Paragraph(text.strip(), place),))
    if TAG.search(text):
        return Cell(tuple(_from_markup(text, place)))
    return Cell(tuple(piece for line in text.splitlines() for part in SEAM.split(line) for piece in read_line(part, place)))


def read_line(text: str, place: Place) -> tuple[Paragraph, ...]:
    """The paragraphs of one line: one, or several where bullets stand inside it; none where it is blank."""
    bold = False
    if (whole := EMPHASIS.fullmatch(text.strip())) is not None and whole[1] not in whole[2]:
        bold = True
    text = EMPHASIS.sub(r"\2", text)
    pieces = [item for piece in INLINE_BULLET.split(text) for item in _items(piece)]
    found = [_paragraph(piece, place, bullet=index > 0, bold=bold) for index, piece in enumerate(pieces)]
    return tuple(paragraph for paragraph in found if paragraph is not None)


def _items(text: str) -> list[str]:
    """The items of a list that runs on in one line, each with its mark: "* Reeds planted * Banks firm"; any other text as it is."""
    mark = LISTED.match(text)
    return re.split(rf"\s+(?={re.escape(mark[1])}\s+[A-Z0-9“\"])", text) if mark is not None else [text]


def strip_marks(text: str) -> str:
    """The words alone: tags out, entities read, bullets and emphasis marks cut off."""
    plain = unescape(TAG.sub(" ", text)) if TAG.search(text) else text
    return re.sub(rf"[{BULLETS}]|\*\*|__", " ", plain)


def _seen(text: str) -> str:
    """A text without the marks that print nothing, words whole that only such a mark parts from their rest."""
    text = UNSEEN.sub("", text)
    return SOFT_BREAK.sub("", text).replace("\u00ad", "") if "\u00ad" in text else text


def _paragraph(text: str, place: Place, bullet: bool, bold: bool) -> Paragraph | None:
    listed = LIST_INDENT.match(text) is not None
    plain = " ".join(text.split() if text.isascii() else _seen(text).split())
    headed = HEADED.match(plain)
    if headed is not None:
        plain = plain[headed.end() :].rstrip("# ")
    mark = BULLET.match(plain)
    if mark is not None:
        plain = plain[mark.end() :].strip()
    if not plain:
        return None
    return Paragraph(plain, place, bullet or listed or mark is not None, bold, headed is not None)


class _Blocks(HTMLParser):
    """Collects (text, bullet, bold) for every block of a fragment."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, bool, bool]] = []
        self._words: list[tuple[str, bool]] = []
        self._bold = 0
        self._item = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.cut()
            self._item = tag == "li"
        elif tag in ("b", "strong"):
            self._bold += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.cut()
            self._item = False
        elif tag in ("b", "strong"):
            self._bold = max(0, self._bold - 1)

    def handle_data(self, data: str) -> None:
        if data:
            self._words.append((data, self._bold > 0))

    def cut(self) -> None:
        """End the block; a bold run at its head stands apart from the plain words after it."""
        words = self._words
        head = next((index for index, (text, bold) in enumerate(words) if text.strip() and not bold), len(words))
        for run, bold in ((words[:head], True), (words[head:], False)):
            text = "".join(text for text, _ in run)
            if text.strip():
                self.blocks.append((text, self._item, bold))
        self._words = []


def _from_markup(text: str, place: Place) -> list[Paragraph]:
    reader = _Blocks()
    reader.feed(NO_TAG.sub("&lt;", text))
    reader.close()
    reader.cut()
    paragraphs: list[Paragraph] = []
    for words, item, bold in reader.blocks:
        for piece in read_line(words.replace("\n", " "), place):
            paragraphs.append(Paragraph(piece.text, place, piece.bullet or item, piece.bold or bold))
    return paragraphs
