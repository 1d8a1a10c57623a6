"""Criteria: text to tree, tree to verdict with reasons, verdicts to a place.

Pure: nothing here reads a file, prints, or knows how a criterion reached it. The tree itself is in
`iopkit.model.criterion`; whether a tree makes sense for an assessment is
`iopkit.model.check.criteria`.
"""
