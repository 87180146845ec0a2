"""`decide`: the answer to one request or to several at once, written new or changed where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from rice_roadmap.bring.existing import roadmap_in
from rice_roadmap.bring.naming import record_named
from rice_roadmap.bring.options import FieldOption
from rice_roadmap.bring.prepared import Prepared, prepared
from rice_roadmap.bring.proving import proven
from rice_roadmap.bring.questions import Ask, answered, question
from rice_roadmap.bring.records import in_order
from rice_roadmap.bring.refusal import Refusal, Unfit
from rice_roadmap.bring.settings import Setting, put, settings_from, value_from
from rice_roadmap.bring.standing import Standing, standing
from rice_roadmap.bring.writing_files import PlannedFile
from rice_roadmap.model.decision import KEYS_OF_VERDICTS, Verdict
from rice_roadmap.model.filing import ENDING, filed, path_of
from rice_roadmap.text.editing import REMOVE, Change, NotEditableError, edit
from rice_roadmap.text.files import EntryKind, Files
from rice_roadmap.text.needs import Need, choices, missing
from rice_roadmap.text.schema import Kind
from rice_roadmap.text.shape import properties, property_at
from rice_roadmap.text.source import Data
from rice_roadmap.text.suggestion import did_you_mean, listed
