"""What is true of a pathway and of what is done with it, as documents of blocks, said once.

Begin with `blocks` and `inline`, what documents consist of; every other module describes one noun.
Wording, order and grouping are decided here; `iopkit.terminal`, `iopkit.pages` and `iopkit.export`
lay the blocks out.
"""
