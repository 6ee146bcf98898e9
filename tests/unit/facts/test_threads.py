"""A server's threads read their first disclosure at the same time. In a process of its own: what is wrong
here is no exception but a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[3] / "samples" / "gaoping-2024.json"
TOGETHER = """
import sys, threading
sys.setswitchinterval(0.00001)
from mingzhang.facts.codec import decode_disclosure
from pathlib import Path
data = Path(sys.argv[1]).read_bytes()
start = threading.Barrier(8)
def do():
    start.wait()
    decode_disclosure(data, "a.json")
threads = [threading.Thread(target=do) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("done")
"""


def test_first_use_by_several_threads() -> None:
    for _ in range(3):
        ended = subprocess.run(
            [sys.executable, "-c", TOGETHER, SAMPLE], capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done\n", "")
