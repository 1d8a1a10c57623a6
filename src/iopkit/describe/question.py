"""The question behind what is not recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.question_names import completed_level

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


def question(pathway: Pathway, name: str) -> str:
    """Return the question behind what is not recorded: a fact, or ``completed LEVEL``."""
    if level := completed_level(name):
        title = pathway.level(level).title
        return f"Did the client finish an earlier stay as planned: {title}?"
    return pathway.assessment.fact(name).ask
