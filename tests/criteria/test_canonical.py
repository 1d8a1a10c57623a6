"""Criteria in one order: what they say stays the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessments, clients, criteria

from iopkit.criteria.language.canonical import canonical
from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write
from iopkit.criteria.logic.evaluate import evaluate


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a and b", "b and a", True),
        ("a and (b and c)", "c and a and b", True),
        ("a or b or a", "b or a", True),
        ("not not a", "a", True),
        ("a in [x, y]", "a in [y, x, y]", True),
        ("a and b", "a or b", False),
        ("a and not b", "not a and b", False),
        ("not (a and b)", "not a and b", False),
    ],
)
def test_only_the_order_is_left_out(one: str, other: str, same: bool) -> None:
    assert (canonical(parse(one)) == canonical(parse(other))) is same


@given(st.data())
def test_the_verdict_stays_the_same(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    criterion = data.draw(criteria(assessment))
    client = data.draw(clients(assessment))

    assert evaluate(canonical(criterion), client, assessment) is evaluate(
        criterion, client, assessment
    )


@given(st.data())
def test_the_canonical_criterion_is_its_own(data: st.DataObject) -> None:
    criterion = canonical(data.draw(criteria(data.draw(assessments()))))

    assert canonical(criterion) == criterion
    assert canonical(parse(write(criterion))) == criterion
