"""What the total loses when somebody is forced into another cell: shortest ways on the graph of mentors.

Each used mentor is a node, one more stands for everything that has room: free places, and staying without a mentor.
An arc a → b is the least loss of moving somebody of a to b. At the optimum no round trip gains anything, so forcing a
mentee from a into b costs the difference of the two cells and the shortest way from b back to a, whose place is free.
"""

import numpy as np
from scipy.sparse.csgraph import csgraph_from_dense, floyd_warshall

from selection.matching.solving import NOBODY

MOST_NODES = 1500  # more used mentors than that would take many seconds


def forced_losses(worth, chosen, movable, places, targets, forced):
    """Loss of worth for each row forced into its column of `targets` (NOBODY: not asked), inf where nothing gives way.

    `worth` is the matrix the optimum was found in (0: no pair), `forced` the worth of the forced cells.
    """
    nodes = np.unique(chosen[chosen != NOBODY])
    if len(nodes) > MOST_NODES:
        return np.full(len(chosen), np.inf)
    room = len(nodes)
    node_of = np.full(len(places) + 1, room)
    node_of[nodes] = np.arange(room)
    node_of[NOBODY] = room
    ways = shortest_ways(_arcs(worth, chosen, movable, places, nodes, node_of))
    rows = np.arange(len(chosen))
    own = np.where(chosen == NOBODY, 0, worth[rows, chosen])
    losses = own - forced + ways[node_of[targets], node_of[chosen]]
    return np.where(targets == NOBODY, np.inf, losses)


def shortest_ways(arcs):
    """inf stands for no arc; an arc of length 0 is one, which a plain dense graph would forget."""
    if len(arcs) == 1:
        return np.zeros((1, 1))
    return floyd_warshall(csgraph_from_dense(arcs, null_value=np.inf))


def _arcs(worth, chosen, movable, places, nodes, node_of):
    room = len(nodes)
    arcs = np.full((room + 1, room + 1), np.inf)
    used = np.bincount(chosen[chosen != NOBODY], minlength=len(places))
    open_columns = np.flatnonzero((used == 0) & (places > 0))
    movers = np.flatnonzero(movable & (chosen != NOBODY))
    movers = movers[np.argsort(chosen[movers], kind="stable")]
    if len(movers):
        own = worth[movers, chosen[movers]]
        elsewhere = worth[np.ix_(movers, nodes)]
        loss = np.where(elsewhere > 0, own[:, None] - elsewhere, np.inf)
        leaving = own - worth[np.ix_(movers, open_columns)].max(axis=1, initial=0)
        left, starts = np.unique(node_of[chosen[movers]], return_index=True)
        arcs[left, :room] = np.minimum.reduceat(loss, starts)
        arcs[left, room] = np.minimum.reduceat(leaving, starts)
    spare = used[nodes] < places[nodes]
    arcs[:room, room][spare] = np.minimum(arcs[:room, room][spare], 0)
    waiting = np.flatnonzero(movable & (chosen == NOBODY))
    arcs[room, :room] = -worth[np.ix_(waiting, nodes)].max(axis=0, initial=0)
    np.fill_diagonal(arcs, np.inf)
    return arcs
