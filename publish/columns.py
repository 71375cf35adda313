"""`docs/columns.md`, written from the schema: `python -m publish.columns > docs/columns.md`."""

from __future__ import annotations

import sys

from publish.package import LICENCE_NOTE
from publish.schema import PARTITIONS, SCHEMA_VERSION, TABLES, Column, Table

INTRODUCTION = f"""# Tables and columns

Written from `publish/schema.py` by `python -m publish.columns > docs/columns.md`; change it there. Schema version {SCHEMA_VERSION}.

`actions`, `readings` and `deadlines` are folders of files by `authority` and `year`; readers that know hive partitioning show both as
columns. Every other table is one file. A star marks a column that no row leaves blank.

{LICENCE_NOTE}
"""
HEAD = "| column | type | meaning | example |\n|---|---|---|---|"


def columns_page() -> str:
    """The whole page: a section a table, a line a column."""
    return "\n".join([INTRODUCTION, *(_section(table) for table in TABLES.values())])


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", table.means, "", HEAD, *map(_line, table.columns)]
    if table.partitioned:
        lines += map(_line, PARTITIONS)
    return "\n".join([*lines, ""])


def _line(column: Column) -> str:
    values = f" One of: {', '.join(column.values)}." if column.values else ""
    unit = f" Unit: {column.unit}." if column.unit else ""
    example = f"`{column.example}`" if column.example else ""
    cells = (f"{column.name}{' *' if column.required else ''}", f"`{column.type}`", f"{column.means}{unit}{values}", example)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    sys.stdout.write(columns_page())
