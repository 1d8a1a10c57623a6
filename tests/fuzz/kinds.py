"""The kinds of input: which files are mutated, and what reads them.

Everything is drawn from a seed and a number, so that these are the same input anywhere.
"""

import io
from collections.abc import Callable
from random import Random
from typing import Final

import attrs
from fuzz import damage, odd
from fuzz.command_lines import (
    LEVELS,
    OPTIONS,
    PATHWAY_COMMANDS,
    RULES,
    SETTINGS,
    SWEEPS,
    is_work,
    limited,
)
from fuzz.inputs import Input, mutated
from fuzz.sound import RUN, SHORT, Sound

_PLAIN: Final = ("small.yaml", "small.yaml", "small.yaml", "clinic.yaml")

KEPT: Final = "kept"
"""The folder of the run that is damaged."""


def make(sound: Sound, seed: int, number: int) -> Input:
    """Return the input of a seed and a number."""
    chance = Random(f"{seed}:{number}")
    maker = chance.choices(list(_KINDS), weights=list(_KINDS.values()))[0]
    return maker(sound, chance)


def _pathway(sound: Sound, chance: Random) -> Input:
    """A pathway file, and any command that reads one."""
    pool = sound.pathways if chance.random() < 0.65 else sound.others
    name = chance.choices(pool, weights=(7, 1) if pool is sound.pathways else None)[0]
    data = mutated(sound, name, chance)
    return _read_by(sound, chance, data)


def _overlay(sound: Sound, chance: Random) -> Input:
    """A pathway that extends another and uses a part; any of the three is mutated."""
    names = chance.choice(
        (
            ["next.yaml"],
            ["part.yaml"],
            ["clinic.yaml"],
            ["next.yaml", "clinic.yaml"],
        )
    )
    files = {name: mutated(sound, name, chance) for name in names}
    if chance.random() < 0.15:
        other = chance.choice(
            (*sound.others, "client.yaml", "rules.yaml", "census.csv", "next.yaml")
        )
        files["next.yaml"] = sound.files["next.yaml"].replace(b"clinic.yaml", other.encode())
    whole = files.get("next.yaml", sound.files["next.yaml"])
    found = _read_by(sound, chance, whole)
    return attrs.evolve(found, files={**found.files, **files})


def _read_by(sound: Sound, chance: Random, data: bytes) -> Input:
    """Any command that reads a pathway, from a file or from stdin."""
    words, more = _pathway_command(sound, chance)
    if words[0] in {"simulate", "compare"} and is_work(data):
        words = ("check", "a.yaml")
    if chance.random() < 0.04 and "-" not in words:
        return Input(tuple("-" if word == "a.yaml" else word for word in words), more, data)
    stdin = _answers(chance) if "--ask" in words else b""
    return Input(words, {"a.yaml": data, **more}, stdin)


def _pathway_command(sound: Sound, chance: Random) -> tuple[tuple[str, ...], dict[str, bytes]]:
    line = chance.choices(list(PATHWAY_COMMANDS), weights=list(PATHWAY_COMMANDS.values()))[0]
    words = tuple(
        word.replace("LEVEL", chance.choice(LEVELS))
        .replace("SETTING", chance.choice(SETTINGS))
        .replace("SWEEP", chance.choice(SWEEPS))
        .replace("RULES", chance.choice(RULES))
        for word in line.split("|")
    )
    more: dict[str, bytes] = {}
    words = limited(words)
    if words[0] == "try":
        more["tried.yaml"] = sound.files["situations.yaml"].replace(b"clinic.yaml", b"a.yaml")
    return words, more


def _answers(chance: Random) -> bytes:
    known = ("yes", "no", "?", "back", "mild", "3", "1", "0", "80%", "")
    lines = [
        chance.choice(known) if chance.random() < 0.9 else chance.choice(odd.SCALARS)
        for _ in range(chance.randint(0, 12))
    ]
    text = "\n".join(lines).encode("utf-8", "replace")
    return damage.of_bytes(text, chance) if chance.random() < 0.2 else text


def _client(sound: Sound, chance: Random) -> Input:
    """A client file, where one belongs and where a pathway belongs."""
    data = mutated(sound, chance.choice(("client.yaml", "in-care.yaml")), chance)
    pathway = chance.choice(_PLAIN)
    words: tuple[str, ...]
    match chance.randrange(10):
        case 0:
            return Input((chance.choice(("check", "show", "sources")), "a.yaml"), {"a.yaml": data})
        case 1:
            return Input(("place", pathway, "--client", "-", "--all"), {}, data)
        case 2:
            more = {"a.yaml": data, "b.yaml": sound.files["next.yaml"].replace(b"clinic", b"a")}
            return Input(("check", "b.yaml"), more)
        case 3 | 4:
            words = ("place", pathway, "--client", "a.yaml", "--json")
        case 5:
            words = ("place", pathway, "--client", "a.yaml", "--ask")
        case _:
            words = ("place", pathway, "--client", "a.yaml")
    return Input(words, {"a.yaml": data}, _answers(chance) if "--ask" in words else b"")


