"""The cells of a pool that have so many notes."""

from service3_rhythm.cells.pools import Pool


def counting(pool: Pool, notes: int) -> Pool:
    """Return the cells with so many notes, or as near to that as there are any."""
    nearest = min(abs(cell.onsets - notes) for cell in pool.cells)
    places = [n for n, cell in enumerate(pool.cells) if abs(cell.onsets - notes) == nearest]
    odds = {place: tuple(row[n] for n in places) for place, row in pool.odds.items()}
    return Pool(
        cells=tuple(pool.cells[n] for n in places),
        endings=tuple(pool.endings[n] for n in places),
        odds=odds,
        mean=pool.mean,
    )
