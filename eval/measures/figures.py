"""Figures: quantities of news sentences (value, unit, bound, counted noun), and specification cases. A duration may stand among the
figures or the dates; it counts once."""
import collections
import math
import os
import re

from measures import spec
from measures.shared import Points, best_first, f1, lines
from measures.units import as_length, in_coin, length, nouns, unit

MIXED = "q3."  # cases of this name hold several kinds
KINDS = {"number": ("number", "fraction"), "fraction": ("number", "fraction"), "percent": ("percent",), "currency": ("money",),
         "dimension": ("measure",), "age": ("age",), "temperature": ("temperature",), "ordinal": ("ordinal",)}
HEDGE = re.compile(r"(?:\b(?:about|around|approximately|roughly|nearly|almost|some|an estimated|estimated|more than|over|at least|"
                   r"less than|fewer than|under|up to|at most|only|just|exactly|close to|as many as|as much as)\s+)+", re.I)


def number(value):
    try:
        value = None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None
    return value if value is not None and math.isfinite(value) else None


def ends(figure):
    low, high = number(figure.get("low")), number(figure.get("high"))
    return (high if low is None else low), (low if high is None else high)


def durations(notes, points):
    """Durations among the dates at places where no figure stands, as figures."""
    taken = [points.span(f["span"]) for f in notes.get("figures") or [] if f["kind"] != "ordinal"]
    for d in notes.get("dates") or []:
        span, of = points.span(d["span"]), length(d.get("value"))
        if d["kind"] == "duration" and span and of and not any(t and t[0] < span[1] and span[0] < t[1] for t in taken):
            taken.append(span)
            yield {"span": d["span"], "kind": "duration", "low": of[0], "high": of[0], "unit": of[1]}


# Sentences.

def gold_ends(value):
    if number(value) is not None:
        return number(value), number(value)
    m = re.fullmatch(r"\s*(-?[\d.]+)\s*-\s*([\d.]+)\s*", str(value))
    return (float(m[1]), float(m[2])) if m else (None, None)


def equal(x, y):
    return x is not None and y is not None and abs(x - y) <= 1e-8 + 1e-5 * abs(y)


def same_value(gold, own):
    (a, b), (low, high) = gold_ends(gold["value"]), ends(own)
    if a != b:
        return None not in (a, low, high) and equal(min(low, high), min(a, b)) and equal(max(low, high), max(a, b))
    if low != high:
        return False
    of = unit(gold["normalized_unit"])
    if own.get("kind") == "duration":
        low = as_length(low, own.get("unit") or "", of) or low
    return equal(low, a) or equal(low, in_coin(a, of)[0])


def things(gold):
    """The words for what is counted; none where the unit is one."""
    if gold["normalized_unit"] == "-" or unit(gold["normalized_unit"]):
        return set()
    return nouns(gold["normalized_unit"]) | nouns(gold["unit"])


def same_noun(gold, phrase):
    words = re.findall(r"[^\W\d_][\w'’-]*", phrase or "")
    return bool(words) and bool(nouns(words[-1]) & things(gold))


def same_unit(gold, own):
    of, counted = own.get("unit") or "", own.get("counted") or ""
    if gold["normalized_unit"] == "-":
        return not of
    wanted = unit(gold["normalized_unit"])
    if not wanted:
        return same_noun(gold, counted or of)
    if own.get("kind") == "duration" and as_length(1, of, wanted):
        return True
    return wanted in (unit(of), unit(counted)) or in_coin(1, wanted)[1] == unit(of)


def bounds(own):
    bound = (own.get("bound") or "")[:1]
    return {x for x in (own.get("change"), bound if bound in ("~", ">", "<") else None) if x} or {"="}


def count(n, gold, own):
    n.update({"gold": len(gold), "own": len(own), "gold_counted": sum(bool(things(g)) for g in gold),
              "own_counted": sum(bool(o.get("counted")) and not unit(o["counted"]) for o in own)})
    pairs = ((2 * same_unit(g, o) + (g["change"] in bounds(o)), i, k) for i, g in enumerate(gold) for k, o in enumerate(own)
             if same_value(g, o))
    for _, i, k in best_first(pairs):
        counted = same_noun(gold[i], own[k].get("counted"))
        n.update({"value": 1, "unit": same_unit(gold[i], own[k]), "bound": gold[i]["change"] in bounds(own[k]), "counted": counted})
        n["own_counted"] += bool(counted and unit(own[k].get("counted")))


# Specification cases.

def own_of(notes, case, points):
    found, starts = [], {r["start"] for r in case["rows"]}
    for f in (notes.get("figures") or []) + (list(durations(notes, points)) if case["id"].startswith(MIXED) else []):
        if case["id"].startswith(MIXED):
            wanted = f["kind"] != "ordinal"
        elif case["family"] == "range":
            wanted = f["kind"] == "range" or f.get("bound") in (">", ">=", "<", "<=")
        else:
            wanted = f["kind"] in KINDS.get(case["family"], ())
        span = points.span(f["span"])
        if not wanted or not span:
            continue
        hedge = HEDGE.match(case["text"], *span)
        if hedge and span[0] not in starts and hedge.end() < span[1]:
            span = hedge.end(), span[1]
        found.append((span, f))
    return found


def close(x, y):
    return x is not None and y is not None and abs(x - y) <= 1e-6 * max(abs(x), abs(y))


def right(row, own):
    low, high = ends(own)
    if row["kind"] == "range":
        a, b = number(row.get("lo")), number(row.get("hi"))
        if a is not None and b is not None:
            return close(low, a) and close(high, b)
        return close(low, b if a is None else a) and (own.get("bound") or "")[:1] == ("<" if a is None else ">")
    gold = number(row["value"])
    if row["kind"] in ("currency", "percent"):
        of = row.get("iso") or unit(row["unit"])
        a, b = in_coin(gold, of), in_coin(low, unit(own.get("unit")))
        return unit(own.get("unit")) == of if gold is None else low == high and close(a[0], b[0]) and a[1] == b[1]
    return gold is None or low == high and close(low, gold)


def measure(program, data):
    rows, n = lines(os.path.join(data, "figures", "newsquant.jsonl")), collections.Counter()
    found = program.notes([{"id": r["id"], "text": r["text"]} for r in rows])
    for row in rows:
        notes = found.get(row["id"], {})
        own = [f for f in notes.get("figures") or [] if f["kind"] != "ordinal"]
        count(n, row["quantities"], own + list(durations(notes, Points(row["text"]))))
    yield "newsquant", {"quantities": n["gold"], **{k + "_f1": f1(n[k], n["own"], n["gold"]) for k in ("value", "unit", "bound")},
                        "counted_f1": f1(n["counted"], n["own_counted"], n["gold_counted"])}
    path = os.path.join(data, "figures", "spec.jsonl")
    if os.path.exists(path):
        cases = spec.cases(path, lambda i, family: i.startswith(MIXED) or family in KINDS or family == "range")
        yield "spec", spec.passed(program, cases, own_of, right, lambda c: "none" if not c["rows"] else
                                  "mixed" if c["id"].startswith(MIXED) else c["kind"])
