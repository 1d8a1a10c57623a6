"""Chance, keyed: every draw is a pure function of who draws, when, and for what.

The keys are those of `docs/explanation/randomness.md`, which says the same in words precise enough
to write this file again. Words are 64 bits without sign; all sums and products wrap.

Sources
-------
Threefry-2x64 with 13 rounds: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
1, 2, 3", SC11 (2011). The finaliser of SplitMix64: Steele, Lea, Flood, OOPSLA (2014). The ziggurat:
Marsaglia and Tsang, J. Stat. Software 5(8) (2000), with the 256 layers, the sign and the tail of
their normal generator. Gamma: Marsaglia and Tsang, ACM TOMS 26(3) (2000).
"""

from __future__ import annotations

import math
from typing import Final

from iopkit.simulate.kernel.jit import compiled, inlined, table, word

MASK: Final = word(0xFFFF_FFFF_FFFF_FFFF)
PARITY: Final = word(0x1BD1_1BDA_A9FC_1A22)  # Threefry's key schedule constant
GOLDEN: Final = word(0x9E37_79B9_7F4A_7C15)  # SplitMix64's step: 2**64 over the golden ratio
MIX_1: Final = word(0xBF58_476D_1CE4_E5B9)
MIX_2: Final = word(0x94D0_49BB_1331_11EB)
ONE: Final = word(1)
TWO: Final = word(2)
THREE: Final = word(3)
N_8: Final = word(8)
N_11: Final = word(11)
N_12: Final = word(12)
N_16: Final = word(16)
N_21: Final = word(21)
N_24: Final = word(24)
N_27: Final = word(27)
N_30: Final = word(30)
N_31: Final = word(31)
N_32: Final = word(32)
N_33: Final = word(33)
N_40: Final = word(40)
N_42: Final = word(42)
N_43: Final = word(43)
N_22: Final = word(22)
N_48: Final = word(48)
N_52: Final = word(52)
LOW_8: Final = word(255)
UNIT: Final = 2.0**-53

FIXED: Final = 0
UNIFORM: Final = 1
TRIANGULAR: Final = 2
EXPONENTIAL: Final = 3
GAMMA: Final = 4
WEIBULL: Final = 5
LOGNORMAL: Final = 6
MIXTURE: Final = 7


@inlined
def _turn(a: int, b: int, left: int, right: int) -> tuple[int, int]:
    """Return one round of Threefry; `left` and `right` add up to 64."""
    a = (a + b) & MASK
    return a, (((b << left) | (b >> right)) & MASK) ^ a


@inlined
def block(key_0: int, key_1: int, counter_0: int, counter_1: int) -> tuple[int, int]:
    """Return two words of chance for a key and a counter: Threefry-2x64-13."""
    key_2 = PARITY ^ key_0 ^ key_1
    a, b = (counter_0 + key_0) & MASK, (counter_1 + key_1) & MASK
    a, b = _turn(a, b, N_16, N_48)
    a, b = _turn(a, b, N_42, N_22)
    a, b = _turn(a, b, N_12, N_52)
    a, b = _turn(a, b, N_31, N_33)
    a, b = (a + key_1) & MASK, (b + key_2 + ONE) & MASK
    a, b = _turn(a, b, N_16, N_48)
    a, b = _turn(a, b, N_32, N_32)
    a, b = _turn(a, b, N_24, N_40)
    a, b = _turn(a, b, N_21, N_43)
    a, b = (a + key_2) & MASK, (b + key_0 + TWO) & MASK
    a, b = _turn(a, b, N_16, N_48)
    a, b = _turn(a, b, N_42, N_22)
    a, b = _turn(a, b, N_12, N_52)
    a, b = _turn(a, b, N_31, N_33)
    a, b = (a + key_0) & MASK, (b + key_1 + THREE) & MASK
    return _turn(a, b, N_16, N_48)


@inlined
def mixed(state: int) -> int:
    """Return the word that SplitMix64 makes of a state."""
    state = ((state ^ (state >> N_30)) * MIX_1) & MASK
    state = ((state ^ (state >> N_27)) * MIX_2) & MASK
    return state ^ (state >> N_31)


@inlined
def uniform(bits: int) -> float:
    """Return a number from 0 to 1, 1 excluded, made of the upper 53 bits of a word."""
    return (bits >> N_11) * UNIT


