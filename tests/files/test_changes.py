"""What one pathway says otherwise than another: seen whatever it is, and never by its place."""

from collections import Counter

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import pathways

from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import load, loads
from iopkit.files.diff.changes import ValueChange
from iopkit.files.diff.pathway_diff import diff
from iopkit.model.pathway import Pathway

GROUND = """
iopkit: 1
id: ground
title: Ground
sources: {book: {title: A book, year: 2020}}
assessment:
  stable: {ask: "Stable?", yes_no: true}
  home: {ask: "Home?", scale: [weak, strong]}
levels:
  detox: {title: Detox, rank: 60}
  iop:
    title: IOP
    rank: 30
    places: 31
    review: every 7 days
    admit: [stable, {if: home = strong, prefer: true}]
    program: day
    codes: [{system: ASAM, code: "2.1"}]
    costs: [{amount: 462, per: week, currency: USD, year: 2001}]
outcomes: {done: {title: Done, completes: true}, left: {title: Left}}
programs:
  day:
    title: By day
    length: 8 to 12 weeks
    services:
      - {therapy: group, sessions: 3, minutes: 90}
      - {therapy: family, optional: true}
    tracks: {morning: "Mon-Fri 09:00-12:00"}
groups: {women: {title: Women, for: stable}}
supports: {steps: {title: 12 steps, strength: encouraged}}
floors: [{at_least: detox, when: not stable}]
transitions:
  - {from: detox, to: iop, when: stable}
  - {from: detox, to: iop, kind: transfer}
  - {from: iop, to: done, when: home = strong, share: 0.6, stay: {median: 50 days, spread: 0.9},
     source: book}
  - {from: iop, to: left, share: 0.4, stay: 20 days}
rule_sets: {floor: {title: Floor, about: program, assumption: shown, rules: [hours_per_week >= 9]}}
arrivals: {street: {to: iop, rate: 2 per week, facts: {stable: 0.9}}}
accepted: [{finding: never-placed, about: [iop], because: shown}]
"""

CHANGES = [
    ("places: 31", "places: 36", "levels", "iop > places", "31", "36"),
    ("places: 31", "places: unlimited", "levels", "iop > places", "31", "unlimited"),
    ("every 7 days", "every 2 weeks", "levels", "iop > review", "every 7 days", "every 14 days"),
    ("rank: 60", "rank: 50", "levels", "detox > rank", "60", "50"),
    (", prefer: true", "", "levels", "iop > admit > home = strong > prefer", "yes", "no"),
    ('"2.1"', '"2.5"', "levels", "iop > codes > ASAM > code", "2.1", "2.5"),
    ("462", "500", "levels", "iop > costs > cost per week, program > amount", "462", "500"),
    ("8 to 12", "4 to 6", "programs", "day > length", "8 to 12 weeks", "4 to 6 weeks"),
    ("minutes: 90", "minutes: 60", "programs", "day > services > group > minutes", "90", "60"),
    (
        ", optional: true",
        "",
        "programs",
        "day > services > family > need",
        "optional",
        "core",
    ),
    (
        "Mon-Fri",
        "Mon-Thu",
        "programs",
        "day > tracks > morning > at",
        "Mon-Fri 09:00-12:00",
        "Mon-Thu 09:00-12:00",
    ),
    ("for: stable", "for: not stable", "groups", "women > for", "stable", "not stable"),
    ("encouraged", "required", "supports", "steps > strength", "encouraged", "required"),
    (
        "when: home = strong, share",
        "share",
        "transitions",
        "iop to done > when",
        "home = strong",
        "always",
    ),
    (
        "median: 50 days",
        "median: 60 days",
        "transitions",
        "iop to done > stay",
        "median 50 days, spread 0.9",
        "median 60 days, spread 0.9",
    ),
    (
        "[weak, strong]",
        "[none, weak, strong]",
        "assessment",
        "home > answer",
        "a scale: weak, strong",
        "a scale: none, weak, strong",
    ),
    (", completes: true", "", "outcomes", "done > completes", "yes", "no"),
    ("year: 2020", "year: 2021", "sources", "book > year", "2020", "2021"),
    ("rate: 2", "rate: 4", "arrivals", "street > rate", None, None),
    ("stable: 0.9", "stable: 0.8", "arrivals", "street > facts > stable", None, None),
    ("because: shown", "because: so", "accepted", "never-placed iop > because", "shown", "so"),
    ("title: Floor", "title: Other", "rule_sets", "floor > title", "Floor", "Other"),
]


def changed(before: str, after: str) -> Pathway:
    assert before in GROUND
    return loads(GROUND.replace(before, after), name="b.yaml")


@pytest.mark.parametrize(("before", "after", "section", "way", "a", "b"), CHANGES)
def test_one_change_is_one_difference_with_both_values(  # noqa: PLR0913, PLR0917  a table
    before: str, after: str, section: str, way: str, a: str | None, b: str | None
) -> None:
    found = diff(loads(GROUND, name="a.yaml"), changed(before, after)).values

    (one,) = [each for each in found if each.section == section]
    assert (" > ".join(one.way), one.change) == (way, ValueChange.CHANGED)
    assert one.a
    assert one.b
    assert a is None or (one.a.text, one.b.text) == (a, b)
    assert one.a.text != one.b.text


