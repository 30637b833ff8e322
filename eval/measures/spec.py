"""Specification cases: short texts with the exact spans and values wanted in them; the rows of one case share the id before '#'. A case
passes where as many expressions are found as wanted, each at its place and of its value."""
import collections

from measures.shared import Points, lines, rate


def cases(path, wanted):
    """{id, text, ref, family, rows} of the cases for which `wanted(id, family)`; a case that wants nothing has no rows."""
    found, others = {}, set()
    for row in lines(path):
        number, family = row["id"].split("#")[0], row["kind"].replace("none.", "")
        if number not in found and (number in others or not wanted(number, family)):
            others.add(number)
            continue
        case = found.setdefault(number, {"id": number, "text": row["text"], "ref": row.get("ref"), "kind": row["kind"],
                                         "family": family, "rows": []})
        if row["start"] is not None:
            case["rows"].append(row)
    return list(found.values())


def passed(program, all_cases, own_of, right, name_of):
    """{pass, pass_<kind>}: `own_of(notes, case, points)` gives (span, item) pairs, `right(row, item)` judges a value."""
    notes = program.notes([{"id": c["id"], "text": c["text"], **({"published": c["ref"]} if c["ref"] else {})} for c in all_cases])
    n = collections.Counter()
    for case in all_cases:
        own = own_of(notes.get(case["id"], {}), case, Points(case["text"]))
        at = dict(own)
        good = [(r["start"], r["end"]) in at and right(r, at[r["start"], r["end"]]) for r in case["rows"]]
        for key in ("", "_" + name_of(case)):
            n["cases" + key] += 1
            n["pass" + key] += len(own) == len(good) and all(good)
    return {"cases": n["cases"], "pass": rate(n["pass"], n["cases"]),
            **{k: n[k] / n["cases" + k[4:]] for k in sorted(n) if k.startswith("pass_")}}
