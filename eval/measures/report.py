"""Stories annotated by hand: quotations, figures and facts across articles, copies, differences, origins.

A printed mention stands for one of the gold where both share half of what they cover, or one lies in the other and is not much longer; for
facts and differences, which may be clause or sentence, half of the gold is enough. Precision is taken over what the gold can judge."""
import collections
import glob
import itertools
import json
import os

from measures.copies import Directions, found_pairs
from measures.shared import Points, f1, harmonic, lines, rate, record, shared, size

WORDINGS = ("same", "truncated", "altered", "translated")
JUDGED_ANYWHERE = ("figure", "date", "quote", "attribution", "name")
Mention = collections.namedtuple("Mention", "article spans group fits inner")


def near(own, gold):
    both, m, g = shared(own, gold), size(own), size(gold)
    return both > 0 and (2 * both >= m + g - both or both == min(m, g) and max(m, g) <= 2.5 * min(m, g) + 12)


def about(own, gold):
    both, m, g = shared(own, gold), size(own), size(gold)
    return both > 0 and (2 * both >= g and m <= 3 * g + 80 or both == m and m >= .3 * g)


def spans_of(m):
    return [tuple(s) for s in m.get("spans") or [[m["start"], m["end"]]]]


def mentions_of(groups, singles=(), fits=near):
    grouped = [(m, number) for number, g in enumerate(groups) for m in g["mentions"]] + [(m, None) for m in singles]
    return [Mention(m["article"], spans_of(m), number, fits, []) for m, number in grouped]


def flagged_of(gold):
    """The gold's differences; of one that is a clause, the figures and quotations in it will do."""
    inner = {"figure": gold["figures"], "date": gold["figures"], "quote": gold["quotes"], "attribution": gold["quotes"]}
    out = []
    for m in mentions_of(gold.get("differences", []), fits=about):
        groups = inner.get(gold["differences"][m.group].get("kind"), [])
        spans = [spans_of(x) for g in groups for x in g["mentions"] if x["article"] == m.article]
        out.append(m._replace(inner=[s for s in spans if shared(s, m.spans) == size(s)]))
    return out


def stands_for(own, gold):
    return own[0] == gold.article and (gold.fits(own[1], gold.spans) or any(near(own[1], s) for s in gold.inner))


def hits(own, golds):
    return {i for i, g in enumerate(golds) if stands_for(own, g)}


def articles(mentions):
    return {m[0] for m in mentions}


def links(golds):
    return {(i, k) for i, k in itertools.combinations(range(len(golds)), 2) if golds[i].group is not None and
            golds[i].group == golds[k].group and golds[i].article != golds[k].article}


def joined(groups, golds, others=()):
    """(gold links found, own links that the gold judges, those of them that are right)."""
    wanted, found, judged, right = links(golds), set(), set(), set()
    groups_of = lambda m, of: {of[i].group for i in hits(m, of)}
    for mentions in groups:
        at = [(m, hits(m, golds)) for m in mentions]
        for (m, a), (o, b) in itertools.combinations(at, 2):
            if m[0] == o[0] or not a or not b:
                continue
            pairs = {(min(i, k), max(i, k)) for i in a for k in b} & wanted
            key = tuple(sorted((x[0], tuple(x[1])) for x in (m, o)))
            judged.add(key)
            found |= pairs
            if pairs or others and groups_of(m, others) & groups_of(o, others):
                right.add(key)
    return found, judged, right


def on_group(mentions, golds, group):
    """Those of the mentions that lie on this gold group; none where most of what lies on gold lies elsewhere."""
    at = [(m, {golds[i].group for i in hits(m, golds)}) for m in mentions]
    mine = [m for m, groups in at if group in groups]
    return mine if 2 * len(mine) >= sum(bool(groups) for _, groups in at) else []


def best(candidates, golds, group):
    ranked = [(len(articles(on_group(c["at"], golds, group))), -len(c["at"]), -i) for i, c in enumerate(candidates)]
    top = max(ranked, default=(0, 0, 0))
    return candidates[-top[2]] if top[0] >= 2 else None


def accepted(gold, field):
    more = gold.get("also_accept") or []
    return [gold.get(field)] + (more if isinstance(more, list) else [more])


def worth(m):
    try:
        return float(m.get("value"))
    except (TypeError, ValueError):
        return m.get("value")


