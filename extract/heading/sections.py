"""Lines above a paper's tables that name its sections: told by their coming above table after table, set alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from extract.flow import ENDED
from extract.foreign.other_tables import AHEAD, opens_other
from extract.headers import Frame
from extract.heading.banners import SURE, may_head, may_name
from extract.heading.levels import split_number
from extract.heading.repeated import name_sections
from model import Meanings, Strip

FEWEST_HEADS = 2
MOST_SENTENCES = 2
"""Sentences between a heading and the table that it heads."""
LONGEST_SPOKEN = 300
"""Characters of a sentence that heads a table."""


def section_heads(
    strips: Sequence[Strip], frames: Mapping[int, Frame], labelled: Collection[int], meanings: Meanings
) -> tuple[list[Strip], frozenset[int]]:
    """The strips, and the lines (by their ids) that this paper's rows stand below: two or more short ones, no sentence and no title.

    Where one and the same heading stands above every table, the one above it takes its place. What stands `labelled` between a heading
    and its table says of the rows who and when, and heads none.
    """
    tops = [index for index in range(1, len(strips)) if strips[index - 1].loose and not strips[index].loose]
    tops = [index for index in tops if _is_own(index, strips, frames, meanings)]
    named, heads = name_sections(strips, [_above_sentences(index - 1, strips, labelled) for index in tops], meanings)
    return named, heads or _section_heads(strips, tops, frames, labelled, meanings)


def _section_heads(
    strips: Sequence[Strip], tops: Sequence[int], frames: Mapping[int, Frame], labelled: Collection[int], meanings: Meanings
) -> frozenset[int]:
    """The lines above the tables that begin at `tops`, where two or more name sections, else none.

    A sentence or two between a heading and its table explain it. Words for states ("Green", "Shared") are names of sections too
    beside a plain one, where no two are colours. Names that a table's own lines hold above its header printed again count as well,
    and so do headings that stand right above the heading of a table, and lines set like all others with more prose below them.
    """
    found: list[Strip] = []
    upper: list[Strip] = []
    places = [_above_sentences(index - 1, strips, labelled) for index in tops]
    explained = _have_straplines(places, strips)
    for index, place in zip(tops, places, strict=True):
        at = place - explained
        if strips[at].loose and may_head(strips[at].text) and _names_section(strips[at], at < index - 1, meanings):
            found.append(strips[at])
        elif at and index in frames and _heads_headings(strips[at - 1], strips[at], meanings):
            upper.append(strips[at - 1])
        if at and _counts_below(strips[at - 1], strips[at]):
            upper.append(strips[at - 1])
    bodies = [strip for strip in found if (said := meanings.heading(strip.text)) is not None and said.kind == "front"]
    if len(bodies) == 1 and bodies[0] is found[0]:
        found = found[1:]  # whose paper it is stands above its first table
    named = [strip for strip in found if may_name(strip.text, meanings) or _speaks_of_actions(strip.text, meanings)]
    colours = sum(meanings.content(strip.text).get("rag", 0.0) >= 1.0 for strip in found)
    mixed = bool(named) and len(found) > FEWEST_HEADS and colours < 2
    enough = len(found) >= FEWEST_HEADS or len(found) == 1 and _named_inside(found[0], strips, frames)
    heads = (found if mixed else named) if enough else _spoken_heads(strips, frames, meanings)
    farther = _set_alike(heads, tops, strips, meanings) if enough and heads else []
    upper = upper if len(upper) >= FEWEST_HEADS else []
    counted = _counting_up([strips[index - 1] for index in tops])
    years = _naming_years([strips[place] for place in places], meanings)
    return frozenset(map(id, heads + farther + upper + counted + years + ([] if heads else _numbered_as_rows(tops, strips, meanings))))


def _naming_years(lines: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The lines above the tables that name a year and nothing else, where they name two or more: "Actions for 2024/25"."""
    named = [strip for strip in lines if strip.loose and may_head(strip.text) and meanings.content(strip.text).get("year", 0.0)]
    return named if len({strip.text for strip in named}) >= FEWEST_HEADS else []


def _counting_up(lines: Sequence[Strip]) -> list[Strip]:
    """The lines right above the tables, where each has a number and these count up from 1: then all of them name sections."""
    numbers = [split_number(strip.text)[0] if strip.loose and may_head(strip.text) else None for strip in lines]
    counted = len(lines) >= FEWEST_HEADS and numbers == [str(number) for number in range(1, len(lines) + 1)]
    return [*lines] if counted else []


def _counts_below(upper: Strip, lower: Strip) -> bool:
    """Whether a heading's number is the one above it with another behind: "1 Homes" and "1.1 Safe homes"."""
    above, below = (split_number(strip.text)[0] if strip.loose and may_head(strip.text) else None for strip in (upper, lower))
    return above is not None and below is not None and above.isdecimal() and below.startswith(f"{above}.")


