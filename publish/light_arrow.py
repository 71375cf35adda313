"""Arrow without pandas, which pyarrow would load, for half a second, only to ask of a list whether it is one of its series."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pyarrow as pa


class _NoPandas(MetaPathFinder):
    """Finds no pandas, as on a machine that has none."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Nothing, and for pandas the end of the search."""
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is not asked for here", name=fullname)
        return None


def leave_pandas_out() -> None:
    """Returns with pyarrow sure that lists are no series; it still finds pandas where a table is to become a frame."""
    if "pandas" in sys.modules:
        return
    none_here = _NoPandas()
    sys.meta_path.insert(0, none_here)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(none_here)
