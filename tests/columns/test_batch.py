import numpy as np
import pyarrow as pa
import pytest

from iopkit.columns import Batch, place_all, verdicts
from iopkit.criteria.language.parse import parse
from iopkit.errors import AnswerError
from iopkit.files.compose.load import load
from iopkit.model.assessment import Assessment, Choice, Fact, OrdinalFact
from iopkit.model.pathway import Pathway

STANDARD = load("standard")
SENTINEL = "zebra-4711"


@pytest.mark.parametrize(
    "risk",
    [
        ["severe", "none", None],
        np.array(["severe", "none", None], dtype=object),
        pa.array(["severe", "none", None]),
        pa.array(["severe", "none", None], pa.large_string()),
        pa.array(["severe", "none", None]).dictionary_encode(),
        pa.chunked_array([["severe"], ["none", None]]),
    ],
)
@pytest.mark.parametrize(
    "stable",
    [
        [True, True, None],
        ["yes", "TRUE", ""],
        [1, 1, None],
        np.ma.masked_array([True, True, False], [False, False, True]),
        np.array([1.0, 1.0, np.nan]),
        pa.array([True, True, None]),
        pa.array([1, 1, None], pa.int8()),
        pa.array(["yes", "1", " "]),
    ],
)
def test_however_columns_are_held_they_say_the_same(risk: object, stable: object) -> None:
    batch = Batch.of({"withdrawal_risk": risk, "physically_stable": stable}, STANDARD)

    found = verdicts(
        [parse("withdrawal_risk = none"), parse("physically_stable")], batch, STANDARD.assessment
    )
    assert found.tolist() == [[0, 2, 1], [2, 2, 1]]


@pytest.mark.parametrize(
    "cravings",
    [
        [0, 7, None],
        ["0", " 7 ", ""],
        np.array([0, 7, np.nan], dtype=np.float32),
        np.ma.masked_array([0, 7, 7], [False, False, True]),
        pa.array([0, 7, None], pa.int64()),
        pa.array([0, 7, None], pa.decimal128(5, 2)),
        pa.array(["0.0", "7e0", None]),
    ],
)
def test_however_numbers_are_held_they_say_the_same(cravings: object) -> None:
    batch = Batch.of({"cravings": cravings}, STANDARD)

    assert verdicts([parse("cravings > 3")], batch, STANDARD.assessment).tolist() == [[0, 2, 1]]


def test_a_word_that_looks_like_a_number_is_found() -> None:
    kind = OrdinalFact(("1", "2", "10"))
    pathway = Pathway(
        id="p", title="P", assessment=Assessment([Fact(id="stage", ask="Stage?", type=kind)])
    )

    batch = Batch.of({"stage": [2, "10", np.nan]}, pathway)

    assert verdicts([parse("stage >= 2")], batch, pathway.assessment).tolist() == [[2, 2, 1]]


def test_more_words_than_a_byte_can_tell_apart() -> None:
    words = tuple(f"w{n}" for n in range(300))
    fact = Fact(id="drug", ask="Which?", type=Choice(words))
    pathway = Pathway(id="p", title="P", assessment=Assessment([fact]))

    batch = Batch.of({"drug": ["w0", "w255", "w299", None]}, pathway)

    asked = [parse("drug = w255"), parse("drug in [w0, w299]"), parse("drug != w299")]
    found = verdicts(asked, batch, pathway.assessment)
    assert found.tolist() == [[0, 2, 0, 1], [2, 0, 2, 1], [2, 2, 0, 1]]
    assert batch.client(1, pathway).facts == {"drug": "w255"}


