"""The commands by what somebody wants to do, each with its one line of help."""

from __future__ import annotations

from typing import Final

GROUPS: Final[dict[str, dict[str, str]]] = {
    "Write": {
        "new": "Write a first pathway file, each part explained.",
        "check": "Find everything that is wrong in pathway files, at once.",
        "schema": "Print the format of pathway files for editors (JSON Schema).",
    },
    "Look": {
        "show": "Show the levels of care as a staircase, or one level in detail.",
        "draw": "Draw the levels, the transitions between them, and how stays end.",
        "sources": "List every number and rule with what it rests on.",
        "diff": "Show how two pathways differ, and a client to whom it matters.",
    },
    "Decide": {
        "place": "Place a client: at which level, why, and what is still to ask.",
        "try": "Try made-up clients: is each placed as a clinician expects?",
        "rules": "List the rule books for programs and clients, or show one.",
        "week": "Lay out the week: who meets when, in which room, led by whom.",
    },
    "Simulate": {
        "simulate": "Simulate clients over years: waits, full levels, moves, costs.",
        "compare": "Compare scenarios: other places, other rules, another file.",
        "report": "Write a report of simulated years for a browser, charts included.",
    },
    "Hand on": {
        "page": "Write one page for a browser: levels, rules, readiness form, week.",
        "export": "Write a pathway in a form that other programs read.",
        "plugins": "List the installed plugins, what each adds, what is wrong.",
    },
}
"""Each command with its one line of help, by what somebody wants to do, in this order."""

COMMANDS: Final = {name: text for group in GROUPS.values() for name, text in group.items()}
"""Each command with its one line of help."""