def relations(gold):
    """Two bounds in one direction at different values may be said to differ where the gold finds them compatible."""
    out = accepted(gold, "relation")
    for side in (">", "<"):
        if out[0] == "compatible" and len({worth(m) for m in gold["mentions"] if str(m.get("bound"))[:1] == side}) > 1:
            out.append("differs")
    return out


class Story:
    """A gold story and what the program printed of it: statements and differences with `at`, [(article, spans in code points)]."""

    def __init__(self, program, gold, rows):
        self.gold = gold
        self.points = {r["id"]: Points(r["text"]) for r in rows}
        self.empty = True
        stories = json.loads(program.over("report", map(record, rows), "--json", "-"))["stories"]
        self.statements = [self.placed(s) for story in stories for s in story["statements"]]
        self.differences = [self.placed(d) for story in stories for d in story["differences"]]
        self.copies = found_pairs(c for story in stories for c in story["copies"])
        self.only_one = {i for story in stories for i in story["only_one"]}

    def placed(self, thing):
        at = [(m["article"], self.points[m["article"]].spans(m["spans"]), m.get("wording")) for m in thing["mentions"]]
        return dict(thing, at=[m for m in at if m[1]])

    def of(self, kind):
        return [s for s in self.statements if s["kind"] == kind]


def count_links(n, key, groups, golds, others=()):
    found, judged, right = joined(groups, golds, others)
    n.update({key + "_links": len(links(golds)), key + "_found": len(found), key + "_judged": len(judged), key + "_right": len(right)})


def count_origins(n, gold, statement):
    if statement and gold.get("origin_count"):
        right = statement["origins"] == gold["origin_count"]
        n.update({"origin_groups": 1, "origins": right})
        if gold["origin_count"] < len({m["article"] for m in gold["mentions"]}):
            n.update({"copied_groups": 1, "origins_copied": right})


def quotes(n, story):
    golds = mentions_of(story.gold["quotes"], story.gold.get("single_quotes", []))
    count_links(n, "quote", [s["at"] for s in story.of("quote")], golds)
    for number, gold in enumerate(story.gold["quotes"]):
        statement = best(story.of("quote"), golds, number)
        if statement:
            said = [m[2] for m in on_group(statement["at"], golds, number) if m[2] in WORDINGS]
            strongest = max(said, key=WORDINGS.index, default="same")
            n.update({"worded": 1, "wording": strongest in accepted(gold, "wording")})
        count_origins(n, gold, statement)


def on_flagged(difference, flagged):
    return any(len(articles(on_group(difference["at"], flagged, g))) >= 2 for g in {m.group for m in flagged})


def figures(n, story):
    gold_figures = story.gold["figures"]
    golds, flagged = mentions_of(gold_figures, story.gold.get("single_figures", [])), flagged_of(story.gold)
    differences = [d for d in story.differences if d["kind"] in ("figure", "date")]
    count_links(n, "figure", [x["at"] for x in story.of("figure") + differences], golds, flagged)
    for number, gold in enumerate(gold_figures):
        difference, statement = best(differences, golds, number), best(story.of("figure"), golds, number)
        if difference and statement and gold["relation"] == "agree" and on_flagged(difference, flagged):
            difference = None # the gold flags it beside a quantity on which all agree
        said = difference["relation"] if difference else "agree" if statement else None
        if said:
            n.update({"related": 1, "relation": said in relations(gold), "related " + gold["relation"]: 1,
                      "relation " + gold["relation"]: said in relations(gold)})
        count_origins(n, gold, statement)
    conflicts(n, story, golds)


def conflicts(n, story, golds):
    gold_mentions = [m for g in story.gold["figures"] for m in g["mentions"]]
    said = lambda m: (worth(m), m.get("bound"), m.get("unit"))
    pairs = {(i, k) for i, k in links(golds) if story.gold["figures"][golds[i].group]["relation"] == "conflict" and
             said(gold_mentions[i]) != said(gold_mentions[k])}
    found = set()
    for d in story.differences:
        found |= {p for p in joined([d["at"]], golds)[0] if on_group(d["at"], golds, golds[p[0]].group)} & pairs
    n.update({"conflict_pairs": len(pairs), "conflict_found": len(found)})
    for d in story.differences:
        if (d["kind"], d["relation"]) != ("figure", "conflict"):
            continue
        on = sorted({i for m in d["at"] for i in hits(m, golds)})
        if len({golds[i].article for i in on}) >= 2:
            n.update({"conflict_judged": 1, "conflict_right": any(p in pairs and on_group(d["at"], golds, golds[p[0]].group)
                                                                  for p in itertools.combinations(on, 2))})


