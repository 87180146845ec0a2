"""How many hostile samples there are for each door: `python -m tests.hostile`."""

from __future__ import annotations

from tests.samples import DOORS, counts

for name, number in counts().items():
    print(f"{number:5}  {DOORS[name][1]}")
print(f"{sum(counts().values()):5}  together")
