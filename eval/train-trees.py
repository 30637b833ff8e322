#!/usr/bin/env python3
"""train-trees [--folds N] FEATURES-PROGRAM FOLDER...: fits lang/common/line-trees.tsv and prints it (Debian: python3-sklearn).

A folder holds pages <name>.html and <name>.json with the article's text under "text". A line is the article's where its words stand in
that text (pages.py); it counts by its length, and every page the same. With --folds nothing is printed but how well pages do that the
trees have not seen: precision and recall by words, a folder each.
"""
import argparse
import sys

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

from pages import lines_of

TREES, LEAVES, RATE, LEAST = 80, 14, 0.15, 60
LEAF = 1.5  # log odds that one leaf adds at most: some hold lines of so long pages that hardly anything speaks against any value
PAGE = 30  # words added to every page, so that a very short one does not count for more than others


def read(program, folders):
    names, pages = None, []
    for number, folder in enumerate(folders):
        names, lines = lines_of(program, folder, "--tree")
        for page in lines:
            if not page:
                continue
            marks = numpy.array([[int(x) for x in mark.split(",")] for mark, _, _ in page], dtype=numpy.float32)
            mine = numpy.array([y for _, y, _ in page])
            size = numpy.array([s for _, _, s in page])
            pages.append((number, marks, mine, size))
    return names, pages


def fitted(pages):
    weights = numpy.concatenate([size / (PAGE / 20 + size[mine].sum()) for _, _, mine, size in pages])
    model = HistGradientBoostingClassifier(max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=RATE, min_samples_leaf=LEAST,
                                           early_stopping=False, random_state=1)
    model.fit(numpy.concatenate([p[1] for p in pages]), numpy.concatenate([p[2] for p in pages]), weights * (len(weights) / weights.sum()))
    return model


def rows_of(nodes, i, names):
    """The table's rows for the tree below node i: itself, what lies below its threshold, what lies above."""
    node = nodes[i]
    if node["is_leaf"]:
        return ["leaf\t%d" % round(max(-LEAF, min(LEAF, node["value"])) * 1000)]
    below, above = (rows_of(nodes, node[side], names) for side in ("left", "right"))
    return ["at\t%s\t%d\t%d" % (names[node["feature_idx"]], int(numpy.floor(node["num_threshold"])), 1 + len(below))] + below + above


def print_table(model, names):
    print("# Boosted trees that judge the lines of HTML pages, fitted by eval/train-trees.py (src/extract/trees.h has the form).")
    print("leaf\t%d" % round(float(numpy.ravel(model._baseline_prediction)[0]) * 1000))
    for (tree,) in model._predictors:
        print("\n".join(rows_of(tree.nodes, 0, names)))


def held_out(pages, folds, folders):
    figures = [[0.0, 0.0, 0] for _ in folders]
    for fold in range(folds):
        model = fitted([p for i, p in enumerate(pages) if i % folds != fold])
        for number, marks, mine, size in (p for i, p in enumerate(pages) if i % folds == fold):
            said = model.decision_function(marks) > 0
            both = size[said & mine].sum()
            figures[number][0] += both / size[said].sum() if said.any() else 0
            figures[number][1] += both / size[mine].sum() if mine.any() else 1
            figures[number][2] += 1
    for folder, (p, r, n) in zip(folders, figures):
        print("%s: precision %.4f recall %.4f" % (folder, p / n, r / n))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("program")
    options.add_argument("folders", nargs="+")
    args = options.parse_args()
    names, pages = read(args.program, args.folders)
    print("%d pages, %d lines" % (len(pages), sum(len(p[1]) for p in pages)), file=sys.stderr)
    if args.folds > 1:
        held_out(pages, args.folds, args.folders)
    else:
        print_table(fitted(pages), names)


main()
