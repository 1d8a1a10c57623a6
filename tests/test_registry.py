"""Plugins: found, named, and left out when they do not suit."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from distributions import Site

from iopkit.errors import PathwayError, PluginError
from iopkit.export.formats.mermaid import mermaid
from iopkit.files.compose.load import load, loads
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.hookspecs import Command, Exporter, hookimpl
from iopkit.registry import ExtensionKind, Plugin, Registry, load_registry

TEXT = "{iopkit: 1, id: river, title: River, extends: standard}"


class Given:
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


def working(found: Registry) -> list[str]:
    return [plugin.name for plugin in found.plugins if plugin.hooks]


def problem(found: Registry) -> str:
    assert len(found.problems) == 1
    return str(found.problems[0])


def test_the_shipped_pathways_come_through_the_same_door() -> None:
    found = registry()

    assert working(found) == ["iopkit"]
    assert found.pathways["standard"] == "iopkit"
    assert found.problems == ()
    assert load("standard", find=found.find) == load("standard")


def test_a_plugin_gives_pathways_to_extend(river: Path) -> None:
    found = registry(ours=Given({"river": river}))

    assert found.pathways["river"] == "ours"
    pathway = loads("{iopkit: 1, id: b, title: B, extends: river}", find=found.find)
    assert pathway.level("iop").id == "iop"


def test_a_name_that_nobody_gives_is_nothing() -> None:
    assert registry().find("nowhere") is None


def test_two_plugins_with_one_name_are_both_named(river: Path) -> None:
    found = registry(ours=Given({"river": river}), theirs=Given({"river": river}))

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
        (None, "must return a mapping of names to pathways, not NoneType"),
        ([("river", Path())], "must return a mapping of names to pathways, not list"),
        ({"River Side": Path()}, "'River Side' cannot be the name of a pathway"),
        ({1: Path()}, "1 cannot be the name of a pathway"),
        ({"river": TEXT}, "its pathway 'river' must be a file"),
    ],
)
def test_a_plugin_that_does_not_suit_is_left_out(answer: object, message: str) -> None:
    found = registry(ours=Given(answer))

    assert message in problem(found)
    assert list(found.pathways) == ["standard"]
    assert found.find("standard") is not None


def test_an_unknown_hook_names_the_nearest() -> None:
    class Misspelt:
        @hookimpl
        def iopkit_pathway(self) -> Mapping[str, Path]:
            return {}

    found = registry(ours=Misspelt())

    assert "no hook named 'iopkit_pathway'; did you mean 'iopkit_pathways'?" in problem(found)
    assert working(found) == ["iopkit"]


def test_a_plugin_for_a_newer_iopkit_gives_what_this_one_knows(river: Path) -> None:
    class Newer(Given):
        @hookimpl
        def iopkit_dashboards(self) -> Mapping[str, Path]:
            return {}

    found = registry(ours=Newer({"river": river}))

    assert "no hook named 'iopkit_dashboards'" in problem(found)
    assert "a newer iopkit may have it" in problem(found)
    assert found.pathways["river"] == "ours"


def test_a_function_that_looks_like_a_hook_must_be_marked(river: Path) -> None:
    class Forgetful(Given):
        def iopkit_rule_sets(self) -> Mapping[str, Path]:
            return {}

    found = registry(ours=Forgetful({"river": river}))

    assert "nobody calls its function 'iopkit_rule_sets'; mark it with" in problem(found)
    assert found.pathways["river"] == "ours"


def test_names_of_hooks_that_only_begin_alike_are_not_taken_for_each_other() -> None:
    class Newer:
        @hookimpl
        def iopkit_pages(self) -> Mapping[str, Path]:
            return {}

    said = problem(registry(ours=Newer()))

    assert "did you mean" not in said
    assert "there are: iopkit_pathways, iopkit_parts" in said


def test_a_file_of_a_plugin_is_shown_with_the_plugin(river: Path) -> None:
    river.write_text(TEXT.replace("title", "ttile"))
    found = registry(ours=Given({"river": river}))

    with pytest.raises(PathwayError, match=r"^ours/river\.yaml:1:"):
        loads("{iopkit: 1, id: b, title: B, extends: river}", find=found.find)
    assert dict(found.files("ours")) == {"ours/river.yaml": str(river)}


def test_a_rule_set_of_a_plugin_is_shown_with_the_plugin(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("{}")

    class Ruling:
        @hookimpl
        def iopkit_rule_sets(self) -> Mapping[str, Path]:
            return {"strict": path}

    with pytest.raises(PathwayError, match=r"^ours/strict\.yaml:1:"):
        load_rule_set("strict", find=registry(ours=Ruling()).find_rule_set)


def test_what_comes_with_iopkit_keeps_its_name() -> None:
    found = registry().find("standard")

    assert found is not None
    assert found[0] == "standard.yaml"


def test_a_hook_that_fails_is_named_with_its_place() -> None:
    said = problem(registry(ours=Given(RuntimeError("no\nnetwork"))))

    assert re.search(r"RuntimeError: no network \(.*test_registry\.py:\d+\); it is left out", said)


def test_a_name_to_leave_out_that_nobody_has_is_told(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    site.install("two", "@hookimpl\ndef iopkit_pathways(): return {}")
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "tow,iopkit,two")

    found = load_registry()

    assert found.unmatched == ("iopkit", "tow")
    assert found.disabled == ("two",)
    assert list(found.pathways) == ["standard"]


def test_a_hook_with_an_argument_too_many_is_left_out() -> None:
    class Greedy:
        @hookimpl
        def iopkit_pathways(self, config: object) -> Mapping[str, Path]:  # noqa: ARG002
            return {}

    found = registry(ours=Greedy())

    said = "its hook 'iopkit_pathways' wants 'config', and hooks receive nothing; it is left out"
    assert said in problem(found)
    assert found.find("standard") is not None


def test_a_plugin_without_hooks_is_told_to_mark_them() -> None:
    assert "mark its functions with iopkit.hookspecs.hookimpl" in problem(registry(ours=object()))


def test_a_second_plugin_of_one_name_does_not_push_out_the_first(river: Path) -> None:
    found = load_registry(
        entry_points=False,
        extra=[
            ("ours", Given({"river": river})),
            ("ours", Given({"lake": river})),
        ],
    )

    assert "plugin 'ours': another plugin of this name is there already" in problem(found)
    assert found.pathways["river"] == "ours"


def test_no_plugin_pushes_out_the_shipped_pathways(river: Path) -> None:
    found = registry(iopkit=Given({"river": river}))

    assert "plugin 'iopkit': another plugin of this name" in problem(found)
    assert found.find("standard") is not None


def test_a_file_that_is_not_there_names_its_plugin(tmp_path: Path) -> None:
    found = registry(ours=Given({"river": tmp_path / "gone.yaml"}))

    with pytest.raises(PluginError, match="plugin 'ours': its pathway 'river' cannot be") as caught:
        found.find("river")
    assert f"there is no file {tmp_path / 'gone.yaml'}" in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_file_that_ends_the_program_is_an_error_of_its_plugin(
    monkeypatch: pytest.MonkeyPatch, river: Path
) -> None:
    def leave(*_: object, **__: object) -> str:
        raise SystemExit

    found = registry(ours=Given({"river": river}))
    monkeypatch.setattr(type(river), "read_text", leave)

    with pytest.raises(PluginError, match="'river' cannot be read: SystemExit"):
        found.find("river")


def test_plugins_can_be_left_out_by_name(monkeypatch: pytest.MonkeyPatch, river: Path) -> None:
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "theirs, ours")

    found = registry(ours=Given({"river": river}))

    assert "river" not in found.pathways
    assert found.plugins[1] == Plugin(name="ours", is_disabled=True)
    assert found.problems == ()


def test_installed_plugins_are_found_and_broken_ones_named(site: Site) -> None:
    site.write("river.yaml", TEXT)
    site.install("good", "@hookimpl\ndef iopkit_pathways(): return {'river': HERE / 'river.yaml'}")
    site.install("bad", "import there_is_no_such_module")
    site.install("rude", "raise SystemExit('bye')")

    found = load_registry()

    assert found.pathways["river"] == "good"
    assert loads("{iopkit: 1, id: b, title: B, extends: river}", find=found.find).levels
    (good,) = [each for each in found.plugins if each.name == "good"]
    assert (good.distribution, good.version) == ("acme-good", "1.0")
    assert good.hooks == ("iopkit_pathways",)
    bad, rude = [str(each) for each in found.problems]
    assert bad.startswith("plugin 'bad': cannot be loaded: ModuleNotFoundError")
    assert rude.startswith("plugin 'rude': cannot be loaded: SystemExit: bye")


def test_two_distributions_with_one_plugin_name_are_both_named(site: Site) -> None:
    text = "@hookimpl\ndef iopkit_pathways(): return {}"
    site.install("east", text, entry="river")
    site.install("west", text, entry="river")

    message = problem(load_registry())

    assert message.startswith("plugin 'river': another plugin of this name is there already")
    assert "acme-east" in message
    assert "acme-west" in message


def test_a_disabled_plugin_is_not_even_imported(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("bad", "raise RuntimeError")
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "bad")

    found = load_registry()

    assert found.problems == ()
    assert found.plugins[-1].is_disabled


def test_whoever_presses_ctrl_c_is_obeyed() -> None:
    with pytest.raises(KeyboardInterrupt):
        registry(ours=Given(KeyboardInterrupt())).find("river")


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


class RulePlugin(Given):
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
        (None, "iopkit_rule_sets must return a mapping of names to rule sets, not NoneType"),
        ({"River Side": Path()}, "'River Side' cannot be the name of a rule set"),
        ({"river": RULES}, "its rule set 'river' must be a file"),
    ],
)
def test_a_plugin_whose_rule_sets_do_not_suit_keeps_its_pathways(
    river: Path, answer: object, message: str
) -> None:
    found = registry(ours=RulePlugin(answer, {"river": river}))

    assert message in problem(found)
    assert "river" not in found.rule_sets
    assert found.find("river") is not None
    assert found.find("standard") is not None


def test_a_rule_set_that_is_not_there_names_its_plugin(tmp_path: Path) -> None:
    found = registry(ours=RulePlugin({"x": tmp_path / "gone.yaml"}))

    with pytest.raises(PluginError, match="plugin 'ours': its rule set 'x' cannot be read"):
        found.find_rule_set("x")


# -- parts, exporters and commands


class Anything:
    """A plugin that gives parts, exporters and commands."""

    def __init__(
        self, parts: object = None, exporters: object = None, commands: object = None
    ) -> None:
        self.answers = parts or {}, exporters or {}, commands or {}

    @hookimpl
    def iopkit_parts(self) -> object:
        return self.answers[0]

    @hookimpl
    def iopkit_exporters(self) -> object:
        return self.answers[1]

    @hookimpl
    def iopkit_commands(self) -> object:
        return self.answers[2]


TITLE = Exporter(title="The title", suffix=".txt", write=lambda pathway: pathway.title)
STAFFING = Command("acme_staff:command", "Say how many hours the staff works.")


def test_a_part_says_in_its_file_name_who_gives_it(river: Path) -> None:
    found = registry(ours=Anything(parts={"river": river}))

    assert found.find_part("river") == ("ours/river.yaml", TEXT)
    assert found.parts == {"river": "ours"}
    assert found.find("river") is None
    assert found.find_part("standard") is None


def test_the_shipped_exporters_come_through_the_same_door() -> None:
    found = registry(ours=Anything(exporters={"title": TITLE}))

    assert found.names(ExtensionKind.EXPORTER) == {
        "dot": "iopkit",
        "edges": "iopkit",
        "markdown": "iopkit",
        "mermaid": "iopkit",
        "title": "ours",
    }
    assert found.exporter("title") == ("ours", TITLE)
    shipped = found.exporter("mermaid")
    assert shipped is not None
    assert shipped[1].write(load("standard")) == mermaid(load("standard"))
    assert found.exporter("riddle") is None


def test_a_command_is_known_without_its_module() -> None:
    found = registry(ours=Anything(commands={"staff": STAFFING}))

    assert found.command("staff") == ("ours", STAFFING)
    assert found.command("show") is None
    assert found.problems == ()


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (
            Anything(parts={"x": TEXT}),
            "its part 'x' must be a file (a pathlib.Path), not str",
        ),
        (
            Anything(exporters={"x": mermaid}),
            "its exporter 'x' must be an iopkit.hookspecs.Exporter, not function",
        ),
        (
            Anything(commands={"x": "acme:command"}),
            "its command 'x' must be an iopkit.hookspecs.Command, not str",
        ),
        (Anything(exporters={"dot": TITLE}), "its exporter 'dot' has the name of one that comes"),
        (Anything(commands={"show": STAFFING}), "its command 'show' has the name of one that"),
    ],
)
def test_what_is_no_thing_of_its_kind_is_left_out(plugin: object, message: str) -> None:
    found = load_registry(entry_points=False, extra=[("ours", plugin)], commands=["show"])

    assert message in problem(found)
    assert not [kind for kind in ExtensionKind if "ours" in found.names(kind).values()]
    assert found.exporter("dot") is not None


@pytest.mark.parametrize(
    ("kind", "plugin"),
    [
        (ExtensionKind.EXPORTER, Anything(exporters={"x": TITLE})),
        (ExtensionKind.COMMAND, Anything(commands={"x": STAFFING})),
    ],
)
def test_two_plugins_with_one_name_of_a_kind_are_both_named(
    kind: ExtensionKind, plugin: Anything
) -> None:
    found = registry(ours=plugin, theirs=Anything(*plugin.answers))

    assert f"plugin 'ours': the {kind} 'x' is also given by 'theirs'" in problem(found)
    assert found.problems_with(kind) == ()
    assert "x" not in found.names(kind)
    with pytest.raises(PluginError, match="'x' is also given by 'theirs'"):
        found.exporter("x") if kind is ExtensionKind.EXPORTER else found.command("x")


def test_a_hook_is_called_when_its_kind_is_asked_for_and_once() -> None:
    called: list[str] = []

    class Counting:
        @hookimpl
        def iopkit_parts(self) -> Mapping[str, Path]:
            called.append("parts")
            return {}

        @hookimpl
        def iopkit_exporters(self) -> Mapping[str, Exporter]:
            called.append("exporters")
            return {}

    found = registry(ours=Counting())
    assert called == []

    for _ in range(2):
        found.exporter("x")
    assert called == ["exporters"]


@pytest.mark.parametrize("target", ["acme", "acme:", ":command", "acme command:x", "acme:a.b.c:d"])
def test_a_command_says_where_it_is(target: str) -> None:
    with pytest.raises(ValueError, match=r"package\.module:attribute"):
        Command(target, "Say something.")


@pytest.mark.parametrize("summary", ["", " ", "two\nlines"])
def test_the_summary_of_a_command_is_one_line(summary: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        Command("acme:command", summary)


@pytest.mark.parametrize("suffix", ["html", "", ".", ".a/b"])
def test_the_suffix_of_an_exporter_begins_with_a_dot(suffix: str) -> None:
    with pytest.raises(ValueError, match="a suffix is a dot and letters"):
        Exporter(title="Page", suffix=suffix, write=mermaid)
