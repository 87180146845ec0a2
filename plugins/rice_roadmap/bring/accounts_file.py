"""New accounts behind those that are there: the one file that an import adds to."""

from __future__ import annotations

from collections.abc import Mapping

from rice_roadmap.bring.proving import proven_text, schema_address
from rice_roadmap.bring.refusal import Unfit
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.model.filing import ACCOUNTS
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data
from rice_roadmap.text.writing import write


def with_accounts(
    old: bytes | None, there: Mapping[str, Data], new: Mapping[str, Data]
) -> tuple[PlannedFile | None, int, str]:
    """Return the accounts file with as many new accounts as it can hold, their number, and why it holds no more.

    What stands in the file already stays as it is, to the byte.
    """
    names = list(new)
    held, reason = 0, ""
    fewest, most = 1, len(names)
    file: PlannedFile | None = None
    while fewest <= most:
        count = most if held == 0 and not reason else (fewest + most) // 2
        content = _content(old, there, {name: new[name] for name in names[:count]})
        if isinstance(content, Unfit):
            most, reason = count - 1, content.reason
        else:
            fewest, held = count + 1, count
            file = PlannedFile(path=ACCOUNTS, content=content, replaces=old)
    return file, held, reason


def _content(old: bytes | None, there: Mapping[str, Data], new: dict[str, Data]) -> bytes | Unfit:
    text = write(new, schema=schema_address(Kind.ACCOUNTS, ACCOUNTS))
    if old is not None:
        before = old.decode()
        # The first line names the schema, and the file that is there has its own.
        _, _, entries = text.partition("\n")
        text = before + ("" if before.endswith("\n") or not before else "\n") + entries
    return proven_text(Kind.ACCOUNTS, ACCOUNTS, text, {**there, **new})
