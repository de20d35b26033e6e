"""A rule of the house over many things as one test: thousands of items cost pytest more than the rules themselves.

And a slice of what takes minutes: all of it is carried out by bin/test, a part of it by .ci/run.
"""

import pytest


def sliced(things, *, every=4):
    """Each `every`th of the things as they are, the others marked `thorough`: .ci/run leaves these out."""
    return [
        thing if number % every == 0 else pytest.param(*_values(thing), marks=pytest.mark.thorough)
        for number, thing in enumerate(things)
    ]


def _values(thing):
    return thing if isinstance(thing, tuple) else (thing,)


def each(things, *, name):
    """Make of `rule(thing)` a test that names every thing that breaks it."""

    def over(rule):
        def test():
            faults = []
            for thing in things:
                try:
                    rule(thing)
                except AssertionError as fault:
                    faults.append(f"{name(thing)}: {fault}")
            assert not faults, "\n".join(faults)

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        return test

    return over
