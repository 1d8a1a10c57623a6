"""Chance: known answers, and distributions as they should be."""

import math
from collections.abc import Callable
from functools import cache
from itertools import islice

import numpy as np
import numpy.typing as npt
import pytest
from oracle import draws as oracle
from scipy import stats

from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.simulate.kernel import keyed_random as _draws
from iopkit.simulate.kernel.jit import as_word
from iopkit.simulate.kernel.optional_draws import drawn
from iopkit.simulate.lowering.distributions import DistributionTable

N = 20_000
ONES = 2**64 - 1
UNLIKELY = 1e-3
"""A p-value that fixed states must exceed: they are chosen once, so nothing is ever by chance."""

Floats = npt.NDArray[np.float64]
Cdf = Callable[[float], float]


def words(*numbers: int) -> list[int]:
    return [as_word(number) for number in numbers]


def block(key: tuple[int, int], counter: tuple[int, int]) -> tuple[int, int]:
    first, second = _draws.block(*words(*key, *counter))
    return int(first), int(second)


@cache
def states(n: int = N) -> tuple[int, ...]:
    """Return the words that start the draws of many clients."""
    return tuple(block((7, 0), (oracle.client_name("walk-in", i), 1))[1] for i in range(n))


def sample(distribution: Distribution, n: int = N) -> Floats:
    spreads = DistributionTable()
    which = spreads.add(distribution)
    table = spreads.table()
    return np.array([drawn(table, which, as_word(state)) for state in states(n)])


