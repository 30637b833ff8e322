"""One name for a unit, however it is written (units.tsv), and lengths of time in TIMEX3."""
import os
import re

COINS = {"cent": ("USD", .01), "penny": ("GBP", .01), "dime": ("USD", .1), "satoshi": ("BTC", 1e-8)}
ODD = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot"}


def table():
    known = {}
    with open(os.path.join(os.path.dirname(__file__), "units.tsv"), encoding="utf-8") as f:
        for row in f:
            if not row.startswith("#"):
                name, others = row.rstrip("\n").split("\t")
                known.update((n.strip().lower(), name) for n in [name, *others.split(",")] if n.strip())
    return known


KNOWN = table()


def singular(word):
    word = word.lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return ODD.get(word) or (word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word)


def nouns(phrase):
    return {singular(w) for w in re.findall(r"[^\W\d_][\w'’-]*", phrase or "")}


def unit(name):
    """The one name; None for a word that is no unit."""
    if not isinstance(name, str) or not name.strip():
        return None
    if re.fullmatch(r"[A-Z]{3}", name.strip()):
        return name.strip()
    words = name.lower().replace("_", " ").split()
    name = " ".join(words)
    if name in KNOWN or words[0] == "%":
        return KNOWN.get(name, "%")
    parts = re.split(r"\s*/\s*|\s+per\s+|\s+an?\s+(?=\w+$)", name)
    if len(parts) > 1:
        return "/".join(unit(p) or " ".join(map(singular, p.split())) for p in parts) if unit(parts[0]) else None
    return KNOWN.get(" ".join(words[:-1] + [singular(words[-1])]))


def in_coin(value, of):
    """Cents and pence as dollars and pounds."""
    if value is not None and of in COINS:
        return value * COINS[of][1], COINS[of][0]
    return value, of


# TIMEX3 letter -> unit, how many of the base, the base: months and seconds do not turn into each other.
LENGTHS = {"Y": ("year", 12, "month"), "M": ("month", 1, "month"), "DE": ("decade", 120, "month"), "CE": ("century", 1200, "month"),
           "W": ("week", 604800, "second"), "D": ("day", 86400, "second"), "WE": ("weekend", 172800, "second"),
           "H": ("hour", 3600, "second"), "T": ("minute", 60, "second"), "S": ("second", 1, "second")}
NAMED = {name: (of, base) for name, of, base in LENGTHS.values()}


def length(value):
    """A TIMEX3 duration as number and unit (of several parts, the smallest); None for any other value."""
    m = re.fullmatch(r"P((?:\d+(?:\.\d+)?(?:Y|M|WE|W|DE|D|CE))*)(?:T((?:\d+(?:\.\d+)?[HMS])*))?", value or "")
    if not m or not (m[1] or m[2]):
        return None
    parts = re.findall(r"([\d.]+)(Y|M|WE|W|DE|D|CE)", m[1] or "")
    parts += [(n, "T" if u == "M" else u) for n, u in re.findall(r"([\d.]+)([HMS])", m[2] or "")]
    name, smallest, base = LENGTHS[parts[-1][1]]
    if any(LENGTHS[u][2] != base for _, u in parts):
        return None
    return sum(float(n) * LENGTHS[u][1] for n, u in parts) / smallest, name


def as_length(number, own, other):
    """So many of one unit of time in another; None where that cannot be said."""
    if own not in NAMED or other not in NAMED or NAMED[own][1] != NAMED[other][1]:
        return None
    return number * NAMED[own][0] / NAMED[other][0]
