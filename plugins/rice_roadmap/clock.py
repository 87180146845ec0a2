"""What day it is: asked once, at the very top, so that everything below gives the same bytes on every machine."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime

_EPOCH = "SOURCE_DATE_EPOCH"
_SECONDS = re.compile(r"[0-9]{1,10}")

#: A day in 2106: compressed files, which sites hold too, know no later one.
_LAST_SECOND = 2**32 - 1


class NoDayError(ValueError):
    """`SOURCE_DATE_EPOCH` is set to something that is no point in time."""

    def __init__(self) -> None:
        """Say so in a sentence."""
        super().__init__("SOURCE_DATE_EPOCH names no day. It is a number of seconds since 1970.")


def today() -> date:
    """Return the day that `SOURCE_DATE_EPOCH` names, else today's date in UTC."""
    epoch = os.environ.get(_EPOCH, "")
    if not epoch:
        # Set to nothing is not set; MkDocs, which looks at it later, would stop with a traceback.
        os.environ.pop(_EPOCH, None)
        return datetime.now(UTC).date()
    if not _SECONDS.fullmatch(epoch) or int(epoch) > _LAST_SECOND:
        raise NoDayError
    return datetime.fromtimestamp(int(epoch), UTC).date()
