"""Weekly staff hours of the programs of a care pathway."""

from iopkit.hookspecs import Command, hookimpl


@hookimpl
def iopkit_commands() -> dict[str, Command]:
    """Return the command by its name."""
    summary = "Say how many hours a week each program takes of the staff."
    return {"staffing": Command("iopkit_staffing.command:command", summary)}
