"""The same as the command `rice-roadmap`, for `python -m rice_roadmap`."""

from __future__ import annotations

from rice_roadmap.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
