"""The command lines that read a pathway, and those of which a word is mutated."""

import re
from typing import Final

from fuzz.sound import SHORT

_AMOUNT: Final = re.compile(
    rb"""
    \b(?:rate|cohort|mon|tue|wed|thu|fri|sat|sun): \s+ "? (?P<many>[\d.eE+-]+)
    | \bevery \s+ "? (?P<often>[\d.eE+-]+)
    """,
    re.VERBOSE,
)
_MANY: Final = 500.0
_ENDLESS: Final = 1e12

LEVELS: Final = ("iop", "house", "day", "residential", "detox", "nowhere", "")
SETTINGS: Final = (
    "levels.iop.places=3",
    "levels.day.places=unlimited",
    "levels.house.places=2",
    "transitions.iop>gone.share=0.2",
    "arrivals.new.rate=1 per day",
    "week.pause=10",
    "more: levels.iop.places=3",
)
SWEEPS: Final = ("levels.iop.places=1..3/1", "levels.day.places=2,9", "week.pause=0..20/10")
RULES: Final = (
    "medicare-iop-2024",
    "rules.yaml",
    "client-rules.yaml",
    "teds-iop",
    "nine",
    "nothing",
)

PATHWAY_COMMANDS: Final = {
    "check|a.yaml": 12.0,
    "check|a.yaml|--json": 5,
    "check|a.yaml|small.yaml": 1,
    "check|a.yaml|--against|RULES": 4,
    "check|a.yaml|--against|RULES|--json": 2,
    "check|a.yaml|--prove|--seconds|2": 1.2,
    "check|a.yaml|--prove|--seconds|2|--json": 0.3,
    "show|a.yaml": 7,
    "show|a.yaml|--json": 3,
    "show|a.yaml|--level|LEVEL": 5,
    "show|a.yaml|--rules": 3,
    "show|a.yaml|--mermaid": 1,
    "show|a.yaml|--dot": 1,
    "sources|a.yaml": 3,
    "sources|a.yaml|--json": 1,
    "export|a.yaml|--to|dot": 1,
    "export|a.yaml|--to|edges": 1,
    "export|a.yaml|--to|mermaid": 1,
    "export|a.yaml|--to|edges|-o|moves.csv": 0.5,
    "draw|a.yaml": 4,
    "draw|a.yaml|-o|a.svg": 3,
    "draw|a.yaml|-o|a.png": 0.1,
    "draw|a.yaml|--run|run": 0.5,
    "page|a.yaml|--no-week": 2.5,
    "page|a.yaml": 0.1,
    "place|a.yaml|--client|client.yaml": 4,
    "place|a.yaml|--client|in-care.yaml|--all": 3,
    "place|a.yaml|--client|client.yaml|--against|RULES|--json": 2,
    "place|a.yaml|--clients|clients.csv": 2,
    "place|a.yaml|--clients|clients.csv|--out|placed.csv": 1,
    "place|a.yaml|--clients|clients.csv|--out|placed.parquet|--json": 0.5,
    "place|a.yaml|--ask": 3,
    "place|a.yaml|--ask|--json": 1,
    "try|tried.yaml": 3,
    "try|tried.yaml|--json": 1,
    "try|situations.yaml|--pathway|a.yaml": 2,
    "diff|a.yaml|small.yaml|--no-client": 2,
    "diff|clinic.yaml|a.yaml|--no-client|--json": 2,
    "diff|small.yaml|a.yaml|--seconds|2": 0.2,
    "rules|a.yaml": 1,
    "simulate|a.yaml": 4,
    "simulate|a.yaml|--json": 2,
    "simulate|a.yaml|--starts|2026-03-01": 1,
    "simulate|a.yaml|--census|census.csv": 1,
    "simulate|a.yaml|--places|LEVEL=4": 1,
    "simulate|a.yaml|--out|new-run": 0.4,
    "compare|a.yaml|--set|SETTING": 1,
    "compare|a.yaml|--sweep|SWEEP|--json": 0.5,
    "compare|small.yaml|--with|a.yaml|-o|figures.csv": 0.5,
    "week|a.yaml": 0.12,
    "week|a.yaml|--json": 0.05,
    "week|a.yaml|--set|SETTING": 0.05,
    "week|a.yaml|-o|week.ics|--from|2026-03-02": 0.08,
    "week|a.yaml|-o|week.csv": 0.04,
    "week|a.yaml|-o|week.html": 0.04,
    "new|a.yaml": 0.1,
}
"""Each command that reads a pathway, and how often. What costs a second is rare."""


