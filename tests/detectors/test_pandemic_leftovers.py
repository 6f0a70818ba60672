"""Which sentences speak as in the pandemic, and which only of it."""

from __future__ import annotations

import pytest
from hand_sites import quotes, site_of

from citizencheck.detectors import page_words
from citizencheck.language import Language
from citizencheck.model import Measured
from citizencheck.rulebook import load_rules

RULE = load_rules().get("pandemic-leftovers")
STILL_SAID = (
    "Owing to coronavirus our offices are closed.",
    "Due to COVID-19 the reception is closed until further notice.",
    "All home visits are suspended because of the pandemic.",
    "We are unable to offer face to face appointments due to the current coronavirus situation.",
    "Appointments are limited because of COVID-19 restrictions.",
    "Please wear a face covering when you visit the register office.",
    "Face coverings must be worn in the library.",
    "Face masks are required in all council buildings.",
    "Please keep to social distancing at the recycling centre.",
    "Social distancing measures remain in place at the tip.",
    "The hall is COVID-19 secure.",
    "Staff are working from home due to Covid, so please e-mail us.",
    "Weddings are limited to 30 guests while restrictions are in place.",
    "Please remember hands, face, space.",
    "You should take a lateral flow test before your ceremony.",
    "The bulky waste service is temporarily suspended as a result of COVID-19.",
    "In light of COVID-19, all viewings are cancelled.",
    "Ceremonies will resume once lockdown restrictions are lifted.",
    "The service was suspended in March 2020.",
    "City Hall is closed to the public due to the COVID-19 pandemic.",
    "Because of coronavirus we cannot accept cash.",
    "There may be delays in replying due to Covid-19.",
    "Scan the NHS QR code when you arrive.",
    "To help stop the spread of coronavirus, please do not visit our offices.",
)
SPARED = (
    "The library was closed in 2020 because of the pandemic.",
    "Face coverings are no longer required.",
    "You do not have to wear a face covering.",
    "The COVID-19 memorial garden is open every day.",
    "Book your COVID-19 vaccination.",
    "If you lost someone during the pandemic, our bereavement service can help.",
    "COVID-19 business grants: we paid £12m to firms that had to close due to coronavirus.",
    "We share data with NHS Test and Trace; see our privacy notice.",
    "Staff in care homes must wear face masks during an outbreak.",
    "Infection control: wear a face mask when you care for somebody with flu.",
    "Wear a face mask when removing asbestos.",
    "You may be asked to remove your face covering so that we can check your photo ID.",
    "Our high streets have recovered since the pandemic.",
    "The council's deficit is due to the pandemic and rising costs.",
    "The inquiry into the council's response to COVID-19 continues.",
    "During the pandemic volunteers delivered 4,000 food parcels.",
    "The food bank was set up during the coronavirus pandemic and is open on Fridays.",
    "If you could not pay because of coronavirus, your arrears are still due.",
    "Employers must assess risks from biological agents such as coronavirus.",
    "Long COVID can make you unable to work.",
    "A restricted street during the pandemic became the park.",
    "School attendance fell because of COVID-19 and is still low.",
    "The Covid-19 winter plan closed in March 2022.",
    "Licences that were suspended in May 2020 have been given back.",
    "The driver's licence was suspended in March 2020 and he appealed.",
    "The planning inquiry was put on hold in April 2020; it closed in 2021.",
    "Keep your distance from the car in front.",
    "Dogs must be kept two metres apart.",
    "The pavement licence scheme began during the pandemic to help cafes that were restricted.",
    "The Coronavirus Act 2020 was repealed.",
    "People with weak immune systems are eligible for a COVID-19 jab.",
    "You can claim the disturbance allowance if your business was closed because of a health emergency.",
    "The emergency plan says what we do during a pandemic: schools may be closed.",
    "In a pandemic, libraries may be closed to limit the spread of disease.",
    "When the public health emergency ends, the power lapses.",
    "Since the pandemic the desk is open by appointment only.",
    "We keep registers of premises where food must be covered and social distancing is not needed.",
    "Cleaners should use face masks and gloves when spraying chemicals.",
    "Registered sex offenders cannot be limited due to coronavirus rules that ended.",
    "Evictions were paused in March 2020.",
)


def told(language: Language, sentence: str) -> list[str]:
    site = site_of({"/": f"<main><h1>Visit us</h1><p>{sentence}</p></main>"})
    page = site.page(site.nodes[0].url)
    assert page is not None
    assert isinstance(RULE.params, page_words.Params)
    answer = page_words.measure(page, site.nodes[0], site, language, RULE.params)
    return quotes(answer.evidence) if isinstance(answer, Measured) else []


@pytest.mark.parametrize("sentence", STILL_SAID)
def test_a_rule_of_the_pandemic_is_told(language: Language, sentence: str) -> None:
    assert told(language, sentence) == [sentence]


@pytest.mark.parametrize("sentence", SPARED)
def test_what_only_speaks_of_it_is_left_alone(language: Language, sentence: str) -> None:
    assert told(language, sentence) == []