def of(shape: DistributionFamily, **given: float) -> Distribution:
    return Distribution(shape=shape, given=given)


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0), (0, 0), (0xF167B032C3B480BD, 0xE91F9FEE4B7A6FB5)),
        ((ONES, ONES), (ONES, ONES), (0xCCDEC5C917A874B1, 0x4DF53ABCA26CEB01)),
        (
            (0x243F6A8885A308D3, 0x13198A2E03707344),
            (0xA4093822299F31D0, 0x082EFA98EC4E6C89),
            (0xC3AAC71561042993, 0x3FE7AE8801AFF316),
        ),
    ],
)
def test_blocks_are_those_of_random123(
    counter: tuple[int, int], key: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert block(key, counter) == expected


def test_words_of_a_sequence_are_those_of_splitmix() -> None:
    state = 1234567
    sequence = [
        int(_draws.mixed(as_word((state + i * int(_draws.GOLDEN)) % 2**64))) for i in range(1, 6)
    ]
    assert sequence == list(islice(oracle.splitmix(state), 5))


def test_uniform_numbers_hold_0_and_not_1() -> None:
    assert _draws.uniform(as_word(0)) == 0
    assert _draws.uniform(as_word(ONES)) == 1 - 2.0**-53
    assert _draws.exponential(as_word(ONES)) == 0
    assert _draws.exponential(as_word(0)) == pytest.approx(53 * math.log(2), abs=1e-12)


DISTRIBUTIONS: list[tuple[Distribution, Cdf]] = [
    (of(DistributionFamily.UNIFORM, low=3, high=5), stats.uniform(3, 2).cdf),
    (of(DistributionFamily.TRIANGULAR, low=2, likely=3, high=7), stats.triang(0.2, 2, 5).cdf),
    (of(DistributionFamily.TRIANGULAR, low=2, likely=2, high=7), stats.triang(0, 2, 5).cdf),
    (of(DistributionFamily.TRIANGULAR, low=2, likely=7, high=7), stats.triang(1, 2, 5).cdf),
    (of(DistributionFamily.EXPONENTIAL, mean=30), stats.expon(scale=30).cdf),
    (of(DistributionFamily.EXPONENTIAL, median=30), stats.expon(scale=30 / math.log(2)).cdf),
    (of(DistributionFamily.GAMMA, mean=10, sd=5), stats.gamma(4, scale=2.5).cdf),
    (of(DistributionFamily.GAMMA, mean=10, sd=10), stats.gamma(1, scale=10).cdf),
    (of(DistributionFamily.GAMMA, mean=10, sd=30), stats.gamma(1 / 9, scale=90).cdf),
    (of(DistributionFamily.WEIBULL, scale=20, form=0.6), stats.weibull_min(0.6, scale=20).cdf),
    (of(DistributionFamily.WEIBULL, scale=20, form=3), stats.weibull_min(3, scale=20).cdf),
    (of(DistributionFamily.LOGNORMAL, median=50, spread=0.95), stats.lognorm(0.95, scale=50).cdf),
]


@pytest.mark.parametrize(("distribution", "cdf"), DISTRIBUTIONS)
def test_draws_follow_their_distribution(distribution: Distribution, cdf: Cdf) -> None:
    assert stats.kstest(sample(distribution), cdf).pvalue > UNLIKELY


@pytest.mark.parametrize(("distribution", "cdf"), DISTRIBUTIONS)
def test_draws_have_the_mean_of_their_distribution(distribution: Distribution, cdf: Cdf) -> None:
    del cdf
    drawn_numbers = sample(distribution)
    error = float(drawn_numbers.std(ddof=1)) / math.sqrt(N)
    assert abs(drawn_numbers.mean() - distribution.mean()) < 3.3 * error


def test_given_mean_and_standard_deviation_are_those_of_the_draws() -> None:
    for shape in (
        DistributionFamily.GAMMA,
        DistributionFamily.WEIBULL,
        DistributionFamily.LOGNORMAL,
    ):
        numbers = sample(of(shape, mean=12, sd=6))
        assert numbers.mean() == pytest.approx(12, rel=0.02)
        assert numbers.std() == pytest.approx(6, rel=0.04)


def test_given_quantiles_are_those_of_the_draws() -> None:
    for shape in (DistributionFamily.WEIBULL, DistributionFamily.LOGNORMAL):
        numbers = sample(of(shape, p25=10, p75=40))
        below = [np.mean(numbers < 10), np.mean(numbers < 40)]
        assert below == pytest.approx([0.25, 0.75], abs=0.012)


def test_a_fixed_number_is_always_drawn() -> None:
    assert set(sample(Distribution.fixed(28.0), 100)) == {28.0}


def test_empirical_values_come_by_their_weights() -> None:
    values = ((1.0, 7.0), (3.0, 14.0), (6.0, 0.0))
    numbers = sample(Distribution(shape=DistributionFamily.EMPIRICAL, values=values))
    counted = [int(np.sum(numbers == value)) for _, value in values]
    assert sum(counted) == N
    assert stats.chisquare(counted, [weight / 10 * N for weight, _ in values]).pvalue > UNLIKELY


def test_a_mixture_mixes_by_weight_and_its_parts_are_independent_of_the_choice() -> None:
    parts = (
        (1.0, of(DistributionFamily.EXPONENTIAL, mean=2)),
        (3.0, of(DistributionFamily.LOGNORMAL, median=30, spread=1)),
    )
    numbers = sample(Distribution(shape=DistributionFamily.MIXTURE, parts=parts))

    def cdf(x: float) -> float:
        return 0.25 * stats.expon(scale=2).cdf(x) + 0.75 * stats.lognorm(1, scale=30).cdf(x)

    assert stats.kstest(numbers, cdf).pvalue > UNLIKELY


def test_a_part_of_a_mixture_may_be_empirical() -> None:
    weeks = Distribution(shape=DistributionFamily.EMPIRICAL, values=((1, 7), (1, 14)))
    mixture = Distribution(
        shape=DistributionFamily.MIXTURE, parts=((1, weeks), (1, Distribution.fixed(28)))
    )
    counted = np.unique(sample(mixture), return_counts=True)
    assert counted[0].tolist() == [7, 14, 28]
    assert stats.chisquare(counted[1], [N / 4, N / 4, N / 2]).pvalue > UNLIKELY


@pytest.fixture(scope="module")
def normals() -> Floats:
    return np.array([_draws.normal(as_word(state)) for state in states(200_000)])


def test_the_ziggurat_gives_normal_numbers(normals: Floats) -> None:
    assert stats.kstest(normals, stats.norm.cdf).pvalue > UNLIKELY
    moments = [np.mean(normals**power) for power in range(1, 5)]
    sizes = np.sqrt(np.array([1, 2, 15, 96]) / len(normals))
    assert np.all(np.abs(np.array(moments) - [0, 1, 0, 3]) < 3.3 * sizes)


def test_the_tail_of_the_ziggurat_is_that_of_the_normal(normals: Floats) -> None:
    beyond = np.abs(normals)[np.abs(normals) > oracle.R]
    share = 2 * stats.norm.sf(oracle.R)
    assert stats.binomtest(len(beyond), len(normals), share).pvalue > UNLIKELY

    def cdf(x: float) -> float:
        return 1 - stats.norm.sf(x) / stats.norm.sf(oracle.R)

    assert stats.kstest(beyond, cdf).pvalue > UNLIKELY


def test_every_layer_of_the_ziggurat_holds_the_same_area() -> None:
    ends, heights = oracle.X, oracle.F
    areas = [ends[i] * (heights[i + 1] - heights[i]) for i in range(1, 256)]
    assert areas == pytest.approx([oracle.A] * 255, rel=1e-8)
    assert list(_draws.ENDS) == ends
    assert list(_draws.HEIGHTS) == heights


KEYS = ["client", "visit", "seed", "replication", "stream"]


def neighbours(which: str, n: int = 5_000) -> npt.NDArray[np.uint64]:
    """Return the blocks of keys that differ in one thing, by one. (n, 2)"""
    name = oracle.client_name("walk-in", 0)
    blocks = {
        "client": lambda i: block((0, 0), (name + i, 1)),
        "visit": lambda i: block((0, 0), (name, i)),
        "seed": lambda i: block((i, 0), (name, 1)),
        "replication": lambda i: block((0, i), (name, 1)),
        "stream": lambda i: block((0, 0), (oracle.client_name(f"stream-{i}", 0), 1)),
    }
    return np.array([blocks[which](i) for i in range(n)], np.uint64)


@pytest.mark.parametrize("which", KEYS)
def test_neighbouring_keys_share_nothing(which: str) -> None:
    found = neighbours(which)
    numbers = (found >> np.uint64(11)) * 2.0**-53
    for column in (numbers[:, 0], numbers[:, 1]):
        assert stats.kstest(column, stats.uniform.cdf).pvalue > UNLIKELY
        assert stats.pearsonr(column[:-1], column[1:]).pvalue > UNLIKELY
    assert stats.pearsonr(numbers[:, 0], numbers[:, 1]).pvalue > UNLIKELY
    flipped = np.bitwise_count(found[1:] ^ found[:-1])
    assert flipped.mean() == pytest.approx(32, abs=3.3 * 4 / math.sqrt(flipped.size))


def test_two_purposes_of_one_visit_share_nothing() -> None:
    keys = oracle.keys_of([("iop", "outpatient"), ("iop", "dropped_out"), ("iop", "outpatient")])
    assert len(set(keys)) == 3
    numbers = np.array(
        [[_draws.normal(as_word(state ^ key)) for key in keys] for state in states(5_000)]
    )
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert stats.pearsonr(numbers[:, a], numbers[:, b]).pvalue > UNLIKELY
