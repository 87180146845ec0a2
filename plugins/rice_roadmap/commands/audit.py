"""`audit`: whether a built site may be published, or holds what only colleagues may read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.commands.command import Command, MisuseError, Place, Result, Status
from rice_roadmap.commands.options import add_root
from rice_roadmap.publish.audit import Audit, Finding, audit
from rice_roadmap.publish.built_site import SiteFolder, has_a_page
from rice_roadmap.publish.confidential import records, values
from rice_roadmap.publish.fixed_words import fixed_words
from rice_roadmap.text.files import Folder
from rice_roadmap.text.problem import Severity
from rice_roadmap.text.visible import visible

_ADVICE = (
    "Take them out of the texts and pages that hold them. Is it the site for colleagues? Then build the public one. "
    "If a customer's name is an everyday word, write `common_word: true` with it in roadmap/accounts.yaml."
)

#: More lines than these help nobody; that there is one is what counts.
_MOST_LINES = 1_000


def _describe(parser: ArgumentParser) -> None:
    parser.add_argument("site", metavar="SITE_DIR", type=Path, help="the folder of the built public site")
    add_root(parser)


def _run(options: Namespace, place: Place) -> Result:
    site = SiteFolder(root=options.site)
    if not options.site.is_dir():
        raise MisuseError(f"There is no folder `{options.site}`. Build the site first, for example `mkdocs build`.")
    if not has_a_page(site):
        raise MisuseError(f"`{options.site}` holds no page. Name the folder into which the site was built.")
    files = Folder(root=place.root)
    inspection = inspect(files)
    portfolio = inspection.portfolio
    found = audit(site, values(records(files), portfolio), fixed_words(portfolio.plan, place.today))
    is_clean = found.is_clean and not inspection.has_errors
    return Result(
        data="".join(f"{visible(line)}\n" for line in _lines(found)),
        messages=(*_outcome(found), *_unknown(inspection)),
        status=Status.CLEAN if is_clean else Status.ERRORS,
    )


def _lines(found: Audit) -> tuple[str, ...]:
    lines = [f"{one.file}: cannot be searched: {one.why}" for one in found.not_searched]
    lines += [f"{one.file}: holds {_said(one)}" for one in found.findings]
    more = len(lines) - _MOST_LINES
    return (*lines[:_MOST_LINES], *([f"… and {more} more"] if more > 0 else []))


def _said(finding: Finding) -> str:
    where = finding.place
    others = "" if finding.others == 0 else f" and in {_counted(finding.others, 'other place')}"
    return f"`{where.field}`, written in {where.path}:{where.line}{others}"


def _outcome(found: Audit) -> tuple[str, ...]:
    searched = f"Searched {_counted(found.files, 'file')} for {_counted(found.values, 'internal value')}"
    if found.is_clean:
        return (f"{searched}: none of them is there.",)
    if not found.findings:
        return (f"{searched}, but not all of every file. Do not publish this site before you know what is in them.",)
    files = _counted(found.files_with_findings, "file")
    return (f"{searched}. Do not publish this site: internal values stand in {files} of it.", _ADVICE)


def _unknown(inspection: Inspection) -> tuple[str, ...]:
    errors = sum(problem.severity is Severity.ERROR for problem in inspection.problems)
    if not errors:
        return ()
    message = f"The roadmap holds {_counted(errors, 'error')}, so not every internal value may have been looked for."
    return (f"{message} `rice-roadmap check` shows what to mend.",)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


COMMAND = Command(
    description=(
        "Searches a built site, before it is published, for what only colleagues may read: customers' names, who looks "
        "after them, what they pay, and every internal text and link. Every byte and every file name is searched, also "
        "in archives and in other encodings. It says which file holds which field, and never repeats the value."
    ),
    example="""\
rice-roadmap audit site                   whether the site in the folder `site` may be published
rice-roadmap audit public --root ../plans the same, where site and roadmap stand apart""",
    describe=_describe,
    run=_run,
)
