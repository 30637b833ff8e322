"""What all measures use: running the program, spans in code points, matching, rates."""
import json
import os
import subprocess
import sys
import tempfile


def lines(path):
    """The objects of a file of JSON Lines."""
    with open(path, encoding="utf-8") as f:
        return [json.loads(x) for x in f if x.strip()]


class Program:
    def __init__(self, stemma):
        self.stemma = stemma

    def run(self, *words, cwd=None):
        done = subprocess.run([self.stemma, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=3600, cwd=cwd)
        if done.returncode not in (0, 1):
            sys.exit("all: stemma %s ends with %d: %s" % (words[0], done.returncode, done.stderr.decode("utf-8", "replace")))
        return done.stdout.decode()

    def over(self, command, records, *options):
        """What `command` prints of these records, as one string."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "records.jsonl")
            with open(path, "w", encoding="utf-8") as f:
                f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
            return self.run(command, *options, "--plain", path)

    def objects(self, command, records, *options):
        return [json.loads(x) for x in self.over(command, records, *options).splitlines()]

    def notes(self, records):
        """`annotate` of clean texts, by id."""
        return {a["id"]: a for a in self.objects("annotate", records)}


def record(row):
    """A data set's row as an input of the program."""
    names = {"id": "id", "title": "title", "text": "text", "published": "date", "outlet": "outlet", "url": "url"}
    return {own: row[theirs] for own, theirs in names.items() if row.get(theirs)}


class Points:
    """From the bytes of a text to its code points."""

    def __init__(self, text):
        self.of = list(range(len(text) + 1))
        if not text.isascii():
            self.of = [i for i, c in enumerate(text) for _ in c.encode()] + [len(text)]

    def span(self, span):
        return (self.of[span[0]], self.of[span[1]]) if span and 0 <= span[0] < span[1] < len(self.of) else None

    def spans(self, spans):
        """In order, without doubled parts."""
        found = []
        for b, e in sorted(s for s in map(self.span, spans or []) if s):
            if found and b < found[-1][1]:
                b = found.pop()[0]
            found.append((b, e))
        return found


def size(spans):
    return sum(e - b for b, e in spans)


def shared(one, two):
    return sum(max(0, min(e, f) - max(b, c)) for b, e in one for c, f in two)


def rate(part, whole):
    return part / whole if whole else None


def harmonic(p, r):
    return None if p is None and r is None else 2 * p * r / (p + r) if p and r else 0.0


def f1(hits, said, gold):
    return harmonic(rate(hits, said), rate(hits, gold))


def best_first(pairs):
    """A one-to-one matching of (quality, gold, own) triples, the best first."""
    gold, own = set(), set()
    for quality, g, o in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if g not in gold and o not in own:
            gold.add(g)
            own.add(o)
            yield quality, g, o
