"""A run over many inputs: dumps are read here, parsed by workers, and written here in the order they were read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import BinaryIO, Final

import attrs
from attrs import field, frozen

from newsdump import __version__
from newsdump.cli.choosing import Choice
from newsdump.cli.crew import Submit, workers
from newsdump.cli.inputs import Batch, Input, batches, check
from newsdump.cli.lookout import Lookout
from newsdump.cli.outputs import FolderOutput, output_for, part_of
from newsdump.cli.plans import fault_line, plan
from newsdump.cli.progress import Watcher
from newsdump.cli.state import Journal, Kept, Seen, State, digest, open_alone
from newsdump.cli.targets import guard, holds_something, is_special, resolved
from newsdump.cli.work import Done, Task
from newsdump.errors import UsageError
from newsdump.readers import Dump, Fault, Fields
from newsdump.readers.limits import MAX_BYTES
from newsdump.readers.reading import files, read_file

AHEAD: Final = 7
"""Batches that are read before anything is written: 127 dumps, as batches double to 64."""
_WAITING: Final = 3
"""Batches a worker that are read ahead."""
_SAVE_EVERY: Final = 0.5
"""Seconds between two states on the disk."""


@frozen
class Conversion:
    """What is asked for."""

    inputs: tuple[str, ...]
    output: Path | None
    """None for standard output."""
    task: Task
    reader: str | None = None
    fields: Fields = field(factory=Fields)
    jobs: int = 1
    resume: bool = False
    force: bool = False
    """Whether an earlier output is replaced."""
    errors: Path | None = None
    summary: Path | None = None
    max_bytes: int = MAX_BYTES
    choice: Choice = field(factory=Choice)

    def refuse_to_replace_beside(self) -> None:
        """See to it that the summary can be written, and replaces nothing that is not of this run.

        Raises:
            UsageError: it cannot, or would.
        """
        if self.summary is None or is_special(path := resolved(self.summary)):
            return
        for option, other in (("-o", self.output), ("--errors", self.errors)):
            if other is not None and resolved(other) == path:
                raise UsageError(f"{option} {other} and --summary {self.summary} are the same file; choose another")
        made = () if self.output is None else (resolved(self.output), resolved(self.output).parent)
        if not path.parent.is_dir() and path.parent not in made:
            raise UsageError(f"--summary {self.summary} cannot be written: there is no folder {self.summary.parent}")
        if holds_something(path) and not (self.force or self.resume):
            raise UsageError(f"{self.summary} is already there; --force replaces it")

    @property
    def name(self) -> str:
        """The same for runs that can go on from each other's state."""
        asked = (
            __version__,
            self.inputs,
            self.task,
            self.reader,
            self.fields,
            str(self.errors),
            self.max_bytes,
            self.choice,
        )
        return digest(map(repr, asked))


