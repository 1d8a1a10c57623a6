"""What ``extends`` makes of two files."""

import os
from pathlib import Path

import pytest

from iopkit.errors import PathwayError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import examine, load, loads
from iopkit.files.compose.shipped_files import Finder
from iopkit.model.pathway import Pathway

BASE = """\
iopkit: 1
id: base
title: Base
description: The base.
sources:
  book: {title: Book}
assessment:
  cravings: {ask: "Cravings?", number: 0 to 10}
levels:
  iop:
    title: IOP
    rank: 3
    places: 20
    admit: [cravings < 5]
    codes: [{system: A, edition: "1", code: "2.1"}, {system: B, code: x}]
  op: {title: OP, rank: 2}
programs:
  day:
    title: Day
    services:
      - {therapy: group, sessions: 3}
      - {therapy: family, sessions: 1, optional: true}
    tracks: {morning: "Mon-Fri 09:00-12:00"}
outcomes: {gone: {title: Gone}}
transitions:
  - {from: iop, to: op, share: 0.6, stay: {median: 30 days, spread: 1}, source: book}
  - {from: iop, to: gone, share: 0.4, stay: 10 days, assumption: guessed}
arrivals:
  walk-in: {to: iop, rate: 1 per day, facts: {cravings: {mean: 5, sd: 2}}}
"""

HEAD = "iopkit: 1\nid: own\ntitle: Own\nextends: base\n"


def find(name: str) -> tuple[str, str] | None:
    return ("base.yaml", BASE) if name == "base" else None


def own(text: str, finder: Finder = find) -> Pathway:
    return loads(HEAD + text, name="own.yaml", find=finder)


def test_nothing_said_leaves_everything_but_the_names() -> None:
    base = loads(BASE)

    pathway = own("")

    assert (pathway.id, pathway.title, pathway.description) == ("own", "Own", "")
    assert pathway.levels == base.levels
    assert pathway.transitions == base.transitions


def test_maps_merge_by_key_and_a_new_key_is_added() -> None:
    pathway = own("levels:\n  iop: {places: 36}\n  php: {title: PHP, rank: 4}\n")

    assert [level.id for level in pathway.levels] == ["iop", "op", "php"]
    assert pathway.level("iop").title == "IOP"
    assert pathway.level("iop").places is not None
    assert pathway.level("iop").places.value == 36  # type: ignore[union-attr]


def test_each_value_knows_the_file_it_was_written_in() -> None:
    origins = own("levels:\n  iop: {places: 36}\n").origins

    assert str(origins["levels", "iop", "places"]) == "own.yaml:6:17"
    assert str(origins["levels", "iop", "rank"]) == "base.yaml:12:11"


def test_lists_of_rules_are_replaced_as_a_whole() -> None:
    assert own("levels: {iop: {admit: []}}\n").level("iop").admit == ()


def test_lists_of_named_things_merge_by_name() -> None:
    pathway = own(
        "programs: {day: {services: [{therapy: family, optional: false}, {therapy: dbt}]}}\n"
        "levels: {iop: {codes: [{system: B, code: x, remove: true}]}}\n"
    )
    group, family, dbt = pathway.program("day").services

    assert group.therapy == "group"
    assert family.need == "core"
    assert family.sessions.low == 1
    assert dbt.therapy == "dbt"
    assert [code.system for code in pathway.level("iop").codes] == ["A"]


def test_a_transition_is_known_by_its_ends_and_its_stay_is_replaced() -> None:
    pathway = own("transitions:\n- {from: iop, to: op, share: 0.6, stay: {fixed: 5 days}}\n")
    first = pathway.transitions[0]

    assert len(pathway.transitions) == 2
    assert first.stay is not None
    assert first.stay.given == (("value", 5.0),)
    assert first.basis is None


