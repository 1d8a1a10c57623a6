from iopkit.files.complaint import Severity
from iopkit.files.load import examine, examine_text

TEXT = """\
iopkit: 1
id: here
title: Here
sources: {book: {title: Book}}
assessment: {cravings: {ask: "Cravings?", number: any}}
levels:
  iop: {title: IOP, rank: 3}
  op: {title: OP, rank: 2}
  php: {title: PHP, rank: 4}
programs: {day: {title: Day}}
groups: {women: {title: Women}}
transitions:
  - {from: iop, to: op}
  - {from: php, to: op}
arrivals: {walk-in: {to: iop, cohort: 3}}
"""


def test_what_is_probably_not_meant_is_a_warning() -> None:
    examined = examine_text(TEXT, name="here.yaml")

    assert examined.pathway is not None
    assert examined.errors == ()
    assert {c.severity for c in examined.complaints} == {Severity.WARNING}
    assert [str(c).partition("\n")[0] for c in examined.complaints] == [
        "here.yaml:4:11: warning: the source 'book' is never named",
        "here.yaml:5:14: warning: no criterion uses the fact 'cravings'",
        "here.yaml:8:3: warning: no transition leaves 'op': clients stay there for ever",
        "here.yaml:9:3: warning: nobody can enter 'php': no arrivals and no transition lead there",
        "here.yaml:10:12: warning: no level offers the program 'day'",
        "here.yaml:11:10: warning: no service is for the group 'women'",
    ]


def test_what_is_inherited_is_not_warned_about() -> None:
    head = "iopkit: 1\nid: own\ntitle: Own\nextends: here\n"
    examined = examine_text(head, find=lambda name: ("h", TEXT) if name == "here" else None)

    assert examined.complaints == ()


def test_the_standard_pathway_has_no_errors() -> None:
    assert examine("standard").errors == ()
