import pytest

from iopkit.files.compose.load import examine_text
from iopkit.scaffold.starter import starter


@pytest.mark.parametrize(
    "title", ["Crest View", 'A: "b" #c', "no", "12", "true", "null", "1e5", "~"]
)
def test_the_starter_file_passes_its_own_check(title: str) -> None:
    examined = examine_text(starter("crest-view", title))

    assert examined.complaints == ()
    assert examined.pathway is not None
    assert (examined.pathway.id, examined.pathway.title) == ("crest-view", title)


@pytest.mark.parametrize("id", ["true", "null", "no", "e5"])
def test_an_id_that_reads_as_something_else_is_quoted(id: str) -> None:  # noqa: A002
    examined = examine_text(starter(id, "A"))

    assert examined.pathway is not None
    assert examined.pathway.id == id


def test_every_key_of_the_starter_file_is_explained_above_it() -> None:
    lines = starter("a", "A").splitlines()

    assert sum("#" in line for line in lines) > 25
    assert max(len(line) for line in lines) <= 100


def test_a_wrong_id_or_an_empty_title_is_refused() -> None:
    with pytest.raises(ValueError, match="is not an id"):
        starter("Crest View", "x")
    with pytest.raises(ValueError, match="must not be empty"):
        starter("crest", " ")
    for title in ("A\x1b[2J", "A\nB", "A\u202eB"):
        with pytest.raises(ValueError, match="holds a character that cannot be shown"):
            starter("crest", title)


def test_nobody_comes_to_the_starter_facility_on_top_of_its_own_streams() -> None:
    examined = examine_text(starter("a", "A"))

    assert examined.pathway is not None
    assert [stream.id for stream in examined.pathway.arrivals] == ["walk-in", "hospital", "court"]
    assert "every stream then needs 'facts'" in starter("a", "A")


def test_the_week_of_the_starter_file_needs_only_its_signs_taken_away() -> None:
    text = starter("a", "A")
    start, end = text.index("# week:"), text.index("# Who comes")
    lines = [line.removeprefix("# ").removeprefix("#") for line in text[start:end].splitlines()]
    examined = examine_text(text[:start] + "\n".join(lines) + "\n" + text[end:])

    assert examined.complaints == ()
    assert examined.pathway is not None
    assert examined.pathway.week is not None
    assert [room.size for room in examined.pathway.week.rooms] == [14, 3]
    assert [staff.hours for staff in examined.pathway.week.staff] == [25]
