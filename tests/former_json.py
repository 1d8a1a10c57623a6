"""What version 0.1 called the keys of the JSON of a simulation, and what they are called now."""

from __future__ import annotations

from typing import Any, Final

KEYS: Final = (
    ("every figure with an interval", "low", "ci_low"),
    ("every figure with an interval", "high", "ci_high"),
    ("provenance", "mode", "routing"),
    ("provenance", "places", "capacity"),
    ("provenance", "census_clients", "initial_census_clients"),
    ("provenance", "discount", "discount_rate"),
    ("summary", "arrivals", "new_arrivals"),
    ("summary", "returns", "readmissions"),
    ("summary", "unplaced", "not_admitted"),
    ("summary", "stuck", "without_exit"),
    ("summary", "cut_off", "censored"),
    ("levels", "places", "capacity"),
    ("levels", "queue", "queue_length"),
    ("levels", "wait_p50", "wait_median"),
    ("levels", "gave_up", "abandonments"),
    ("levels", "gave_up_share", "abandonment_share"),
    ("levels", "gave_up_after", "wait_before_abandonment"),
    ("stays", "kind", "departure_kind"),
    ("stays", "median", "los_median"),
    ("stays", "mean", "los_mean"),
    ("costs", "year", "price_year"),
    ("costs", "low", "at_least"),
    ("costs", "high", "at_most"),
    ("costs", "low_per_client", "at_least_per_client"),
    ("costs", "high_per_client", "at_most_per_client"),
    ("staff", "low", "at_least"),
    ("staff", "high", "at_most"),
    ("differences", "figure", "measure"),
    ("differences", "move", "about"),
    ("differences", "base", "baseline"),
    ("differences", "low", "ci_low"),
    ("differences", "high", "ci_high"),
    ("differences", "pairs", "n_pairs"),
)
"""Where a key stands, its former name, and its name."""

VALUES: Final[dict[tuple[str, str], dict[str, str]]] = {
    ("provenance", "routing"): {"shares alone": "probabilistic", "by the rules": "rules"}
}
"""Values that are called otherwise too, by where they stand."""

ADDED: Final = {"": {"ci_level"}, "levels": {"departures"}}
"""Keys that version 0.1 had not, by where they stand."""


def as_now(former: Any, where: str = "") -> Any:  # noqa: ANN401  any JSON
    """Return what version 0.1 printed with the names of today."""
    if isinstance(former, list):
        return [as_now(each, where) for each in former]
    if not isinstance(former, dict):
        return former
    place = "every figure with an interval" if former.keys() == {"mean", "low", "high"} else where
    names = {old: new for kind, old, new in KEYS if kind == place}
    now = {names.get(key, key): as_now(value, key) for key, value in former.items()}
    for (kind, key), values in VALUES.items():
        if kind == where and key in now:
            now[key] = values[now[key]]
    return now


def without_added(now: Any, where: str = "") -> Any:  # noqa: ANN401  any JSON
    """Return what is printed today without the keys that version 0.1 had not."""
    if isinstance(now, list):
        return [without_added(each, where) for each in now]
    if not isinstance(now, dict):
        return now
    added = ADDED.get(where, set())
    return {key: without_added(value, key) for key, value in now.items() if key not in added}