def test_a_value_comes_with_the_place_where_each_wrote_it() -> None:
    (one,) = diff(loads(GROUND, name="a.yaml"), changed("places: 31", "places: 36")).values

    assert one.a
    assert one.b
    assert (str(one.a.origin), str(one.b.origin)) == ("a.yaml:14:13", "b.yaml:14:13")


def test_an_inherited_value_keeps_its_place_in_the_extended_file() -> None:
    own = loads(
        "{iopkit: 1, id: o, title: O, extends: standard, levels: {iop: {places: 36}}}", name="o"
    )
    found = diff(load("standard"), own)

    (one,) = found.values
    assert one.a
    assert one.b
    assert (one.a.text, one.b.text) == ("31", "36")
    assert one.a.origin
    assert one.a.origin.file == "standard.yaml"
    assert str(one.b.origin).startswith("o:1:")


@pytest.mark.parametrize(
    ("text", "section", "way", "said"),
    [
        ("  - {from: iop, to: detox}\n", "transitions", "", "iop to detox"),
        ("  - {from: iop, to: left, when: stable}\n", "transitions", "", "iop to left"),
    ],
)
def test_what_only_one_has_is_named_in_one_line(
    text: str, section: str, way: str, said: str
) -> None:
    longer = GROUND.replace("rule_sets:", f"{text}rule_sets:")
    (one,) = diff(loads(GROUND), loads(longer)).values

    assert one.change is ValueChange.ONLY_B
    assert (one.section, " > ".join(one.way)) == (section, way)
    assert one.b
    assert one.b.text.startswith(said)

    (other,) = diff(loads(longer), loads(GROUND)).values
    assert (other.change, other.a) == (ValueChange.ONLY_A, one.b)


def test_a_rule_that_reads_otherwise_is_another_rule() -> None:
    found = diff(loads(GROUND), changed("when: not stable", "when: home = weak")).values

    assert [(each.change, (each.a or each.b).text) for each in found if each.a or each.b] == [  # type: ignore[union-attr]
        (ValueChange.ONLY_A, "at least detox when not stable"),
        (ValueChange.ONLY_B, "at least detox when home = weak"),
    ]


def test_only_the_basis_differs() -> None:
    found = diff(loads(GROUND), changed("source: book}", "assumption: a guess}"))

    assert found.values == ()
    (other,) = found.bases
    assert (other.section, other.way) == ("transitions", ("iop to done",))
    assert (str(other.a), str(other.b)) == ("book", "assumption: a guess")


def test_what_a_file_is_called_is_no_difference() -> None:
    other = GROUND.replace("id: ground", "id: other").replace("title: Ground", "title: Other")

    assert diff(loads(GROUND), loads(other)).is_same


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("every 7 days", "every 1 week"),
        ("when: not stable", "when: stable = false"),
        ("for: stable", "for: not not stable"),
        ("when: stable}", "when: stable and stable}"),
        ("8 to 12 weeks", "56 to 84 days"),
    ],
)
def test_another_way_to_write_the_same_is_no_difference(before: str, after: str) -> None:
    same = "= false" not in after  # two criteria: that they agree takes a proof

    assert diff(loads(GROUND), changed(before, after)).is_same is same


def test_the_order_of_conditions_is_no_difference() -> None:
    both = [
        GROUND.replace("when: stable}", f"when: {text}}}").replace(
            "admit: [stable", f"admit: [{text}"
        )
        for text in ("stable and home = weak", "home = weak and stable")
    ]

    assert diff(loads(both[0]), loads(both[1])).is_same


def test_the_order_of_levels_is_a_difference_and_no_other_order_is() -> None:
    pathway = loads(GROUND)
    turned = attrs.evolve(
        pathway,
        transitions=pathway.transitions[::-1],
        outcomes=pathway.outcomes[::-1],
        assessment=attrs.evolve(pathway.assessment, facts=pathway.assessment.facts[::-1]),
    )
    assert diff(pathway, turned).is_same

    (one,) = diff(pathway, attrs.evolve(pathway, levels=pathway.levels[::-1])).values
    assert one.way == ("order",)
    assert one.a
    assert one.a.text == "detox, iop"


@given(pathways())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_a_pathway_says_the_same_as_itself_written_down(pathway: Pathway) -> None:
    assert diff(pathway, loads(dump(pathway))).is_same


@given(pathways(), st.data())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_no_list_is_matched_by_place(pathway: Pathway, data: st.DataObject) -> None:
    turned = attrs.evolve(
        pathway,
        transitions=data.draw(st.permutations(pathway.transitions)),
        floors=data.draw(st.permutations(pathway.floors)),
        programs=[
            attrs.evolve(each, services=data.draw(st.permutations(each.services)))
            for each in pathway.programs
        ],
    )

    assert diff(pathway, turned).is_same


@given(pathways(), pathways())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_the_other_way_round_as_much_is_only_in_the_other(a: Pathway, b: Pathway) -> None:
    there, back = diff(a, b), diff(b, a)

    assert there.is_same is back.is_same
    assert Counter(d.section for d in there.values if d.change is ValueChange.ONLY_A) == Counter(
        d.section for d in back.values if d.change is ValueChange.ONLY_B
    )
