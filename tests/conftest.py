"""What all tests share: examples that Hypothesis finds again in CI, and the switch that writes expected outputs."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No deadline: machines are shared. In CI always the same examples: yesterday's green stays green.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--update-examples`, after which `git diff` shows what changed."""
    parser.addoption("--update-examples", action="store_true", help="write the expected outputs of example files anew")


@pytest.fixture
def update_examples(request: pytest.FixtureRequest) -> bool:
    """Return whether a test writes the expected output beside its example instead of only comparing."""
    return bool(request.config.getoption("--update-examples"))
