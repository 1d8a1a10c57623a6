"""How chance is keyed, written again from docs/explanation/randomness.md alone.

Plain Python, one draw at a time, as slow as it is plain.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import TypeAlias, TypeVar

from iopkit.model.simulation.distribution import Distribution, DistributionFamily

T = TypeVar("T")

Sequenced: TypeAlias = Iterator[int]
"""A sequence of words."""

WRAP = 2**64
ROTATIONS = (16, 42, 12, 31, 16, 32, 24, 21)
PARITY = 0x1BD11BDAA9FC1A22
AFTERWARDS = 2**63
"""Added to a visit: what happens after it."""
REVIEWED = 2**62
"""Added to a visit: what happens at one of its reviews."""
AGAIN = 2**32
"""Added to a visit, as often as something is drawn again or reviewed."""
DRAWS = 100
"""How often a time is drawn that must be longer than what is over already."""

R, A = 3.6541528853610088, 0.00492867323399


def name_hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")


def client_name(stream: str, number: int) -> int:
    return (name_hash(f"stream:{stream}") % 2**32 << 32) + number


def threefry(counter: tuple[int, int], key: tuple[int, int], rounds: int = 13) -> tuple[int, int]:
    """Return the block of a counter under a key: Threefry-2x64."""
    keys = (*key, key[0] ^ key[1] ^ PARITY)
    a, b = (counter[0] + keys[0]) % WRAP, (counter[1] + keys[1]) % WRAP
    for done in range(1, rounds + 1):
        turn = ROTATIONS[(done - 1) % 8]
        a = (a + b) % WRAP
        b = (b << turn | b >> (64 - turn)) % WRAP ^ a
        if done % 4 == 0:
            injected = done // 4
            a = (a + keys[injected % 3]) % WRAP
            b = (b + keys[(injected + 1) % 3] + injected) % WRAP
    return a, b


def splitmix(state: int) -> Sequenced:
    """Yield the SplitMix64 sequence that starts at a state."""
    while True:
        state = (state + 0x9E3779B97F4A7C15) % WRAP
        word = state
        word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 % WRAP
        word = (word ^ word >> 27) * 0x94D049BB133111EB % WRAP
        yield word ^ word >> 31


def uniform(word: int) -> float:
    return (word >> 11) * 2.0**-53


def exponential(word: int) -> float:
    return -math.log(((word >> 11) + 1) * 2.0**-53)


def _ends() -> list[float]:
    ends = [A / math.exp(-R * R / 2), R]
    while len(ends) < 256:
        x = ends[-1]
        ends.append(math.sqrt(-2 * math.log(A / x + math.exp(-x * x / 2))))
    return [*ends, 0.0]


X = _ends()
F = [math.exp(-x * x / 2) for x in X]


def normal(words: Sequenced) -> float:
    """Return a normal number by the ziggurat."""
    word = next(words)
    sign = -1.0 if word & 256 else 1.0
    layer, size = word & 255, uniform(word) * X[word & 255]
    while size >= X[layer + 1]:
        if layer == 0:
            return sign * _tail(words)
        height = F[layer + 1] + uniform(next(words)) * (F[layer] - F[layer + 1])
        if height < math.exp(-size * size / 2):
            break
        word = next(words)
        layer, size = word & 255, uniform(word) * X[word & 255]
    return sign * size


def _tail(words: Sequenced) -> float:
    while True:
        beyond, height = exponential(next(words)) / R, exponential(next(words))
        if 2 * height >= beyond * beyond:
            return R + beyond


def gamma(form: float, scale: float, words: Sequenced) -> float:
    boost = 1.0
    first = next(words)
    if form < 1:
        boost = math.exp(-exponential(first) / form)
        form += 1
    d = form - 1 / 3
    c = 1 / math.sqrt(9 * d)
    while True:
        z = normal(splitmix(next(words)))
        word = next(words)
        v = 1 + c * z
        if v <= 0:
            continue
        cube = v * v * v
        if -exponential(word) < z * z / 2 + d - d * cube + d * math.log(cube):
            return scale * (boost * d * cube)


def part(weighted: Sequence[tuple[float, T]], number: float) -> T:
    """Return the first thing whose weights added up, of their sum, exceed a uniform number."""
    total, added = sum(weight for weight, _ in weighted), 0.0
    for weight, thing in weighted:
        added += weight
        if added / total > number:
            return thing
    return weighted[-1][1]


def draw(distribution: Distribution, words: Sequenced) -> float:
    """Return one number of a distribution."""
    a, b, c = distribution.parameters()
    match distribution.shape:
        case DistributionFamily.FIXED:
            return a
        case DistributionFamily.UNIFORM:
            return a + (b - a) * uniform(next(words))
        case DistributionFamily.TRIANGULAR:
            return _triangular(a, b, c, uniform(next(words)))
        case DistributionFamily.EXPONENTIAL:
            return a * exponential(next(words))
        case DistributionFamily.GAMMA:
            return gamma(a, b, words)
        case DistributionFamily.WEIBULL:
            return b * math.pow(exponential(next(words)), 1 / a)
        case DistributionFamily.LOGNORMAL:
            return math.exp(a + b * normal(words))
        case DistributionFamily.EMPIRICAL:
            return part(distribution.values, uniform(next(words)))
        case DistributionFamily.MIXTURE:
            return draw(part(distribution.parts, uniform(next(words))), words)


def _triangular(low: float, likely: float, high: float, u: float) -> float:
    if u * (high - low) < likely - low:
        return low + math.sqrt(u * (high - low) * (likely - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - likely))


def keys_of(purposes: Sequence[tuple[str, str]]) -> list[int]:
    """Return the keys of transitions, given by their two ends in the order of the file."""
    seen: dict[tuple[str, str], int] = {}
    keys = []
    for ends in purposes:
        n = seen[ends] = seen.get(ends, -1) + 1
        keys.append(name_hash(f"transition:{ends[0]}>{ends[1]}#{n}"))
    return keys


Chance: TypeAlias = Callable[[str, int, int], tuple[int, int]]


def chance(seed: int, replication: int) -> Chance:
    """Return what gives the block of a stream's client, by the counter c."""

    def block(stream: str, number: int, c: int) -> tuple[int, int]:
        return threefry((client_name(stream, number), c), (seed, replication))

    return block
