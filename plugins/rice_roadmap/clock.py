"""What day it is: asked once, at the very top, so that everything below gives the same bytes on every machine."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


class NoDayError(ValueError):
    """`SOURCE_DATE_EPOCH` is set to something that is no point in time."""

    def __init__(self) -> None:
        """Say so in a sentence."""
        super().__init__("SOURCE_DATE_EPOCH names no day. It is a number of seconds since 1970.")


def today() -> date:
    """Return the day that `SOURCE_DATE_EPOCH` names, else today's date in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise NoDayError from error
