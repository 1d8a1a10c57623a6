"""What version 0.1 called the JSON keys of placements, proofs, differences and weeks."""

from typing import Final

KEYS: Final = (
    ("place", "", "possible", "possible_levels"),
    ("place", "", "need", "minimum_level"),
    ("place", "", "need_possible", "possible_minimum_levels"),
    ("place", "", "nowhere", "none_possible"),
    ("place", "", "ask", "open_facts"),
    ("place", "", "asking", "next_questions"),
    ("place", "", "questions", "question_texts"),
    ("place", "", "onward", "next_levels"),
    ("place", "next_questions", "name", "fact"),
    ("place", "answers", "possible", "possible_levels"),
    ("place", "next_levels", "moves", "transitions"),
    ("place", "next_levels", "ends", "discharges"),
    ("place", "next_levels", "ask", "open_facts"),
    ("place", "transitions", "nearly", "counterfactuals"),
    ("place", "transitions", "opens", "time_until_met"),
    ("place", "transitions", "ask", "open_facts"),
    ("place", "counterfactuals", "name", "fact"),
    ("place", "counterfactuals", "recorded", "answer"),
    ("place", "reasons", "recorded", "answer"),
    ("place", "reasons", "asks", "fact"),
    ("place", "reasons", "joint", "operator"),
    ("place", "reasons", "parts", "operands"),
    ("try", "reasons", "recorded", "answer"),
    ("try", "reasons", "floor", "minimum_level"),
    ("check", "programs", "ask", "open_facts"),
    ("check", "claims", "over", "n_checked"),
    ("check", "claims", "proved", "n_proved"),
    ("check", "proof", "stale", "unused_acceptances"),
    ("check", "findings", "then", "client_after"),
    ("check", "rules", "what", "rule_name"),
    ("diff", "", "bases", "provenance"),
    ("diff", "differences", "way", "path"),
    ("diff", "provenance", "way", "path"),
    ("week", "", "assumed", "assumptions"),
    ("week", "", "not_held", "sessions_left_out"),
    ("week", "", "load", "workload"),
    ("week", "", "impossible", "infeasibility"),
    ("week", "infeasibility", "demands", "constraints"),
    ("week", "infeasibility", "smallest", "minimal"),
    ("week", "staff", "at_once", "peak"),
    ("week", "staff", "each", "per_person"),
    ("week", "rooms", "at_once", "peak"),
    ("week", "hours", "low", "at_least"),
    ("week", "hours", "high", "at_most"),
)
"""The command, under which key an object stands, its former key, and that key now."""

GONE: Final = (("place", "", "settled", "status"), ("place", "", "placed", "status"))
"""Keys of which several became one."""
