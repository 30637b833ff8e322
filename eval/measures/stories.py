"""Stories: B-cubed and pairs of articles put into one story; the largest story, since B-cubed figures hide chains."""
import collections
import glob
import os

from measures.shared import f1, harmonic, lines, record


def pairs(groups):
    return sum(n * (n - 1) // 2 for n in groups.values())


def measure(program, data):
    for path in sorted(glob.glob(os.path.join(data, "stories", "*.jsonl"))):
        rows = [r for r in lines(path) if r.get("cluster")]
        found = {}
        for number, story in enumerate(program.objects("stories", map(record, rows))):
            for article in story["articles"]:
                found.setdefault(article, number)
        gold = collections.Counter(str(r["cluster"]) for r in rows)
        placed = [found.get(r["id"], "none of " + r["id"]) for r in rows]
        own = collections.Counter(placed)
        both = collections.Counter(zip((str(r["cluster"]) for r in rows), placed))
        p = sum(n * n / own[o] for (_, o), n in both.items()) / len(rows)
        r = sum(n * n / gold[g] for (g, _), n in both.items()) / len(rows)
        yield os.path.basename(path)[:-6], {"articles": len(rows), "bcubed_f1": harmonic(p, r),
                                            "pair_f1": f1(pairs(both), pairs(own), pairs(gold)), "largest": max(own.values()),
                                            "largest_gold": max(gold.values())}
