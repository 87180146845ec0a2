"""What a change does to the roadmap: laws over roadmaps that Hypothesis makes, and facts on small ones."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings

from rice_roadmap.checking.inspection import Inspection, inspect
from rice_roadmap.history import fields as compared
from rice_roadmap.history.changes import Cause, Counts, Difference, Ids, Move, Others, Outside, Place
from rice_roadmap.history.difference import difference
from rice_roadmap.history.plan_changes import plan_change
from rice_roadmap.history.similar import MOST_NEW, MOST_SIMILAR, similar_requests
from rice_roadmap.model.audience import Audience
from rice_roadmap.model.decision import PublicDecision
from rice_roadmap.model.item import Item, PublicItem
from rice_roadmap.model.plan import Plan
from rice_roadmap.model.request import PublicRequest, Request
from rice_roadmap.publish.change_report import REPORTS
from rice_roadmap.publish.change_sections import NOTHING, headline, sections
