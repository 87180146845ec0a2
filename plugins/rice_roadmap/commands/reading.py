"""The roadmap as commands read it, and what they say where some of it could not be read."""

from __future__ import annotations

from rice_roadmap.checking.inspection import Inspection
from rice_roadmap.commands.command import Status
from rice_roadmap.text.problem import Severity


def status_of(inspection: Inspection) -> Status:
    """Return how a command ends that read these files: whatever else it did, errors are not passed over."""
    return Status.ERRORS if inspection.has_errors else Status.CLEAN


def left_out(inspection: Inspection) -> tuple[str, ...]:
    """Return what to say beside data that was made of the readable files alone."""
    errors = sum(problem.severity is Severity.ERROR for problem in inspection.problems)
    if not errors:
        return ()
    files = "The files hold 1 error" if errors == 1 else f"The files hold {errors} errors"
    return (f"{files}, so this was made of those that could be read. `rice-roadmap check` shows what to mend.",)
