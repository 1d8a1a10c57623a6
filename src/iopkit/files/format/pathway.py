"""The pathway file: every section that it can have, in the order in which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.values import OTHER_VERSION
from iopkit.files.format.arrivals import ARRIVALS
from iopkit.files.format.assessment import ASSESSMENT, REFERRALS, SOURCES
from iopkit.files.format.levels import LEVELS, OUTCOMES
from iopkit.files.format.programs import GROUPS, PROGRAMS, SUPPORTS, THERAPIES
from iopkit.files.format.transitions import ACCEPTED, FLOORS, RULE_SETS, TRANSITIONS
from iopkit.files.format.week import WEEK
from iopkit.files.schema.collection import ListOf
from iopkit.files.schema.record import FieldSpec, Record
from iopkit.files.schema.value_type import ConstantType, Id, TextType
from iopkit.model.assessment import Assessment
from iopkit.model.outcome import IN_THE_COMMUNITY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.assessment import Fact
    from iopkit.model.pathway import Pathway

VERSION: Final = 1


_DONE: Final = frozenset({"iopkit", "extends", "uses"})
"""What says how to read the file, and is no more when it is read."""


def _parts(
    *,
    id: str = "unnamed",  # noqa: A002  the model's name for it
    title: str = "Unnamed",
    assessment: tuple[Fact, ...] = (),
    **sections: object,
) -> dict[str, object]:
    kept = {name: section for name, section in sections.items() if name not in _DONE}
    return kept | {"id": id, "title": title, "assessment": Assessment(assessment)}


def written_fields(pathway: Pathway) -> Mapping[str, object]:
    """Return the sections of a pathway, without what every pathway has."""
    outcomes = pathway.outcomes
    if outcomes[-1] == IN_THE_COMMUNITY:
        outcomes = outcomes[:-1]
    return {
        "iopkit": VERSION,
        "id": pathway.id,
        "title": pathway.title,
        "description": pathway.description,
        "sources": pathway.sources,
        "referrals": pathway.referrals,
        "assessment": pathway.assessment.facts,
        "levels": pathway.levels,
        "outcomes": outcomes,
        "therapies": pathway.therapies,
        "programs": pathway.programs,
        "groups": pathway.groups,
        "supports": pathway.supports,
        "week": pathway.week,
        "floors": pathway.floors,
        "transitions": pathway.transitions,
        "rule_sets": pathway.rule_sets,
        "arrivals": pathway.arrivals,
        "accepted": pathway.accepted,
    }


PATHWAY: Final = Record(
    what="a pathway file",
    build=_parts,
    lenient=True,
    keys=(
        FieldSpec(
            "iopkit",
            ConstantType(VERSION, OTHER_VERSION),
            "The version of this format: 1.",
            required=True,
            inherited=False,
        ),
        FieldSpec("id", Id(), "The pathway's name in files.", required=True, inherited=False),
        FieldSpec("title", TextType(), "Its name for people.", required=True, inherited=False),
        FieldSpec(
            "description",
            TextType(),
            "What a reader should know first.",
            default="",
            inherited=False,
        ),
        FieldSpec(
            "extends",
            TextType(),
            "The pathway, by name or file, that this one differs from.",
            inherited=False,
        ),
        FieldSpec(
            "uses",
            ListOf(TextType(), single=True),
            "The parts, by name or file, that this file takes in: therapies, programs, facts ...",
            inherited=False,
        ),
        FieldSpec("sources", SOURCES, "References that the rest names, by id."),
        FieldSpec("referrals", REFERRALS, "Who sends clients."),
        FieldSpec("assessment", ASSESSMENT, "The facts that are asked about a client, by id."),
        FieldSpec("levels", LEVELS, "The levels of care, by id, the most intensive first."),
        FieldSpec("outcomes", OUTCOMES, "Where a stay can end outside the levels, by id."),
        FieldSpec("therapies", THERAPIES, "What is done in services, described once, by id."),
        FieldSpec("programs", PROGRAMS, "What clients do at a level, by id."),
        FieldSpec("groups", GROUPS, "Specialised groups within programs, by id."),
        FieldSpec("supports", SUPPORTS, "What clients do beside the levels, by id."),
        FieldSpec("week", WEEK, "When and where sessions are held, and who leads them."),
        FieldSpec("floors", FLOORS, "Rules that a client needs at least a certain level."),
        FieldSpec("transitions", TRANSITIONS, "The moves that a client can make."),
        FieldSpec("rule_sets", RULE_SETS, "Named, dated lists of criteria, by id."),
        FieldSpec("arrivals", ARRIVALS, "Who comes, and when, by the id of the stream."),
        FieldSpec(
            "accepted",
            ACCEPTED,
            "What `check --prove` would find and is accepted.",
            formerly="meant",
        ),
    ),
)
