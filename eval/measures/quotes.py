"""Quotations: letters shared, the speaker, by kind. Gold and own quotes are matched one to one, the largest overlap of letters first; a
match counts from one half on. direct: nine tenths of the letters stand between marks; mixed: some."""
import collections
import glob
import os
import re

from measures.shared import Points, best_first, f1, lines, rate, size

LONGER = 40  # letters and others that an own speaker may have more than the gold's
PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
# Verbs that announce words: stem, with the forms that no rule gives behind it.
SAYING = """say:said tell:told speak:spoke,spoken write:wrote,written,writing add announce answer argue ask assert
admit:admitted,admitting acknowledge advise affirm allege assure boast caution cite claim comment complain concede conclude confirm
contend continue counter declare deny describe disclose emphasise emphasize estimate explain express hint inform insist joke lament
maintain mention note observe predict promise quip:quipped,quipping recall reiterate remark repeat reply report respond reveal state
stress suggest testify tweet urge vow warn
sagen:sagt,sagte,sagten,gesagt erklären:erklärt,erklärte,erklärten mitteilen:mitteilt,mitteilte,teilte,teilten,mitgeteilt
berichten:berichtet,berichtete,berichteten betonen:betont,betonte,betonten schreiben:schreibt,schrieb,schrieben,geschrieben
melden:meldet,meldete,meldeten,gemeldet meinen:meint,meinte,meinten heißen:heißt,hieß äußern:äußert,äußerte,äußerten,geäußert
ankündigen:kündigt,kündigte,kündigten,angekündigt bestätigen:bestätigt,bestätigte,bestätigten behaupten:behauptet,behauptete"""


def forms(entry):
    stem, _, given = entry.partition(":")
    given = given.split(",") if given else []
    if stem.endswith("en") and given or re.search("[äöüß]", stem):
        return {stem, *given}
    mute = stem.endswith("e")
    y = stem[-1] == "y" and stem[-2] not in "aeou"
    third = stem[:-1] + "ies" if y else stem + ("es" if re.search("(s|sh|ch)$", stem) else "s")
    past = [] if given else [stem + "d" if mute else stem[:-1] + "ied" if y else stem + "ed"]
    return {stem, third, (stem[:-1] if mute else stem) + "ing", *given, *past}


SAYS = frozenset().union(*map(forms, SAYING.split()))


def letters(text, spans):
    return {i for b, e in spans for i in range(max(b, 0), min(e, len(text))) if text[i].isalnum()}


def in_marks(text):
    """Which characters stand between marks; no quotation of a line goes on in the next."""
    inside, closing = bytearray(len(text)), None
    for i, c in enumerate(text):
        if c == "\n":
            closing = None
        elif closing is not None:
            closing = None if c in closing else closing
        else:
            closing = PAIRS.get(c)
        inside[i] = closing is not None
    return inside


class Quote:
    def __init__(self, text, inside, spans, speaker, cue):
        self.cells, self.speaker = letters(text, spans), speaker
        share = sum(inside[i] for i in self.cells) / max(1, len(self.cells))
        self.kind = "direct" if share >= .9 else "mixed" if share else "indirect"
        self.cue = {w.lower() for b, e in cue for w in re.findall(r"[^\W\d_]+", text[b:e])}


def gold_of(row, text, inside, dropped):
    span = lambda b, e: [(b, e)] if b is not None and b >= 0 else []
    for q in row["quotes"]:
        quote = Quote(text, inside, q["spans"], span(q["speaker_start"], q["speaker_end"]), span(q["cue_start"], q["cue_end"]))
        quote.cells -= dropped
        share = sum(inside[i] for i in quote.cells) / max(1, len(quote.cells))
        quote.kind = "direct" if share >= .9 else "mixed" if share else "indirect"
        quote.says = quote.kind == "indirect" and bool(quote.cue & SAYS)
        if quote.cells:
            yield quote


def own_of(notes, text, inside, dropped):
    points = Points(text)
    for q in notes.get("quotes") or []:
        quote = Quote(text, inside, points.spans(q["spans"]), points.spans([(q.get("speaker") or {}).get("span")]),
                      points.spans([q.get("cue")]))
        quote.says = quote.kind == "indirect" and (not quote.cue or bool(quote.cue & SAYS))
        if quote.cells and 2 * len(quote.cells & dropped) <= len(quote.cells):
            yield quote


def same_speaker(text, gold, own):
    a, b = letters(text, gold.speaker), letters(text, own.speaker)
    if not a or not b:
        return not a and not b
    return (a >= b or size(own.speaker) <= size(gold.speaker) + LONGER) and 2 * len(a & b) >= min(len(a), len(b))


def matches(gold, own):
    pairs = ((len(g.cells & o.cells) / len(g.cells | o.cells), i, k) for i, g in enumerate(gold) for k, o in enumerate(own)
             if g.cells & o.cells)
    return [(gold[i], own[k]) for quality, i, k in best_first(pairs) if quality >= .5]


def count(n, text, gold, own):
    marked = lambda quotes: [q for q in quotes if q.kind != "indirect"]
    for part, g_all, o_all in (("", gold, own), ("marked_", marked(gold), marked(own))):
        n.update({part + "gold": len(g_all), part + "own": len(o_all)})
        for g, o in matches(g_all, o_all):
            right = same_speaker(text, g, o)
            n.update({part + "content": 1, part + "joint": right})
            if not part:
                n.update({g.kind + "_r": 1, o.kind + "_p": 1, g.kind + "_speaker": right, "say_r": g.says and o.says, "say_p": o.says})
    for g in gold:
        n.update({"gold_" + g.kind: 1, "gold_say": g.says})
    for o in own:
        n.update({"own_" + o.kind: 1, "own_say": o.says})


def measure(program, data):
    for path in sorted(glob.glob(os.path.join(data, "quotes", "*_dev.jsonl"))):
        rows, n = lines(path), collections.Counter()
        found = program.notes([{"id": r["doc_id"], "text": r["text"]} for r in rows])
        for row in rows:
            text = row["text"]
            inside, dropped = in_marks(text), letters(text, row.get("discard") or [])
            count(n, text, list(gold_of(row, text, inside, dropped)), list(own_of(found.get(row["doc_id"], {}), text, inside, dropped)))
        direct = (rate(n["direct_p"], n["own_direct"]), rate(n["direct_r"], n["gold_direct"]))
        yield os.path.basename(path)[:-6], {
            "quotes": n["gold"], "content_f1": f1(n["content"], n["own"], n["gold"]), "joint_f1": f1(n["joint"], n["own"], n["gold"]),
            "marked_joint_f1": f1(n["marked_joint"], n["marked_own"], n["marked_gold"]),
            "direct_p": direct[0], "direct_r": direct[1], "direct_f1": 2 * direct[0] * direct[1] / sum(direct) if all(direct) else 0.0,
            "direct_speaker": rate(n["direct_speaker"], n["direct_r"]), "say_p": rate(n["say_p"], n["own_say"]),
            "say_r": rate(n["say_r"], n["gold_say"])}
