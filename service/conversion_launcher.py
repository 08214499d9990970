"""Becomes LibreOffice, bound: ``python -m service.conversion_launcher MEMORY_BYTES FILE_BYTES CPU_S PROGRAM ...``."""

from __future__ import annotations

import os
import resource
import sys

from service.confinement import leave_network


def main() -> None:
    """Take the bounds on, then run the program in place of this one; a program inherits both."""
    memory_bytes, file_bytes, cpu_s = (int(argument) for argument in sys.argv[1:4])
    leave_network()
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CPU, max(cpu_s, 1)),
    ):
        resource.setrlimit(limit, (value, value))
    if sys.platform == "linux":  # macOS knows the limit but does not hold it
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    os.execv(sys.argv[4], sys.argv[4:])


if __name__ == "__main__":
    main()
