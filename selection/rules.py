"""What narrows a run besides the weights: kept beside its inputs, so that it can be run again in the same bounds."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Rules:
    """`limit` mentees of one mentor at most, wishes weigh in or not, the ticked mentees (None: all who wait).

    `open_pairs` were there when the banks were read: a pair that came since is told when pairs are created.
    `erased`: data of somebody in the inputs are destroyed, the calculation cannot be repeated any more.
    """

    limit: int | None = None
    wishes: bool = True
    chosen: tuple[int, ...] | None = None
    open_pairs: tuple[int, ...] = ()
    erased: bool = False

    def as_json(self):
        return asdict(self)

    @classmethod
    def of(cls, run):
        kept = {**asdict(cls()), **{key: value for key, value in run.rules.items() if key in asdict(cls())}}
        kept["chosen"] = None if kept["chosen"] is None else tuple(kept["chosen"])
        return cls(**{**kept, "open_pairs": tuple(kept["open_pairs"])})
