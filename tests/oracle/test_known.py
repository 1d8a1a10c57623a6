"""The oracle itself: numbers that others published."""

from itertools import islice

import pytest
from oracle.draws import splitmix, threefry

ONES = 2**64 - 1


@pytest.mark.parametrize(
    ("counter", "key", "block"),
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
def test_threefry_gives_the_blocks_of_random123(
    counter: tuple[int, int], key: tuple[int, int], block: tuple[int, int]
) -> None:
    assert threefry(counter, key) == block


def test_splitmix_gives_the_words_of_its_authors() -> None:
    # The first of seed 1234567, as in the tests of several published implementations.
    assert list(islice(splitmix(1234567), 5)) == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
