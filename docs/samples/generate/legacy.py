"""An agreement of some years ago, in the other side's style: other words, typed numbers, schedules, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from docs.samples.generate.model import Block, Paragraph, paragraph, table

TITLE = "Hosted Software and Support Agreement"
RUNNING = "Brightwater Cold Storage Ltd / Larkspur Systems – Agreement no. BCS-2021-0417 – CONFIDENTIAL"
SIGNED = {"hands.1.0": "Edwina Marsh", "hands.1.1": "Tobias Renwick"}


def legacy_agreement() -> tuple[Block, ...]:
    """The whole agreement, in reading order; its numbers are typed."""
    articles = (*_service(), *_charges(), *_duration(), *_data(), *_risk(), *_general())
    return (*_front(), *articles, *_hands(), *_schedules())


def _head(text: str) -> Paragraph:
    return paragraph(f"head {text}", "caption", text)


def _line(text: str) -> Paragraph:
    return paragraph(f"line {text[:40]}", "body", text)


def _front() -> Iterator[Block]:
    yield paragraph("title", "title", TITLE)
    yield paragraph("subtitle", "subtitle", "Agreement no. BCS-2021-0417")
    yield _line("THIS AGREEMENT is dated 19 April 2021 and made BETWEEN:")
    yield _line(
        "(1) LARKSPUR SYSTEMS LIMITED, a company incorporated in England and Wales with company number 07119926, "
        "whose registered office is at 22 Tanner’s Row, Leeds LS1 9QX (the “Supplier”); and"
    )
    yield _line(
        "(2) BRIGHTWATER COLD STORAGE LTD, a company incorporated in Scotland with company number SC418802, whose "
        "registered office is at Unit 4, Harbour Way, Grangemouth FK3 8TT (the “Client”)."
    )
    yield _line("BACKGROUND")
    yield _line(
        "The Supplier operates a hosted system for booking and tracking refrigerated goods. The Client wishes to use "
        "that system at its depots. IT IS AGREED as follows:"
    )
    yield _head("1. INTERPRETATION")
    yield _line(
        "1.1 In this Agreement: “Charges” means the sums set out in Schedule 1; “Go-Live Date” means 1 June 2021; "
        "“System” means the hosted system known as Larkspur ColdTrack; “Working Day” means a day other than a "
        "Saturday, a Sunday or a public holiday in England; and “Contract Year” means each period of twelve months "
        "beginning on the Go-Live Date or an anniversary of it."
    )
    yield _line(
        "1.2 The Schedules form part of this Agreement. In the event of a conflict between a clause and a Schedule, "
        "the clause shall prevail."
    )


def _service() -> Iterator[Block]:
    yield _head("2. LICENCE AND USE OF THE SYSTEM")
    yield _line(
        "2.1 From the Go-Live Date the Supplier grants the Client a non-exclusive and non-transferable licence for up "
        "to 85 named users to access and use the System for the internal business of the Client during the term of "
        "this Agreement."
    )
    yield _line(
        "2.2 The Client shall not sub-license, rent or resell the System, nor copy, modify, decompile or reverse "
        "engineer it save to the extent that statute permits, nor introduce any virus or other harmful code into it."
    )
    yield _line("2.3 The Supplier shall meet the service levels set out in Schedule 2.")


def _charges() -> Iterator[Block]:
    yield _head("3. CHARGES AND PAYMENT")
    yield _line(
        "3.1 In consideration of the services the Client shall pay the Charges. The Supplier shall invoice the annual "
        "Charges yearly in advance and the charges for set-up on completion of that work."
    )
    yield _line(
        "3.2 Each valid invoice is payable within forty-five (45) days of its receipt by the Client. All sums are "
        "stated in pounds sterling and are exclusive of value added tax, which the Client shall pay in addition."
    )
    yield _line(
        "3.3 If any sum is not paid by its due date, interest shall accrue on it from day to day at four per cent "
        "(4%) per annum above the base rate of the Bank of England until payment."
    )
    yield _line(
        "3.4 The Supplier may increase the annual Charges once in each Contract Year after the first on not less than "
        "three (3) months’ written notice, by a percentage not exceeding the rise in the Retail Prices Index over the "
        "preceding twelve months, and in any event by no more than four per cent (4%)."
    )


def _duration() -> Iterator[Block]:
    yield _head("4. TERM AND RENEWAL")
    yield _line(
        "4.1 This Agreement comes into force on its date and shall continue for an initial period of three (3) years "
        "from the Go-Live Date, expiring on 31 May 2024 (the “Initial Period”)."
    )
    yield _line(
        "4.2 Upon expiry of the Initial Period this Agreement shall be renewed automatically for further periods of "
        "one (1) year each, unless either party notifies the other in writing, not less than ninety (90) days before "
        "the end of the then current period, that it does not wish to renew."
    )
    yield _head("5. TERMINATION")
    yield _line(
        "5.1 The Client may terminate this Agreement at the end of the second or any later Contract Year by giving "
        "not less than six (6) months’ written notice and paying an early termination charge of £12,500."
    )
    yield _line(
        "5.2 Either party may terminate this Agreement forthwith by written notice if the other commits a material "
        "breach and, where the breach can be remedied, fails to remedy it within twenty-eight (28) days of being "
        "required to do so, or if the other is unable to pay its debts as they fall due."
    )
    yield _line(
        "5.3 On termination for whatever reason the Client shall cease to use the System and pay all Charges accrued "
        "to that date. For forty-five (45) days thereafter the Supplier shall keep the Client’s data available for "
        "download and shall then delete it."
    )


def _data() -> Iterator[Block]:
    yield _head("6. CONFIDENTIALITY")
    yield _line(
        "6.1 Each party shall keep confidential all information concerning the business, customers and prices of the "
        "other which it obtains under this Agreement, and shall neither use it for any purpose other than this "
        "Agreement nor disclose it to any third party. This obligation shall continue for five (5) years after "
        "termination."
    )
    yield _line(
        "6.2 Clause 6.1 does not apply to information which is or becomes public knowledge other than by breach of "
        "this Agreement, which the recipient already lawfully held, or which must be disclosed by law."
    )
    yield _head("7. DATA PROTECTION")
    yield _line(
        "7.1 Each party shall comply with the Data Protection Act 2018. In respect of personal data in the System the "
        "Supplier is a processor, and shall process such data only on the written instructions of the Client."
    )
    yield _line(
        "7.2 The Supplier shall implement appropriate technical and organisational measures against the unauthorised "
        "processing, loss or destruction of personal data, and shall notify the Client within thirty-six (36) hours of "
        "becoming aware of any personal data breach."
    )
    yield _line(
        "7.3 The Supplier shall not engage any sub-processor other than the hosting company named in Schedule 2 "
        "without the prior written consent of the Client."
    )
    yield _head("8. INTELLECTUAL PROPERTY")
    yield _line(
        "8.1 All intellectual property rights in the System and in any enhancement of it belong to the Supplier. All "
        "rights in the data which the Client enters belong to the Client."
    )
    yield _line(
        "8.2 The Supplier shall indemnify the Client against damages and costs awarded against it as a result of any "
        "claim by a third party that the use of the System in accordance with this Agreement infringes a patent, "
        "copyright or other intellectual property right."
    )


def _risk() -> Iterator[Block]:
    yield _head("9. WARRANTY")
    yield _line(
        "9.1 The Supplier warrants that the System will perform in all material respects as described in its user "
        "handbook. All other warranties and conditions, express or implied, are excluded to the extent permitted by "
        "law."
    )
    yield _head("10. LIMITATION OF LIABILITY")
    yield _line(
        "10.1 Nothing in this Agreement limits liability for death or personal injury caused by negligence, for fraud, "
        "or for any other matter for which liability cannot be limited by law."
    )
    yield _line(
        "10.2 Subject to clause 10.1, neither party shall be liable for loss of profit, loss of business or any "
        "indirect or consequential loss, and the total liability of each party for all claims arising in a Contract "
        "Year shall not exceed £250,000."
    )
    yield _line(
        "10.3 The Supplier shall maintain professional indemnity insurance of not less than £2,000,000 for any one "
        "claim."
    )


def _general() -> Iterator[Block]:
    yield _head("11. FORCE MAJEURE")
    yield _line(
        "11.1 Neither party shall be liable for any failure to perform, other than a failure to pay, which is caused "
        "by events beyond its reasonable control. If such events continue for more than forty-five (45) days, the "
        "other party may terminate this Agreement by notice."
    )
    yield _head("12. NOTICES")
    yield _line(
        "12.1 Any notice under this Agreement shall be in writing and delivered by hand or by recorded post to the "
        "registered office of the addressee, marked for the attention of the company secretary, and shall be deemed "
        "received two Working Days after posting."
    )
    yield _head("13. GENERAL")
    yield _line(
        "13.1 Neither party may assign or transfer this Agreement without the prior written consent of the other."
    )
    yield _line(
        "13.2 This Agreement constitutes the entire agreement between the parties and supersedes all previous "
        "agreements. No variation shall be effective unless made in writing and signed by both parties."
    )
    yield _line(
        "13.3 No person other than the parties shall have any right under the Contracts (Rights of Third Parties) Act "
        "1999 to enforce any term of this Agreement."
    )
    yield _line("13.4 If any provision is held invalid, the remaining provisions shall continue in force.")
    yield _head("14. GOVERNING LAW AND JURISDICTION")
    yield _line(
        "14.1 This Agreement shall be governed by and construed in accordance with the laws of England and Wales, and "
        "the parties submit to the exclusive jurisdiction of the English courts."
    )


def _hands() -> Iterator[Block]:
    yield _line("SIGNED by the duly authorised representatives of the parties:")
    yield table(
        "hands",
        (225, 225),
        ("For LARKSPUR SYSTEMS LIMITED", "For BRIGHTWATER COLD STORAGE LTD"),
        ("................................................", "................................................"),
        ("Name: Edwina Marsh", "Name: Tobias Renwick"),
        ("Position: Managing Director", "Position: Director of Operations"),
        ("Date: 19 April 2021", "Date: 22 April 2021"),
        ruled=False,
    )


def _schedules() -> Iterator[Block]:
    yield paragraph("schedule 1", "exhibit", "Schedule 1 – Charges", page_break=True)
    yield table(
        "charges",
        (215, 120, 115),
        ("Item", "Basis", "Charge"),
        ("ColdTrack subscription, up to 85 users", "each year", "£48,600.00"),
        ("Depot gateway, 6 depots at £1,150.00", "each year", "£6,900.00"),
        ("Extended support", "each year", "£5,400.00"),
        ("Total annual Charges", "each year", "£60,900.00"),
        ("Set-up and training", "one-off", "£14,750.00"),
        ("Each further named user", "each year", "£540.00"),
        numeric=(2,),
    )
    yield paragraph("schedule 2", "exhibit", "Schedule 2 – Service levels")
    yield _line(
        "1. Availability. The Supplier shall ensure that the System is available for at least 99.9% of each calendar "
        "quarter, excluding planned maintenance between 22:00 and 04:00 on Sundays of which it has given three Working "
        "Days’ notice."
    )
    yield _line(
        "2. Service credits. If availability falls below that level, the Client may deduct from its next invoice the "
        "percentage of the Charges for the quarter shown below, up to fifteen per cent (15%):"
    )
    yield table(
        "rebates",
        (250, 200),
        ("Availability in the quarter", "Credit (percentage of quarterly Charges)"),
        ("below 99.9% but not below 99.5%", "3%"),
        ("below 99.5% but not below 98.5%", "8%"),
        ("below 98.5%", "15%"),
    )
    yield _line(
        "3. Support. The help desk is open from 07:30 to 19:00 on Working Days. The Supplier shall respond to faults "
        "within these times:"
    )
    yield table(
        "answers",
        (210, 120, 120),
        ("Grade of fault", "Response time", "Target for repair"),
        ("Grade 1 – a depot cannot work", "30 minutes", "6 hours"),
        ("Grade 2 – work is hindered", "3 working hours", "2 Working Days"),
        ("Grade 3 – all other faults", "1 Working Day", "next release"),
    )
    yield _line(
        "4. Disaster recovery. Data is backed up every night. Following a disaster the Supplier shall restore the "
        "System within sixteen (16) hours, with the loss of no more than four (4) hours of data."
    )
    yield _line(
        "5. Termination. If availability is below 98.5% in two consecutive quarters, the Client may terminate this "
        "Agreement on thirty (30) days’ written notice and shall be refunded any Charges paid in advance."
    )
    yield _line("6. Hosting. The System is hosted by Penfold Data Halls Ltd in Slough and Wakefield.")
