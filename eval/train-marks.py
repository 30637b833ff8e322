#!/usr/bin/env python3
"""train-marks PROGRAM ARTICLES.jsonl: fits lang/<code>/mark-weights.tsv and prints it.

PROGRAM is mark-traits, ARTICLES have "doc_id", "text" and "quotes" with "spans" in code points. A marked piece is a quotation where an annotated
one shares half of what both cover. Logistic regression by stochastic gradient descent; five folds tell what it is worth on
articles that it has not seen, by F1 of the pieces taken for quotations.
"""
import json
import math
import os
import random
import subprocess
import sys
import tempfile

EPOCHS, RATE, DECAY, FOLDS = 40, 0.05, 3e-3, 10
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


def fitted(names, pieces):
    weights, order = [0.0] * len(names), random.Random(1)
    rows = [([i for i in range(len(names)) if traits >> i & 1], mine) for traits, mine in pieces]
    for epoch in range(EPOCHS):
        order.shuffle(rows)
        rate = RATE / (1 + epoch * 0.3)
        for has, mine in rows:
            odds = max(-30.0, min(30.0, sum(weights[i] for i in has)))
            step = (1 / (1 + math.exp(-odds)) - mine) * rate
            for i in has:
                weights[i] -= step + rate * DECAY * weights[i]
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
