"""Copying: labelled pairs of articles (D: prose depends; Q: shared quotations; C: captions; I: incidental; N: nothing; X: unclear, left
out), or articles that name their source and how much they took."""
import collections
import csv
import glob
import os

from measures.shared import f1, lines, rate, record

RELATION = {"D": "copy", "Q": "quotes", "C": "light", "I": "light", "N": "none"}


def labelled(folder, articles):
    path = os.path.join(folder, "pairs.tsv")
    if not os.path.exists(path):
        return [(a["source"], a["id"], "N" if a["level"] == "non" else "D", "unknown") for a in articles if a.get("source")]
    with open(path, encoding="utf-8", newline="") as f:
        return [(r["id_a"], r["id_b"], r["label"], (r.get("direction") or "unknown").split()[0]) for r in csv.DictReader(f, delimiter="\t")]


def ranks(yes, no):
    """Chance that one of `yes` stands above one of `no`; equal ones count half."""
    return rate(sum((y > n) + (y == n) / 2 for y in yes for n in no), len(yes) * len(no))


TURNED = {"a->b": "b->a", "b->a": "a->b"}


class Directions:
    """Recall of the directions over the pairs said to be copies, the mean over directed and common ones."""

    def __init__(self):
        self.said, self.right, self.known = collections.Counter(), collections.Counter(), set()

    def count(self, gold, relation, direction):
        kind = "common" if gold.startswith("common") else "directed" if gold in TURNED else None
        if kind:
            self.known.add(kind)
            self.said[kind] += relation == "copy"
            self.right[kind] += relation == "copy" and direction == ("common" if kind == "common" else gold)

    def mean(self):
        return rate(sum(self.right[k] / self.said[k] if self.said[k] else 0 for k in self.known), len(self.known))


def found_pairs(pairs):
    found = {}
    for p in pairs:
        found[p["a"], p["b"]] = p["relation"], p["direction"], p["score"]
        found[p["b"], p["a"]] = p["relation"], TURNED.get(p["direction"], p["direction"]), p["score"]
    return found


def measure(program, data):
    for folder in sorted(glob.glob(os.path.join(data, "copies", "*", ""))):
        articles = lines(os.path.join(folder, "articles.jsonl"))
        found = found_pairs(program.objects("copies", [dict(record(a), **{k: v for k, v in (("published", a.get("published") or a.get("date")),
                            ("outlet", a.get("outlet") or a.get("publisher"))) if v}) for a in articles]))
        n, scores, directions = collections.Counter(), {True: [], False: []}, Directions()
        for a, b, label, direction in labelled(folder, articles):
            if label not in RELATION:
                continue
            relation, way, score = found.get((a, b), ("none", "unknown", 0.0))
            gold, want = label == "D", RELATION[label]
            scores[gold].append(score)
            n.update({"pairs": 1, "gold": gold, "said": relation == "copy", "both": gold and relation == "copy",
                      "relation": relation == want or {relation, want} == {"light", "none"}})
            if gold:
                directions.count(direction, relation, way)
        yield os.path.basename(folder[:-1]), {"pairs": n["pairs"], "auc": ranks(scores[True], scores[False]),
                                              "copy_f1": f1(n["both"], n["said"], n["gold"]),
                                              "relation_accuracy": rate(n["relation"], n["pairs"]), "direction": directions.mean()}
