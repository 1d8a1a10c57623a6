"""All checks, in the order in which the page tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from validation import (
    calendars,
    discharges,
    groups,
    little,
    networks,
    peers,
    queues,
    returning,
    starts,
    stroke,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from validation.check import Check
    from validation.effort import Effort


@attrs.frozen(kw_only=True)
class Section:
    """Checks that belong together.

    Parameters
    ----------
    id, title
        Its name for the command line, and on the page.
    text
        What is compared with what, and why that says something.
    parts
        The functions that make the checks.
    """

    id: str
    title: str
    text: str
    parts: tuple[Callable[[Effort], list[Check]], ...]


SECTIONS: Final = (
    Section(
        id="queues",
        title="One level, against formulas",
        text=(
            "Queueing theory knows exactly how long clients wait at one level, how many give up "
            "and how many are there, when they come by a Poisson stream. The formulas were written "
            "anew from their sources, and share no code with the simulator."
        ),
        parts=(
            queues.waiting,
            queues.losing,
            queues.giving_up,
            queues.without_limit,
            queues.urgent_first,
        ),
    ),
    Section(
        id="networks",
        title="Several levels, against product forms and Markov chains",
        text=(
            "Networks with steps back, cohorts that return, and levels at which clients are held "
            "in their old place. The chain for holding has the states (active at the first level, "
            "blocked there, at the second level) and is solved as linear equations."
        ),
        parts=(networks.jackson, networks.absorbing, networks.blocking),
    ),
    Section(
        id="little",
        title="Little's law",
        text=(
            "On every single path the clients present, averaged over time, are the days they spent "
            "divided by the time. The report adds up stretches of time; here the clients are "
            "counted event by event."
        ),
        parts=(little.on_every_path,),
    ),
    Section(
        id="groups",
        title="Closed groups, days of admission, calendars",
        text=(
            "Groups that begin together have closed forms without a limit of places, and small "
            "chains with one. A week of many and of few places follows from the equations of the "
            "number of clients within each part of the week."
        ),
        parts=(groups.full_groups, groups.admission_days, calendars.by_week),
    ),
    Section(
        id="starts",
        title="Census and reviews",
        text=(
            "Clients who are there at the start stay as long as the distribution says of those who "
            "have stayed so long already. Reviews at which a client becomes ready with a fixed "
            "chance make a geometric number of them."
        ),
        parts=(starts.census, starts.reviews),
    ),
    Section(
        id="stroke",
        title="A published simulation",
        text=(
            "Monks and others (2016) simulated an acute and a rehabilitation ward with four kinds "
            "of patients, and their parameters are public. It is not about addiction; it is the "
            "only published patient-flow model found whose inputs, outputs and an exact solution "
            "can all be had. As in the article, five years after a warm-up of three. All cells of "
            "their Table 2 are here: the base cells against the article and the exact value; those "
            "with 5 % more arrivals against the exact value, and beside the article without a "
            "verdict, because some of them are off in the article itself."
        ),
        parts=(stroke.wards,),
    ),
    Section(
        id="discharges",
        title="Discharges from addiction care, 2004",
        text=(
            "Two kinds of checks that must not be confused. Counts by reason (Table 2.5) and "
            "median stays by reason are *inputs* of `standard`: that they come back says that "
            "nothing was lost on the way, and nothing about the world. The medians over all "
            "reasons were *held out*: no number of `standard` was taken from them. That they "
            "follow tests the one assumption in between, lognormal stays with the spreads of "
            "`standard`. They come from the same year, states and records as the inputs, so "
            "that they say nothing about other years or a facility."
        ),
        parts=(discharges.inputs, discharges.predicted, discharges.later),
    ),
    Section(
        id="returns",
        title="Returns to treatment",
        text=(
            "`standard` was fitted to two numbers of the Alcohol and Drug Services Study: both are "
            "*inputs*. The curve between them is compared with the formula of the law that was "
            "fitted, which checks the simulator and not the law. The study's third number, "
            "under 15 % back within 6 months, counts from the relapse and not from the discharge, "
            "so that nothing here can be compared with it."
        ),
        parts=(returning.returns,),
    ),
    Section(
        id="ciw",
        title="The same pathways in Ciw",
        text=(
            "Ciw is a network simulator by other people, with its own ways to write priorities, "
            "reneging, blocking and schedules. Both programs start empty and count everything."
        ),
        parts=(peers.against_ciw,),
    ),
    Section(
        id="simpy",
        title="Whole facilities in SimPy",
        text=(
            "In SimPy every client is a process and every rule is written out by hand: the "
            "step-down network of the benchmarks, and three levels with priority, patience and "
            "holding at once."
        ),
        parts=(peers.against_simpy,),
    ),
)


def run(
    effort: Effort, executor: Executor, only: str = ""
) -> Iterator[tuple[Section, list[Check]]]:
    """Yield every section, or one, with its checks, in order. The parts run side by side."""
    chosen = [section for section in SECTIONS if only in {"", section.id}]
    # the longest first, so that nothing long is left for the end
    later = {
        section.id: [executor.submit(part, effort) for part in section.parts]
        for section in sorted(chosen, key=lambda section: section.id not in {"ciw", "simpy"})
    }
    for section in chosen:
        yield section, [check for each in later[section.id] for check in each.result()]
