"""Values changed from outside a file."""

from pathlib import Path

import pytest

from iopkit.errors import UnreadableError
from iopkit.files.compose.load import Examined, examine, examine_text, load, loads
from iopkit.files.compose.override import read_setting
from iopkit.model.units import to_days


def changed(*texts: str) -> Examined:
    return examine("standard", settings=[read_setting(text, name="--set") for text in texts])


def said(*texts: str) -> str:
    return "\n".join(str(each) for each in changed(*texts).errors)


def test_a_value_is_changed_and_nothing_else() -> None:
    found = changed("levels.iop.places=48").pathway

    assert found is not None
    places = found.level("iop").places
    assert places is not None
    assert places.value == 48
    before = load("standard")
    assert [level for level in found.levels if level.id != "iop"] == [
        level for level in before.levels if level.id != "iop"
    ]
    assert found.transitions == before.transitions
    assert (found.id, found.title) == (before.id, before.title)


def test_what_is_changed_rests_on_nothing_that_was_said_of_the_old_value() -> None:
    found = changed("levels.iop.places=48").pathway

    assert found is not None
    places, before = found.level("iop").places, load("standard").level("iop").places
    assert places is not None
    assert before is not None
    assert (before.basis is None, places.basis is None) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "transitions.iop>aftercare.stay={median: 20 days, spread: 1}",
        "transitions.iop > aftercare.stay={median: 20 days, spread: 1}",
    ],
)
def test_an_item_of_a_list_is_named_by_what_it_is_known_by(text: str) -> None:
    found = changed(text).pathway

    assert found is not None
    edge = next(each for each in found.transitions if (each.start, each.to) == ("iop", "aftercare"))
    assert edge.stay is not None
    assert dict(edge.stay.given)["median"] == 20
    assert len(found.transitions) == len(load("standard").transitions)


def test_an_item_can_be_named_by_its_number_from_1() -> None:
    text = """
    iopkit: 1
    id: a
    title: A
    levels: {l2.1: {title: I, rank: 1, admit: [stable]}}
    assessment: {stable: {ask: S, yes_no: true}, calm: {ask: C, yes_no: true}}
    outcomes: {out: {title: O}}
    transitions:
      - {from: l2.1, to: out, when: stable, share: 0.4, stay: 1 day}
      - {from: l2.1, to: out, share: 0.6, stay: 2 days}
    """
    second = read_setting("transitions.l2.1>out#2.stay=9 days", name="--set")
    named = read_setting("levels.l2.1.places=3", name="--set")
    counted = read_setting("transitions.1.stay=8 days", name="--set")

    found = examine_text(text, settings=[second, named, counted]).pathway

    assert found is not None
    stays = [dict(edge.stay.given)["value"] for edge in found.transitions if edge.stay is not None]
    assert stays == [8, 9]
    assert found.level("l2.1").places is not None


def test_a_whole_level_can_be_added_or_removed() -> None:
    text = """
    iopkit: 1
    id: a
    title: A
    levels: {iop: {title: I, rank: 1}, php: {title: P, rank: 2}}
    """
    gone = read_setting("levels.php.remove=true", name="--set")
    new = read_setting("levels.detox={title: Detox, rank: 3, places: 2}", name="--set")
    title = read_setting("title=Another", name="--set")

    found = examine_text(text, settings=[gone, new, title]).pathway

    assert found is not None
    assert [level.id for level in found.levels] == ["iop", "detox"]
    assert found.title == "Another"


def test_a_section_that_the_file_has_not_can_be_set() -> None:
    text = "{iopkit: 1, id: a, title: A, levels: {iop: {title: I, rank: 1}}}"
    arrivals = read_setting("arrivals={street: {to: iop, rate: 7 per week}}", name="--set")

    found = examine_text(text, settings=[arrivals]).pathway

    assert found is not None
    assert [stream.id for stream in found.arrivals] == ["street"]


def test_later_changes_lie_over_earlier_ones() -> None:
    found = changed("levels.iop.places=48", "levels.iop.places=unlimited").pathway

    assert found is not None
    assert found.level("iop").places is None


def test_a_file_and_what_it_extends_are_changed_alike(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "{iopkit: 1, id: m, title: M, extends: standard, levels: {iop: {places: 9}}}",
        encoding="utf-8",
    )
    more = [
        read_setting("levels.iop.places=11", name="--set"),
        read_setting("levels.iop.review=10 days", name="--set"),
    ]

    found = examine(file, settings=more).pathway

    assert found is not None
    level = found.level("iop")
    assert level.places is not None
    assert level.review is not None
    assert (level.places.value, level.review.value) == (11, to_days(10, "day"))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("levels.ipo.places=3", "--set:1:8", "'ipo' is not there\n"),
        ("levels.ipo.places=3", "--set:1:8", "did you mean 'iop'?"),
        ("levels.iop.place=3", "--set:1:12", "'place' is not known here"),
        ("levls.iop.places=3", "--set:1:1", "did you mean 'levels'?"),
        ("levels.iop.places=-1", "--set:1:19", "places must be a whole number from 0"),
        ("levels.iop.places=many", "--set:1:19", "this must be a number or unlimited"),
        ("levels=3", "--set:1:8", "this must be a map"),
        ("transitions.iop>ipo.share=0.1", "--set:1:13", "'iop>ipo' is not in this list"),
        ("transitions.iop>aftercare=0.1", "--set:1:1", "a whole item cannot be set"),
        ("transitions.iop>aftercare.stay=20", "--set:1:32", "a duration needs its unit"),
        ("arrivals.street.rate=1 per day", "--set:1:10", "there are: to-detox"),
        ("extends=other", "--set:1:1", "'extends' cannot be changed from outside"),
        ("iopkit=2", "--set:1:1", "'iopkit' cannot be changed from outside"),
        ("levels.php.remove=tru", "--set:1:19", "after 'remove' stands true"),
    ],
)
def test_what_cannot_be_set_is_complained_about_as_in_a_file(
    text: str, place: str, words: str
) -> None:
    told = said(text)

    assert told.startswith(f"{place}: error: ")
    assert words in told
    assert f"    1 | {text}\n" in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("levels.iop.places", "not a path, '=' and a value"),
        ("=48", "not a path, '=' and a value"),
        ("levels.iop.places=", "nothing is written after '='"),
        ("levels.iop.places={value: 3", "the map that opens here"),
        ("levels.iop={places: 3, places: 4}", "'places' is given twice"),
        ("levels.iop.places=&a 3", "cannot begin with '*' or '&'"),
    ],
)
def test_what_is_no_value_is_refused_at_once(text: str, words: str) -> None:
    with pytest.raises(UnreadableError) as told:
        read_setting(text, name="--set")

    assert words in str(told.value)
    assert str(told.value).startswith("--set:1:")


def test_the_place_of_a_changed_value_is_the_text_that_changed_it() -> None:
    text = "{iopkit: 1, id: a, title: A, levels: {iop: {title: I, rank: 1}}}"

    found = examine_text(text, settings=[read_setting("levels.iop.title=Evening", name="--set")])

    assert found.pathway is not None
    assert found.pathway.level("iop").title == "Evening"
    assert loads(text).level("iop").title == "I"
