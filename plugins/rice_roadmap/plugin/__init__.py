"""The MkDocs plugin: hands finished pages to MkDocs, which puts its frame around them; nothing else knows MkDocs."""

from __future__ import annotations

from rice_roadmap.plugin.building import build
from rice_roadmap.plugin.events import RiceRoadmapConfig, RiceRoadmapPlugin

__all__ = ["RiceRoadmapConfig", "RiceRoadmapPlugin", "build"]
