"""What stands over several steps, each with its own lead and time, is what they are for."""

from __future__ import annotations

import pytest

from tests.small_plans import column, objectives, parts_of

STEPS = [("Gather the views of all tenants", "Housing Officer", "May 2026"), ("Write a standard for cleaning", "Clerk", "June 2026"),
         ("Train the wardens in it", "Clerk", "July 2026"), ("Publish what tenants said", "Web Officer", "May 2027")]  # fmt: skip


def page(header: str, steps: list[tuple[str, str, str]], spans: tuple[int, ...]) -> str:
    lines = []
    for index, step in enumerate(steps):
        above = {0: f'<td rowspan="{spans[0]}">Clean stairs</td>', spans[0]: f'<td rowspan="{spans[1]}">Safe doors</td>'}
        lines.append(f"<tr>{above.get(index, '')}{''.join(f'<td>{text}</td>' for text in step)}</tr>")
    head = f"<tr><th>Improvement</th><th>{header}</th><th>Lead</th><th>By when</th></tr>"
    return f"<html><body><h1>Housing Improvement Plan 2026</h1><table>{head}{''.join(lines)}</table></body></html>"


def test_steps_below_an_improvement_that_spans_them_are_the_actions() -> None:
    (part,) = parts_of(page("Key milestones", STEPS, (3, 1)), "text/html")
    assert column(part, "action") == [step for step, *_ in STEPS]
    assert objectives(part) == [(None, "Clean stairs")] * 3 + [(None, "Safe doors")]


@pytest.mark.parametrize(
    ("header", "said"),
    [("Resources", ("£400 a year", "Existing staff", "Within the budget", "None")), ("Key milestones", ("Gather views",) * 4)],
    ids=["no steps", "the same in each line"],
)
def test_what_is_no_step_leaves_the_action_to_be_carried_down(header: str, said: tuple[str, ...]) -> None:
    steps = [(text, lead, when) for text, (_, lead, when) in zip(said, STEPS, strict=True)]
    (part,) = parts_of(page(header, steps, (3, 1)), "text/html")
    assert column(part, "action") == ["Clean stairs"] * 3 + ["Safe doors"]
