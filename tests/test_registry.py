"""Plugins: found, named, and left out when they do not suit."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

import iopkit.registry
from iopkit.errors import PluginError
from iopkit.files.load import load, loads
from iopkit.files.rule_set_file import load_rule_set
from iopkit.hookspecs import hookimpl
from iopkit.registry import Registry, load_registry

TEXT = "{iopkit: 1, id: river, title: River, extends: standard}"


class Plugin:
    """A plugin that gives whatever it is told to give."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    @hookimpl
    def iopkit_pathways(self) -> object:
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


@pytest.fixture
def river(tmp_path: Path) -> Path:
    path = tmp_path / "river.yaml"
    path.write_text(TEXT)
    return path


def registry(**plugins: object) -> Registry:
    return load_registry(entry_points=False, extra=plugins.items())


def problem(found: Registry) -> str:
    assert len(found.problems) == 1
    return str(found.problems[0])


def test_the_shipped_pathways_come_through_the_same_door() -> None:
    found = registry()

    assert found.plugins == ("iopkit",)
    assert found.pathways["standard"] == "iopkit"
    assert found.problems == ()
    assert load("standard", find=found.find) == load("standard")


def test_a_plugin_gives_pathways_to_extend(river: Path) -> None:
    found = registry(ours=Plugin({"river": river}))

    assert found.pathways["river"] == "ours"
    pathway = loads("{iopkit: 1, id: b, title: B, extends: river}", find=found.find)
    assert pathway.level("iop").id == "iop"


def test_a_name_that_nobody_gives_is_nothing() -> None:
    assert registry().find("nowhere") is None


def test_two_plugins_with_one_name_are_both_named(river: Path) -> None:
    found = registry(ours=Plugin({"river": river}), theirs=Plugin({"river": river}))

    assert "river" not in found.pathways
    assert "'ours'" in problem(found)
    assert "'theirs'" in problem(found)
    with pytest.raises(PluginError, match="also given by 'theirs'"):
        found.find("river")
    assert found.find("standard") is not None


@pytest.mark.parametrize("first", [False, True])
def test_nobody_replaces_a_shipped_pathway(river: Path, first: bool) -> None:
    class Eager:
        @hookimpl(tryfirst=first)
        def iopkit_pathways(self) -> Mapping[str, Path]:
            return {"standard": river, "river": river}

    found = registry(ours=Eager())

    assert load("standard", find=found.find) == load("standard")
    assert found.pathways == {"river": "ours", "standard": "iopkit"}
    assert "plugin 'ours': its pathway 'standard' has the name of one that comes" in problem(found)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (RuntimeError("no network"), "fails when asked for its pathways: RuntimeError: no network"),
        (SystemExit(3), "fails when asked for its pathways: SystemExit: 3"),
        (SystemExit(), "fails when asked for its pathways: SystemExit"),
        (GeneratorExit(), "fails when asked for its pathways: GeneratorExit"),
        (None, "must return a mapping of names to files, not NoneType"),
        ([("river", Path())], "must return a mapping of names to files, not list"),
        ({"River Side": Path()}, "'River Side' cannot be the name of a pathway"),
        ({1: Path()}, "1 cannot be the name of a pathway"),
        ({"river": TEXT}, "its pathway 'river' must be a file"),
    ],
)
def test_a_plugin_that_does_not_suit_is_left_out(answer: object, message: str) -> None:
    found = registry(ours=Plugin(answer))

    assert message in problem(found)
    assert found.plugins == ("iopkit",)
    assert found.find("standard") is not None


def test_an_unknown_hook_names_the_nearest() -> None:
    class Misspelt:
        @hookimpl
        def iopkit_pathway(self) -> Mapping[str, Path]:
            return {}

    found = registry(ours=Misspelt())

    assert "no hook named 'iopkit_pathway'; did you mean 'iopkit_pathways'?" in problem(found)
    assert found.plugins == ("iopkit",)


def test_a_hook_with_an_argument_too_many_is_left_out() -> None:
    class Greedy:
        @hookimpl
        def iopkit_pathways(self, config: object) -> Mapping[str, Path]:  # noqa: ARG002
            return {}

    found = registry(ours=Greedy())

    assert "cannot be registered" in problem(found)
    assert found.find("standard") is not None


def test_a_plugin_without_hooks_is_told_to_mark_them() -> None:
    assert "mark its functions with iopkit.hookspecs.hookimpl" in problem(registry(ours=object()))


def test_a_second_plugin_of_one_name_does_not_push_out_the_first(river: Path) -> None:
    found = load_registry(
        entry_points=False,
        extra=[
            ("ours", Plugin({"river": river})),
            ("ours", Plugin({"lake": river})),
        ],
    )

    assert "plugin 'ours': another plugin of this name is there already" in problem(found)
    assert found.pathways["river"] == "ours"


def test_no_plugin_pushes_out_the_shipped_pathways(river: Path) -> None:
    found = registry(iopkit=Plugin({"river": river}))

    assert "plugin 'iopkit': another plugin of this name" in problem(found)
    assert found.find("standard") is not None


def test_a_file_that_is_not_there_names_its_plugin(tmp_path: Path) -> None:
    found = registry(ours=Plugin({"river": tmp_path / "gone.yaml"}))

    with pytest.raises(PluginError, match="plugin 'ours': its pathway 'river' cannot be read"):
        found.find("river")


