"""Help: quick, complete, and the same in the terminal and in the reference."""

import json
import re
import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete
from commands import Run
from reference_of_commands import PAGE, renewed

from iopkit.cli import main
from iopkit.cli.command_names import COMMANDS

HEAVY = {"attrs", "networkx", "numba", "numpy", "pluggy", "rich", "yaml"}


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("words", ["--help", "--version", ""])
def test_help_imports_nothing_heavy(words: str) -> None:
    program = (
        "import json, sys\n"
        "from iopkit.cli import main\n"
        f"main({words.split()!r}, standalone_mode=False)\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    # Without a command click shows the help too, and leaves.
    program = program.replace("main(", "try:\n    main(", 1).replace(
        "standalone_mode=False)\n", "standalone_mode=False)\nexcept BaseException: pass\n", 1
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert not HEAVY & set(json.loads(done.stdout.splitlines()[-1]))


def test_completion_of_a_name_imports_no_command() -> None:
    program = (
        "import sys\n"
        "from click.shell_completion import ShellComplete\n"
        "from iopkit.cli import main\n"
        "names = ShellComplete(main, {}, 'iopkit', '').get_completions([], 's')\n"
        "print(*(item.value for item in names))\n"
        "print('iopkit.cli.commands.show' in sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().split() == ["schema", "show", "sources", "simulate", "False"]


def test_completion_goes_on_inside_a_command() -> None:
    shell = ShellComplete(main, {}, "iopkit", "")

    assert [item.value for item in shell.get_completions(["show"], "--le")] == ["--level"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_one_line_in_the_list_is_the_first_of_the_command(name: str) -> None:
    assert (command(name).help or "").splitlines()[0] == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(run: Run, name: str) -> None:
    assert f"\n    iopkit {name} " in run(name, "--help").stdout


@pytest.mark.parametrize(
    "name", ["check", "show", "place", "try", "diff", "simulate", "sources", "export", "plugins"]
)
def test_every_command_that_prints_a_result_has_json(name: str) -> None:
    assert any("--json" in option.opts for option in command(name).params)


def test_the_reference_page_is_the_help(run: Run) -> None:
    assert run is not None  # sets the width

    assert PAGE.read_text(encoding="utf-8") == renewed()


@pytest.mark.parametrize("name", ["simulate", "compare", "place", "week"])
def test_a_long_help_shows_its_options_below_titles(run: Run, name: str) -> None:
    sections = re.findall(r"^([A-Z][^:\n]*):$", run(name, "--help").stdout, re.MULTILINE)

    assert len(sections) >= 3
    assert sections[-1] == "Options"
