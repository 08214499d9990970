"""Words for things, names, bodies and papers: what tells a term from other words with capitals."""

from __future__ import annotations

HEADS = frozenset(
    """
    policy manager personnel technology authority data material property procedure specification standard clause
    requirement plan period event product deliverable software platform documentation equipment
    budget milestone territory trademark mark patent content user customer facility site project purpose
    rate price threshold amount limit target level guideline representative premise tool criteria criterion test
    practice right loss order certificate manual person point information service fee charge
    cost expense process notice hour area team lead day
    contact subcontractor competitor stock inventory good item part component sample prototype batch
    payment deposit bond cover claim dispute default incident failure defect fault outage restriction obligation
    approval consent term year quarter window programme
    """.split()
)
"""What the last word of a phrase may be, so that it reads like a defined term and not like a name."""
BODIES = frozenset(
    "commission department association agency bureau council institute committee tribunal office ministry exchange"
    " administration executive chairman registry union club league museum center centre group fund trust stock".split()
)
"""What the last word of the name of a body is."""
SINGLE = frozenset(
    "affiliate deliverable loss specification territory subcontractor documentation representative milestone premise"
    " personnel equipment software trademark incident indemnitee sublicensee subprocessor sub-processor".split()
)
"""Words that, written with a capital, are terms by themselves."""
NAMING = frozenset(
    """
    united states new york north south east west national international american european federal state county city
    world chief executive vice senior general managing president internal revenue social security intellectual
    securities common preferred human good public generally accepted board supreme district bankruptcy
    first second third fourth january february march april may june july august september october november december
    palestinian israeli chinese japanese canadian respective certain other such
    monday tuesday wednesday thursday friday saturday sunday internet english french german web microsoft oracle
    civil criminal trade net gross business real personal financial annual consumer health food drug medical
    """.split()
)
SOFT_NAMING = frozenset("annual net gross real personal financial business general".split())
"""Words of names that begin terms as well, where these are used more than once."""
TITLED = frozenset(
    "act code regulation regulations directive law laws rules rule incoterms bank court courts"
    " convention treaty ministry street road lane"
    " county city inc corp llc ltd limited plc company corporation house park avenue square"
    " university state commonwealth republic dollars dollar pounds euros".split()
)
"""Words that make a name of a law, a place or a body."""
PAPER_WORDS = frozenset(
    "agreement contract party parties section sections article clause exhibit schedule annex"
    " appendix attachment amendment order"
    " addendum deed company commission bylaws board officer director president secretary recital"
    " preamble table item part"
    " effective date guarantee licence license sla".split()
)
"""What contracts and their parts are called, and what capitals are put on by habit."""
PAPERS = frozenset(
    "agreement contract amendment addendum exhibit schedule annex appendix board officer director".split()
)
RULES = frozenset("guideline standard rule code regulation requirement policy procedure specification".split())
"""``AMA Guidelines`` are those of a body."""
THINGS = frozenset(
    """
    account action activity adjustment advance allocation allowance arrangement assessment asset audience
    baseline benchmark benefit bonus briefing bundle calendar campaign capability capacity category certification
    change channel checklist commission commitment committee compensation condition configuration connection consultant
    contribution control conversion copy coverage credit cycle dashboard database deadline decision deduction defense
    delay delivery demand design destination device discount document earnings employee end enhancement environment
    estimate evaluation event exception exclusion expert extension failover feature filing fix forecast format framework
    function gateway handover holiday improvement index infrastructure inspection installation instruction integration
    interface inventory invoice issue key kit launch layer lease letter line list load location log mark member message
    method metric migration mode model module number objective observer offer offering operation opportunity
    option output outcome package panel partner path penalty permit phase placement pool portal portfolio portion
    position premium presentation priority profile program projection promotion proposal protocol prototype provider
    quality quantity quota range ranking rating receipt record recovery region register release remedy report
    repository request reserve resource response result revenue review reward risk role rollout round route routine
    sale schedule scheme scope score script section sector segment sequence server session setting settlement share
    shipment shortfall size slot solution source space spend spending sponsor staff stage state statement station
    step storage strategy study submission supply support surcharge survey system target task template testing
    ticket tier tool total trainer training transaction transfer transition trial trigger trip type unit update upgrade
    logbook handbook diagram drawing booklet menu roster protocol royalty allotment hour reading laboratory
    usage value vehicle venue version vessel visit volume warehouse week workshop zone
    """.split()
)
"""Words for things, beside those above, which a term that is used more than once may end in."""
COMMON = frozenset(
    {
        ("information", "technology"),
        ("work", "day"),
        ("best", "practice"),
        ("good", "practice"),
        ("administration", "order"),
    }
)
