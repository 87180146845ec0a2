"""One search for bytes that break a law, led by what of the code they reach: `python -m tests.fuzz.search LAW …`.

Started by `tests.fuzz`, one process for each law: the search ends its process itself.
What follows the law goes to libFuzzer.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

#: The code whose branches lead the search: ours, and for the reader also what reads YAML in Python. More is slower.
OURS = "rice_roadmap"
BESIDE_OURS = {"reader": ["ruamel"]}


def main(law: str, folder: Path, options: list[str]) -> None:
    """Search until libFuzzer ends the process; what is worth keeping is kept in `folder`."""
    # Only whoever searches has it: it comes as a wheel for a few machines.
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=[OURS, *BESIDE_OURS.get(law, [])]):
        laws = importlib.import_module("tests.fuzz.laws")
        seeds = importlib.import_module("tests.fuzz.seeds")
        structured = importlib.import_module("tests.fuzz.structured")
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds.seeds(law)):
        (corpus / f"seed-{number:04}").write_bytes(seed)
    flags = [f"-max_len={seeds.LONGEST[law]}", f"-artifact_prefix={folder}/found-", "-print_final_stats=1"]
    ways: dict[str, Any] = {}
    if law == "shape":
        ways["custom_mutator"] = lambda raw, longest, seed: structured.changed(raw, longest, seed, atheris.Mutate)
    atheris.Setup([sys.argv[0], *flags, *options, str(corpus)], laws.LAWS[law], **ways)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
