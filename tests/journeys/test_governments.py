"""Whose site a hand-off leads to."""

from __future__ import annotations

import pytest

from citizencheck.journeys.handoffs import GOVERNMENT


@pytest.mark.parametrize(
    "host",
    ["www.mygov.scot", "getyournec.scot", "www.nhsinform.nhs.scot", "www.eplanning.gov.scot", "www.llyw.cymru", "www.nidirect.gov.uk"],
)  # fmt: skip
def test_the_hosts_of_the_nations_are_government(host: str) -> None:
    assert GOVERNMENT.search(host)


@pytest.mark.parametrize(
    "host", ["notmygov.scot", "strathorrin.scot", "mygov.scot.example.com", "www.entitledto.co.uk", "shop.cymru"]
)
def test_hosts_like_them_are_not(host: str) -> None:
    assert not GOVERNMENT.search(host)
