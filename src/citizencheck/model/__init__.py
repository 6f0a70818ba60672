"""The words that every stage speaks: frozen values, no behaviour beyond what follows from their own fields."""

from citizencheck.model.finding import CannotTell, Evidence, Measured, Measurement, NotApplicable, Value
from citizencheck.model.language import LabelContext, LabelVerdict, MatchDecision, Orientation, Task, TaskMatch
from citizencheck.model.outcome import BROKEN, Outcome, RuleOutcome, RunStatus
from citizencheck.model.page import (
    FURNITURE,
    Block,
    Channel,
    Crumb,
    Field,
    Focus,
    Form,
    Heading,
    Link,
    LinkKind,
    Menu,
    NavItem,
    Page,
    PageClass,
    PageKind,
    Region,
    RunInfo,
    UrlRecord,
)
from citizencheck.model.search import SearchAnswer, SearchPlace, SearchProbe, SearchQuestions
from citizencheck.model.site import FurnitureLink, HandOff, Journey, Node, Route, Section, Site, Snapshot, Step

__all__ = [
    "BROKEN", "FURNITURE", "Block", "CannotTell", "Channel", "Crumb", "Evidence", "Field", "Focus", "Form",
    "FurnitureLink", "HandOff", "Heading", "Journey", "LabelContext", "LabelVerdict", "Link", "LinkKind",
    "MatchDecision", "Measured", "Measurement", "Menu", "NavItem", "Node", "NotApplicable", "Orientation", "Outcome",
    "Page", "PageClass", "PageKind", "Region", "Route", "RuleOutcome", "RunInfo", "RunStatus", "SearchAnswer",
    "SearchPlace", "SearchProbe", "SearchQuestions", "Section", "Site", "Snapshot", "Step", "Task", "TaskMatch", "UrlRecord", "Value",
]  # fmt: skip