class Run:
    """One run of a `Conversion`; `go` does it, `state` tells how far it is.

    Raises:
        UsageError: it would destroy something, or cannot go on from where an earlier one stopped.
    """

    def __init__(self, asked: Conversion, watcher: Watcher) -> None:
        self._asked = asked
        self._watcher = watcher
        self._target = None if asked.output is None else resolved(asked.output)
        self._is_stream = self._target is None or is_special(self._target)
        if self._is_stream and asked.resume:
            raise UsageError("--resume needs an output that is a file or a folder; name one with -o")
        if asked.force and asked.resume:
            raise UsageError("--resume goes on and --force starts again; give one of them")
        every = self._found()
        self._inputs = asked.choice.inputs(every)
        self._of_inputs = len(every)
        self._refuse_inputs()
        self._output = output_for(
            asked.task, asked.output, None if self._is_stream else self._target, asked.inputs, self._paths()
        )
        self._journal: Journal | None = None
        self._errors: BinaryIO | None = None
        self._seen: deque[tuple[int, Seen]] = deque()
        """Inputs that were begun and are not in the journal yet."""
        self._goes_on = False
        """Whether an earlier run of the same was interrupted, and what it left is this one's."""
        self._saved = monotonic()
        self._lookout = Lookout(asked.task)
        self.state = State()
        self.replaces = asked.force
        """Whether an earlier output is replaced."""
        self.begun_with = 0
        """Pages that an earlier run has written."""
        self.left_alone: str | None = None
        """Why nothing was written, if it was not."""
        self.read_nothing = False
        """Whether that is why."""

    def plan(self) -> Iterator[str]:
        """What the run would do, line by line."""
        asked = self._asked
        where = "standard output" if asked.output is None else str(asked.output)
        return plan(asked.task.format, where, asked.jobs, self._inputs, self._of_inputs, self._read)

    @property
    def can_go_on(self) -> bool:
        """Whether another run can go on from here, if this one does not come to its end."""
        return self._journal is not None and self._target is not None and _journal_of(self._target).exists()

    def go(self) -> None:
        """Do it all.

        Raises:
            UsageError: something would be destroyed, or the inputs are others than when the run was interrupted.
            OSError: the output cannot be written.
        """
        with ExitStack() as stack:
            resumed = False
            if self._target is not None and not self._is_stream:
                self._journal = Journal(_journal_of(self._target))
                stack.callback(self._journal.close, remove=False)
                resumed = self._prepare(self._journal, self._target)
                if self.left_alone is not None:
                    return
            self._watcher.begin(self._inputs)
            read = batches(self._inputs, self.state, self._read, self._opened, self._asked.choice.limit)
            ahead = list(islice(read, AHEAD))  # before anything is touched: inputs may turn out to have changed
            self._open_errors(stack, resumed=resumed)
            if self._journal is not None and not resumed:
                self._journal.begin(self._asked.name, replaces=self.replaces)
            stack.callback(self._output.close)
            self._output.open(self.state.offset if resumed else None)
            # To start processes takes longer than to parse a batch.
            jobs = self._asked.jobs if len(ahead) == AHEAD else 1
            # What an interrupted run may have died of must not end this one.
            submit = stack.enter_context(workers(self._asked.task, jobs, apart=resumed and bool(ahead)))
            self._convert(submit, chain(ahead, read))
            self._finish()

    def _prepare(self, journal: Journal, target: Path) -> bool:
        """Find out what an earlier run left; whether this one goes on from there.

        Raises:
            UsageError: something would be destroyed, or this is another run.
        """
        asked = self._asked
        if asked.force:
            return False
        kept = journal.kept()
        part = part_of(target)
        if kept is None or not asked.resume:
            self._refuse_to_replace(kept, part, target)
            return False
        if kept.run != asked.name:
            raise UsageError(
                f"{target.name}.resume is of a run with other inputs, options or another version of newsdump; "
                "ask for the same as then, or start again with --force"
            )
        if kept.ended and not part.exists() and not target.is_dir():
            journal.close(remove=True)
            self.left_alone = f"{asked.output} is whole already; there is nothing left to do"
            return False
        self._goes_on = True
        self.replaces = kept.replaces or kept.ended
        self._refuse_what_has_come(target)
        return self._take_up(kept, part)

    def _refuse_to_replace(self, kept: Kept | None, part: Path, target: Path) -> None:
        output = self._asked.output
        interrupted = kept is not None or holds_something(part)
        if self._asked.resume and not interrupted and holds_something(target):
            self.left_alone = f"{output} is there already, and no run to it was interrupted; --force converts again"
        elif self._asked.resume and interrupted:
            raise UsageError(
                f"{part} is there, but not what tells how far its run was; --force starts again and replaces it"
            )
        elif interrupted:
            raise UsageError(f"{output} has an interrupted run: --resume goes on with it, --force starts again")
        elif holds_something(target):
            what = "a folder that is not empty; --force writes into it"
            raise UsageError(f"{output} is {what if target.is_dir() else 'already there; --force replaces it'}")

    def _refuse_what_has_come(self, target: Path) -> None:
        if not (self.replaces or target.is_dir()) and holds_something(target):
            raise UsageError(
                f"{self._asked.output} has come to be since the run began; move it away, then --resume ends the run"
            )

    def _take_up(self, kept: Kept, part: Path) -> bool:
        """Whether to go on from *kept*; if its part is gone, the run begins again."""
        state = kept.state
        if state is None or not (part.exists() or isinstance(self._output, FolderOutput)):
            return False
        if not self._output.agrees(state.offset, state.tail):
            raise UsageError(f"{part} is not as the interrupted run left it; --force starts again and replaces it")
        check(self._inputs, {number: was for number, was in kept.inputs.items() if number <= state.files}, state.files)
        self.state = attrs.evolve(state, missed={})
        self._lookout.go_on(kept.missed)
        self.begun_with = state.counts["pages"]
        return True

    def _found(self) -> list[Input]:
        """The inputs, without what this run itself keeps in a folder that it reads."""
        asked = self._asked
        own = set() if self._target is None else {str(part_of(self._target)), str(_journal_of(self._target))}
        if asked.task.profiles is not None:
            own.add(os.path.realpath(asked.task.profiles))
        if asked.resume and asked.errors is not None:
            own.add(os.path.realpath(asked.errors))
        named = frozenset(asked.inputs)
        return [
            each
            for each in files(asked.inputs, asked.reader, self._watcher.left_out)
            if not isinstance(each, str) or each in named or os.path.realpath(each) not in own
        ]

    def _refuse_inputs(self) -> None:
        """See to it that nothing that is written is read as well.

        Raises:
            UsageError: it is.
        """
        asked, target = self._asked, self._target
        written: list[str | Path] = [each for each in (asked.output, asked.errors, asked.summary) if each is not None]
        if target is not None:
            written += [part_of(target), _journal_of(target)]
            errors = None if asked.errors is None else resolved(asked.errors)
            if errors in {target, part_of(target), _journal_of(target)} and not is_special(target):
                raise UsageError(f"-o {asked.output} and --errors {asked.errors} are the same file; choose another")
        guard(self._paths(), written)
        asked.refuse_to_replace_beside()

    def _paths(self) -> list[str]:
        return [each for each in self._inputs if isinstance(each, str)]

    def _open_errors(self, stack: ExitStack, *, resumed: bool) -> None:
        if self._asked.errors is None:
            return
        path = resolved(self._asked.errors)
        keep = resumed and path.exists()
        if not (self._goes_on or self._asked.force or is_special(path)) and holds_something(path):
            raise UsageError(f"{self._asked.errors} is already there; --force replaces it")
        if is_special(path):
            self._errors = stack.enter_context(path.open("wb"))
            return
        self._errors = stack.enter_context(open_alone(path, self._asked.errors))
        self._errors.truncate(self.state.errors if keep else 0)
        self._errors.seek(0, os.SEEK_END)

    def _convert(self, submit: Submit, read: Iterable[Batch]) -> None:
        """Read ahead of the workers as far as memory should hold, and write what is done in the order it was read."""
        waiting: deque[tuple[Batch, Future[Done]]] = deque()
        try:
            for batch in read:
                waiting.append((batch, submit(batch.dumps, self._lookout.changed)))
                while waiting and (waiting[0][1].done() or len(waiting) > _WAITING * self._asked.jobs):
                    self._write(*waiting.popleft())
            while waiting:
                self._write(*waiting.popleft())
        except OSError:
            raise  # what cannot be written cannot be saved either; the last state stands
        except BaseException:
            self._save()  # what is written counts
            raise
        self._save()

    def _write(self, batch: Batch, future: Future[Done]) -> None:
        done, missed = self._lookout.settled(batch.dumps, future.result())
        self._output.write(batch.dumps, done.pieces)
        counts = self.state.counts + done.counts
        place = 0
        for each in batch.items:
            fault = each if isinstance(each, Fault) else done.faults.get(place)
            place += isinstance(each, Dump)
            if fault is not None:
                counts["faults"] += 1
                self._tell(fault)
        # One assignment: an interruption finds either all of the batch in the state or nothing.
        self.state = State(
            batch.end.files,
            batch.end.items,
            batch.end.last,
            self._output.offset(),
            self._output.tail(),
            0 if self._errors is None or self._errors.seekable() is False else self._errors.tell(),
            counts,
            {**self.state.missed, **missed},
        )
        self._watcher.done(counts)
        if monotonic() - self._saved > _SAVE_EVERY:
            self._save()

    def _tell(self, fault: Fault) -> None:
        if self._errors is None:
            self._watcher.fault(fault)
        else:
            self._errors.write(fault_line(fault))

    def _save(self) -> None:
        """Put the output on the disk, then the state that tells of it."""
        self._output.sync()
        if self._errors is not None:
            self._errors.flush()
            if self._errors.seekable():
                os.fsync(self._errors.fileno())
        if self._journal is not None and self.state.files:
            while self._seen:
                self._journal.input(*self._seen.popleft())
            self._journal.point(self.state)
            self.state = attrs.evolve(self.state, missed={})
        self._saved = monotonic()

    def _finish(self) -> None:
        """Give the output its name, unless nothing was read and something would be replaced."""
        if self._journal is None or self._target is None:
            self._output.finish()
            return
        if not self.state.counts["pages"] and self._target.is_file() and holds_something(self._target):
            self._output.discard()
            self.left_alone = f"nothing was read, so {self._asked.output} is left as it was"
            self.read_nothing = True
        else:
            self._refuse_what_has_come(self._target)
            self._journal.end()
            self._output.finish()
        self._journal.close(remove=True)

    def _opened(self, number: int, seen: Seen) -> None:
        self._seen.append((number, seen))

    def _read(self, path: str, place: int) -> Iterator[Dump | Fault]:
        asked = self._asked
        opened = self._watcher.file(path)
        stream = read_file(path, reader=asked.reader, fields=asked.fields, opened=opened, max_bytes=asked.max_bytes)
        return asked.choice.items(stream, place, self._of_inputs)


def _journal_of(target: Path) -> Path:
    """Where the state is kept while the run is not at its end."""
    return target.with_name(target.name + ".resume")
