"""The figures of one replication as a file holds them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.simulate.measure import Figures


def figures_text(replication: int, figures: Figures) -> str:
    r"""Return figures as JSON: each is a list of the words of its name, with the number at the end.

    >>> figures_text(3, {("census", "iop"): 12.5})
    '{"replication": 3, "figures": [["census", "iop", 12.5]]}\n'
    """
    told = [[*name, value] for name, value in figures.items()]
    return json.dumps({"replication": replication, "figures": told}, allow_nan=False) + "\n"


def figures_in(text: str) -> Figures:
    """Return the figures that `figures_text` wrote, the same to the last bit.

    Raises
    ------
    ValueError
        When the text is something else.

    >>> figures_in(figures_text(3, {("census", "iop"): 12.5}))
    {('census', 'iop'): 12.5}
    """
    try:
        return {tuple(name): float(value) for *name, value in json.loads(text)["figures"]}
    except (TypeError, KeyError) as error:
        msg = "these are no figures"
        raise ValueError(msg) from error
