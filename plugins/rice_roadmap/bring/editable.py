"""A file that is there, and the same file with some of its values changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rice_roadmap.bring.refusal import Refusal
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.text.editing import Change, NotEditableError, edit
from rice_roadmap.text.files import Files
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.source import Data, read


@dataclass(frozen=True, kw_only=True, slots=True)
class Editable:
    """A file of a kind as it stands: its bytes, and what they say."""

    path: str
    kind: Kind
    raw: bytes
    data: Mapping[str, Data]

    def changed(self, changes: Sequence[Change]) -> PlannedFile | Refusal:
        """Return the file with the changes made, or why no command can make them."""
        try:
            text = edit(self.raw.decode(), changes, kind=self.kind)
        except NotEditableError as error:
            return Refusal(message=f"{self.path} cannot be changed: {error}")
        return PlannedFile(path=self.path, content=text.encode(), replaces=self.raw)


def editable(files: Files, path: str, kind: Kind) -> Editable | Refusal:
    """Return the file that stands at a path, or why it must be mended before a command can change it."""
    try:
        raw = files.read(path)
    except OSError:
        return Refusal(message=f"{path} cannot be read.", hint="Check that it is a plain file and may be read.")
    reading = read(path, raw)
    if reading.document is None or reading.problems:
        first = reading.problems[0]
        place = f"{path}:{first.where.line}:{first.where.column}"
        return Refusal(message=f"{place}: this must be mended first: {first.message}", hint=first.hint)
    return Editable(path=path, kind=kind, raw=raw, data=reading.document.data)
