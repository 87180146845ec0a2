"""The ways in which the form sends what it wrote, as far as they lead anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from rice_roadmap.model.plan import Door, Plan, Repository
from rice_roadmap.publish.forges import Forge

#: Where the plan names none.
_DEFAULT = (Door.FORGE, Door.COPY)


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedDoor:
    """A way to send a request: what its button says, and what somebody needs for it."""

    kind: Door
    label: str
    needs: str


def doors(plan: Plan, forge: Forge | None) -> tuple[OfferedDoor, ...]:
    """Return the doors of the plan in its order, and copying where no other is left."""
    wanted = plan.propose.by or _DEFAULT
    leading_somewhere = tuple(door for door in wanted if door is not Door.FORGE or forge is not None)
    return tuple(_offered(door, plan, forge) for door in leading_somewhere or (Door.COPY,))


def _offered(door: Door, plan: Plan, forge: Forge | None) -> OfferedDoor:
    match door:
        case Door.FORGE:
            where = f" on {forge.name}" if forge is not None and forge.name else ""
            access = "with access to the repository" if plan.repository is Repository.PRIVATE else "there"
            return OfferedDoor(kind=door, label=f"Send{where}", needs=f"Needs an account {access}.")
        case Door.EMAIL:
            return OfferedDoor(kind=door, label="Send by e-mail", needs="Needs no account.")
        case Door.COPY:
            return OfferedDoor(kind=door, label="Copy the text", needs="To send it in your own way.")
