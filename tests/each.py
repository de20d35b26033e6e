"""A rule of the house over many things as one test: thousands of items cost pytest more than the rules themselves."""


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
