"""Peak memory of a program alone. What the system counts for a process begins with what the process that started it held then.

Standard library only: interpreters with other libraries than ours run it.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path


def peak_megabytes() -> float:
    """MB at most resident in this process since its program began."""
    return _high_water() or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _high_water() -> float:
    try:
        status = Path("/proc/self/status").read_text("utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)


def main() -> int:
    """Runs a command out of this small process and prints what it took, as a line of JSON; gives back its exit code."""
    begun = time.perf_counter()
    _, status, used = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)  # noqa: S606
    wall = time.perf_counter() - begun
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "wall": wall, "peak": used.ru_maxrss / 1024}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
