"""Addresses in, pages out, politely. The only room that speaks HTTP."""

from citizencheck.crawl.engine import crawl
from citizencheck.crawl.onlooking import Desk, Onlooker
from citizencheck.crawl.plan import CrawlPlan, Progress, folder_base
from citizencheck.crawl.site import scope_of

__all__ = ["CrawlPlan", "Desk", "Onlooker", "Progress", "crawl", "folder_base", "scope_of"]
