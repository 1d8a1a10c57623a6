"""`iopkit.testing`: what it lets pass, and what the person who reads a test run is told."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from iopkit.files.compose.load import load, loads
from iopkit.hookspecs import Command, hookimpl
from iopkit.model.assessment import Value
from iopkit.model.client import Stay
from iopkit.scaffold.facility import Facility
from iopkit.scaffold.pathway import first_file
from iopkit.testing import assert_places, assert_proved, check_pathway, check_plugin

HEAD = "iopkit: 1\nid: north\ntitle: North\nextends: standard\n"


class Plugin:
    """A plugin that gives files of a folder by their names."""

    def __init__(self, folder: Path, **texts: str) -> None:
        self.files: dict[str, Traversable] = {}
        for name, text in texts.items():
            (folder / f"{name}.yaml").write_text(text)
            self.files[name] = folder / f"{name}.yaml"

    @hookimpl
    def iopkit_pathways(self) -> Mapping[str, Traversable]:
        return self.files


def test_a_plugin_without_fault_gives_its_pathways(tmp_path: Path) -> None:
    plugin = Plugin(tmp_path, north=HEAD, south=HEAD.replace("standard", "north"))

    assert [pathway.id for pathway in check_plugin(plugin)] == ["north", "north"]


def test_one_pathway_can_be_had_from_its_plugin_file_or_name(tmp_path: Path) -> None:
    plugin = Plugin(tmp_path, north=HEAD)

    assert check_pathway(plugin).id == "north"
    assert check_pathway(tmp_path / "north.yaml").id == "north"
    assert check_pathway("standard").id == "standard"


def test_a_plugin_with_several_pathways_is_not_one(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="gives 2 pathways"):
        check_pathway(Plugin(tmp_path, north=HEAD, south=HEAD))


def test_every_complaint_is_told_with_its_line(tmp_path: Path) -> None:
    wrong = HEAD + "levels:\n  ipo: {places: 3}\n  iop: {places: many}\n"

    with pytest.raises(AssertionError) as caught:
        check_plugin(Plugin(tmp_path, north=wrong))

    said = str(caught.value)
    assert "north.yaml:6:" in said
    assert "north.yaml:7:" in said


def test_a_warning_fails_too(tmp_path: Path) -> None:
    unused = HEAD + "sources:\n  ours: {title: Ours}\n"

    with pytest.raises(AssertionError, match="the source 'ours' is never named"):
        check_plugin(Plugin(tmp_path, north=unused))


def test_all_that_a_plugin_gives_is_read_and_all_faults_are_told(tmp_path: Path) -> None:
    class Full(Plugin):
        @hookimpl
        def iopkit_parts(self) -> Mapping[str, Traversable]:
            return {"skills": self.files["skills"], "gone": tmp_path / "gone.yaml"}

        @hookimpl
        def iopkit_rule_sets(self) -> Mapping[str, Traversable]:
            return {"strict": self.files["strict"]}

        @hookimpl
        def iopkit_pathways(self) -> Mapping[str, Traversable]:
            return {"north": self.files["north"]}

        @hookimpl
        def iopkit_commands(self) -> Mapping[str, Command]:
            return {
                "check": Command("json:dumps", "Taken."),
                "gone": Command("there_is_no_such_module:command", "Gone."),
                "less": Command("json:there_is_no_such_command", "Less."),
                "odd": Command("json:dumps", "Odd."),
            }

    texts = {"north": HEAD + "odd: 1\n", "skills": "{iopkit: 1, therapys: {}}", "strict": "{}"}

    with pytest.raises(AssertionError) as caught:
        check_plugin(Full(tmp_path, **texts))

    said = str(caught.value)
    for words in (
        "Full/north.yaml:5:",
        "Full/skills.yaml:1:",
        "Full/strict.yaml:1:",
        "its part 'gone' cannot be read: there is no file",
        "its command 'check' has the name of one that comes with iopkit",
        "its command 'gone' cannot be loaded: ModuleNotFoundError",
        "its command 'less' cannot be loaded: AttributeError",
        "its command 'odd' (json:dumps) is not a click.Command, but function",
    ):
        assert words in said


def test_a_part_and_a_command_without_fault_pass(tmp_path: Path) -> None:
    class Sharing(Plugin):
        @hookimpl
        def iopkit_pathways(self) -> Mapping[str, Traversable]:
            return {"north": self.files["north"]}

        @hookimpl
        def iopkit_parts(self) -> Mapping[str, Traversable]:
            return {name: self.files[name] for name in ("alone", "used")}

        @hookimpl
        def iopkit_commands(self) -> Mapping[str, Command]:
            return {"ours": Command("iopkit.cli.commands.check:command", "A command.")}

    skills = "iopkit: 1\ntherapies: {dbt: {title: Skills training}}\n"
    # Only the pathway asks what this part speaks of.
    groups = "iopkit: 1\ngroups: {sailors: {title: Sailors, for: sails}}\n"
    ours = HEAD + "uses: [used]\nassessment: {sails: {ask: Do they sail?, yes_no: true}}\n"

    plugin = Sharing(tmp_path, north=ours, alone=skills, used=groups)

    assert [pathway.id for pathway in check_plugin(plugin)] == ["north"]


def test_a_hook_that_is_none_is_named() -> None:
    class Slip:
        @hookimpl
        def iopkit_pathway(self) -> None: ...

    with pytest.raises(AssertionError, match="did you mean 'iopkit_pathways'"):
        check_plugin(Slip())


def test_what_adds_nothing_is_no_plugin() -> None:
    with pytest.raises(AssertionError, match="mark its functions with"):
        check_plugin(object())


def test_a_plugin_that_is_left_out_is_not_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "Plugin")

    with pytest.raises(AssertionError, match="IOPKIT_DISABLE_PLUGINS says so"):
        check_plugin(Plugin(tmp_path, north=HEAD))


def test_a_name_that_nobody_gives_is_told() -> None:
    with pytest.raises(AssertionError, match="neither a file nor a pathway of this name"):
        check_pathway("nowhere")


def test_a_finding_fails_with_its_client() -> None:
    pathway = loads(HEAD + "levels:\n  detox: {admit: [physically_stable]}\n")

    with pytest.raises(AssertionError, match="a client whom no level takes"):
        assert_proved(pathway)


def test_an_entry_of_ones_own_without_a_finding_fails_and_one_inherited_does_not() -> None:
    own = "accepted:\n  - {finding: no-level, because: they are referred}\n"

    with pytest.raises(AssertionError, match="without a finding"):
        assert_proved(loads(HEAD + own))
    # `standard` lists findings about moves to the IOP, which here are none.
    facility = Facility(title="North", levels=["detox", "residential", "outpatient"])
    assert_proved(loads(first_file("north", facility)))


STABLE: dict[str, Value] = {"physically_stable": True, "withdrawal_risk": "none"}


def test_a_client_placed_as_expected_passes() -> None:
    standard = load("standard")

    assert_places(standard, "detox", {"physically_stable": False})
    finished: dict[str, Value] = {
        "self_harm_risk": False,
        "mental_health_severity": "none",
        "relapsed": False,
    }
    ready: dict[str, Value] = {
        "triggers_known": True,
        "relapse_prevention_plan": True,
        "dsm5_criteria_count": 2,
    }
    client = STABLE | finished | ready
    assert_places(standard, "aftercare", client, history=["iop"])
    assert_places(standard, "outpatient", client, history=[Stay(level="iop", completed=False)])


def test_another_level_fails_and_says_which_rules_stand_in_the_way() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_places(load("standard"), "iop", {"physically_stable": False})

    said = str(caught.value)
    assert "expected the client to be placed at 'iop', but they are placed at 'detox'" in said
    assert "iop: not met: physically_stable" in said


def test_what_is_not_certain_fails_and_says_what_is_not_answered() -> None:
    with pytest.raises(AssertionError, match=r"not answered: .*self_harm_risk"):
        assert_places(load("standard"), "outpatient", STABLE)


def test_nowhere_can_be_expected() -> None:
    pathway = loads(HEAD + "levels:\n  detox: {admit: [physically_stable]}\n")

    assert_places(pathway, None, {"physically_stable": False})
    with pytest.raises(AssertionError, match="placed nowhere, but they are placed at 'detox'"):
        assert_places(load("standard"), None, {"physically_stable": False})


@pytest.mark.parametrize("facts", [{"withdrawal_risk": "secret"}, {"secret": True}])
def test_an_answer_that_cannot_be_fails_without_being_repeated(
    facts: dict[str, Value],
) -> None:
    with pytest.raises(AssertionError, match="this client cannot be placed") as caught:
        assert_places(load("standard"), "iop", facts)

    if "secret" not in facts:
        assert "secret" not in str(caught.value)


def test_a_level_that_is_not_there_fails() -> None:
    with pytest.raises(AssertionError, match="did you mean 'iop'"):
        assert_places(load("standard"), "ipo", {})
