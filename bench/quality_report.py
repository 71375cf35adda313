"""The part of the report that says how well generated papers are read, and how sure the readers are of themselves."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bench.charts import bars, lines
from bench.confidences import bands, expected_error, risk_coverage, surest
from bench.corpus import FLOORS, LEAST_FIELDS, LEAST_ROWS, MOST_WRONG_DATES, SEEDS
from bench.office import office
from bench.quality import CLAIMS, Judged, Sum, by_family, failures, summed
from bench.report import chart, table

SHOWN = 25
"""Failures that the page lists."""
HOW = f"""Plans of our own wording, and the authored ones of the samples, are printed in every family of layouts and read in one run of the
pipeline. One seed is one plan in every family. A row is found where its action is; field accuracy is over every field asked, those of rows
not found counted wrong. *Wrong*: a date, status or lead that was published and that the gold does not have (all of a row that is none); in
brackets how many of them carry no flag and no issue. Noise breaks and joins words, takes letters for others, loses cells and shifts them;
printed words are asked for as they arrive, values as the council meant them, but for cells lost altogether.

Bars: without noise row F1 at least {LEAST_ROWS} and fields at least {LEAST_FIELDS} in every family; at middle noise at most
{MOST_WRONG_DATES:.1%} of the dates published wrong. Floors stand in `bench/{FLOORS.name}`."""


def quality_part(judged: Sequence[Judged], problems: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The lines of the part, and its charts."""
    clean = [one for one in judged if one.made.noise == "none"]
    families = {family: summed(group) for family, group in by_family(clean).items()}
    told = ["## Quality on generated layouts", "", HOW, "", *_bars(families, judged), ""]
    told += [chart("families", "Row F1 and fields by family"), "", *_family_table(families), "", *_noise_table(judged), ""]
    told += [*_agreement(clean), "", *_field_table(clean), "", *_failures(judged), "", *_confidence(judged), ""]
    told += ["### Floors", "", *([f"- below: {line}" for line in problems] or ["Every floor holds."])]
    if office() is None:
        told += ["", "Word files were not turned into PDF: LibreOffice is not installed here."]
    return told, _charts(families, judged)


def _bars(families: Mapping[str, Sum], judged: Sequence[Judged]) -> Iterator[str]:
    missed = [name for name, one in families.items() if one.score.row_f1 < LEAST_ROWS or one.score.field_accuracy < LEAST_FIELDS]
    worst, first = next(iter(families.items()))
    yield f"- {len(families) - len(missed)} of {len(families)} families reach the bar without noise; worst: `{worst}` "
    yield f"  (row F1 {first.score.row_f1:.3f}, fields {first.score.field_accuracy:.3f})."
    if missed:
        yield f"- Below it: {', '.join(f'`{name}`' for name in missed)}."
    middle = summed([one for one in judged if one.made.noise == "middle"])
    yield f"- Dates published wrong at middle noise: {middle.wrong('dates'):.2%} of {middle.claims['dates'].published}."


def _family_table(families: Mapping[str, Sum]) -> Iterator[str]:
    yield "### By family, without noise, worst first"
    yield ""
    header = ("family", "papers", "rows", "row F1", "fields", "rows perfect", "text kept", "dates wrong", "statuses wrong", "leads wrong")
    yield from table(header, [(f"`{name}`", one.papers, *_figures(one)) for name, one in families.items()])


def _noise_table(judged: Sequence[Judged]) -> Iterator[str]:
    yield "### By level of noise"
    yield ""
    levels = [(noise, summed([one for one in judged if one.made.noise == noise])) for noise in SEEDS]
    header = ("noise", "papers", "rows", "row F1", "fields", "rows perfect", "text kept", "dates wrong", "statuses wrong", "leads wrong")
    yield from table(header, [(noise, one.papers, *_figures(one)) for noise, one in levels])


