from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.criteria.logic.verdict import Verdict, all_of, any_of, negated, verdict_of

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
TRUTHS = {MET: {True}, NOT_MET: {False}, UNKNOWN: {True, False}}
verdicts = st.sampled_from(Verdict)


def test_of_none_all_are_met_and_none_is() -> None:
    assert all_of([]) is MET
    assert any_of([]) is NOT_MET


@pytest.mark.parametrize("pair", list(product(Verdict, Verdict)))
def test_kleenes_tables_are_what_all_truths_have_in_common(pair: tuple[Verdict, Verdict]) -> None:
    first, second = pair
    both = {a and b for a in TRUTHS[first] for b in TRUTHS[second]}
    either = {a or b for a in TRUTHS[first] for b in TRUTHS[second]}

    assert TRUTHS[all_of(pair)] == both
    assert TRUTHS[any_of(pair)] == either
    assert TRUTHS[negated(first)] == {not a for a in TRUTHS[first]}


@given(verdicts, verdicts, verdicts)
def test_kleenes_laws(a: Verdict, b: Verdict, c: Verdict) -> None:
    assert all_of([a, b]) is all_of([b, a])
    assert all_of([a, all_of([b, c])]) is all_of([a, b, c]) is all_of([all_of([a, b]), c])
    assert any_of([a, any_of([b, c])]) is any_of([a, b, c])
    assert all_of([a, any_of([a, b])]) is a
    assert any_of([a, all_of([b, c])]) is all_of([any_of([a, b]), any_of([a, c])])
    assert negated(all_of([a, b])) is any_of([negated(a), negated(b)])
    assert negated(negated(a)) is a


@pytest.mark.parametrize(("truth", "verdict"), [(True, MET), (False, NOT_MET), (None, UNKNOWN)])
def test_a_truth_has_its_verdict(truth: bool | None, verdict: Verdict) -> None:
    assert verdict_of(truth) is verdict
