"""What is tried for faults, and by which tests: only those that belong to it, so that they stand on their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Modules by their paths in the package, and the tests that must notice a fault in them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS: Mapping[str, Group] = {
    "reader": Group(
        modules=(
            *("text/source.py", "text/decoding.py", "text/characters.py", "text/walk.py", "text/tree.py"),
            *("text/scalar.py", "text/escapes.py", "text/document.py", "text/everyday_yaml.py"),
        ),
        tests=(
            "tests/text/test_yaml_examples.py",
            "tests/text/test_characters.py",
            "tests/text/test_scalar.py",
            "tests/text/test_decoding.py",
            "tests/text/test_document.py",
            "tests/text/test_source.py",
            "tests/text/test_everyday_yaml.py",
        ),
    ),
    "arithmetic": Group(
        modules=("ranking/rice.py", "model/estimate.py", "model/scale.py", "text/decimals.py"),
        tests=(
            *("tests/ranking/test_rice.py", "tests/model/test_estimate.py", "tests/model/test_scale.py"),
            "tests/text/test_decimals.py",
        ),
    ),
    "ranking": Group(
        modules=(
            *("ranking/order.py", "ranking/capacity.py", "ranking/sets.py", "ranking/knapsack.py"),
            *("ranking/change.py", "ranking/displacement.py", "ranking/prerequisites.py"),
        ),
        tests=(
            *("tests/ranking/test_order.py", "tests/ranking/test_capacity.py", "tests/ranking/test_sets.py"),
            *("tests/ranking/test_change.py", "tests/ranking/test_displacement.py", "tests/ranking/test_knapsack.py"),
        ),
    ),
    "audience": Group(
        modules=("model/audience.py", "model/status.py"),
        tests=("tests/model/test_audience.py", "tests/checking/test_statuses.py"),
    ),
    "prose": Group(
        modules=("text/prose.py", "text/everyday_prose.py"),
        tests=("tests/text/test_prose.py", "tests/text/test_everyday_prose.py"),
    ),
}
