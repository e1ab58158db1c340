#!/usr/bin/env python3
"""usage: score.py EVAL_DIR FLOORS.tsv READOUT

Extracts each corpus named in FLOORS with the program READOUT, scores it with the scorer that stands
in EVAL_DIR, and holds the figures against the floors. Exit status 1 if one is not reached."""
import json, subprocess, sys, tempfile, time
from pathlib import Path


def run(*command, output=None):
    """Standard output of a command (or nothing if it goes to a file); its trouble is ours."""
    done = subprocess.run([str(part) for part in command], stdout=output or subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"failed with status {done.returncode}: {' '.join(map(str, command))}")
    return done.stdout


def words_to_figures(line):
    """"pages 91  F1 0.950" as {"pages": 91.0, "F1": 0.95}."""
    words = line.split()
    return dict(zip(words[::2], map(float, words[1::2])))


def figures(corpus, folder, readout, scratch):
    """Everything that the corpus' scorer says."""
    gold = folder / corpus
    text = gold / "text"
    if corpus == "html-pages":
        text = scratch / "pages"
        run(sys.executable, folder / "evaluate_html.py", "--unpack", gold, text)
    predictions = scratch / f"{corpus}.jsonl"
    with open(predictions, "w") as out:
        start = time.monotonic()
        run(readout, "extract", text, output=out)
        print(f"{corpus}: extracted in {time.monotonic() - start:.1f} s")
    if corpus == "html-pages":
        return words_to_figures(run(sys.executable, folder / "evaluate_html.py", gold, predictions))
    if corpus == "diplomatic":
        return json.loads(run(sys.executable, folder / "score_parties.py", gold, predictions, "--json"))["total"]
    return json.loads(run(sys.executable, folder / "evaluate.py", gold, predictions, "--json"))


def figure(total, path):
    for key in path.split("."):
        total = total[key]
    return 0.0 if total is None else total


def main(folder, floors, readout):
    rows = [line.split("\t") for line in Path(floors).read_text().splitlines() if line and not line.startswith("#")]
    folder, missed = Path(folder), 0
    with tempfile.TemporaryDirectory() as scratch:
        totals = {corpus: figures(corpus, folder, Path(readout).resolve(), Path(scratch)) for corpus in dict.fromkeys(row[0] for row in rows)}
    for corpus, path, relation, floor in rows:
        value = figure(totals[corpus], path)
        reached = value >= float(floor) if relation == ">=" else value <= float(floor)
        missed += not reached
        print(f"{'reached' if reached else 'MISSED '}  {corpus} {path} {value:.3f} {relation} {floor}")
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__.splitlines()[0])
    sys.exit(main(*sys.argv[1:]))