def copies(n, story, directions):
    for gold in story.gold["copies"]:
        relation, direction, _ = story.copies.get((gold["a"], gold["b"]), ("none", "unknown", 0))
        if relation in accepted(gold, "relation"):
            relation = gold["relation"]
        copy = gold["relation"] == "copy"
        n.update({"pairs": 1, "pair_right": relation == gold["relation"], "copy_gold": copy, "copy_said": relation == "copy",
                  "copy_both": copy and relation == "copy"})
        if copy:
            directions.count(gold.get("direction") or "", relation, direction)


def facts(n, story):
    groups = story.gold.get("facts", []) + story.gold.get("facts_more", [])
    golds = mentions_of(groups, fits=about)
    count_links(n, "fact", [s["at"] for s in story.of("fact")], golds)
    for number, gold in enumerate(groups):
        count_origins(n, gold, best(story.of("fact"), golds, number))
    ones = mentions_of([], story.gold.get("only_one", []), about)
    alone = [s["at"] for s in story.statements if s["id"] in story.only_one and len(articles(s["at"])) == 1]
    n.update({"only_gold": len(ones), "only_found": sum(any(stands_for(m, g) for at in alone for m in at) for g in ones)})
    for at in alone:
        right = any(hits(m, ones) for m in at)
        n.update({"only_right": right, "only_judged": right or any(hits(m, golds) for m in at)})


def differences(n, story):
    gold, flagged = story.gold, flagged_of(story.gold)
    sides = {"figures": mentions_of(gold["figures"], gold.get("single_figures", [])),
             "quotes": mentions_of(gold["quotes"], gold.get("single_quotes", []))}
    covers = lambda d, golds, group, need=2: len(articles(on_group(d["at"], golds, group))) >= need
    for number, g in enumerate(gold.get("differences", [])):
        need = min(2, len({m["article"] for m in g["mentions"]}))
        n.update({"difference_gold": 1, "difference_found": any(covers(d, flagged, number, need) for d in story.differences)})
    apart = [(sides["figures"], i) for i, g in enumerate(gold["figures"]) if g["relation"] != "agree"]
    apart += [(sides["quotes"], i) for i, g in enumerate(gold["quotes"]) if g.get("wording") != "same"]
    for d in story.differences:
        anywhere = d["kind"] in JUDGED_ANYWHERE
        against = flagged + (sides["figures"] + sides["quotes"] if anywhere else [])
        if len(articles(m for m in d["at"] if hits(m, against))) >= 2:
            n.update({"difference_judged": 1, "difference_right": on_flagged(d, flagged) or
                      anywhere and any(covers(d, golds, i) for golds, i in apart)})


def measure(program, data):
    folder = os.path.join(data, "report")
    library = {a["id"]: a for a in lines(os.path.join(folder, "articles.jsonl"))}
    n, directions, stories = collections.Counter(), Directions(), 0
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as f:
            gold = json.load(f)
        rows = [library[a["id"]] for a in gold["articles"] if a.get("on_event") and a["id"] in library]
        if not rows:
            continue
        story, stories = Story(program, gold, rows), stories + 1
        quotes(n, story)
        figures(n, story)
        copies(n, story, directions)
        facts(n, story)
        differences(n, story)
    part = lambda key, gold: harmonic(rate(n[key + "_right"], n[key + "_judged"]), rate(n[key + "_found"], n[key + "_" + gold]))
    each = [n["relation " + r] / n["related " + r] for r in ("agree", "compatible", "update", "scope", "conflict") if n["related " + r]]
    yield "stories", {
        "stories": stories, "quote_f1": part("quote", "links"), "wording": rate(n["wording"], n["worded"]),
        "figure_f1": part("figure", "links"), "relation": rate(n["relation"], n["related"]),
        "relation_macro": sum(each) / len(each) if each else None, "conflict_p": rate(n["conflict_right"], n["conflict_judged"]),
        "conflict_pair_r": rate(n["conflict_found"], n["conflict_pairs"]),
        "copy_f1": f1(n["copy_both"], n["copy_said"], n["copy_gold"]), "copy_relation": rate(n["pair_right"], n["pairs"]),
        "direction": directions.mean(), "fact_f1": part("fact", "links"), "fact_p": rate(n["fact_right"], n["fact_judged"]),
        "difference_f1": part("difference", "gold"), "only_one_f1": part("only", "gold"),
        "origins": rate(n["origins"], n["origin_groups"]), "origins_copied": rate(n["origins_copied"], n["copied_groups"])}
