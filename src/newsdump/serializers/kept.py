"""What came with a dump and goes with its page, as formats can hold it: a record of Parquet may hold anything."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from datetime import date, time
from typing import Any


def plain(value: Any) -> Any:  # noqa: ANN401 - of any type
    """*value* as JSON has it: times in ISO 8601, bytes in base 64, numbers that are none as null, else its words.

    >>> from datetime import date
    >>> plain({"day": date(2025, 6, 6), "data": b"a", "scores": (1.5, float("nan"))})
    {'day': '2025-06-06', 'data': 'YQ==', 'scores': [1.5, None]}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


def as_text(value: Any) -> str | None:  # noqa: ANN401 - of any type
    """*value* for a column of texts: a text as it is, anything else as JSON.

    >>> as_text("a"), as_text(7), as_text(["a", None]), as_text(None)
    ('a', '7', '["a", null]', None)
    """
    value = plain(value)
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
