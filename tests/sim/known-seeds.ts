// Seeds that once found something wrong: they are played in every run, whatever seeds it asks for.

/** In the order they were found. */
export const knownSeeds: readonly number[] = [
  234, 2051, 4448, 4638, 5030, 71, 126, 20370, 30177, 468, 5432, 1165, 1696, 7351, 4421,
]
