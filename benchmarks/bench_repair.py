"""`mingzhang repair`: time on the real document and on a large one; seeded faults named and restored."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.measurement import Measurement, best, best_process

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "samples/gaoping-2024.json"
SEED = REPOSITORY.parent / "shared/seed/gaoping-2024.txt"
MINGZHANG = str(Path(sys.executable).parent / "mingzhang")
STATUSES = (0, 1, 3)
DISCLOSURES = 200
SECONDS = 20.0

sys.path.insert(0, str(REPOSITORY / "tests" / "properties"))


def whole_document(name: str, path: Path) -> Measurement:
    """The command on one document, beside checking it."""
    what = f"`mingzhang repair` {name}"
    if not path.is_file():
        return Measurement(what, None, note=f"{path.name} is not here")
    check = best_process([MINGZHANG, "check", str(path)], (0, 1), 3)
    return Measurement(what, best_process([MINGZHANG, "repair", str(path)], STATUSES, 3), {"check": check})


def large_document() -> Measurement:
    """5,000 cells with ten faults, in one process."""
    from invented_disclosures import Shape, invented
    from seeded_faults import KINDS, faulty

    from mingzhang.repair.find import Limits, find_repairs
    from mingzhang.repair.verifying import broken_in
    from mingzhang.standard.load import load_standard

    standard = load_standard("cn", 2024)
    original = invented(5, Shape(items=850, funds=3))
    cells = sum(len(statement.facts) for statement in original.statements)
    random = Random(5)
    wrong, _ = faulty(original, [random.choice(KINDS) for _ in range(10)], random)
    seconds = best(lambda: find_repairs(wrong, standard, Limits(SECONDS)), 3)
    grounding = best(lambda: broken_in([wrong], standard), 3)
    return Measurement(f"repair of {cells} cells with ten faults", seconds, {"all identities": grounding})


def accuracy(count: int) -> Measurement:
    """`count` faults at once in DISCLOSURES invented disclosures; only faults that an identity sees."""
    from test_repair import tried

    from mingzhang.standard.load import load_standard

    standard = load_standard("cn", 2024)
    outcome: Counter[str] = Counter()

    def run() -> None:
        outcome.update(tried(range(5000, 5000 + DISCLOSURES), count, standard)[0])

    seconds = best(run, 1)
    seen = outcome["seen"]
    note = (
        f"{seen} seen: named first {outcome['named'] / seen:.1%}, restored {outcome['restored'] / seen:.1%}, "
        f"proposals that leave an identity broken {outcome['left broken']}, "
        f"called unique and wrong {outcome['wrongly unique']}"
    )
    return Measurement(f"{DISCLOSURES} disclosures with {count} seeded faults each", seconds, note=note)


def measure() -> list[Measurement]:
    """Times, then how often the right cell is named first and its figure restored."""
    return [
        whole_document("of OCR text (a real disclosure, 142 KB)", SEED),
        whole_document("of disclosure JSON (the sample)", SAMPLE),
        large_document(),
        *(accuracy(count) for count in (1, 2, 4)),
    ]