def test_a_file_that_ends_the_program_is_an_error_of_its_plugin(
    monkeypatch: pytest.MonkeyPatch, river: Path
) -> None:
    def leave(*_: object, **__: object) -> str:
        raise SystemExit

    found = registry(ours=Plugin({"river": river}))
    monkeypatch.setattr(type(river), "read_text", leave)

    with pytest.raises(PluginError, match="'river' cannot be read: SystemExit"):
        found.find("river")


def test_plugins_can_be_left_out_by_name(monkeypatch: pytest.MonkeyPatch, river: Path) -> None:
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "theirs, ours")

    assert registry(ours=Plugin({"river": river})).plugins == ("iopkit",)


def test_installed_plugins_are_found_and_broken_ones_named(
    monkeypatch: pytest.MonkeyPatch, river: Path
) -> None:
    good = EntryPoint("good", "good_plugin:plugin", "iopkit")
    bad = EntryPoint("bad", "there_is_no_such_module", "iopkit")
    monkeypatch.setattr(iopkit.registry, "installed", lambda group: EntryPoints([good, bad]))  # noqa: ARG005
    monkeypatch.setattr(
        EntryPoint, "load", lambda self: Plugin({"river": river}) if self == good else bad_load()
    )

    def bad_load() -> object:
        raise ModuleNotFoundError("there_is_no_such_module")

    found = load_registry()

    assert found.pathways["river"] == "good"
    assert "plugin 'bad': cannot be loaded: ModuleNotFoundError" in problem(found)


def test_a_plugin_that_ends_the_program_while_it_loads_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = EntryPoint("rude", "rude_plugin:plugin", "iopkit")
    monkeypatch.setattr(iopkit.registry, "installed", lambda group: EntryPoints([point]))  # noqa: ARG005

    def leave(_: EntryPoint) -> object:
        raise SystemExit("bye")

    monkeypatch.setattr(EntryPoint, "load", leave)

    found = load_registry()

    assert "plugin 'rude': cannot be loaded: SystemExit: bye" in problem(found)
    assert found.find("standard") is not None


def test_whoever_presses_ctrl_c_is_obeyed() -> None:
    with pytest.raises(KeyboardInterrupt):
        registry(ours=Plugin(KeyboardInterrupt()))


# -- rule sets come through a door of their own

RULES = """
iopkit: 1
id: river-rules
title: River
about: program
standing: guidance
assumption: made up
rules: [hours_per_week >= 9]
"""


class RulePlugin(Plugin):
    """A plugin that gives rule sets, and pathways as well when it is told to."""

    def __init__(self, answer: object, pathways: object = None) -> None:
        super().__init__(pathways or {})
        self.rules = answer

    @hookimpl
    def iopkit_rule_sets(self) -> object:
        if isinstance(self.rules, BaseException):
            raise self.rules
        return self.rules


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES)
    return path


def test_the_shipped_rule_sets_come_through_the_same_door() -> None:
    found = registry()

    assert found.rule_sets["teds-iop"] == "iopkit"
    assert load_rule_set("teds-iop", find=found.find_rule_set) == load_rule_set("teds-iop")
    assert found.find_rule_set("standard") is None
    assert found.find("teds-iop") is None


def test_a_plugin_gives_rule_sets(rules: Path) -> None:
    found = registry(ours=RulePlugin({"river-rules": rules}))

    assert found.rule_sets["river-rules"] == "ours"
    assert load_rule_set("river-rules", find=found.find_rule_set).title == "River"


def test_nobody_replaces_a_shipped_rule_set(rules: Path) -> None:
    found = registry(ours=RulePlugin({"teds-iop": rules, "river-rules": rules}))

    assert load_rule_set("teds-iop", find=found.find_rule_set) == load_rule_set("teds-iop")
    assert found.rule_sets["river-rules"] == "ours"
    assert "plugin 'ours': its rule set 'teds-iop' has the name of one that comes" in problem(found)


def test_two_plugins_with_one_rule_set_are_both_named(rules: Path) -> None:
    found = registry(ours=RulePlugin({"x": rules}), theirs=RulePlugin({"x": rules}))

    assert "the rule set 'x' is also given by" in problem(found)
    with pytest.raises(PluginError, match="the rule set 'x' is also given by"):
        found.find_rule_set("x")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (RuntimeError("no"), "fails when asked for its rule sets: RuntimeError: no"),
        (SystemExit(), "fails when asked for its rule sets: SystemExit"),
        (None, "iopkit_rule_sets must return a mapping of names to files, not NoneType"),
        ({"River Side": Path()}, "'River Side' cannot be the name of a rule set"),
        ({"river": RULES}, "its rule set 'river' must be a file"),
    ],
)
def test_a_plugin_whose_rule_sets_do_not_suit_is_left_out_whole(
    river: Path, answer: object, message: str
) -> None:
    found = registry(ours=RulePlugin(answer, {"river": river}))

    assert message in problem(found)
    assert found.plugins == ("iopkit",)
    assert found.find("river") is None
    assert found.find("standard") is not None


def test_a_rule_set_that_is_not_there_names_its_plugin(tmp_path: Path) -> None:
    found = registry(ours=RulePlugin({"x": tmp_path / "gone.yaml"}))

    with pytest.raises(PluginError, match="plugin 'ours': its rule set 'x' cannot be read"):
        found.find_rule_set("x")
