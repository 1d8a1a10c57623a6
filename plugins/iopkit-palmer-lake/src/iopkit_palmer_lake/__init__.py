"""The Recovery Village at Palmer Lake for iopkit, as one pathway file."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from iopkit.hookspecs import hookimpl


@hookimpl
def iopkit_pathways() -> dict[str, Traversable]:
    """Return the pathway of this facility by its name."""
    return {"palmer-lake": files(__name__) / "facility.yaml"}
