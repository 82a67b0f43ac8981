"""The first of two passes over the inputs of a run: their sites teach their profiles, which are kept beside the output.

The pages are counted into a ledger, batch by batch, with the point of the inputs that each ends at: an interrupted pass
goes on from there. At its end the ledger becomes a shelf of profiles and goes away.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import chain, islice
from pathlib import Path
from typing import Final

import attrs
from attrs import frozen

from newsdump.cli.conversion import AHEAD, Conversion
from newsdump.cli.crew import Submit, workers
from newsdump.cli.inputs import Batch, Input, batches, check
from newsdump.cli.progress import Watcher
from newsdump.cli.state import DAMAGED, Seen, State
from newsdump.cli.targets import holds_something, resolved
from newsdump.cli.work import Done
from newsdump.errors import UsageError
from newsdump.ledger import Ledger
from newsdump.profiles import known
from newsdump.readers import Dump, Fault
from newsdump.readers.opening import STANDARD_INPUT
from newsdump.readers.reading import files, read_file
from newsdump.shelf import Shelf, fill

_WAITING: Final = 3
"""Batches a worker that are read ahead."""


@frozen
class Learned:
    """What a survey came to."""

    sites: int
    """Profiles that there are."""
    nowhere: int
    """Pages without an address, which are of no site; 0 where the pass was done before."""


class Survey:
    """The first pass of a `Conversion`.

    Raises:
        UsageError: something would be destroyed, or the inputs are others than when the pass was interrupted.
    """

    def __init__(self, asked: Conversion, shelf: Path, watcher: Watcher) -> None:
        if STANDARD_INPUT in asked.inputs:
            raise UsageError(
                "--learn reads the inputs twice, which standard input cannot be: write it to a file before"
            )
        self._asked = attrs.evolve(asked, task=attrs.evolve(asked.task, profiles=None, counts=True))
        self._shelf = shelf
        self._ledger = shelf.with_name(shelf.name + ".counts")
        self._watcher = watcher
        self._begun: dict[int, Seen] = {}
        self.state = State()
        """How far the pass is."""
        self.replaces = asked.force
        self.can_go_on = False
        """Whether an interrupted pass can go on from here."""
        if not (asked.resume or asked.force):
            target = None if asked.output is None else resolved(asked.output)
            for path in filter(None, (target, shelf, self._ledger)):
                if holds_something(path):
                    way = (
                        "--force replaces it"
                        if path == target
                        else "--resume goes on with its run, --force starts again"
                    )
                    raise UsageError(f"{path} is already there; {way}")

    def go(self) -> Learned:
        """Do it, or what an earlier run left of it.

        Raises:
            UsageError: an input has changed since the pass was interrupted.
            OSError: the profiles cannot be written.
        """
        asked = self._asked
        if asked.force:
            self._ledger.unlink(missing_ok=True)
        elif self._shelf.exists():
            return Learned(len(Shelf(self._shelf)) - len(known()), 0)
        self._shelf.parent.mkdir(parents=True, exist_ok=True)
        self.can_go_on = True
        with Ledger(self._ledger) as ledger:
            self._count(ledger)
            by_hand = known()  # may know sites of which too few pages are there
            if not self.state.counts["pages"] and self._shelf.exists():  # what read nothing replaces nothing
                many = len(Shelf(self._shelf)) - len(by_hand)
            else:
                many = fill(self._shelf, chain(by_hand, ledger.distil())) - len(by_hand)
        self._ledger.unlink()
        return Learned(many, self.state.counts["nowhere"])

    def _count(self, ledger: Ledger) -> None:
        """Count all pages that are not counted yet."""
        asked = self._asked
        inputs = asked.choice.inputs(self._found())
        self.state = self._taken_up(ledger.told, inputs)
        self._watcher.begin(inputs)
        read = batches(inputs, self.state, self._read_of(len(inputs)), self._opened, asked.choice.limit)
        ahead = [*islice(read, AHEAD)]
        jobs = asked.jobs if len(ahead) == AHEAD else 1
        with workers(asked.task, jobs, apart=asked.resume and bool(ahead)) as submit:
            for batch, done in _in_order(submit, chain(ahead, read), _WAITING * jobs):
                faults = Counter(faults=len(batch.items) - done.counts["pages"])
                counts = self.state.counts + done.counts + faults
                state = State(batch.end.files, batch.end.items, batch.end.last, counts=counts)
                ledger.add(done.pieces, self._told(state))
                self.state = state
                self._watcher.done(counts)

    def _taken_up(self, told: str, inputs: list[Input]) -> State:
        """The point that an earlier run came to."""
        if not told:
            return State()
        try:
            tree = json.loads(told)
            begun = {int(number): Seen(**seen) for number, seen in tree["inputs"].items()}
            state = State.of(tree["state"])
        except DAMAGED:
            raise UsageError(
                f"{self._ledger}, which tells how far the run was, is damaged; --force starts again"
            ) from None
        if tree["run"] != self._asked.name:
            raise UsageError(
                f"{self._ledger} is of a run with other inputs, options or another version of newsdump; ask for the "
                "same as then, or start again with --force"
            )
        self._begun = begun
        check(inputs, self._begun, state.files)
        return state

    def _told(self, state: State) -> str:
        last = {number: attrs.asdict(seen) for number, seen in self._begun.items() if number == state.files}
        return json.dumps({"run": self._asked.name, "inputs": last, "state": attrs.asdict(state)})

    def _opened(self, number: int, seen: Seen) -> None:
        self._begun[number] = seen

    def _found(self) -> list[Input]:
        """The inputs, without what this run itself keeps in a folder that it reads."""
        asked = self._asked
        named = frozenset(asked.inputs)
        own = {self._shelf.name, self._ledger.name}
        return [
            each
            for each in files(asked.inputs, asked.reader, self._watcher.left_out)
            if not isinstance(each, str) or each in named or Path(each).name not in own
        ]

    def _read_of(self, of_inputs: int) -> Callable[[str, int], Iterator[Dump | Fault]]:
        asked = self._asked

        def read(path: str, place: int) -> Iterator[Dump | Fault]:
            opened = self._watcher.file(path)
            stream = read_file(path, reader=asked.reader, fields=asked.fields, opened=opened, max_bytes=asked.max_bytes)
            return asked.choice.items(stream, place, of_inputs)

        return read


def _in_order(submit: Submit, read: Iterable[Batch], most: int) -> Iterator[tuple[Batch, Done]]:
    """Batches with what they became, in the order in which they were read."""
    waiting: deque[tuple[Batch, Future[Done]]] = deque()
    for batch in read:
        waiting.append((batch, submit(batch.dumps)))
        while waiting and (waiting[0][1].done() or len(waiting) > most):
            first, future = waiting.popleft()
            yield first, future.result()
    for first, future in waiting:
        yield first, future.result()
