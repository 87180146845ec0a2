"""Where a forge opens a new file with its name and text filled in, so that a browser is all that somebody needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

#: What a pattern may leave open: the repository's address, its branch, where the file goes, and what it holds.
PLACEHOLDERS = ("repo", "branch", "path", "folder", "filename", "content", "title")

#: Servers, proxies and forges refuse addresses that are longer; in bytes, which an encoded address has as characters.
LONGEST_ADDRESS = 7_000

_PLACEHOLDER = re.compile(r"\{(\w*)\}")

# By a part of the host's name: what people call the forge, and how it opens a new file.
_KNOWN = (
    (("github",), "GitHub", "{repo}/new/{branch}?filename={path}&value={content}&message={title}"),
    (("gitlab",), "GitLab", "{repo}/-/new/{branch}?file_name={path}&content={content}"),
    (("gitea", "forgejo", "codeberg"), "", "{repo}/_new/{branch}/{folder}/?filename={filename}&value={content}"),
)
_NAMES = {"gitea": "Gitea", "forgejo": "Forgejo", "codeberg": "Codeberg"}
_EDITED_AT = re.compile(r"(?:^|/)(?:_?edit|src/branch|blob|tree|raw)/(?P<branch>[^/]+)/(?P<docs>.*)")
_DEFAULT_BRANCH = "main"


@dataclass(frozen=True, kw_only=True, slots=True)
class Forge:
    """How a forge opens a new file: `pattern` leaves open what differs from file to file.

    `name` is what people call it, empty where that is not known; `folder` is where in the repository the roadmap is.
    """

    name: str
    pattern: str
    folder: str = ""

    def new_file(self, path: str, content: str) -> str:
        """Return the address that opens a new file at that path of the roadmap, with that text."""
        folder, _, filename = (place := join(self.folder, path)).rpartition("/")
        values = {"path": place, "folder": folder, "filename": filename, "content": content, "title": ""}
        address, _, query = self.pattern.partition("?")
        pairs = ((key, _filled(value, values)) for key, value in parse_qsl(query, keep_blank_values=True))
        written = urlencode([(key, value) for key, value in pairs if value])
        quoted = {name: quote(value, safe="/") for name, value in values.items()}
        return f"{_filled(address, quoted)}{'?' if written else ''}{written}"


def forge_of(repo_url: str, *, pattern: str = "", edit_uri: str = "", root: str = "..") -> Forge | None:
    """Return the forge of a repository, or None where it is not known how that one opens a new file.

    `pattern` is a company's own, for forges that we do not know; `edit_uri` tells the branch and where in the
    repository the pages are written, and `root` is the way from there to the roadmap.
    Raises ValueError, in a sentence for whoever wrote it, where a pattern cannot be used.
    """
    if pattern and (reason := _unfit(pattern)):
        raise ValueError(reason)
    name, known = _known(urlsplit(repo_url).netloc.lower())
    if not (pattern or known):
        return None
    branch, folder = _branch_and_folder(edit_uri, root)
    fixed = {"repo": repo_url.rstrip("/").removesuffix(".git"), "branch": quote(branch, safe="/")}
    return Forge(name="" if pattern else name, pattern=_filled(pattern or known, fixed), folder=folder)


def _known(host: str) -> tuple[str, str]:
    parts = re.split(r"[.-]", host.rpartition("@")[2].partition(":")[0])
    for words, name, pattern in _KNOWN:
        for word in words:
            if word in parts:
                return name or _NAMES[word], pattern
    return "", ""


def _branch_and_folder(edit_uri: str, root: str) -> tuple[str, str]:
    found = _EDITED_AT.search(edit_uri)
    if found is None:
        return _DEFAULT_BRANCH, ""
    folder = normpath(join(unquote(found["docs"]), root))
    return unquote(found["branch"]), "" if folder == "." or folder.startswith("..") else folder


def _unfit(pattern: str) -> str:
    """Return why a pattern cannot be used, empty where it can."""
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name not in PLACEHOLDERS]
    if unknown:
        return f"`{{{unknown[0]}}}` stands for nothing. Use {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}."
    if not re.match(r"https?://|\{repo\}", pattern):
        return "It must be a whole address, which begins with `https://` or with `{repo}`."
    if "{content}" not in pattern.partition("?")[2]:
        return "It has no place for the text of the file: write `{content}` behind the question mark."
    return ""


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    """Return the pattern with what is known in place; what is not known yet stays open."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), pattern)
