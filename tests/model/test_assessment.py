import pytest

from iopkit.errors import UnknownNameError
from iopkit.model.assessment import (
    Assessment,
    Choice,
    Fact,
    NumberFact,
    OrdinalFact,
    YesNo,
    identifies,
)

IDENTITY = (
    "name",
    "names",
    "first_name",
    "last-name",
    "surname",
    "fullname",
    "maiden_name",
    "client_name",
    "initials",
    "date_of_birth",
    "date.of.birth",
    "dateofbirth",
    "birth_date",
    "birth.date",
    "birthday",
    "dob",
    "address",
    "home_address",
    "street.address",
    "ip_address",
    "postcode",
    "postal_code",
    "zip",
    "zip-code",
    "phone",
    "telephone",
    "mobile_phone",
    "mobile_number",
    "cell.number",
    "phone-number",
    "email",
    "e-mail",
    "e_mail",
    "e.mail",
    "fax",
    "ssn",
    "social_security",
    "social.security.number",
    "mrn",
    "medical_record_number",
    "record_no",
    "passport",
    "drivers_license",
    "driver-licence-number",
    "insurance_number",
    "member_id",
    "policy-no",
    "account_number",
    "client_id",
    "patient.number",
)
QUESTIONS = (
    "What is your name?",
    "What is the client's last name?",
    "Date-of-Birth (MM/DD/YYYY)",
    "When is your birthday?",
    "WHICH ZIP CODE?",
    "Where do you live (street address)?",
    "May we call? Phone number:",
    "Your E-Mail, if any",
    "Driver's license number?",
    "Account no.?",
    "Insurance ID",
)
HARMLESS = (
    "home_support",
    "age_band",
    "year_of_birth_band",
    "unnamed",
    "renamed",
    "username-free",
    "zipped",
    "faxed",
    "addressing",
    "phonetics",
    "emailed",
    "initially",
    "postpartum",
    "birth_weight",
    "member",
    "account",
    "record",
    "Is a family member no longer drinking?",
    "Is there a record no older than a year?",
    "Is the patient no danger to others?",
    "Can the client identify three triggers?",
    "How many clients are in the group?",
    "Does the client account for absences?",
)


@pytest.mark.parametrize("words", [*IDENTITY, *QUESTIONS])
def test_words_that_ask_who_somebody_is_identify(words: str) -> None:
    assert identifies(words)


@pytest.mark.parametrize("words", HARMLESS)
def test_words_that_only_look_alike_do_not(words: str) -> None:
    assert not identifies(words)


@pytest.mark.parametrize(
    "words",
    ["group_name_known", "has_phone", "Can the client name three triggers?"],
)
def test_a_word_of_the_list_counts_even_where_it_is_harmless(words: str) -> None:
    assert identifies(words)


@pytest.mark.parametrize(
    ("name", "ask"),
    [("first_name", "Who?"), ("who", "What is the client's name?")],
)
def test_an_assessment_cannot_ask_who_the_client_is(name: str, ask: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        Fact(id=name, ask=ask, type=YesNo())

    assert str(caught.value) == (
        f"fact '{name}' asks who the client is; an assessment holds no identity: leave it out, or "
        "ask for what matters to care (an age band, not a date of birth)"
    )


def test_a_question_needs_words() -> None:
    with pytest.raises(ValueError, match=r"^ask must not be empty$"):
        Fact(id="stable", ask="", type=YesNo())


@pytest.mark.parametrize(("low", "high"), [(10, 0), (5, 5)])
def test_a_number_with_one_answer_or_none_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match=f"^the range {low} to {high} holds no two numbers$"):
        NumberFact(low=low, high=high)


@pytest.mark.parametrize("words", [OrdinalFact, Choice])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "give at least two words to choose from"),
        (("weak",), "give at least two words to choose from"),
        (("weak", "strong", "weak"), "a word to choose from is given twice"),
        (("weak", "Weak"), "a word to choose from is given twice"),
    ],
)
def test_words_that_leave_no_choice_are_refused(
    words: type[OrdinalFact | Choice], options: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        words(options)


ASSESSMENT = Assessment([Fact(id="stable", ask="Stable?", type=YesNo())])


def test_facts_are_those_asked_and_those_known_from_the_clock() -> None:
    assert ASSESSMENT.names == ("stable", "days_in_level", "days_in_care")
    assert [ASSESSMENT.fact(name).id for name in ASSESSMENT.names] == list(ASSESSMENT.names)
    assert ASSESSMENT.fact("days_in_level").type == NumberFact(low=0, unit="days")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("stabel", "did you mean 'stable'?"),
        ("days_in_levle", "did you mean 'days_in_level'?"),
        ("xyz", "there are: stable, days_in_level, days_in_care"),
    ],
)
def test_a_fact_that_does_not_exist_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ASSESSMENT.fact(name)

    assert str(caught.value) == f"no fact named '{name}'; {hint}"
