"""Golden dumps: `tests/dumps/<site>/*.txt`, read at the same moment, give the `.json` beside them.

`UPDATE_GOLDEN=1 python -m pytest tests/test_golden.py` writes the `.json` files anew; look at what changed.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import newsdump
from newsdump.serializers import json

FOLDER = Path(__file__).parent / "dumps"
DUMPS = sorted(FOLDER.glob("*/*.txt"))
CAPTURED_AT = datetime(2025, 6, 6, 12, tzinfo=UTC)


def test_there_are_dumps() -> None:
    assert len(DUMPS) >= 12


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_dump_gives_its_page(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        page = newsdump.parse(file.read(), captured_at=CAPTURED_AT)
    expected = path.with_suffix(".json")
    found = json.dumps(page)
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert json.loads(found) == page
