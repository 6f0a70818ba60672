"""How the language judged words: heard while the rules asked, so that it is what they were told."""

from __future__ import annotations

from collections.abc import Iterable

from citizencheck.graph import without_boilerplate
from citizencheck.language import SCORED, Language
from citizencheck.language.stems import fold
from citizencheck.model import LabelContext, LabelVerdict, MatchDecision, Node, Site
from citizencheck.why.values import JudgedLabel, JudgedText, SignLine, TakenFor, TaskGuess


class Listening(Language):
    """The language, remembering what it was asked and by whom (``rule``, set by whoever runs the rules)."""

    def __init__(self, language: Language) -> None:
        self.__dict__.update(vars(language))
        self.rule = ""
        self.labels: dict[tuple[str, LabelContext], tuple[LabelVerdict, dict[str, None]]] = {}
        self.texts: dict[tuple[str, str, str], MatchDecision] = {}

    def orient(self, label: str, context: LabelContext = LabelContext()) -> LabelVerdict:  # noqa: B008 - frozen
        """As the language does."""
        verdict = super().orient(label, context)
        self.labels.setdefault((label, context), (verdict, {}))[1][self.rule] = None
        return verdict

    def match_tasks(self, text: str, *, parent: str = "", url: str = "") -> MatchDecision:
        """As the language does."""
        decision = super().match_tasks(text, parent=parent, url=url)
        self.texts[text, parent, url] = decision
        return decision

    def labels_like(self, quotes: Iterable[str]) -> tuple[JudgedLabel, ...]:
        """What was said of these words, in the order of ``quotes``; the same answer once."""
        made: list[JudgedLabel] = []
        for quote in dict.fromkeys(map(fold, quotes)):
            heard = {k: v for k, v in self.labels.items() if fold(k[0]) == quote}
            made += [
                judged_label(self, label, context, verdict, tuple(rules))
                for (label, context), (verdict, rules) in heard.items()
            ]
        return tuple(made)

    def texts_like(self, quotes: Iterable[str]) -> tuple[JudgedText, ...]:
        """Tasks that these words were found to name, in the order of ``quotes``."""
        wanted = dict.fromkeys(map(fold, quotes))
        heard = {fold(text): d for (text, _, _), d in reversed(self.texts.items())}
        return tuple(judged_text(self, heard[q]) for q in wanted if q in heard)


def judged_label(
    language: Language,
    label: str,
    context: LabelContext,
    verdict: LabelVerdict | None = None,
    rules: tuple[str, ...] = (),
) -> JudgedLabel:
    """A label's verdict with every sign and what each adds up to."""
    verdict = verdict or language.orient(label, context)
    signs = language.signs(label, context)
    sums: dict[str, float] = {}
    for sign in signs:
        for orientation, weight in sign.weights:
            sums[orientation.value] = round(sums.get(orientation.value, 0.0) + weight, 4)
    return JudgedLabel(
        label=label, where=context.where, parent=context.parent, siblings=len(context.siblings),
        orientation=verdict.orientation.value, confidence=verdict.confidence, sure=verdict.confidence >= SCORED, needed=SCORED,
        signs=tuple(SignLine(said=s.said, speaks_for={o.value: w for o, w in s.weights}) for s in signs),
        sums=dict(sorted(sums.items(), key=lambda kv: (-kv[1], kv[0]))), rules=rules,
    )  # fmt: skip


def judged_text(language: Language, decision: MatchDecision) -> JudgedText:
    """The tasks that a text names, with their titles."""
    return JudgedText(
        text=decision.text,
        decision=decision.decision,
        matches=tuple(
            TaskGuess(task=m.task, title=language.task(m.task).title, score=round(m.score, 3), lgsl=m.lgsl, why=m.why)
            for m in decision.matches
        ),
    )


def taken_for(language: Language, site: Site, node: Node) -> TakenFor:
    """What a page was taken for, with the reasons: read off the page again."""
    name, page = node.h1 or node.title, site.page(node.url)
    read = language.classify(without_boilerplate(page, site), home=node.id == site.home) if page else None
    return TakenFor(
        url=node.url, title=node.title, h1=node.h1, lang=node.lang, words=node.words, kind=node.kind.value,
        focus=node.focus.value, channel=node.channel.value, why=read.why if read else (),
        name=judged_label(language, name, LabelContext(where="page-title")),
        named_tasks=judged_text(language, language.match_tasks(name)),
    )  # fmt: skip
