"""Addresses in, pages out, politely. The only room that speaks HTTP."""

from citizencheck.crawl.engine import crawl
from citizencheck.crawl.plan import CrawlPlan, Progress

__all__ = ["CrawlPlan", "Progress", "crawl"]