def _set_alike(heads: Sequence[Strip], tops: Sequence[int], strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The lines set as bold, as high and as far left as every one of these headings, with prose alone down to a table of the plan."""
    look = _look(heads[0])
    if look is None or any(_look(head) != look for head in heads):
        return []
    found = []
    for top in tops:
        at = next((at for at in range(top - 1, -1, -1) if not strips[at].loose or _look(strips[at]) == look), top)
        strip = strips[at]
        fresh = at < top and strip.loose and strip not in heads
        if fresh and may_head(strip.text) and _names_section(strip, True, meanings) and may_name(strip.text, meanings):
            found.append(strip)
    return found


def _numbered_as_rows(tops: Sequence[int], strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The headings whose numbers those of the rows go on from ("2 Food" over "2.1"), each table below one, with prose alone between."""
    found: list[Strip] = []
    for top, before in zip(tops, [0, *tops], strict=False):
        rows = (strip.cells[0].text.partition(".") for strip in strips[top : top + AHEAD] if strip.cells[0])
        stem = next((stem for stem, dot, rest in rows if dot and rest and stem.isdecimal() and rest.isdecimal()), None)
        above = [strip for strip in strips[before:top] if strip.loose]
        numbered = [strip for strip in above if strip.text.partition(" ")[0].rstrip(".") == stem and may_head(strip.text)]
        own = [strip for strip in numbered if (reading := meanings.heading(strip.text)) is not None and reading.kind == "level"]
        if len(own) != 1:
            return []
        found += own
    return found if len(found) >= FEWEST_HEADS else []


def _look(strip: Strip) -> tuple[int, int] | None:
    """How high a bold line stands and where it begins, in whole points; None for any other."""
    paragraph = strip.cells[0].paragraphs[0] if strip.loose and strip.cells[0].paragraphs else None
    box = paragraph.place.box if paragraph is not None and paragraph.bold else None
    return None if box is None else (round(box[3] - box[1]), round(box[0]))


def _speaks_of_actions(text: str, meanings: Meanings) -> bool:
    """Whether a line says which actions stand below it: "Completed actions", "Actions carried over from 2024/25"."""
    header = meanings.header(text) if " " in text else None
    return header is not None and header.roles == ("action",)


def _have_straplines(places: Sequence[int], strips: Sequence[Strip]) -> bool:
    """Whether each table stands below a bold name of its own and a plain line that says more of it: "Homes", "A door for everybody"."""
    pairs = [(strips[at - 1], strips[at]) for at in places if at]
    names = {name.text for name, _ in pairs}
    if len(names) < max(FEWEST_HEADS, len(places)) or not all(one.loose and may_head(one.text) for pair in pairs for one in pair):
        return False
    return all(_is_set(name) and not _is_set(line) and name.place.page == line.place.page for name, line in pairs)


def _is_set(strip: Strip) -> bool:
    paragraph = strip.cells[0].paragraphs[0]
    return paragraph.bold or paragraph.heading


def _spoken_heads(strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings) -> list[Strip]:
    """The sentences that head a paper's tables: two or more, one right above the header of every table, all bold or all with a colon."""
    tops = [index for index in frames if index == 0 or strips[index - 1].loose]
    heads = [strips[index - 1] for index in tops if index]
    texts = {strip.text for strip in heads}
    if len(heads) < max(FEWEST_HEADS, len(tops)) or len(texts) < len(heads) or max(map(len, texts)) > LONGEST_SPOKEN:
        return []
    bold = all(paragraph.bold or paragraph.heading for strip in heads for paragraph in strip.cells[0].paragraphs)
    if not (bold or all(text.endswith(":") for text in texts)) or any(meanings.heading(text) is not None for text in texts):
        return []
    return heads


def _heads_headings(upper: Strip, lower: Strip, meanings: Meanings) -> bool:
    """Whether a line is the heading above a table's own ("Objective 2: …"): as short and bold, and no title."""
    reading = meanings.heading(lower.text)
    leveled = reading is not None and reading.kind == "level" and reading.word is not None
    alike = upper.loose and upper.cells[0].paragraphs[0].bold >= lower.cells[0].paragraphs[0].bold
    return leveled and alike and may_head(upper.text) and meanings.heading(upper.text) is None and may_name(upper.text, meanings)


def _named_inside(head: Strip, strips: Sequence[Strip], frames: Mapping[int, Frame]) -> bool:
    """Whether later tables hold such a name as their own first line, set like this one and right above the header."""
    bold = head.cells[0].paragraphs[0].bold
    inside = (strips[index - 1] for index in frames if index and not strips[index - 1].loose and index - 1 not in frames)
    return any(
        len(strip.filled) <= 2 and strip.filled[0] == 0 and may_head(strip.text) and strip.cells[0].paragraphs[0].bold == bold
        for strip in inside
        if strip.filled
    )


def _above_sentences(index: int, strips: Sequence[Strip], labelled: Collection[int]) -> int:
    """The position of the line above the labelled ones, and at most two sentences, that end at `index`."""
    while index and id(strips[index]) in labelled:
        index -= 1
    lowest = max(0, index - MOST_SENTENCES)
    while index > lowest and strips[index].loose and ENDED.search(strips[index].text):
        index -= 1
    return index


def _names_section(strip: Strip, explained: bool, meanings: Meanings) -> bool:
    """Whether a line above a table is a plain heading; a body's name, and one with a number that an explanation follows, is one too."""
    reading = meanings.heading(strip.text)
    if reading is None or reading.kind == "front" and reading.word == "body":
        return True
    return explained and reading.kind == "level" and reading.score < SURE


def _is_own(index: int, strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings) -> bool:
    """Whether the table that begins here is the plan's: by its header, or as one that goes on below the only header there is."""
    if index in frames or not frames:
        return True
    return len(frames) == 1 and not opens_other(strips[index], strips[index + 1 : index + AHEAD], next(iter(frames.values())), meanings)
