"""Peak memory of a process, on Linux."""

import re
from collections.abc import Callable
from pathlib import Path

KIB_PER_MIB = 1024


def peak_memory() -> int:
    """Return the peak of this process, in KiB. `getrusage` would include its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


def more_memory(work: Callable[[], object]) -> float:
    """Return how many MiB the work adds to the peak."""
    Path("/proc/self/clear_refs").write_text("5")  # resets the peak: proc_pid_clear_refs(5)
    before = peak_memory()
    work()
    return (peak_memory() - before) / KIB_PER_MIB
