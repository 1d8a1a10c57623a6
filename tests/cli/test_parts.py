"""Parts that plugins give, on the command line."""

from pathlib import Path

import pytest
from commands import Run

import iopkit.registry
from iopkit.hookspecs import hookimpl
from iopkit.registry import Registry, load_registry

HEAD = "iopkit: 1\nid: own\ntitle: Own\nextends: standard\n"
SERVICE = "programs: {iop: {services: [{therapy: dbt, sessions: 2, minutes: 60}]}}\n"


class Plugin:
    """A plugin that gives parts."""

    def __init__(self, folder: Path, **titles: str) -> None:
        self.parts = {name: folder / f"{name}.yaml" for name in titles}
        for name, title in titles.items():
            text = f"iopkit: 1\nid: {name}\ntitle: Part\ntherapies: {{dbt: {{title: {title}}}}}\n"
            self.parts[name].write_text(text)

    @hookimpl
    def iopkit_parts(self) -> dict[str, Path]:
        return self.parts


@pytest.fixture(autouse=True)
def plugins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Install a plugin with one part and another one with two."""
    one = Plugin(tmp_path, skills="Skills training")
    two = Plugin(tmp_path, behaviour="Behaviour therapy", same="Skills training")

    def loaded(**_given: object) -> Registry:
        return load_registry(entry_points=False, extra=[("one", one), ("two", two)])

    monkeypatch.setattr(iopkit.registry, "load_registry", loaded)


def test_a_therapy_of_a_part_gives_a_service_its_title(run: Run) -> None:
    text = f"{HEAD}uses: skills\n{SERVICE}"

    done = run("show", "-", "--level", "iop", stdin=text)

    assert done.exit_code == 0
    assert "Skills training" in done.stdout
    assert "dbt" not in done.stdout


def test_two_plugins_that_disagree_are_both_named(run: Run) -> None:
    text = f"{HEAD}uses: [skills, behaviour]\n{SERVICE}"

    done = run("check", "-", stdin=text)

    assert done.exit_code == 1
    assert (
        "<stdin>:5:16: error: the parts 'skills' and 'behaviour' disagree about "
        "therapies > dbt > title: one/skills.yaml:4 says 'Skills training', two/behaviour.yaml:4 "
        "says 'Behaviour therapy'" in done.stderr
    )


def test_two_plugins_that_say_the_same_can_both_be_used(run: Run) -> None:
    text = f"{HEAD}uses: [skills, same]\n{SERVICE}"

    assert run("check", "-", stdin=text).exit_code == 0


def test_each_unknown_part_has_its_own_hint(run: Run) -> None:
    text = f"{HEAD}uses: [skils, xyz, standard]\n"

    said = run("check", "-", stdin=text).stderr

    assert "did you mean 'skills'?" in said
    assert "there are: behaviour, same, skills" in said
    assert "this is a pathway: write 'extends: standard'" in said


def test_a_part_that_is_extended_is_told_so(run: Run) -> None:
    text = HEAD.replace("standard", "skills")

    assert "this is a part: write 'uses: skills'" in run("check", "-", stdin=text).stderr