def test_a_basis_says_nothing_about_what_another_file_wrote() -> None:
    base = BASE.replace("places: 20\n", "places: 20\n    source: book\n").replace(
        "title: Day\n", "title: Day\n    source: book\n    hours: 9\n    length: 4 weeks\n"
    )
    base = base.replace("rate: 1 per day,", "rate: 1 per day, assumption: guessed,")
    base = base.replace("share: 0.6,", "share: 0.6, when: cravings < 3,")
    pathway = own(
        "levels: {iop: {places: 36}}\n"
        "transitions:\n"
        "- {from: iop, to: op, when: cravings < 2}\n"
        "- {from: iop, to: gone, share: 0.4}\n"
        "programs: {day: {length: 9 weeks, services: [{therapy: group, sessions: 5}]}}\n"
        "arrivals: {walk-in: {rate: 2 per day}}\n",
        lambda name: ("base.yaml", base) if name == "base" else None,
    )
    level, (to_op, gone) = pathway.level("iop"), pathway.transitions
    day, stream = pathway.program("day"), pathway.arrivals[0]
    group, family = day.services

    assert level.places is not None
    assert level.places.basis is None
    assert str(level.admit[0].basis) == "book"
    assert to_op.basis is None
    assert str(to_op.share.basis) == "book"  # type: ignore[union-attr]
    assert str(to_op.stay.basis) == "book"  # type: ignore[union-attr]
    assert gone.share.basis is None  # type: ignore[union-attr]
    assert str(gone.stay.basis) == "assumption: guessed"  # type: ignore[union-attr]
    assert str(gone.basis) == "assumption: guessed"
    assert day.basis is None
    assert group.basis is None
    assert str(family.basis) == "book"
    assert stream.basis is None
    assert str(stream.answers[0].basis) == "assumption: guessed"
    assert loads(dump(pathway)) == pathway


def test_a_new_basis_leaves_the_other_files_numbers_with_theirs() -> None:
    pathway = own("transitions:\n- {from: iop, to: op, share: 0.6, assumption: ours}\n")
    first = pathway.transitions[0]

    assert str(first.basis) == "assumption: ours"
    assert str(first.share.basis) == "assumption: ours"  # type: ignore[union-attr]
    assert str(first.stay.basis) == "book"  # type: ignore[union-attr]


def test_a_basis_between_two_files_counts_for_its_own_file() -> None:
    middle = HEAD + "transitions:\n- {from: iop, to: op, share: 0.6, assumption: theirs}\n"
    found = {"base": ("base.yaml", BASE), "middle": ("base.yaml", middle)}
    text = HEAD.replace("extends: base", "extends: middle")
    text += "transitions:\n- {from: iop, to: op, stay: 9 days}\n"
    first = loads(text, name="base.yaml", find=found.get).transitions[0]

    assert first.stay is not None
    assert first.stay.basis is None
    assert str(first.share.basis) == "assumption: theirs"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("outcomes: {gone: {remove: yes}}", "'remove' stands true and nothing else"),
        ('outcomes: {gone: {remove: "true"}}', "own.yaml:5:27: error: after 'remove' stands"),
        ("outcomes: {new: {title: N, remove: false}}", "write remove: true, or leave the line"),
        ("outcomes: {gone: null}", "write gone: {remove: true} to remove it"),
        ("levels:\n  op:", "own.yaml:6:3: error: nothing is written after 'op:'"),
        (
            "sources: {book: {remove: true}}",
            "'book' is removed, but 1 entry still names it: transitions",
        ),
        (
            "assessment: {cravings: {remove: true}}",
            "2 entries still name it: level iop, arrivals walk-in",
        ),
        ("levels: {op: {remove: true}}", "remove or change those too; then see that the shares"),
    ],
)
def test_what_is_removed_is_removed_on_purpose_and_whole(text: str, words: str) -> None:
    with pytest.raises(PathwayError) as caught:
        own(text)

    assert words in str(caught.value)
    assert len(caught.value.complaints) == 1


