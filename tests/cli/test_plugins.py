"""What the command line says about plugins, once each."""

from pathlib import Path

import pytest
from commands import Run

import iopkit.registry
from iopkit.hookspecs import hookimpl
from iopkit.registry import Registry, load_registry


class Plugin:
    """A plugin that gives some names."""

    def __init__(self, *names: str) -> None:
        self.names = names

    @hookimpl
    def iopkit_pathways(self) -> dict[str, Path]:
        if "exit" in self.names:
            raise SystemExit
        return {name: Path("clinic.yaml") for name in self.names}


def install(monkeypatch: pytest.MonkeyPatch, **plugins: Plugin) -> None:
    def loaded() -> Registry:
        return load_registry(entry_points=False, extra=plugins.items())

    monkeypatch.setattr(iopkit.registry, "load_registry", loaded)


def test_a_shipped_name_stays_with_iopkit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ours=Plugin("standard"))

    done = run("check", "standard", "standard")

    assert done.exit_code == 0
    assert "6 levels" in done.stdout
    assert done.stderr.count("plugin 'ours'") == 1


def test_a_name_in_dispute_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ours=Plugin("river"), theirs=Plugin("river"))

    done = run("show", "river")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: plugin 'ours': the pathway 'river' is also given by")
    assert done.stderr.count("also given by") == 1


def test_a_plugin_that_calls_exit_ends_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ours=Plugin("exit"))

    done = run("check", "standard")

    assert done.exit_code == 0
    assert "Note: plugin 'ours': fails when asked for its pathways: SystemExit" in done.stderr


def test_the_hint_knows_the_names_of_plugins(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ours=Plugin("riverside"))

    assert "did you mean 'riverside'?" in run("show", "rivrside").stderr
    assert "there are: riverside, standard" in run("show", "xyz").stderr
    text = "{iopkit: 1, id: a, title: A, extends: xyz}"
    assert "there are: riverside, standard" in run("check", "-", stdin=text).stderr


def test_the_hint_for_a_file_stays_that_of_a_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, ours=Plugin("riverside"))

    assert "did you mean 'clinic.yaml'?" in run("check", "xyz", "clinc.yaml").stderr
