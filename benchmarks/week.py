"""Lay out a week of 40 sessions, 5 rooms and 6 people, and say how long that takes.

    python -m benchmarks.week

Two tracks of 12 clients. The morning has four group sessions, the evening four, each client comes
alone once a week, and eight sessions are for those who like. Everybody of the staff has limits by
the week, and half of them by the day, so that people are hard to find and not only times.
"""

from __future__ import annotations

import sys
import time

from iopkit.model import (
    Format,
    Hours,
    Need,
    Pathway,
    Program,
    Range,
    Room,
    Service,
    Staff,
    Track,
    Week,
    Weekday,
)
from iopkit.week import lay_out

DAYS = tuple(Weekday)
SECONDS = 5.0


def facility() -> Pathway:
    """Return a made-up facility with a full week."""

    def service(
        therapy: str, times: int, minutes: int, form: Format, *led_by: str, size: int | None = None
    ) -> Service:
        return Service(
            therapy=therapy,
            format=form,
            sessions=Range.exactly(times),
            minutes=Range.exactly(minutes),
            need=Need.OPTIONAL if therapy in {"family", "yoga"} else Need.CORE,
            led_by=led_by,
            size=size,
        )

    services = [
        service("process", 3, 90, Format.GROUP, "counselor", size=12),
        service("psychoeducation", 2, 60, Format.CLASS, "educator", "counselor", size=14),
        service("family", 1, 60, Format.FAMILY, "therapist", size=12),
        service("yoga", 2, 45, Format.GROUP, "educator"),
        service("individual", 1, 50, Format.INDIVIDUAL, "counselor", "therapist"),
    ]
    busy = Hours(days=DAYS[:5], start=480, end=1020)
    tracks = [
        Track(id="morning", days=DAYS[:5], start=540, end=720, clients=12, a_day=210),
        Track(
            id="evening", days=DAYS[:4], start=1050, end=1230, clients=12, busy=[busy], a_day=210
        ),
    ]
    rooms = [
        Room(id="large", title="Large room", size=14),
        Room(id="middle", title="Middle room", size=12),
        Room(id="small", title="Small room", size=3, count=3),
    ]
    late = [Hours(days=DAYS[:5], start=600, end=1260)]
    staff = [
        Staff(id="counselor", title="Counselors", count=3, hours=14, a_day=240),
        Staff(id="educator", title="Educators", count=1, hours=12),
        Staff(id="therapist", title="Therapists", count=1, hours=10, at=late),
        Staff(id="lead", title="Lead counselor", leads=["counselor"], hours=6),
    ]
    opens = [
        Hours(days=DAYS[:5], start=480, end=1260),
        Hours(days=DAYS[5:6], start=540, end=780),
    ]
    return Pathway(
        id="full",
        title="A full week",
        programs=[Program(id="iop", title="IOP", services=services, tracks=tracks)],
        week=Week(open=opens, pause=10, rooms=rooms, staff=staff),
    )


def main() -> int:
    """Print the seconds; return 1 when they are too many."""
    pathway = facility()
    begin = time.perf_counter()
    timetable = lay_out(pathway)
    took = time.perf_counter() - begin
    print(f"{len(timetable.sessions)} sessions in {took:.2f} s")
    return int(took > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
