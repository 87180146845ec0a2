"""The files that a command is to look at: those on the disk, or those of a commit."""

from __future__ import annotations

from pathlib import Path

from rice_roadmap.commands.command import MisuseError
from rice_roadmap.history import git
from rice_roadmap.text.files import Files, Folder


def files_at(root: Path, revision: str | None, other: Files | None = None) -> Files:
    """Return the files of the folder, or of the revision that somebody named.

    What is the same in the other files, if they are a revision too, is not asked for again.
    """
    if revision is None:
        return Folder(root=root)
    files = git.revision(root, revision, other if isinstance(other, git.Revision) else None)
    if files is None:
        where = "git knows no commit of that name" if git.top(root) else "there is no git repository here"
        raise MisuseError(f"`{revision}` cannot be read: {where}.")
    return files
