"""What the command line says about plugins: `iopkit plugins`, notes, and commands of plugins."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import Result
from commands import GOLDEN, Run, Start
from distributions import Site

from iopkit.cli import main
from iopkit.cli.command_names import COMMANDS
from iopkit.cli.io import plugin_access as plugged
from iopkit.registry import reserved_names as taken

RIVER = """
@hookimpl
def iopkit_pathways():
    return {"river": HERE / "river.yaml"}
"""
TEXT = "{iopkit: 1, id: river, title: River, extends: standard}"
GREET = """
@hookimpl
def iopkit_commands():
    return {"greet": Command("acme_greeting:command", "Say hello to a pathway.")}
"""
GREETING = """
    import click

    from iopkit.cli.options.pathway_argument import file_argument, read_pathway

    @click.command
    @file_argument
    def command(file: str) -> None:
        '''Say hello.'''
        click.echo(f"Hello, {read_pathway(file).title}!")
"""
RAISES = "@hookimpl\ndef iopkit_pathways(): raise RuntimeError('no disk')"


def unfolded(done: Result) -> str:
    """Return what was printed, with every line of a paragraph joined."""
    return " ".join(done.stdout.split())


@pytest.fixture
def river(site: Site) -> Site:
    site.write("river.yaml", TEXT)
    site.install("river", RIVER)
    return site


@pytest.fixture
def greet(site: Site) -> Site:
    site.write("acme_greeting.py", GREETING)
    site.install("greet", GREET)
    return site


# -- names of pathways


@pytest.mark.usefixtures("river")
def test_a_plugin_is_asked_for_names_that_iopkit_does_not_have(run: Run) -> None:
    assert "River" in run("show", "river").stdout


@pytest.mark.parametrize("words", ["check standard", "check clinic.yaml", "rules h0015"])
def test_a_file_that_names_no_plugin_waits_for_none(words: str, site: Site) -> None:
    site.install("river", RIVER)
    program = (
        "import sys\n"
        "from iopkit.cli import main\n"
        f"main({words.split()!r}, standalone_mode=False)\n"
        "print([name for name in sys.modules if name in {'acme_river', 'pluggy'}])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=GOLDEN,
        env={"PYTHONPATH": str(site.folder)},
    )

    assert done.stdout.splitlines()[-1] == b"[]"


def test_a_shipped_name_stays_with_iopkit(run: Run, site: Site) -> None:
    site.install("river", RIVER.replace('"river":', '"standard":'))

    done = run("check", "standard", "standard")

    assert (done.exit_code, done.stderr) == (0, "")
    assert "6 levels" in done.stdout
    assert "its pathway 'standard' has the name of one that comes with" in unfolded(run("plugins"))


def test_a_name_in_dispute_is_said_to_whoever_asks_for_it(run: Run, river: Site) -> None:
    river.install("lake", RIVER)

    done = run("show", "river")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: plugin 'lake': the pathway 'river' is also given by")
    assert done.stderr.count("also given by") == 1
    assert run("show", "standard").stderr == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RAISES, "fails when asked for its pathways: RuntimeError: no disk"),
        (RAISES.replace("RuntimeError('no disk')", "SystemExit"), "pathways: SystemExit"),
        ("raise SystemExit", "cannot be loaded: SystemExit"),
        ("import there_is_no_such_module", "cannot be loaded: ModuleNotFoundError"),
        ("@hookimpl\ndef iopkit_pathways(config): return {}", "'iopkit_pathways' wants 'config'"),
        ("@hookimpl\ndef iopkit_pathway(): return {}", "did you mean 'iopkit_pathways'?"),
        ("def iopkit_pathways(): return {}", "nobody calls its function 'iopkit_pathways'"),
        ("@hookimpl\ndef iopkit_pathways(): return []", "must return a mapping of names"),
        ("", "adds nothing"),
    ],
)
def test_a_broken_plugin_is_named_and_the_rest_works(
    run: Run, river: Site, text: str, message: str
) -> None:
    river.install("broken", text)

    done = run("check", "river")
    listed = run("plugins")

    assert done.exit_code == 0
    assert "6 levels" in done.stdout
    assert done.stderr.startswith("Note: plugin 'broken': ")
    assert message in done.stderr
    assert listed.exit_code == 1
    assert message in unfolded(listed)
    assert "river" in listed.stdout


def test_the_hint_knows_the_names_of_plugins(run: Run, site: Site) -> None:
    site.install("river", RIVER.replace('"river":', '"riverside":'))

    assert "did you mean 'riverside'?" in run("show", "rivrside").stderr
    assert "there are: riverside, standard" in run("show", "xyz").stderr
    text = "{iopkit: 1, id: a, title: A, extends: xyz}"
    assert "there are: riverside, standard" in run("check", "-", stdin=text).stderr


def test_the_hint_for_a_file_stays_that_of_a_file(run: Run, site: Site) -> None:
    site.install("river", RIVER.replace('"river":', '"riverside":'))

    assert "did you mean 'clinic.yaml'?" in run("check", "xyz", "clinc.yaml").stderr


def test_a_fault_in_the_file_of_a_plugin_names_the_plugin(run: Run, river: Site) -> None:
    river.write("river.yaml", TEXT.replace("title", "ttile"))

    done = run("check", "river")
    through = run("check", "-", stdin="{iopkit: 1, id: a, title: A, extends: river}")

    assert done.exit_code == through.exit_code == 1
    assert "river/river.yaml:1:" in done.stderr
    assert "river/river.yaml:1:" in through.stderr


def test_a_file_of_a_plugin_that_is_not_there_cannot_be_read(run: Run, site: Site) -> None:
    site.install("river", RIVER)

    done = run("check", "river")

    assert done.exit_code == 2
    assert f"there is no file {site.folder / 'river.yaml'}" in " ".join(done.stderr.split())


def test_a_mistake_in_the_code_of_a_plugin_has_its_place(run: Run, site: Site) -> None:
    site.install("broken", "x = = 1")
    place = "acme_broken.py:4"

    assert place in unfolded(run("plugins"))
    assert "  File" not in run("plugins").stderr
    assert "  File" in run("--debug", "plugins").stderr


def test_a_name_that_a_plugin_left_out_may_have(
    run: Run, river: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    river.install("other", GREET)
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "river")
    said = "IOPKIT_DISABLE_PLUGINS leaves out river"
    uses = "{iopkit: 1, id: a, title: A, extends: standard, uses: [skills]}"

    assert said in run("show", "river").stderr
    assert said in run("check", "-", stdin=uses).stderr
    assert said in run("export", "standard", "--to", "river").stderr
    monkeypatch.delenv("IOPKIT_DISABLE_PLUGINS")
    assert said not in run("show", "lake").stderr


def test_a_misspelt_name_to_leave_out_is_in_the_list(
    run: Run, river: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "rivre,iopkit")

    done = run("plugins")

    assert done.exit_code == 0
    assert "names 'rivre', and no plugin of this name is installed; did you mean 'river'?" in (
        unfolded(done)
    )
    assert "names 'iopkit', which cannot be left out" in unfolded(done)
    assert json.loads(run("plugins", "--json").stdout)["not_there"] == ["iopkit", "rivre"]
    assert river.folder.is_dir()


# -- the list


@pytest.mark.usefixtures("greet")
def test_the_list_says_what_each_adds(run: Run, river: Site) -> None:
    done = run("plugins")

    assert done.exit_code == 0
    assert unfolded(done).endswith(
        f"pathways river river/river.yaml is {river.folder / 'river.yaml'} 2 plugins, no problems."
    )
    assert (
        "\n"
        "greet 1.0 (acme-greet)\n"
        "  commands   greet\n"
        "\n"
        "river 1.0 (acme-river)\n"
        "  pathways   river\n"
    ) in done.stdout


def test_the_list_for_programs(run: Run, river: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    river.install("broken", "raise RuntimeError('oh')")
    river.install("other", GREET)
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "other")

    done = run("plugins", "--json")

    assert done.exit_code == 1
    values = json.loads(done.stdout)
    assert (values["schema"], values["version"], values["exit_code"]) == ("iopkit/plugins", 1, 1)
    ours, broken, other, named = values["plugins"]
    assert ours["gives"]["exporters"] == ["dot", "edges", "markdown", "mermaid"]
    place = river.folder / "acme_broken.py"
    said = f"cannot be loaded: RuntimeError: oh ({place}:4); it is left out"
    assert broken["problems"] == [said]
    assert broken["hooks"] == []
    assert other["disabled"]
    assert named == {
        "name": "river",
        "distribution": "acme-river",
        "version": "1.0",
        "disabled": False,
        "hooks": ["iopkit_pathways"],
        "gives": {
            "pathways": ["river"],
            "parts": [],
            "rule_sets": [],
            "exporters": [],
            "commands": [],
        },
        "files": {"river/river.yaml": str(river.folder / "river.yaml")},
        "problems": [],
    }


def test_a_name_in_dispute_is_a_problem_of_the_list(run: Run, river: Site) -> None:
    river.install("lake", RIVER)

    done = run("plugins")

    assert done.exit_code == 1
    assert "the pathway 'river' is also given by 'river'" in unfolded(done)
    assert "2 plugins, 1 problem." in done.stdout


def test_the_list_says_what_is_left_out_on_request(
    run: Run, river: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    river.install("rude", "raise SystemExit")
    monkeypatch.setenv("IOPKIT_DISABLE_PLUGINS", "rude,river")

    done = run("plugins")

    assert done.exit_code == 0
    assert done.stdout.count("left out, because IOPKIT_DISABLE_PLUGINS names it") == 2
    assert "no command named 'greet'" in run("greet").stderr
    assert run("show", "river").exit_code == 2


def test_the_list_names_both_distributions_of_one_plugin_name(run: Run, site: Site) -> None:
    site.install("east", RIVER, entry="river")
    site.install("west", RIVER, entry="river")
    site.write("river.yaml", TEXT)

    done = run("plugins")

    assert done.exit_code == 1
    first, second = done.stdout.split("\n\n")[1:3]
    assert first.startswith("river 1.0 (acme-east)\n  pathways   river\n")
    assert second.startswith("river 1.0 (acme-west)\n")
    assert "already (of acme-east), which acme-west gives as well" in " ".join(second.split())
    assert run("show", "river").exit_code == 0


def test_without_plugins_the_list_holds_iopkit(run: Run) -> None:
    done = run("plugins")

    assert done.exit_code == 0
    assert done.stdout.startswith("iopkit ")
    assert done.stdout.endswith("0 plugins, no problems.\n")


@pytest.mark.parametrize("name", ["acme-broken", "iopkit-broken"])
def test_a_damaged_distribution_hides_no_other(run: Run, river: Site, name: str) -> None:
    info = river.folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_bytes(b"[iopkit]\nbroken = \xff\n")

    done = run("check", "river")

    assert done.exit_code == 0
    named = "plugin 'iopkit-broken': its entry points cannot be read: UnicodeDecodeError"
    assert (named in done.stderr) is name.startswith("iopkit")


def test_a_distribution_that_is_there_twice_counts_once(
    run: Run, river: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(river.folder, tmp_path / "again")
    monkeypatch.syspath_prepend(tmp_path / "again")

    assert "1 plugin, no problems." in run("plugins").stdout


# -- commands


def test_a_command_is_in_the_help_and_not_imported(greet: Site) -> None:
    program = (
        "import sys\n"
        "from iopkit.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print('acme_greeting' in sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(greet.folder)},
    )
    printed = done.stdout.decode()

    assert "\nPlugins:\n  greet     Say hello to a pathway.\n" in printed
    assert printed.rstrip().endswith("False")


def test_a_command_runs_like_any_other(start: Start, greet: Site) -> None:
    done = start("greet", "standard", PYTHONPATH=str(greet.folder))

    assert done.returncode == 0
    assert done.stdout.decode().startswith("Hello, ")
    assert done.stderr == b""


@pytest.mark.usefixtures("greet")
def test_a_misspelt_command_of_a_plugin_has_a_hint(run: Run) -> None:
    done = run("gret", "standard")

    assert done.exit_code == 2
    assert "no command named 'gret'; did you mean 'greet'?" in done.stderr


@pytest.mark.usefixtures("greet")
def test_the_completion_knows_commands_of_plugins() -> None:
    names = ShellComplete(main, {}, "iopkit", "").get_completions([], "gr")

    assert [item.value for item in names] == ["greet"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "its command 'greet' cannot be loaded: ModuleNotFoundError"),
        ("raise SystemExit", "its command 'greet' cannot be loaded: SystemExit"),
        ("other = 1", "its command 'greet' cannot be loaded: AttributeError"),
        ("command = print", "is not a click.Command, but builtin_function_or_method"),
    ],
)
def test_a_command_that_cannot_be_loaded_names_its_plugin(
    run: Run, site: Site, text: str | None, message: str
) -> None:
    site.install("greet", GREET)
    if text is not None:
        site.write("acme_greeting.py", text)

    done = run("greet", "standard")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: plugin 'greet': ")
    assert message in done.stderr
    assert run("show", "standard").exit_code == 0


def test_a_command_that_fails_is_not_the_fault_of_iopkit(run: Run, greet: Site) -> None:
    greet.write("acme_greeting.py", GREETING.replace("click.echo(", "{}['secret']; ("))

    done = run("greet", "standard")
    debugged = run("--debug", "greet", "standard")

    assert done.exit_code == 1
    assert "plugin 'greet' has failed (KeyError), not iopkit itself" in done.stderr
    assert "secret" not in done.stderr
    assert "acme_greeting.py" not in done.stderr
    assert "acme_greeting.py" in debugged.stderr


def test_a_plugin_cannot_take_the_name_of_a_command_of_iopkit(run: Run, site: Site) -> None:
    site.install("greet", GREET.replace('"greet":', '"show":'))

    assert run("show", "standard").stderr == ""
    assert "its command 'show' has the name of one that comes with iopkit" in run("--help").stderr
    assert "\nPlugins:" not in run("--help").stdout
    assert run("plugins").exit_code == 1


def test_the_names_that_tests_of_plugins_know_are_those_of_the_command_line() -> None:
    assert set(COMMANDS) == taken.COMMANDS


def test_two_plugins_with_one_command_are_both_named(run: Run, greet: Site) -> None:
    greet.install("hello", GREET)

    done = run("greet", "standard")

    assert done.exit_code == 1
    assert "plugin 'greet': the command 'greet' is also given by 'hello'" in done.stderr


def test_a_broken_plugin_does_not_spoil_the_help(run: Run, greet: Site) -> None:
    greet.install("broken", "raise SystemExit")

    done = run("--help")

    assert done.exit_code == 0
    assert "greet     Say hello" in done.stdout
    assert done.stderr.count("plugin 'broken': cannot be loaded: SystemExit") == 1


def test_the_quick_look_sees_what_is_installed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(site.folder), "no-such-folder"])
    assert not plugged.may_be_there()

    site.install("river", RIVER)

    assert plugged.may_be_there()


def test_the_quick_look_leaves_zip_files_to_the_slow_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(site.write("packages.zip", "")))

    assert plugged.may_be_there()
