"""Dates and times: spans (the same, or touching) and TIMEX3 values; a range also as begin/end. And specification cases."""
import collections
import datetime
import glob
import os
import re

from measures import spec
from measures.shared import Points, f1, lines

DAY = datetime.timedelta(1)
PARTS = {"Q1": (1, 4), "Q2": (4, 7), "Q3": (7, 10), "Q4": (10, 13), "H1": (1, 7), "H2": (7, 13)}
KINDS = ("date", "daterange", "datetime", "datetimerange", "duration")


def month(year, number):
    return datetime.date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)


def days(value):
    """The first day of a TIMEX3 date and the day behind its last; None for what is no such date."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = datetime.date.fromisoformat(value)
            return day, day + DAY
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = datetime.date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday + (5 * DAY if m[3] else 0 * DAY), monday + 7 * DAY
        if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return month(int(m[1]), int(m[2])), month(int(m[1]), int(m[2]) + 1)
        if m := re.fullmatch(r"(\d{4})-([QH]\d)", value):
            return tuple(month(int(m[1]), x) for x in PARTS[m[2]])
        if re.fullmatch(r"\d{4}", value):
            return month(int(value), 1), month(int(value) + 1, 1)
        if (m := re.fullmatch(r"(\d{2,3})X*", value)) and len(value) <= 4:
            years = 10 ** (4 - len(m[1]))
            return month(int(m[1]) * years, 1), month(int(m[1]) * years + years, 1)
    except (ValueError, KeyError, OverflowError):
        pass
    return None


def instant(value):
    """One way to write a moment; a date is its beginning."""
    value = str(value).strip().replace(" ", "T")
    if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d{1,2})(?::(\d\d))?(?::(\d\d))?(?:\.0+)?Z?", value):
        return "%sT%02d:%s:%s" % (m[1], int(m[2]), m[3] or "00", m[4] or "00")
    return value + "T00:00:00" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def ways(begin, end):
    """A range that ends with the day behind its last, or with the last itself."""
    yield begin and instant(begin), end and instant(end)
    if end and re.fullmatch(r"\d{4}-\d\d-\d\d", str(end).strip()):
        yield begin and instant(begin), instant(datetime.date.fromisoformat(str(end).strip()) - DAY)


def own_range(date):
    """What was printed as a range: value `begin/end`, a value that has a length, or begin and end beside it."""
    value, begin, end = date.get("value") or "", date.get("begin"), date.get("end")
    if "/" in value:
        begin, end = value.split("/", 1)
    elif value:
        return tuple(map(instant, days(value))) if days(value) else None
    begin, end = (None if x in ("", "..", None) else instant(x) for x in (begin, end))
    return (begin, end) if begin or end else None


def same_value(gold, own):
    value = own.get("value") or ""
    of = days(gold)
    return value == gold or of is not None and (not value or "/" in value) and own_range(own) in ways(*of)


def expressions(row):
    if "timexes" in row:
        return [(t["start"], t["end"], t.get("value", "")) for t in row["timexes"] if t["start"] < t["end"]]
    return [(0, len(row["text"]), row.get("value", ""))]


def count(n, row, notes):
    points = Points(row["text"])
    own = [(points.span(d["span"]), d) for d in notes.get("dates") or []]
    gold, spans, used = expressions(row), {s for s, _ in own}, set()
    n.update({"gold": len(gold), "own": len(own)})
    for b, e, value in gold:
        n["strict"] += (b, e) in spans
        k = next((k for k, (s, _) in enumerate(own) if k not in used and s[0] < e and b < s[1]), None)
        if k is not None:
            used.add(k)
            n.update({"relaxed": 1, "value": same_value(value, own[k][1])})


def right(row, own):
    wanted, ranges = set(), []
    for g in row["value"] if isinstance(row["value"], list) else [row["value"]]:
        if m := re.fullmatch(r"\((.+),(.+),P.*\)", str(g)):
            ranges.append(m.groups())
        wanted.add(str(g))
    for g in row.get("resolved") or []:
        if isinstance(g, list):
            ranges.append(g)
        elif g != "not resolved":
            wanted.add(str(g))
    value, open_ends = own.get("value") or "", {instant(g) for r in ranges if None in r for g in r if g}
    if value and (value in wanted or instant(value) in set(map(instant, wanted)) | open_ends):
        return True
    return own_range(own) is not None and any(own_range(own) in ways(*r) for r in ranges)


def measure(program, data):
    for path in sorted(glob.glob(os.path.join(data, "dates", "*.jsonl"))):
        name = os.path.basename(path)[:-6]
        if name == "spec":
            cases = spec.cases(path, lambda i, family: family in KINDS and not i.startswith("q3."))
            yield name, spec.passed(program, cases, lambda notes, case, points: [(points.span(d["span"]), d)
                                                                                 for d in notes.get("dates") or []],
                                    right, lambda c: c["kind"] if c["rows"] else "none")
            continue
        rows, n = lines(path), collections.Counter()
        named = [(r.get("id") or r["doc"], r) for r in rows]
        found = program.notes([{"id": i, "text": r["text"], **({"published": r["dct"]} if r.get("dct") else {})} for i, r in named])
        for i, row in named:
            count(n, row, found.get(i, {}))
        yield name, {"expressions": n["gold"], **{k + "_f1": f1(n[k], n["own"], n["gold"]) for k in ("strict", "relaxed", "value")}}
