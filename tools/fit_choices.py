"""Fit the choices over whole pages, after roles and second votes: `data/items/choices.json` (`item_choices`).

python tools/fit_choices.py FOLDER --roles SHARES.npz

FOLDER and SHARES.npz are those of `fit_items.py`. Prints how many pages are right, of sites left out; a minute.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

import item_choices
import item_labels
import readings
from compile_trees import ROOT
from fit_second import part_of
from newsdump.items.reading import shipped_decoder


def main() -> int:
    """Fit, and write what ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--roles", type=Path, required=True, help="what fit_items.py --shares left")
    options = parser.parse_args()
    records = [
        *item_labels.read_records(options.folder, "train"),
        *(each.record for each in readings.read(options.folder)),
    ]
    with np.load(options.roles) as shares:
        whole = [(record, shares[record["id"]]) for record in records if record["id"] in shares.files]
    told = [item_choices.cases(record, share, shipped_decoder()) for record, share in whole]
    choices = item_choices.fit_all(told, [part_of(item_labels.site_of(record)) for record, _ in whole], print)
    path = ROOT / "src" / "newsdump" / "data" / "items" / "choices.json"
    path.write_text(json.dumps(choices, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
