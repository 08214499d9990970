"""How long a warm ``POST /v1/reviews`` takes: ``python -m benchmarks.api [--file FILE] [--requests N]``.

Starts the service on a free port of this machine with a database of its own, sends the file until all is warm, then N
times one after the other, and prints the median and the 95th percentile.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from service.settings import load_settings

WARM_UP_REQUESTS = 3
START_TIMEOUT_S = 120.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=load_settings().sample)
    parser.add_argument("--requests", type=int, default=100)
    options = parser.parse_args()
    data = options.file.read_bytes()
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as client:
        seconds = [post(client, options.file.name, data) for _ in range(WARM_UP_REQUESTS + options.requests)]
    warm = sorted(seconds[WARM_UP_REQUESTS:])
    p95 = statistics.quantiles(warm, n=20)[-1]
    print(f"{options.file.name}: first {seconds[0] * 1000:.0f} ms, then of {len(warm)} requests")
    print(f"median {statistics.median(warm) * 1000:.0f} ms, 95th percentile {p95 * 1000:.0f} ms")


def post(client: httpx.Client, name: str, data: bytes) -> float:
    """Send the file; the seconds until the whole answer is there."""
    started = time.perf_counter()
    client.post("/v1/reviews", files={"file": (name, data)}).raise_for_status()
    return time.perf_counter() - started


@contextlib.contextmanager
def service(folder: Path) -> Iterator[httpx.Client]:
    """A running service with its data in ``folder``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"CLAUSECHECK_DATA_DIR": str(folder / "data"), "CLAUSECHECK_CACHE_DIR": str(folder)}
    command = [str(Path(sys.executable).parent / "clausecheck"), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=START_TIMEOUT_S) as client:
            _wait(client)
            yield client
    finally:
        process.terminate()
        process.wait()


def _wait(client: httpx.Client) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.ConnectError):
            client.get("/health").raise_for_status()
            return
        time.sleep(0.2)
    raise TimeoutError("the service did not start")


if __name__ == "__main__":
    main()
