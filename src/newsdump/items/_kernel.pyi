def shares(
    columns: list[bytes],  # a number for each line
    asked: bytes,  # for each line whether it is asked about, 0 or 1
    nodes: bytes,  # tree by tree, level by level: a column, and from which number a line goes above; two bytes each
    leaves: bytes,  # tree by tree: for every leaf its vote for each class
    start: bytes,  # the votes before any tree, two bytes each
    depth: int,  # the tests from the root to a leaf
    falls: list[float],  # what a class has that is so many votes behind the first one
) -> list[list[float]]: ...