def test_a_removed_level_that_much_still_names_is_one_complaint() -> None:
    with pytest.raises(PathwayError) as caught:
        loads(HEAD.replace("base", "standard") + "levels: {php: {remove: true}}")
    (complaint,) = caught.value.complaints

    assert (complaint.code, complaint.line) == ("still-used", 5)
    assert complaint.message == (
        "'php' is removed, but 16 entries still name it: level iop, level aftercare, "
        "support sober-living, floors (2), transitions to 'php' (1), transitions from 'php' (7), "
        "transitions (3)"
    )


def test_shares_that_do_not_add_up_are_told_at_the_files_own() -> None:
    with pytest.raises(PathwayError) as caught:
        own("transitions:\n- {from: iop, to: op, share: 0.9}\n")

    assert str(caught.value).startswith(
        "own.yaml:6:30: error: the shares leaving 'iop' add up to 1.3, 0.3 too much: "
        "0.9 to op, 0.4 to gone"
    )


def test_a_pipe_cannot_be_extended(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("pipe", "pipe.yaml"):
        (tmp_path / "own.yaml").write_text(HEAD.replace("base", name))

        (complaint,) = examine(tmp_path / "own.yaml").complaints
        assert complaint.message == f"'{name}' cannot be extended: this is not a file"


def test_an_assumption_replaces_the_source() -> None:
    pathway = own("transitions:\n- {from: iop, to: op, assumption: ours}\n")

    assert str(pathway.transitions[0].basis) == "assumption: ours"


def test_one_key_of_a_choice_replaces_the_others() -> None:
    pathway = own(
        "assessment: {cravings: {scale: [none, some]}}\n"
        "levels: {iop: {admit: []}}\n"
        "arrivals: {walk-in: {cohort: 3, facts: {cravings: {none: 0.5, some: 0.5}}}}\n"
    )

    assert pathway.assessment.fact("cravings").type.options == ("none", "some")  # type: ignore[union-attr]
    assert pathway.arrivals[0].when.days == (0.0, 0.0, 0.0)  # type: ignore[union-attr]


def test_remove_takes_away_what_was_there() -> None:
    pathway = own(
        "outcomes: {gone: {remove: true}}\n"
        "transitions:\n"
        "- {from: iop, to: gone, remove: true}\n"
        "- {from: iop, to: op, share: 1}\n"
    )

    assert [outcome.id for outcome in pathway.outcomes] == ["community"]
    assert len(pathway.transitions) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("levels: {ipo: {remove: true}}", "'ipo' cannot be removed: it is not there"),
        ("transitions:\n- {from: op, to: iop, remove: true}", "such an item cannot be removed"),
        (
            "levels: {op: {remove: true}}",
            "own.yaml:5:23: error: 'op' is removed, but 1 entry still names it: transitions to",
        ),
        ("levels: {iop: {rank: x}}", "own.yaml:5:22: error: this must be a number"),
    ],
)
def test_a_mistake_is_told_in_the_file_that_made_it(text: str, words: str) -> None:
    with pytest.raises(PathwayError) as caught:
        own(text)

    assert words in str(caught.value)


def test_files_extend_files_beside_them(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "inner" / "own.yaml").write_text(HEAD.replace("base", "../base.yaml"))

    assert load(tmp_path / "inner" / "own.yaml").is_level("iop")


def test_a_circle_is_named(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.yaml").write_text(HEAD.replace("base", f"{other}.yaml"))

    complaint = examine(tmp_path / "a.yaml").complaints[0]

    assert complaint.code == "extends-cycle"
    assert complaint.message.count("->") == 2


def test_a_chain_has_an_end(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.yaml").write_text(HEAD.replace("base", f"{number + 1}.yaml"))

    assert [c.code for c in examine(tmp_path / "0.yaml").complaints] == ["extends-too-long"]


def test_what_a_missing_base_would_have_named_is_not_complained_about() -> None:
    examined = examine_own("floors: [{at_least: iop, when: cravings > 3}]\n")

    assert examined == ["extends-unknown"]


def examine_own(text: str) -> list[str]:
    with pytest.raises(PathwayError) as caught:
        loads(HEAD.replace("base", "bass") + text)
    return [complaint.code for complaint in caught.value.complaints]