@pytest.mark.parametrize(
    ("name", "values", "must"),
    [
        ("cravings", [1, 11, None], "must be a whole number from 0 to 10; .* for 1 client$"),
        ("cravings", np.array([1.5, np.inf, 3]), "must be a whole number .* for 2 clients"),
        ("cravings", [True], "must be a whole number"),
        ("cravings", ["1_000", "٣", "0x1", "nan", "inf"], "for 5 clients"),
        ("cravings", [[1], [1]], "for 2 clients"),
        ("relapsed", [SENTINEL], "must be yes or no"),
        ("relapsed", [2, 0.5], "for 2 clients"),
        ("withdrawal_risk", [SENTINEL, True], "none, mild, moderate, severe; .* 2 clients"),
        ("withdrawal_risk", [b"\xff"], "for 1 client$"),
    ],
)
def test_what_cannot_be_an_answer_is_counted_and_never_repeated(
    name: str, values: object, must: str
) -> None:
    with pytest.raises(AnswerError, match=f"'{name}' .*{must}") as caught:
        Batch.of({name: values}, STANDARD)

    assert SENTINEL not in str(caught.value) + repr(caught.value)


def test_columns_that_are_no_questions_are_refused_together() -> None:
    with pytest.raises(AnswerError) as caught:
        Batch.of(
            {"date_of_birth": [], "cravngs": [], "completed ipo": [], "cravings": []}, STANDARD
        )

    assert [str(each) for each in caught.value.refusals] == [
        "completed ipo: no level named 'ipo'; did you mean 'iop'?",
        "cravngs: no question named 'cravngs' in the assessment (did you mean 'cravings'?)",
        (
            "date_of_birth: 'date_of_birth' would tell who the client is; "
            "iopkit keeps no identity (leave it out)"
        ),
    ]


def test_nobody_is_longer_at_a_level_than_in_care() -> None:
    days = {"days_in_level": [3, 5, None, 9], "days_in_care": [3, 4, 4, None]}

    with pytest.raises(AnswerError, match=r"at least 'days_in_level'; .* for 1 client$"):
        Batch.of(days, STANDARD)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        Batch.of({"cravings": [1, 2], "relapsed": [True]}, STANDARD)


def test_a_table_in_place_of_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="one value for each client"):
        Batch.of({"cravings": np.zeros((2, 2))}, STANDARD)


def test_a_column_of_lists_is_refused_without_its_values() -> None:
    with pytest.raises(TypeError, match="holds no answers") as caught:
        Batch.of({"gender": pa.array([[SENTINEL]])}, STANDARD)

    assert SENTINEL not in str(caught.value)


def test_nobody_is_placed_when_nobody_comes() -> None:
    placed = place_all(STANDARD, Batch.of({"cravings": []}, STANDARD))

    assert (placed.size, placed.names(placed.level)) == (0, [])


def test_answers_do_not_show() -> None:
    batch = Batch.of({"gender": ["other"]}, STANDARD)
    placed = place_all(STANDARD, batch)

    shown = repr(batch) + repr(placed) + repr(batch.client(0, STANDARD))
    assert "other" not in shown
    assert "array" not in shown


def test_a_client_of_a_row_has_what_the_columns_say() -> None:
    values = {
        "home_support": ["strong", None],
        "cravings": [4, None],
        "relapsed": [False, None],
        "completed iop": [False, None],
        "days_in_level": [12, None],
        "days_in_care": [40, None],
    }
    batch = Batch.of(values, STANDARD)

    client, nobody = batch.client(0, STANDARD), batch.client(1, STANDARD)

    assert client.facts == {"home_support": "strong", "cravings": 4, "relapsed": False}
    assert (client.days_in_level, client.days_in_care) == (12, 40)
    assert (client.has_completed("iop"), client.has_completed("php")) == (False, None)
    assert (nobody.facts, nobody.history, nobody.days_in_care) == ({}, None, None)


@pytest.mark.parametrize("row", [-1, 1, 5])
def test_a_client_that_is_not_there(row: int) -> None:
    batch = Batch.of({"relapsed": [True]}, STANDARD)

    with pytest.raises(IndexError, match=f"there is no row {row}; a batch of 1 begins at row 0"):
        batch.client(row, STANDARD)
