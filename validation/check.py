"""One thing that was looked at: what was expected, what came, and the bound stated before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from validation.estimate import SampleMean

SURE: Final = 0.999
"""Confidence of the interval that has to hold an exact value: of a thousand true checks one fails
by chance. The seeds are fixed, so that a check which passed passes again."""

OF_A_PEER: Final = 0.90
"""Confidence of the interval of a difference that two one-sided tests at 5 % each come down to."""


@attrs.frozen(kw_only=True)
class Check:
    """One comparison.

    Parameters
    ----------
    name
        The model and the figure.
    shows
        What of the simulation it is about.
    source
        Where the expected value comes from.
    expected
        The value to compare with.
    got
        What the simulation gave, the mean over replications.
    low, high
        The interval of what the simulation gave; of a comparison with another program, the
        interval of ``got`` minus ``expected``, moved to ``expected``.
    bound
        When the check passes, in words, stated before it was run.
    passed
        Whether it did; None for a figure that is told without a verdict.
    known
        What is known about a check that does not pass and is kept all the same, because a bound is
        not moved after the fact; empty otherwise.
    """

    name: str
    shows: str
    source: str
    expected: float = attrs.field(converter=float)
    got: float = attrs.field(converter=float)
    low: float = attrs.field(converter=float)
    high: float = attrs.field(converter=float)
    bound: str
    passed: bool | None = attrs.field(converter=attrs.converters.optional(bool))
    known: str = ""

    @property
    def verdict(self) -> str:
        """What came of it, in a word or two."""
        if self.passed is None:
            return "told"
        if self.passed:
            return "passes, though known to fail" if self.known else "passes"
        return "fails, known" if self.known else "fails"

    @property
    def is_surprise(self) -> bool:
        """Whether it failed, or passed against what is known."""
        return self.passed is not None and self.passed == bool(self.known)


@attrs.frozen(kw_only=True)
class About:
    """What several checks share: what they show, and where the expected values are from."""

    shows: str
    source: str

    def exact(self, name: str, expected: float, got: SampleMean, *, within: float) -> Check:
        """Compare with an exact value.

        Parameters
        ----------
        name, expected, got
            As in `Check`.
        within
            The widest half interval that counts as a look at all, as a share of the value. [1]
        """
        half = got.half_width(SURE)
        passed = abs(got.mean - expected) <= half <= within * abs(expected)
        bound = f"99.9 % interval holds it and is within ±{within:.0%}"
        return self._check(name, expected, got, half, bound=bound, passed=passed)

    def same(self, name: str, expected: float, got: float, *, relative: float = 1e-9) -> Check:
        """Compare two numbers that have to be equal but for rounding."""
        passed = abs(got - expected) <= relative * max(abs(expected), abs(got))
        bound = "equal but for rounding"
        return Check(
            name=name,
            shows=self.shows,
            source=self.source,
            expected=expected,
            got=got,
            low=got,
            high=got,
            bound=bound,
            passed=passed,
        )

    def published(  # noqa: PLR0913  a value, a bound and their reasons
        self, name: str, expected: float, got: SampleMean, *, off: float, why: str, known: str = ""
    ) -> Check:
        """Compare with a published value, which is rounded or measured.

        Parameters
        ----------
        name, expected, got
            As in `Check`.
        off
            How far the whole 95 % interval may be from the value, in the unit of the value.
        why
            The reason for it.
        known
            As in `Check`.
        """
        half = got.half_width(0.95)
        passed = abs(got.mean - expected) + half <= off
        bound = f"95 % interval within ±{off:.2g}: {why}"
        check = self._check(name, expected, got, half, bound=bound, passed=passed)
        return attrs.evolve(check, known=known)

    def equivalent(self, name: str, peer: SampleMean, got: SampleMean, *, within: float) -> Check:
        """Compare with another program by two one-sided t tests.

        Parameters
        ----------
        name
            As in `Check`.
        peer, got
            What the other program gave, and iopkit.
        within
            The difference that would matter, as a share of what the other program gave. [1]
        """
        low, high = got.difference(peer, OF_A_PEER)
        margin = within * abs(peer.mean)
        return Check(
            name=name,
            shows=self.shows,
            source=self.source,
            expected=peer.mean,
            got=got.mean,
            low=peer.mean + low,
            high=peer.mean + high,
            bound=f"90 % interval of the difference within ±{within:.0%}",
            passed=-margin < low and high < margin,
        )

    def told(self, name: str, expected: float, got: SampleMean, *, why: str) -> Check:
        """Put two numbers side by side, without a verdict, for a stated reason."""
        half = got.half_width(0.95)
        return self._check(name, expected, got, half, bound=f"no verdict: {why}", passed=None)

    def _check(  # noqa: PLR0913  the fields of a check, in one place
        self,
        name: str,
        expected: float,
        got: SampleMean,
        half: float,
        *,
        bound: str,
        passed: bool | None,
    ) -> Check:
        return Check(
            name=name,
            shows=self.shows,
            source=self.source,
            expected=expected,
            got=got.mean,
            low=got.mean - half,
            high=got.mean + half,
            bound=bound,
            passed=passed,
        )
