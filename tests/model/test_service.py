import pytest
from described import detail

from iopkit.errors import IntegrityError
from iopkit.files.compose.load import examine_text, loads
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.service import Service, Therapy
from iopkit.terminal.style import DisplayStyle

HEAD = "iopkit: 1\nid: here\ntitle: Here\nsources: {book: {title: Book}}\n"
TEXT = f"""{HEAD}
therapies:
  dbt: {{title: Dialectical behavior therapy, about: skills for strong feelings, source: book}}
  yoga: {{title: Gentle yoga}}
  unused: {{title: Nobody's, about: nothing}}
levels: {{iop: {{title: IOP, rank: 3, program: day}}}}
programs:
  day:
    title: Day
    services:
      - {{therapy: dbt, sessions: 2, produces: [a diary]}}
      - {{therapy: yoga, title: Yoga on the lawn}}
      - {{therapy: art, sessions: 1}}
"""


def test_a_service_goes_by_its_own_title_then_its_therapys_then_the_id() -> None:
    pathway = loads(TEXT)
    names = [pathway.name_of(service) for service in pathway.program("day").services]

    assert names == ["Dialectical behavior therapy", "Yoga on the lawn", "art"]


def test_a_level_in_detail_shows_titles_and_what_a_therapy_is() -> None:
    page = detail(loads(TEXT), "iop", DisplayStyle(width=100))
    lines = [line.strip() for line in page.splitlines()]

    assert "Dialectical behavior therapy: gives a diary" in lines
    assert "Dialectical behavior therapy: skills for strong feelings [book]" in lines
    assert "book: Book" in lines
    assert not any("Nobody's" in line or "Gentle yoga" in line for line in lines)


def test_a_therapy_has_a_title_and_no_second_meaning() -> None:
    with pytest.raises(ValueError, match="title"):
        Therapy(id="dbt", title=" ")
    twice = [Therapy(id="dbt", title="A"), Therapy(id="dbt", title="B")]
    with pytest.raises(IntegrityError, match="'dbt' is used 2 times"):
        Pathway(id="p", title="P", therapies=twice)


def test_a_service_may_name_a_therapy_that_nobody_describes() -> None:
    day = Program(id="day", title="Day", services=[Service(therapy="art")])

    assert Pathway(id="p", title="P", programs=[day]).therapies == ()


def test_a_therapy_names_a_source_that_is_there() -> None:
    text = f"{HEAD}therapies: {{dbt: {{title: DBT, source: bok}}}}"
    (complaint,) = examine_text(text).complaints

    assert (complaint.code, complaint.hint) == ("unknown-source", "did you mean 'book'?")
