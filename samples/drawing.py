"""Pages and lines of text: where on the paper the next thing goes. The one place that knows the PDF library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from samples.content import Text

A4 = (595.27, 841.89)
A4_ACROSS = (841.89, 595.27)
A3_ACROSS = (1190.55, 841.89)
SLIDE = (960.0, 540.0)

Colour = tuple[float, float, float]
BULLET = "•"
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold", "Vera": "VeraBd"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as set: its words, its indent, whether bold, its height with the space above."""

    text: str
    indent: float
    bold: bool
    height: float
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """The letters: family (one of the fonts that every reader has) and size in points."""

    family: str = "Helvetica"
    size: float = 9.0
    hyphens: bool = False
    """Long words may be parted at the end of a line."""

    def font(self, bold: bool = False) -> str:
        """The name of the font."""
        return BOLD[self.family] if bold else self.family

    def width(self, text: str, bold: bool = False) -> float:
        """How wide a text is set, in points."""
        return float(stringWidth(text, self.font(bold), self.size))


@dataclass(slots=True)
class Press:
    """A document while it is printed: the page at hand and the height that is still free on it."""

    canvas: Canvas
    page: tuple[float, float] = A4_ACROSS
    margin: float = 42.0
    running: Callable[[int], tuple[str, str]] | None = None
    """The running head and foot of a page, by its number."""
    turned: bool = False
    """Landscape pages kept as portrait ones with a turn of 90 degrees."""
    number: int = 0
    y: float = 0.0
    floor: float = field(default=0.0)

    def open_page(self, page: tuple[float, float] | None = None) -> None:
        """Begins the next page, of another size where one is given."""
        if self.number:
            self.canvas.showPage()
        self.page = page or self.page
        self.number += 1
        wide, high = self.page
        self.canvas.setPageSize(self.page)
        self.canvas.setPageRotation(90 if self.turned else 0)  # the library itself keeps such a page upright
        if self.turned:
            self.canvas.transform(0, 1, -1, 0, high, 0)
        self.y, self.floor = high - self.margin, self.margin
        if self.running:
            head, foot = self.running(self.number)
            self.write(head, self.margin, high - self.margin * 0.62, Type(size=8))
            self.write(foot, self.margin, self.margin * 0.55, Type(size=8))

    @property
    def room(self) -> float:
        """Points that are free above the foot of the page."""
        return self.y - self.floor

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self.page[0] - 2 * self.margin

    def write(self, text: str, x: float, y: float, letters: Type, bold: bool = False) -> None:
        """Sets one line of text on its base line."""
        if text:
            self.canvas.setFillColorRGB(0, 0, 0)
            self.canvas.setFont(letters.font(bold), letters.size)
            self.canvas.drawString(x, y, text)

    def write_lines(self, lines: Iterable[Line], x: float, top: float, letters: Type) -> None:
        """Sets lines below one another from `top` down."""
        for line in lines:
            top -= line.height
            base = top + letters.size * 0.3
            if line.bullet:
                self.write(BULLET, x, base, letters)
            self.write(line.text, x + line.indent, base, letters, line.bold)

    def fill(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """Colours an area: left, bottom, width, height."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(*box, stroke=0, fill=1)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a line."""
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, y0, x1, y1)

    def paragraph(self, text: str, letters: Type, bold: bool = False, after: float = 4.0) -> None:
        """Sets a paragraph over the whole width, on the next page where this one is full."""
        for line in set_text((Text(text, bold=bold),), letters, self.width):
            if line.height > self.room:
                self.open_page()
            self.write_lines((line,), self.margin, self.y, letters)
            self.y -= line.height
        self.y -= after


def set_text(cell: Iterable[Text], letters: Type, width: float) -> list[Line]:
    """The lines that paragraphs take in a column of that width."""
    lines: list[Line] = []
    leading = letters.size * 1.22
    for piece in cell:
        indent = letters.size * 0.9 if piece.bullet else 0.0
        for at, text in enumerate(wrap(piece.text, letters, width - indent, piece.bold)):
            space = 2.0 if not at and lines else 0.0
            lines.append(Line(text, indent, piece.bold, leading + space, piece.bullet and not at))
    return lines


def wrap(text: str, letters: Type, width: float, bold: bool = False) -> list[str]:
    """Lines no wider than `width`; a word that is wider is cut between letters."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if letters.width(joined, bold) <= width:
            lines[-1] = joined
            continue
        if letters.hyphens and (parted := _parted(lines[-1], word, letters, width)):
            lines[-1], word = parted
            lines.append("")
        pieces = _cut(word, letters, width, bold)
        lines[len(lines) if lines[-1] else -1 :] = pieces
    return lines


def _parted(line: str, word: str, letters: Type, width: float) -> tuple[str, str] | None:
    """The line with as much of a long word as fits before a hyphen, and the rest of the word."""
    places = range(len(word) - 3, 2, -1) if len(word) > 7 and word.isalpha() and word.islower() else ()
    for at in places:
        told = f"{line} {word[:at]}-".strip()
        if letters.width(told) <= width and word[at - 1] not in "aeiou" and word[at] in "aeiou":
            return told, word[at:]
    return None


def _cut(word: str, letters: Type, width: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and letters.width(pieces[-1] + letter, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def height(lines: Sequence[Line]) -> float:
    """Points that lines take together."""
    return sum(line.height for line in lines)


def printed(draw: Callable[[Press], None], title: str, **press: object) -> bytes:
    """The bytes of the document that `draw` prints; the same each time, without a clock in them."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    canvas.setTitle(title)
    canvas.setProducer("samples")
    draw(Press(canvas, **press))  # type: ignore[arg-type]  # the caller names fields of Press
    canvas.save()
    return out.getvalue()