@inlined
def exponential(bits: int) -> float:
    """Return an exponential number of mean 1."""
    return -math.log(((bits >> N_11) + ONE) * UNIT)


def _ziggurat() -> tuple[list[float], list[float]]:
    """Return the right ends of the layers, 0 to 256, and the density at each."""
    ends = [AREA / math.exp(-0.5 * TAIL * TAIL), TAIL]
    while len(ends) < 256:  # noqa: PLR2004  layers
        last = ends[-1]
        ends.append(math.sqrt(-2 * math.log(AREA / last + math.exp(-0.5 * last * last))))
    ends.append(0.0)
    return ends, [math.exp(-0.5 * end * end) for end in ends]


TAIL: Final = 3.6541528853610088
AREA: Final = 0.00492867323399
_ENDS, _HEIGHTS = _ziggurat()
ENDS: Final = table(_ENDS)
HEIGHTS: Final = table(_HEIGHTS)


@inlined
def normal(state: int) -> float:
    """Return a standard normal number from the SplitMix64 sequence that starts at a state."""
    state = (state + GOLDEN) & MASK
    bits = mixed(state)
    layer = bits & LOW_8
    size = (bits >> N_11) * UNIT * ENDS[layer]
    if size >= ENDS[layer + ONE]:
        size = _outside(state, layer, size)
    return size * (1.0 - 2.0 * ((bits >> N_8) & ONE))  # no branch to guess wrongly


@compiled
def _outside(state: int, layer: int, size: float) -> float:
    """Return the absolute value of a normal number that the layer's core did not hold."""
    while True:
        if layer == 0:
            while True:
                state = (state + GOLDEN) & MASK
                beyond = exponential(mixed(state)) / TAIL
                state = (state + GOLDEN) & MASK
                if 2 * exponential(mixed(state)) >= beyond * beyond:
                    return TAIL + beyond
        state = (state + GOLDEN) & MASK
        height = HEIGHTS[layer + ONE] + uniform(mixed(state)) * (
            HEIGHTS[layer] - HEIGHTS[layer + ONE]
        )
        if height < math.exp(-0.5 * size * size):
            return size
        state = (state + GOLDEN) & MASK
        bits = mixed(state)
        layer = bits & LOW_8
        size = (bits >> N_11) * UNIT * ENDS[layer]
        if size < ENDS[layer + ONE]:
            return size


@compiled
def _gamma(form: float, state: int) -> float:
    """Return a gamma number of scale 1."""
    state = (state + GOLDEN) & MASK
    boost = 1.0
    if form < 1.0:
        boost = math.exp(-exponential(mixed(state)) / form)
        form += 1.0
    d = form - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        state = (state + GOLDEN) & MASK
        z = normal(mixed(state))
        v = 1.0 + c * z
        state = (state + GOLDEN) & MASK
        if v > 0.0:
            v = v * v * v
            if -exponential(mixed(state)) < 0.5 * z * z + d - d * v + d * math.log(v):
                return boost * d * v


@inlined
def draw(shape: int, a: float, b: float, c: float, state: int) -> float:
    """Return a number of a distribution from the sequence that starts at a state.

    Parameters
    ----------
    shape
        One of the constants of this module, `MIXTURE` excluded: the caller picks the part.
    a, b, c
        As in `iopkit.model.simulation.distribution.Distribution.parameters`.
    state
        Where the SplitMix64 sequence starts.
    """
    if shape == LOGNORMAL:
        return math.exp(a + b * normal(state))
    if shape == FIXED:
        return a
    return _rarer(shape, a, b, c, state)


@compiled
def _rarer(shape: int, a: float, b: float, c: float, state: int) -> float:
    """Return a number of any shape but the two that `draw` tries first."""
    if shape == GAMMA:
        return b * _gamma(a, state)
    bits = mixed((state + GOLDEN) & MASK)
    if shape == EXPONENTIAL:
        return a * exponential(bits)
    if shape == WEIBULL:
        return b * math.pow(exponential(bits), 1.0 / a)
    if shape == UNIFORM:
        return a + (b - a) * uniform(bits)
    u = uniform(bits)  # triangular: low a, likely b, high c
    if u * (c - a) < b - a:
        return a + math.sqrt(u * (c - a) * (b - a))
    return c - math.sqrt((1.0 - u) * (c - a) * (c - b))
