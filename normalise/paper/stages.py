"""Whether a paper is a draft or published: where a title or a line of its own says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model import Reading, Told
from normalise.characters import collapse
from normalise.paper.dates import find_dates
from normalise.paper.titles import is_front_matter, is_plan_title, is_sentence, plain_line, strip_mark
from normalise.paper.words import PaperWords

STAGE_LINE = 14
"""Words; in a longer line "draft" or "approved" tells a story, not the paper's stage."""
PARTS = re.compile(r"[()\[\],;:|]|\s[-–—]+\s")


def read_stage(lines: Sequence[str], told: Told, words: PaperWords) -> Reading[str]:
    """Draft or published where a title or a line of its own says so; neither where two lines disagree."""
    found: dict[str, str] = {}
    for line in [*lines, strip_mark(plain_line(told.title or ""), words)]:
        if len(line.split()) > STAGE_LINE or is_sentence(line):
            continue
        if not any(_can_tell_stage(piece.strip(), words) for piece in (line, *line.split("|")) if piece.strip()):
            continue
        if stage := stage_of(strip_mark(line, words), words):
            found.setdefault(stage, line)
    if "unclear" in found:
        return Reading(collapse(found["unclear"]), None, "stage_unclear", 0.0)
    if len(found) == 1:
        (stage, line), *_ = found.items()
        return Reading(collapse(line), stage, "stage_words", 0.9)
    return Reading("; ".join(found.values()), None, "stages_disagree" if found else "no_stage", 0.0)


def _can_tell_stage(line: str, words: PaperWords) -> bool:
    """A title, a front line, or words of a stage at the line's beginning; an action that says "draft" is none of them."""
    if is_plan_title(line, words) or is_front_matter(line, words):
        return True
    stages = ("stages.draft", "stages.published", "stages_alone.published")
    opening = next((found for name in stages if (found := words[name].match(line))), None)
    if opening is None:
        return False
    for_whom = opening[0].casefold().endswith(" for") and line[opening.end() :].islower()  # "Draft for tenants a guide to the piers"
    a_verb = (" " not in opening[0] or for_whom) and words["not_titles.verbs"].fullmatch(line.split()[0])
    return line[0].isupper() and not a_verb or len(line.split()) <= 4


def stage_of(text: str, words: PaperWords) -> str | None:
    """draft, published or unclear: the longest phrase wins, a word that needs to stand alone does so."""
    stages = ("draft", "published", "unclear")
    spans = [(found.end() - found.start(), stage) for stage in stages for found in words[f"stages.{stage}"].finditer(text)]
    if spans:
        return max(spans)[1]
    for part in PARTS.split(text):
        dates = find_dates(part, words)
        rest = (part[: dates[0].start] + part[dates[-1].end :] if dates else part).strip(" .-–—")
        for stage in ("published", "draft"):
            if words[f"stages_alone.{stage}"].fullmatch(rest):
                return stage
    return None
