#!/usr/bin/env python3
"""usage: calibration.py EVAL_DIR PREDICTIONS.jsonl [--fit]

How often statements of each confidence are right end to end, by the scorer of the diplomatic articles.
With --fit prints rows for assets/extraction/calibration.tsv: confidences and the share that is right, made to
rise by pooling neighbours. Fit on predictions whose confidence is the plain product of the scores."""
import sys
from pathlib import Path


def judged(folder, predictions):
    """(confidence, right) of every statement that counts."""
    sys.path.insert(0, str(folder))
    import score_parties as scorer
    found = scorer.load_predictions(predictions)
    for text, gold in scorer.load_gold(str(folder / "diplomatic")):
        statements = (found.get(gold["file"]) or {}).get("statements", [])
        tokens = [match.span() for match in scorer.TOKEN.finditer(text)]
        golds = [scorer.span_tokens(tokens, statement["content"]) for statement in gold["statements"]]
        ours = [scorer.span_tokens(tokens, statement["content"]) for statement in statements]
        neutral = scorer.span_tokens(tokens, gold.get("neutral") or [])
        pairs = {idx: gold["statements"][of] for of, idx in scorer.match(golds, ours, scorer.FOUND)}
        for idx, statement in enumerate(statements):
            if idx not in pairs and ours[idx] and len(ours[idx] & neutral) * 2 >= len(ours[idx]):
                continue
            right = idx in pairs and scorer.speaker_ok(statement.get("speaker"), pairs[idx], text) \
                and scorer.party_ok(statement, pairs[idx])
            yield statement["confidence"], bool(right)


def fit(rows):
    """Pools neighbours until the shares rise: (mean confidence, share, count)."""
    rows = sorted(rows)
    size = max(20, len(rows) // 10)
    blocks = [rows[at:at + size] for at in range(0, len(rows), size)]
    pools = [[sum(c for c, _ in block), sum(r for _, r in block), len(block)] for block in blocks]
    at = 0
    while at + 1 < len(pools):
        if pools[at][1] / pools[at][2] > pools[at + 1][1] / pools[at + 1][2]:
            pools[at] = [a + b for a, b in zip(pools[at], pools.pop(at + 1))]
            at = max(0, at - 1)
        else:
            at += 1
    return [(c / n, r / n, n) for c, r, n in pools]


def main(folder, predictions, *options):
    rows = list(judged(Path(folder), predictions))
    if "--fit" in options:
        for confidence, share, count in fit(rows):
            print(f"{confidence:.2f}\t{share:.2f}\t({count} statements)")
        return
    print("confidence   statements   right")
    for low in range(0, 100, 10):
        inside = [right for confidence, right in rows if low <= round(confidence * 100) < low + 10 + (low == 90)]
        if inside:
            print(f"0.{low:02d}-{(low + 10) / 100:.2f}   {len(inside):10}   {sum(inside) / len(inside):.2f}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
