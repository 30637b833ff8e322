#!/usr/bin/env python3
"""train-marks PROGRAM ARTICLES.jsonl: fits lang/<code>/mark-weights.tsv and prints it.

PROGRAM is mark-traits, ARTICLES have "doc_id", "text" and "quotes" with "spans" in code points. A marked piece is a quotation where an annotated
one shares half of what both cover. Ridge logistic regression by Newton's method; ten folds tell what it is worth on articles that it
has not seen, by F1 of the pieces taken for quotations.
"""
import json
import math
import os
import subprocess
import sys
import tempfile

ROUNDS, RIDGE, FOLDS = 8, 0.5, 10
SHARE = 0.5


def traits_of(program, docs):
    """The names of the traits and, by number of the article, (begin, end, set of traits) of its pieces in bytes."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        for i, doc in enumerate(docs):
            file.write(json.dumps({"id": str(i), "text": doc["text"]}, ensure_ascii=False) + "\n")
    lines = subprocess.run([program, file.name], stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    os.unlink(file.name)
    names, pieces, here = lines[0].split(), {}, None
    for line in lines[1:]:
        fields = line.split("\t")
        if fields[0] == "#":
            here = pieces.setdefault(int(fields[1]), [])
        elif len(fields) == 3:
            here.append((int(fields[0]), int(fields[1]), int(fields[2], 16)))
    return names, pieces


def letters(text, spans):
    return {i for begin, end in spans for i in range(begin, end) if text[i].isalnum()}


def labelled(doc, pieces):
    """(traits, is a quotation) of each piece; each annotated quotation answers one piece."""
    text, gold = doc["text"], [letters(doc["text"], quote["spans"]) for quote in doc["quotes"]]
    raw, pairs = text.encode(), []
    for n, (begin, end, _) in enumerate(pieces):
        first = len(raw[:begin].decode())
        mine = letters(text, [(first, first + len(raw[begin:end].decode()))])
        for g, cells in enumerate(gold):
            share = len(mine & cells) / max(1, len(mine | cells))
            if share >= SHARE:
                pairs.append((-share, n, g))
    taken, answered = set(), set()
    for _, n, g in sorted(pairs):
        if n not in taken and g not in answered:
            taken.add(n)
            answered.add(g)
    return [(traits, n in taken) for n, (_, _, traits) in enumerate(pieces)]


def solved(matrix, right):
    """The vector that `matrix` makes into `right`, by elimination."""
    n = len(right)
    rows = [row[:] + [value] for row, value in zip(matrix, right)]
    for i in range(n):
        best = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            if factor:
                rows[k] = [x - factor * y for x, y in zip(rows[k], rows[i])]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (rows[i][n] - sum(rows[i][k] * out[k] for k in range(i + 1, n))) / rows[i][i]
    return out


def fitted(names, pieces):
    n = len(names)
    weights, rows = [0.0] * n, [([i for i in range(n) if traits >> i & 1], mine) for traits, mine in pieces]
    for _ in range(ROUNDS):
        slope = [RIDGE * w for w in weights]
        bend = [[RIDGE * (i == k) for k in range(n)] for i in range(n)]
        for has, mine in rows:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights[i] for i in has)))))
            for i in has:
                slope[i] += p - mine
                for k in has:
                    bend[i][k] += p * (1 - p)
        weights = [w - step for w, step in zip(weights, solved(bend, slope))]
    return weights


def judged(weights, pieces):
    """Counts of right, said and gold."""
    right = said = gold = 0
    for traits, mine in pieces:
        yes = sum(w for i, w in enumerate(weights) if traits >> i & 1) > 0
        right, said, gold = right + (yes and mine), said + yes, gold + mine
    return right, said, gold


def main():
    docs = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    names, pieces = traits_of(sys.argv[1], docs)
    by_doc = [labelled(doc, pieces.get(i, [])) for i, doc in enumerate(docs)]
    total = [0, 0, 0]
    for fold in range(FOLDS):
        seen = [piece for i, one in enumerate(by_doc) if i % FOLDS != fold for piece in one]
        weights = fitted(names, seen)
        total = [a + b for a, b in zip(total, judged(weights, [piece for one in by_doc[fold::FOLDS] for piece in one]))]
    print("pieces %d, F1 over %d folds: %.4f" % (sum(map(len, by_doc)), FOLDS, 2 * total[0] / (total[1] + total[2])), file=sys.stderr)
    weights = fitted(names, [piece for one in by_doc for piece in one])
    print("# Weights of the traits of words in marks in thousandths, fitted by eval/train-marks.py. Fields: trait, weight.")
    for name, weight in zip(names, weights):
        print("%s\t%d" % (name, round(weight * 1000)))


main()
