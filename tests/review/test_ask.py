"""The questions that councils are asked, over the authored editions; and an action's life, told."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

import pipeline
from errors import UsageError
from publish.history import find_life
from review.ask import FILES, QUESTIONS, answer, question_sql, shown_answer
from review.history import shown_life
from tests.link.factories import places

ROOT = Path(__file__).resolve().parent.parent.parent
LATE = date(2025, 3, 1)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    pipeline.main(["run", str(ROOT / "samples" / "editions"), "--output", str(folder), "--jobs", "1", "--quiet"])
    return folder


def asked(output: Path, question: str, on: date = LATE, council: str | None = None) -> set[tuple[str, int]]:
    told = answer(question, (output / "current").resolve(), on, council)
    where = places(output)
    return {where[str(row[told.columns.index("action_id")])] for row in told.rows}


def action_id(output: Path, file: str, ordinal: int) -> str:
    return next(name for name, place in places(output).items() if place == (file, ordinal))


def test_every_question_has_its_file_and_every_file_its_question() -> None:
    assert sorted(path.stem for path in FILES.iterdir()) == sorted(QUESTIONS)


@pytest.mark.parametrize(
    ("council", "advice"),
    [
        ("Fenlnd", "Did you mean Fenland District Council?"),
        ("zzz", "The column council of documents.parquet"),
        ("%", "The column council of documents.parquet"),
    ],
)
def test_a_council_that_is_not_there_is_no_answer_of_none(
    output: Path, capsys: pytest.CaptureFixture[str], council: str, advice: str
) -> None:
    assert pipeline.main(["ask", "overdue", "--council", council, "--output", str(output)]) == 2
    assert f"{council}: no council of the dataset has that in its name. {advice}" in capsys.readouterr().err


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_council_is_asked_for_by_letters_not_by_signs_of_sql(output: Path, question: str) -> None:
    assert asked(output, question, council="FENLAND") == {each for each in asked(output, question) if each[0].startswith("fenland")}
    assert not asked(output, question, council="f_nland%")


def test_dropped_is_what_is_in_no_later_edition_and_not_done(output: Path) -> None:
    assert asked(output, "dropped") == {("ashfield-2023.txt", 2), ("ashfield-2023.txt", 4), ("fenland-2022.txt", 4)}
    assert asked(output, "dropped", date(2024, 1, 1)) == {("fenland-2022.txt", 4)}


def test_slipped_tells_the_later_edition_and_the_days(output: Path) -> None:
    told = answer("slipped", (output / "current").resolve(), LATE, "ashfield")
    longest = dict(zip(told.columns, told.rows[0], strict=True))
    assert longest["days_later"] == 730 == max(row[told.columns.index("days_later")] for row in told.rows)
    assert longest["due_now"] == date(2026, 3, 31)
    assert ("fenland-2024.txt", 7) in asked(output, "slipped")
    assert ("fenland-2024.txt", 7) not in asked(output, "slipped", date(2024, 1, 1))


def test_what_has_a_day_of_completion_and_no_progress_is_overdue_no_more(tmp_path: Path) -> None:
    rows = "Clean the pump\tClerk\tMay 2024\t3 June 2024", "Mend the lych gate\tClerk\tMay 2024\t"
    text = "\n".join(["Otley Town Council Action Plan 2024", "", "Action\tLead\tBy when\tDate completed", *rows])
    (tmp_path / "plan.txt").write_text(text, "utf-8")
    pipeline.main(["run", str(tmp_path / "plan.txt"), "--output", str(tmp_path / "out"), "--jobs", "1", "--quiet"])
    assert asked(tmp_path / "out", "overdue") == {("plan.txt", 2)}
    assert asked(tmp_path / "out", "overdue", date(2024, 6, 2)) == {("plan.txt", 1), ("plan.txt", 2)}


def test_overdue_asks_the_latest_edition_of_that_day(output: Path) -> None:
    assert asked(output, "overdue", LATE, "Fenland") == {("fenland-2024.txt", 1), ("fenland-2024.txt", 5)}
    assert asked(output, "overdue", date(2023, 6, 30), "fenland") == {
        ("fenland-2022.txt", 7),
        ("fenland-2023.txt", 3),
        ("fenland-2023.txt", 4),
    }
    assert asked(output, "overdue", date(2022, 1, 1)) == set()


def test_unowned_is_who_nobody_leads(tmp_path: Path) -> None:
    paper = ROOT / "samples" / "editions" / "fenland-2024.txt"
    (tmp_path / "plan.txt").write_text(paper.read_text("utf-8").replace("\tCulture Officer\tAugust", "\t\tAugust"), "utf-8")
    pipeline.main(["run", str(tmp_path / "plan.txt"), "--output", str(tmp_path / "output"), "--jobs", "1", "--quiet"])
    assert asked(tmp_path / "output", "unowned") == {("plan.txt", 5)}
    assert asked(tmp_path / "output", "unowned", LATE, "ashfield") == set()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_query_can_be_taken_along(output: Path, question: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert pipeline.main(["ask", question, "--on", "2025-03-01", "--council", "O'Fen", "--output", str(output), "--sql"]) == 0
    with duckdb.connect() as elsewhere:
        assert elsewhere.execute(capsys.readouterr().out).fetchall() == []
        said = question_sql(question, str(output / "current"), LATE, None)
        assert elsewhere.execute(said).fetchall() == list(answer(question, (output / "current").resolve(), LATE, None).rows)


def shown(what: object) -> str:
    screen = io.StringIO()
    Console(file=screen, width=200).print(what)
    return screen.getvalue()


def test_an_answer_says_how_many(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pipeline.main(["ask", "dropped", "--on", "2025-03-01", "--output", str(output)]) == 0
    told = capsys.readouterr().out
    assert "Lend mobility scooters" in told and told.endswith("dropped: 3 actions\n")
    assert "missing from 2025-01-31" in shown(shown_answer(answer("dropped", (output / "current").resolve(), LATE, None)))


def test_a_life_goes_back_and_on_through_split_and_merge(output: Path) -> None:
    life = find_life(output, action_id(output, "ashfield-2023.txt", 14))
    where = places(output)
    assert [where[row["action_id"]] for row in life.actions] == [
        ("ashfield-2022.txt", 9), ("ashfield-2022.txt", 10), ("ashfield-2023.txt", 14), ("ashfield-2025.txt", 4), ("ashfield-2025.txt", 5),
    ]  # fmt: skip
    told = shown(shown_life(life.actions, life.links))
    assert (
        told.index("2022-11  ashfield-2022.txt, line") < told.index("2023-10  ashfield-2023.txt") < told.index("2025-01  ashfield-2025.txt")
    )
    assert "due 394 days later, another lead, other words" in told


def test_a_life_of_a_part_leaves_its_siblings_out(output: Path) -> None:
    where = places(output)
    life = find_life(output, action_id(output, "ashfield-2023.txt", 10))
    assert [where[row["action_id"]] for row in life.actions] == [
        ("ashfield-2022.txt", 4),
        ("ashfield-2023.txt", 10),
        ("ashfield-2025.txt", 10),
    ]


def test_a_life_is_the_same_from_a_rendition(output: Path) -> None:
    lives = [find_life(output, action_id(output, file, 3)) for file in ("fenland-2023.txt", "fenland-2023-agenda.txt")]
    assert len(lives[0].actions) == 4
    assert [row["action_id"] for row in lives[0].actions] == [row["action_id"] for row in lives[1].actions]
    assert "printed again as" in shown(shown_life(lives[1].actions, lives[1].links))


def test_an_action_that_is_not_there_is_told_with_those_that_are(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError):
        find_life(output, "nobody/nothing")
    assert pipeline.main(["history", "nobody/nothing", "--output", str(output)]) == 2
    assert "no such action" in capsys.readouterr().err
    assert pipeline.main(["history", action_id(output, "fenland-2022.txt", 1), "--output", str(output)]) == 0
    assert capsys.readouterr().out.count("Hold a night market each summer") == 4
