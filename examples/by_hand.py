"""A small pathway made in Python alone, without a file: place a client, prove it, write it down."""

import iopkit
from iopkit.model import Assessment, Fact, Floor, Level, OrdinalFact, Rule, YesNo
from iopkit.prove import prove

pathway = iopkit.Pathway(
    id="by-hand",
    title="Made by hand",
    assessment=Assessment(
        [
            Fact(id="stable", ask="Physically stable?", type=YesNo()),
            Fact(
                id="home",
                ask="How supportive is the home?",
                type=OrdinalFact(["none", "weak", "strong"]),
            ),
        ]
    ),
    levels=[
        Level(id="detox", title="Detox", rank=3),
        Level(id="iop", title="IOP", rank=2, admit=[Rule(criterion=iopkit.parse("home >= weak"))]),
    ],
    floors=[Floor(level="detox", criterion=iopkit.parse("not stable"))],
)
print(
    "Placed at", iopkit.place(pathway, iopkit.Client(facts={"stable": True, "home": "weak"})).level
)
print("Still to ask", iopkit.place(pathway, iopkit.Client(facts={"stable": True})).ask)
print("Open findings", len(prove(pathway).open))
print(iopkit.dump(pathway))
