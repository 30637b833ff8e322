#!/usr/bin/env python3
"""train-lines FEATURES-PROGRAM FOLDER...: fits lang/common/line-weights.tsv and prints it.

A folder holds pages <name>.html and <name>.json with the article's text under "text". Every page is read twice, whole and without
what its classes call furniture. A line is the article's where its words stand in that text (pages.py). Logistic regression by
stochastic gradient descent; a line counts by its length.
"""
import math
import random
import sys

from pages import lines_of

EPOCHS, RATE, DECAY = 8, 0.05, 1e-5
CAUTION = 0.25  # off the bias: a line of furniture taken for the article does more harm than one line lost


def pages_of(program, folder, light):
    """The names of the properties, and (set of properties, label, weight) of every line."""
    names, pages = lines_of(program, folder, *(["--light"] if light else []))
    return names, [([i for i in range(len(names)) if int(mark, 16) >> i & 1], mine, size) for page in pages for mark, mine, size in page]


def fitted(names, lines):
    weights, order = [0.0] * len(names), random.Random(1)
    for epoch in range(EPOCHS):
        order.shuffle(lines)
        rate = RATE / (1 + epoch * 0.5)
        for has, mine, size in lines:
            odds = max(-30.0, min(30.0, sum(weights[i] for i in has)))
            step = (1 / (1 + math.exp(-odds)) - mine) * size * rate
            for i in has:
                weights[i] -= step + rate * DECAY * weights[i]
    return weights


def f1(weights, lines):
    right = said = gold = 0.0
    for has, mine, size in lines:
        yes = sum(weights[i] for i in has) > 0
        right, said, gold = right + size * (yes and mine), said + size * yes, gold + size * mine
    return 2 * right / (said + gold) if said + gold else 0.0


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    names, lines = [], []
    for folder in folders:
        for light in (False, True):
            names, more = pages_of(program, folder, light)
            lines += more
    weights = fitted(names, lines)
    weights[names.index("bias")] -= CAUTION
    print("F1 of lines by their size: %.4f" % f1(weights, lines), file=sys.stderr)
    print("# Weights of the properties of a line in thousandths, fitted by eval/train-lines.py. Fields: property, weight.")
    for name, weight in zip(names, weights):
        print("%s\t%d" % (name, round(weight * 1000)))


main()
