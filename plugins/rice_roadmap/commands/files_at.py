"""The files that a command is to look at: those on the disk, or those of a commit."""

from __future__ import annotations

from pathlib import Path

from rice_roadmap.commands.command import MisuseError
from rice_roadmap.history import git
from rice_roadmap.text.files import Files, Folder


def files_at(root: Path, revision: str | None) -> Files:
    """Return the files of the folder, or of the revision that somebody named."""
    if revision is None:
        return Folder(root=root)
    tree = tree_at(root, revision)
    return tree.part(tree.lines)


def tree_at(root: Path, revision: str) -> git.Tree:
    """Return the names of the files of the revision that somebody named."""
    tree = git.tree(root, revision)
    if tree is None:
        where = "git knows no commit of that name" if git.top(root) else "there is no git repository here"
        raise MisuseError(f"`{revision}` cannot be read: {where}.")
    return tree