def _situations(sound: Sound, chance: Random) -> Input:
    """A situation file."""
    data = mutated(sound, "situations.yaml", chance)
    if chance.random() < 0.85:  # the small pathway takes a quarter of the time
        for name, other in ((b"clinic.", b"small."), (b"house", b"op"), (b"day", b"iop")):
            data = data.replace(name, other)
    words = chance.choice(
        (
            ("try", "a.yaml"),
            ("try", "a.yaml"),
            ("try", "a.yaml", "--json"),
            ("try", "a.yaml", "--pathway", "small.yaml"),
            ("try", "a.yaml", "situations.yaml"),
        )
    )
    return Input(words, {"a.yaml": data})


def _rule_set(sound: Sound, chance: Random) -> Input:
    """A rule-set file."""
    name = chance.choice(("rules.yaml", "client-rules.yaml"))
    data = mutated(sound, name, chance)
    words = chance.choice(
        (
            ("rules", "a.yaml"),
            ("rules", "a.yaml", "--json"),
            ("check", "small.yaml", "--against", "a.yaml"),
            ("check", "small.yaml", "--against", "a.yaml", "--json"),
            ("check", "small.yaml", "--against", "a.yaml", "--program", "iop"),
            ("place", "small.yaml", "--client", "client.yaml", "--against", "a.yaml"),
        )
    )
    return Input(words, {"a.yaml": data})


def _table(sound: Sound, chance: Random) -> Input:
    """A table: a census, people to draw from, those who came, clients to place."""
    words: tuple[str, ...]
    match chance.randrange(8):
        case 0 | 1:
            data = mutated(sound, "census.csv", chance)
            pathway = chance.choice(_PLAIN)
            words = ("simulate", pathway, "--census", "a.csv", *SHORT)
            starts = ("--starts", "2026-03-01") if chance.random() < 0.5 else ()
            return Input((*words, *starts), {"a.csv": data})
        case 2:
            data = mutated(sound, "people.csv", chance)
            words = chance.choice((("check", "clinic.yaml"), ("simulate", "clinic.yaml", *SHORT)))
            return Input(words, {"people.csv": data})
        case 3:
            data = mutated(sound, "came.csv", chance)
            words = chance.choice((("check", "clinic.yaml"), ("simulate", "clinic.yaml", *SHORT)))
            return Input(words, {"came.csv": data})
        case 4:
            data = as_parquet(mutated(sound, "clients.csv", chance))
            data = damage.of_bytes(data, chance) if chance.random() < 0.5 else data
            return Input(("place", "clinic.yaml", "--clients", "a.parquet"), {"a.parquet": data})
        case _:
            data = mutated(sound, "clients.csv", chance)
            words = ("place", chance.choice(_PLAIN), "--clients", "a.csv")
            more = chance.choice(((), (), ("--json",), ("--out", "b.csv"), ("--out", "b.parquet")))
            return Input((*words, *more), {"a.csv": data})


def as_parquet(data: bytes) -> bytes:
    """Return a table as Parquet, every column a text; as it is when it is no table."""
    from pyarrow import ArrowInvalid, BufferOutputStream, csv, parquet

    try:
        table = csv.read_csv(io.BytesIO(data))
        target = BufferOutputStream()
        parquet.write_table(table, target)
    except (ArrowInvalid, ValueError, KeyError):
        return data
    return bytes(target.getvalue().to_pybytes())


def _kept_run(sound: Sound, chance: Random) -> Input:
    """The folder of a run with a file changed, exchanged or gone, and what reads such a folder."""
    files = dict(sound.run)
    name = chance.choice(sorted(files))
    match chance.randrange(8):
        case 0:
            del files[name]
        case 1:
            other = chance.choice(sorted(files))
            files[name], files[other] = files[other], files[name]
        case 2:
            files[name] = files[chance.choice(sorted(files))]
        case _:
            files[name] = mutated(sound, f"{RUN}/{name}", chance)
    words = chance.choice(
        (
            ("report", KEPT),
            ("report", KEPT),
            ("report", RUN, KEPT),
            ("draw", "small.yaml", "--run", KEPT),
            ("draw", "small.yaml", "--run", KEPT, "-o", "a.svg"),
            ("simulate", "--resume", KEPT, "--threads", "1"),
            ("simulate", "--resume", KEPT, "--threads", "1", "--json"),
        )
    )
    return Input(words, {f"{KEPT}/{each}": data for each, data in files.items()})


def _options(sound: Sound, chance: Random) -> Input:  # noqa: ARG001
    """The words of a command line."""
    weights = [0.1 if line[0] == "week" else 1 for line in OPTIONS]
    line = chance.choices(OPTIONS, weights=weights)[0]
    words = (
        damage.of_text(word[1:], chance).replace("\0", "") if word.startswith("*") else word
        for word in line
    )
    return Input(limited(tuple(words)))


_KINDS: Final[dict[Callable[[Sound, Random], Input], float]] = {
    _pathway: 51,
    _overlay: 5,
    _client: 10,
    _situations: 8,
    _table: 10,
    _rule_set: 6,
    _kept_run: 4,
    _options: 6,
}
"""The kinds of input, and how often."""
