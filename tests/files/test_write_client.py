"""Clients as text: what is written reads back as the same client."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import clients, pathways

from iopkit.files.compose.client_file import dump_client, loads_client
from iopkit.model.client import Client, Stay
from iopkit.model.pathway import Pathway


@given(pathways(), st.data())
def test_what_is_written_reads_back(pathway: Pathway, data: st.DataObject) -> None:
    levels = [level.id for level in pathway.levels]
    client = data.draw(clients(pathway.assessment, levels))

    assert loads_client(dump_client(client), pathway) == client


def test_what_was_not_recorded_has_no_line() -> None:
    assert dump_client(Client()) == "iopkit: 1\n"
    assert dump_client(Client(history=())) == "iopkit: 1\nhistory: []\n"


def test_a_client_is_written_as_people_write_it() -> None:
    client = Client(
        facts={"withdrawal_risk": "none", "cravings": 4.0},
        history=(Stay(level="detox", completed=True, days=5),),
        level="iop",
        days_in_level=0,
    )

    assert dump_client(client) == (
        "iopkit: 1\n"
        "facts:\n"
        "  withdrawal_risk: none\n"
        "  cravings: 4\n"
        "history:\n"
        "  - {level: detox, completed: true, days: 5}\n"
        "level: iop\n"
        "days_in_level: 0\n"
    )
