"""How many clients were where when a day began."""

from collections.abc import Iterable

from oracle.ward import Ward


class Daily:
    """Clients in active stay, waiting and blocked, by day and then by level."""

    def __init__(self) -> None:
        """Begin empty."""
        self.active: list[list[int]] = []
        self.waiting: list[list[int]] = []
        self.blocked: list[list[int]] = []

    def count(self, wards: Iterable[Ward]) -> None:
        """Add a day."""
        counts = [(len(one.active), len(one.waiting), len(one.blocked)) for one in wards]
        for table, row in zip(
            (self.active, self.waiting, self.blocked), zip(*counts, strict=True), strict=True
        ):
            table.append(list(row))
