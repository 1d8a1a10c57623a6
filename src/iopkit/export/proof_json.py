"""A proof as plain values, which become JSON unchanged.

The names in them are part of what `--json` promises; a new one may be added, none changes. Clients
in them were made up by the proof: no value of a real one is among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopkit.files.compose.client_file import written_client

if TYPE_CHECKING:
    from iopkit.model.client import Client
    from iopkit.prove.finding import Argument, Clause, Finding, Proof

Plain: TypeAlias = "dict[str, object]"


def proof_values(proof: Proof) -> Plain:
    """Return a proof: what was found, what was proved, and what was not decided.

    Each client has the keys of a client file, so that it can be given to `iopkit place`.

    >>> from iopkit.prove.finding import Proof
    >>> proof_values(Proof(facts=("relapsed",)))["facts"]
    ['relapsed']
    """
    return {
        "findings": [_finding(finding) for finding in proof.findings],
        "claims": [
            {
                "finding": claim.kind.value,
                "over": claim.over,
                "proved": claim.proved,
                "undecided": [list(about) for about in claim.undecided],
                "unlisted": claim.unlisted,
            }
            for claim in proof.claims
        ],
        "stale": [
            {"finding": each.finding.value, "about": list(each.about), "because": each.because}
            for each in proof.stale
        ],
        "facts": list(proof.facts),
    }


def _finding(finding: Finding) -> Plain:
    return {
        "finding": finding.kind.value,
        "about": list(finding.about),
        "form": finding.form or None,
        "args": {name: _argument(value) for name, value in finding.args.items()},
        "message": finding.message,
        "cure": finding.cure,
        "because": finding.because or None,
        "rules": [_clause(clause) for clause in finding.clauses],
        "client": _client(finding.witness),
        "then": _client(finding.then),
    }


def _argument(value: Argument) -> str | list[object]:
    if isinstance(value, str):
        return value
    return [each if isinstance(each, str) else _clause(each) for each in value]


def _clause(clause: Clause) -> Plain:
    origin = clause.origin
    return {
        "what": clause.what,
        "text": clause.text,
        "file": origin.file if origin else None,
        "line": origin.line if origin else None,
        "column": origin.column if origin else None,
    }


def _client(client: Client | None) -> Plain | None:
    return None if client is None else dict(written_client(client))
