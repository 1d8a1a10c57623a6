"""Shapes of numbers and rules: short when they rest on what is around them, else a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.quantities import NEITHER_NUMBER_NOR_WORD
from iopkit.files.schema.provenance_keys import write_basis
from iopkit.files.schema.record import FieldSpec, Record
from iopkit.files.schema.text_types import CriterionText
from iopkit.files.schema.value_type import (
    Flag,
    JsonSchema,
    NumberType,
    TextType,
    ValueType,
    Written,
)
from iopkit.files.yaml.node import Entries
from iopkit.model.basis import Figure
from iopkit.model.rule import Rule

if TYPE_CHECKING:
    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis

_RULE: Final = Record(
    what="a rule",
    build=Rule,
    keys=(
        FieldSpec("if", CriterionText(), "What is asked.", "criterion", required=True),
        FieldSpec("prefer", Flag(), "Whether it only ranks and never excludes.", default=False),
        FieldSpec("title", TextType(), "The rule in a sentence.", default=""),
    ),
    basis="own",
)


@attrs.frozen
class FigureShape:
    """A number, alone or as ``{value: 0.23, source: ...}``.

    Parameters
    ----------
    no_limit
        A word that means the same as leaving the key out.
    number
        How the number itself is written.
    """

    no_limit: str = ""
    number: ValueType[float] = NumberType()

    @property
    def _long(self) -> Record[Figure]:
        return Record(
            what="a number with its basis",
            build=Figure,
            keys=(FieldSpec("value", self.number, "The number.", required=True),),
            basis="own",
        )

    def read(self, node: Node, reading: ReadingContext) -> Figure | None:
        """Return the number with what it rests on."""
        if isinstance(node.value, Entries):
            return self._long.read(node, reading)
        if self.no_limit and node.value == self.no_limit:
            return None
        if self.no_limit and isinstance(node.value, str) and not node.value[:1].isdigit():
            reading.refuse(
                NEITHER_NUMBER_NOR_WORD(no_limit=self.no_limit, value=node.value), node.mark
            )
        return Figure(self.number.read(node, reading), basis=reading.basis)

    def write(self, value: Figure, basis: Basis | None) -> Written:
        """Return the number, with its basis if that is not the one around it."""
        own = write_basis(value.basis, basis)
        number = self.number.write(value.value, basis)
        return {"value": number, **own} if own else number

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        word = [{"const": self.no_limit}] if self.no_limit else []
        short = self.number.schema(partial=partial)
        return {"anyOf": [short, self._long.schema(partial=partial), *word]}


@attrs.frozen
class RuleShape:
    """A criterion, alone or as ``{if: ..., prefer: true, source: ...}``."""

    def read(self, node: Node, reading: ReadingContext) -> Rule:
        """Return the rule."""
        if isinstance(node.value, Entries):
            return _RULE.read(node, reading)
        return Rule(criterion=CriterionText().read(node, reading), basis=reading.basis)

    def write(self, value: Rule, basis: Basis | None) -> Written:
        """Return the criterion alone when it says everything."""
        if value == Rule(criterion=value.criterion, basis=basis):
            return CriterionText().write(value.criterion, basis)
        return _RULE.write(value, basis)

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        return {"anyOf": [{"type": ["string", "boolean"]}, _RULE.schema(partial=partial)]}
