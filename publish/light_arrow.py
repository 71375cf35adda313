"""Arrow without what it loads and a run does not ask of it: pandas, for half a second, and numpy."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Absent(MetaPathFinder):
    """Finds no library of this name, as on a machine that has none."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Nothing, and for the library the end of the search."""
        if fullname == self.name:
            raise ModuleNotFoundError(f"{self.name} is not asked for here", name=fullname)
        return None


@contextmanager
def _without(name: str) -> Iterator[None]:
    none_here = _Absent(name)
    sys.meta_path.insert(0, none_here)
    try:
        yield
    finally:
        sys.meta_path.remove(none_here)


def leave_pandas_out() -> None:
    """Returns with pyarrow sure that lists are no series; it still finds pandas where a table is to become a frame."""
    import pyarrow as pa

    if "pandas" not in sys.modules:
        with _without("pandas"):
            pa.array([])


def leave_numpy_out() -> None:
    """Returns with pyarrow loaded as where there is no numpy, unless one of them is there already.

    It never hands out arrays then, nor frames: this is for a process that ends when its dataset is published.
    """
    if "numpy" not in sys.modules and "pyarrow" not in sys.modules:
        with _without("numpy"):
            import pyarrow.compute
            import pyarrow.parquet  # noqa: F401
