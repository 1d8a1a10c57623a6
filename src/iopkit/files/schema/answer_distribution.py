"""The shape of how an answer is spread over arriving clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.quantities import (
    NEITHER_YES_NOR_NO,
    NO_KEY_OF_ANSWERS,
    SHARE_OVER_ONE,
)
from iopkit.files.schema.distribution import KEYS, DistributionShape
from iopkit.files.schema.provenance_keys import BASIS_KEYS, read_basis, write_basis
from iopkit.files.schema.value_type import JsonSchema, NumberType, Written, refuse_form
from iopkit.files.yaml.node import Entries, Node
from iopkit.model.simulation.arrivals import Answer

if TYPE_CHECKING:
    from iopkit.files.schema.context import ReadingContext
    from iopkit.model.basis import Basis

_SHARE: Final = NumberType(low=0)
_AMOUNT: Final = DistributionShape(timed=False, signed=True)
_YES_NO: Final = {"yes": True, "no": False}


@attrs.frozen
class AnswerShape:
    """The share of yes, the shares of several words, or a distribution.

    With a basis of its own the shares stand under ``shares``; a distribution has its own basis,
    or stands under ``amount`` in the rare case that its basis is not that of the answer.
    """

    def read(self, node: Node, reading: ReadingContext) -> Answer:
        """Return the answer; what the fact is like decides how the text is read."""
        fact = node.key.text if node.key else ""
        question = reading.root.at(("assessment", fact))
        known = question.key is not None and question.key.text == fact
        if question.child("number") if known else _is_distribution(node):
            return _amount(fact, node, reading)
        shares, basis = _long(node, "shares", reading)
        yes_no = bool(question.child("yes_no")) if known else not isinstance(shares.value, Entries)
        weights = shares_of(shares, reading, yes_no=yes_no)
        return Answer(fact=fact, weights=weights, basis=basis)

    def write(self, value: Answer, basis: Basis | None) -> Written:
        """Return the shares, or the distribution."""
        if value.amount is not None:
            if value.basis == value.amount.basis:
                return _AMOUNT.write(value.amount, basis)
            own = write_basis(value.basis, basis)
            return {"amount": _AMOUNT.write(value.amount, value.basis), **own}
        own = write_basis(value.basis, basis)
        yes = dict(value.weights).get(True)
        shares: Written
        if yes is not None and value.weights == ((True, yes), (False, 1 - yes)):
            shares = yes
        else:
            shares = written_shares(value.weights)
        return {"shares": shares, **own} if own else shares

    def schema(self, *, partial: bool) -> JsonSchema:
        """Return what is accepted."""
        share = _SHARE.schema(partial=partial)
        shares: JsonSchema = {"type": "object", "additionalProperties": share}
        basis = {name: {"type": ["string", "null"]} for name in BASIS_KEYS}
        long: JsonSchema = {
            "type": "object",
            "additionalProperties": False,
            "required": ["shares"],
            "properties": {"shares": {"anyOf": [share, shares]}, **basis},
        }
        amount = _AMOUNT.schema(partial=partial)
        number = long | {"required": ["amount"], "properties": {"amount": amount, **basis}}
        return {"anyOf": [share, shares, long, amount, number]}


def written_shares(weights: tuple[tuple[bool | str, float], ...]) -> dict[str, Written]:
    """Return the share of each answer under the word for it."""
    names = {True: "yes", False: "no"}
    return {names[word] if isinstance(word, bool) else word: share for word, share in weights}


def _is_distribution(node: Node) -> bool:
    """Whether an answer to a question that is not there must be to one about a number."""
    names = node.value.names() if isinstance(node.value, Entries) else ()
    return bool(names) and all(name in {*KEYS, *BASIS_KEYS} for name in names)


def _amount(fact: str, node: Node, reading: ReadingContext) -> Answer:
    inner, basis = _long(node, "amount", reading)
    amount = _AMOUNT.read(inner, reading.based(basis))
    return Answer(fact=fact, amount=amount, basis=amount.basis if inner is node else basis)


def _long(node: Node, name: str, reading: ReadingContext) -> tuple[Node, Basis | None]:
    """Return what stands under a key beside a basis, and the basis; the same value if short."""
    inner = node.child(name)
    if inner is None or not isinstance(node.value, Entries):
        return node, reading.basis
    if len(node.value.pairs) == 1 and not isinstance(inner.value, Entries):
        return node, reading.basis
    for key, _ in node.value.pairs:
        if key.text not in {name, *BASIS_KEYS}:
            reading.refuse(NO_KEY_OF_ANSWERS(key=key.text, name=name), key.mark)
    return inner, read_basis(node.value, reading)


def shares_of(
    shares: Node, reading: ReadingContext, *, yes_no: bool
) -> tuple[tuple[bool | str, float], ...]:
    """Return the share of each answer; of a question answered by yes or no a number is yes."""
    if isinstance(shares.value, Entries):
        found: list[tuple[bool | str, float]] = []
        for key, share in shares.value.pairs:
            if yes_no and key.text not in _YES_NO:
                reading.refuse(NEITHER_YES_NOR_NO(), key.mark)
            word = _YES_NO[key.text] if yes_no else key.text
            found.append((word, _SHARE.read(share, reading.inside(key.text))))
        return tuple(found)
    if not yes_no:
        refuse_form(shares, reading, "a share for each word", "{weak: 0.3, strong: 0.7}")
    yes = _SHARE.read(shares, reading)
    if yes > 1:
        reading.refuse(SHARE_OVER_ONE(yes=yes, share=yes / 100), shares.mark)
    return ((True, yes), (False, 1 - yes))
