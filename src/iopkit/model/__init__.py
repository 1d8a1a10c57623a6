"""The nouns: frozen values without input or output. Read them in one sitting."""

from iopkit.model.accepted_findings import AcceptedFinding
from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, Worse, YesNo
from iopkit.model.basis import Basis, Figure, Source, SourceLocation
from iopkit.model.client import Client, Stay
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    Criterion,
    IsKnown,
    IsTrue,
    Literal,
    Membership,
    Not,
    Or,
    Relation,
)
from iopkit.model.finding_catalogue import FindingDeclaration, FindingForm, FindingKind, SubjectKind
from iopkit.model.level import CareSetting, ExternalCode, Level, Supervision
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.program import Goal, Length, Program, SpecialtyGroup
from iopkit.model.range import Range
from iopkit.model.review import ProgressReview
from iopkit.model.rule import About, Floor, Rule, RuleSet, Standing
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.schedule.weekday import Hours, Weekday
from iopkit.model.service import Format, Mode, Need, Service, Therapy
from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Dates, Rate, Referral
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.census import Census, CurrentClient
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.cost import Cost, Per
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.flow import Routing
from iopkit.model.simulation.measure import (
    Absence,
    Better,
    Measure,
    MeasureColumn,
    MeasuredOver,
    MeasureSubject,
    MeasureTable,
)
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.simulation.request import SimulationRequest
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.simulation.settings import ScenarioSettings
from iopkit.model.support import Strength, Support
from iopkit.model.transition import Transition, TransitionKind

__all__ = [
    "About",
    "Absence",
    "AcceptedFinding",
    "And",
    "Answer",
    "ArrivalStream",
    "Assessment",
    "Basis",
    "Better",
    "CapacitySchedule",
    "CareSetting",
    "Census",
    "Choice",
    "Client",
    "ClientSample",
    "CohortStart",
    "Compare",
    "Completed",
    "Constant",
    "Cost",
    "Criterion",
    "CurrentClient",
    "Dates",
    "Displaces",
    "Distribution",
    "DistributionFamily",
    "ExternalCode",
    "Fact",
    "FactChange",
    "Figure",
    "FindingDeclaration",
    "FindingForm",
    "FindingKind",
    "Floor",
    "Format",
    "Goal",
    "Hours",
    "IsKnown",
    "IsTrue",
    "Length",
    "Level",
    "Literal",
    "Measure",
    "MeasureColumn",
    "MeasureSubject",
    "MeasureTable",
    "MeasuredOver",
    "Membership",
    "Mode",
    "Need",
    "Not",
    "NumberFact",
    "Or",
    "OrdinalFact",
    "Outcome",
    "Pathway",
    "Per",
    "Program",
    "ProgressReview",
    "QueueDiscipline",
    "Range",
    "Rate",
    "Referral",
    "Relation",
    "Room",
    "Routing",
    "Rule",
    "RuleSet",
    "Scenario",
    "ScenarioSettings",
    "Service",
    "SimulationRequest",
    "Source",
    "SourceLocation",
    "SpecialtyGroup",
    "Staff",
    "Standing",
    "Stay",
    "Strength",
    "SubjectKind",
    "Supervision",
    "Support",
    "Therapy",
    "Track",
    "Transition",
    "TransitionKind",
    "Week",
    "Weekday",
    "Worse",
    "YesNo",
]
