"""What the soak says of a run's memory."""

from __future__ import annotations

import pytest

from bench import soak
from bench.soak import Grown, bytes_a_paper


def grown(papers: int, first: int, more: int) -> Grown:
    return Grown(papers, *({"wall": 1.5, "peak_memory_bytes": {"run": peak * 1_000_000}} for peak in (first, more)))


def test_growth_is_that_between_the_two_largest_counts() -> None:
    told = [grown(20_000, 190, 172), grown(200, 100, 100), grown(2_000, 154, 145)]
    assert bytes_a_paper(told) == {"first": 2_000, "ten more": 1_500}
    assert str(told[1]) == "200 papers: 1.5 s, 100 MB; ten more: 1.5 s, 100 MB"
    assert bytes_a_paper(told[:1]) == {}


@pytest.mark.parametrize(("peak", "code"), [(162, 0), (180, 1)])
def test_a_run_that_grows_by_too_much_fails_the_soak(monkeypatch: pytest.MonkeyPatch, peak: int, code: int) -> None:
    monkeypatch.setattr(soak, "growth", lambda folder, counts: iter([grown(2_000, 150, 150), grown(20_000, peak, 150)]))
    monkeypatch.setattr("sys.argv", ["soak", "--documents", "0", "--papers", "0"])
    assert soak.main() == code