def _figures(one: Sum) -> list[object]:
    shares = (one.score.row_f1, one.score.field_accuracy, one.score.perfect_rows, one.text)
    wrong = (f"{told.wrong} of {told.published} ({told.unwarned})" for told in (one.claims[name] for name in CLAIMS))
    return [one.score.gold, *(f"{share:.3f}" for share in shares), *wrong]


def _agreement(clean: Sequence[Judged]) -> Iterator[str]:
    """The metamorphic property: one plan gives the same rows in every family that prints the same content."""
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in clean:
        groups[json.dumps(one.made.gold["actions"])].append(one)
    several = [group for group in groups.values() if len(group) > 2]
    same = [Counter(one.values for one in group).most_common(1)[0][1] for group in several]
    papers = sum(map(len, several))
    yield f"**The same plan, the same rows:** {len(several)} plans stand in more than two layouts each, {papers} papers in all."
    yield f"{sum(same)} of them ({sum(same) / papers:.1%}) give exactly the rows and values that most layouts of their plan give."


def _field_table(clean: Sequence[Judged]) -> Iterator[str]:
    yield "### By field, without noise, worst first"
    yield ""
    score = summed(clean).score
    ranked = sorted(score.fields.items(), key=lambda each: each[1])
    yield from table(("field", "asked", "right"), [(f"`{name}`", score.asked[name], f"{share:.4f}") for name, share in ranked])


def _failures(judged: Sequence[Judged]) -> Iterator[str]:
    missed = failures([one for one in judged if one.made.noise == "none"])
    yield f"### Papers without noise that were not read whole: {len(missed)}"
    yield ""
    yield "`python -m bench.generate OUT --family FAMILY --seed SEED --count 1` makes a paper again. The worst:"
    yield ""
    header = ("family, seed, noise", "rows read", "rows of gold", "found", "fields", "first misses")
    yield from table(header, [_failure(one) for one in missed[:SHOWN]])


def _failure(one: Judged) -> tuple[object, ...]:
    fields = ", ".join(dict.fromkeys(miss.field for miss in one.score.misses))
    told = one.score
    return (f"`{one.name}`", told.rows, told.gold, told.pairs, f"{told.field_accuracy:.3f}", fields[:80])


def _confidence(judged: Sequence[Judged]) -> Iterator[str]:
    yield "### Confidence"
    yield ""
    yield "Of the rows at 0.9, nine in ten ought to be right. The weights were never fitted on these seeds."
    for name, told in _told(judged).items():
        count, right = surest(told)
        yield ""
        error = expected_error(told)
        yield f"{name}: {len(told)} rows, expected calibration error {error:.3f}; {count} rows at 0.95 or more, {right:.3f} of them right."
        yield ""
        rows = [(f"{low:.2f} to {high:.2f}", count, f"{mean:.3f}", f"{right:.3f}") for low, high, count, mean, right in bands(told)]
        yield from table(("confidence", "rows", "mean", "right"), rows)
    yield ""
    yield chart("risk-coverage", "Risk and coverage")


def _told(judged: Sequence[Judged]) -> dict[str, list[tuple[float, bool]]]:
    return {
        name: [row for one in judged if one.made.noise in levels for row in one.rows]
        for name, levels in (("Without noise", {"none"}), ("Light and middle noise", {"light", "middle"}), ("Every level", set(SEEDS)))
    }


def _charts(families: Mapping[str, Sum], judged: Sequence[Judged]) -> dict[str, str]:
    ranked = [(name, min(one.score.row_f1, one.score.field_accuracy)) for name, one in families.items()]
    curves = {name: risk_coverage(told) for name, told in _told(judged).items() if told}
    most = max((risk for points in curves.values() for _, risk in points), default=0.1)
    return {
        "families": bars("Row F1 or field accuracy, whichever is lower, by family without noise", ranked, 0.7, LEAST_FIELDS),
        "risk-coverage": lines("Risk against coverage", curves, ("rows kept, the surest first", "share of them wrong"), (0, 1, 0, most)),
    }