OPTIONS: Final = (
    ("compare", "small.yaml", "--set", "*levels.iop.places=3"),
    ("compare", "small.yaml", "--set", "*more: transitions.iop>gone.share=0.2"),
    ("compare", "small.yaml", "--set", "*levels.iop={title: X, rank: 2}"),
    ("compare", "small.yaml", "--sweep", "*levels.iop.places=1..3/1"),
    ("compare", "small.yaml", "--sweep", "*levels.iop.places=1,2,3"),
    (
        "compare",
        "small.yaml",
        "--sweep",
        "levels.iop.places=1,2",
        "--show",
        "*wait_mean:iop",
        *SHORT,
    ),
    ("simulate", "small.yaml", "--places", "*iop=4"),
    ("simulate", "small.yaml", "--warm-up", "*1 week"),
    ("simulate", "small.yaml", "--starts", "*2026-03-01"),
    ("simulate", "small.yaml", "--discount", "*0.03"),
    ("simulate", "small.yaml", "--precision", "*50%"),
    ("simulate", "small.yaml", "--seed", "*7"),
    ("show", "small.yaml", "--level", "*iop"),
    ("check", "small.yaml", "--against", "*teds-iop"),
    ("check", "small.yaml", "--against", "teds-iop", "--program", "*iop"),
    ("check", "*small.yaml"),
    ("export", "small.yaml", "--to", "*dot"),
    ("rules", "*teds-iop"),
    ("draw", "small.yaml", "-o", "*a.svg"),
    ("draw", "small.yaml", "--run", "*run"),
    ("report", "run", "--name", "*as it is"),
    ("place", "small.yaml", "--client", "*client.yaml"),
    ("place", "small.yaml", "--clients", "clients.csv", "--out", "*b.csv"),
    ("week", "small.yaml", "--set", "*week.pause=10"),
    ("week", "small.yaml", "-o", "w.ics", "--from", "*2026-03-02"),
    ("week", "small.yaml", "-o", "w.ics", "--from", "2026-03-02", "--until", "*2026-06-02"),
    ("week", "small.yaml", "-o", "w.ics", "--from", "2026-03-02", "--track", "*day"),
    ("new", "n.yaml", "--title", "*Crest View"),
    ("new", "n.yaml", "--id", "*crest-view"),
    ("new", "n.yaml", "--level", "*iop", "--places", "*iop=36"),
    ("new", "n.yaml", "--level", "iop", "--days", "*iop=3", "--hours", "*iop=9"),
    ("new", "n.yaml", "--level", "iop", "--length", "*iop=8 to 12 weeks"),
    ("new", "n.yaml", "--level", "iop", "--therapy", "*iop=dbt", "--group", "*women"),
    ("new", "n.yaml", "--level", "iop", "--admit", "*iop=safe_home"),
    ("new", "n.yaml", "--level", "iop", "--move-on", "*iop=attendance=80"),
    ("new", "plugin", "*crest-view"),
)
"""Command lines; a word after an asterisk is mutated."""


def limited(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command line that asks for little: a short run, two seconds for a solver."""
    if words[0] in {"simulate", "compare"}:
        return (*words[:2], *SHORT, *words[2:])
    solves = words[0] == "week" or (words[0] == "page" and "--no-week" not in words)
    return (*words, "--seconds", "2") if solves else words


def is_work(data: bytes) -> bool:
    """Whether a pathway may take minutes to simulate, and rightly so.

    A hundred thousand clients a day are much to do, and no fault; with 1e30 of them a run must be
    refused, and with 500 it must be short.
    """
    for found in _AMOUNT.finditer(data):
        try:
            amount = float(found["many"] or found["often"])
        except ValueError:
            continue
        if found["often"]:
            amount = 1 / amount if amount > 0 else 0
        if _MANY < amount < _ENDLESS:
            return True
    return False
