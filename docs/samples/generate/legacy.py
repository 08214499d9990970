"""An agreement of some years ago, in the other side's style: other words, typed numbers, schedules, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from docs.samples.generate.model import Block, Paragraph, paragraph, table

TITLE = "Hosted Software and Support Agreement"
RUNNING = "Brightwater Cold Storage Ltd / Larkspur Systems – Agreement no. BCS-2021-0417 – CONFIDENTIAL"
SIGNED = {"hands.1.0": "Edwina Marsh", "hands.1.1": "Tobias Renwick"}


def legacy_agreement() -> tuple[Block, ...]:
    """The whole agreement, in reading order; its numbers are typed."""
    return (
        *_front(),
        *_service(),
        *_charges(),
        *_duration(),
        *_protection(),
        *_liability(),
        *_closing(),
        *_schedules(),
    )


def _head(text: str) -> Paragraph:
    return paragraph(f"head {text}", "caption", text)


def _line(text: str) -> Paragraph:
    return paragraph(f"line {text[:40]}", "body", text)


def _front() -> Iterator[Block]:
    yield paragraph("title", "title", TITLE)
    yield paragraph("subtitle", "subtitle", "Agreement no. BCS-2021-0417")
    yield _line("THIS AGREEMENT is dated 19 April 2021 and made between:")
    yield _line(
        "(1) LARKSPUR SYSTEMS LIMITED, a company incorporated in England and Wales with company number 07119926, whose "
        "registered office is at 22 Tanner’s Row, Leeds LS1 9QX (the “Supplier”); and"
    )
    yield _line(
        "(2) BRIGHTWATER COLD STORAGE LTD, a company incorporated in Scotland with company number SC418802, whose "
        "registered office is at Unit 4, Harbour Way, Grangemouth FK3 8TT (the “Client”)."
    )
    yield _line(
        "The Supplier runs a hosted system for booking and tracking refrigerated goods. The Client wants its depots to "
        "use it. They have agreed what follows."
    )


def _service() -> Iterator[Block]:
    yield _head("1. INTERPRETATION")
    yield _line(
        "1.1 In this Agreement: “Charges” means the sums set out in Schedule 1; “Go-Live Date” means 1 June 2021; "
        "“System” means the hosted system known as Larkspur ColdTrack; “Working Day” means a day other than a "
        "Saturday, a Sunday or a public holiday in England; and “Contract Year” means each period of twelve months "
        "beginning on the Go-Live Date or its anniversary."
    )
    yield _line("1.2 The Schedules are part of this Agreement. If they contradict a clause, the clause prevails.")
    yield _head("2. THE SYSTEM")
    yield _line(
        "2.1 From the Go-Live Date the Supplier will host the System and let up to 85 named staff of the Client use it "
        "over the internet for the Client’s own storage business."
    )
    yield _line(
        "2.2 The Client must not let others use the System, take it apart to learn how it works save where statute "
        "permits this, or load anything harmful onto it."
    )
    yield _line(
        "2.3 The Supplier will keep the System running to the levels in Schedule 2 and will answer faults as stated"
        " there."
    )


def _charges() -> Iterator[Block]:
    yield _head("3. CHARGES AND PAYMENT")
    yield _line(
        "3.1 The Supplier will invoice the annual Charges each year one month before the Contract Year starts, and "
        "set-up work once it is done."
    )
    yield _line(
        "3.2 The Client will pay each proper invoice by the end of forty-five (45) days from the date on which it "
        "receives it. All sums are in pounds sterling and are before value added tax."
    )
    yield _line(
        "3.3 If the Client pays late, the Supplier may charge interest at four per cent (4%) a year above the base "
        "rate of the Bank of England from the day on which payment fell due."
    )
    yield _line(
        "3.4 Once in each Contract Year after the first, the Supplier may raise the annual Charges by giving three (3) "
        "months’ written notice, but by no more than the rise in the Retail Prices Index over the year before, and "
        "never by more than four per cent (4%)."
    )


def _duration() -> Iterator[Block]:
    yield _head("4. DURATION AND TERMINATION")
    yield _line(
        "4.1 This Agreement binds the parties from its date and lasts for three (3) years from the Go-Live Date, "
        "that is until 31 May 2024 (the “First Period”)."
    )
    yield _line(
        "4.2 When the First Period ends, this Agreement rolls over for further periods of one (1) year each. Either"
        " party may stop this by telling the other in writing no later than ninety (90) days before the current "
        "period ends."
    )
    yield _line(
        "4.3 The Client may end this Agreement early, at the end of any Contract Year after the second, if it gives"
        " six (6) months’ written notice and pays an early exit charge of £12,500."
    )
    yield _line(
        "4.4 Either party may end this Agreement at once in writing if the other commits a serious breach and, being "
        "able to put it right, has not done so twenty-eight (28) days after being asked to, or if the other cannot pay "
        "its debts as they fall due."
    )
    yield _line(
        "4.5 For forty-five (45) days after this Agreement ends the Supplier will hold the Client’s records ready "
        "to be downloaded as comma-separated files, and will wipe them after that."
    )


def _protection() -> Iterator[Block]:
    yield _head("5. CONFIDENTIALITY AND DATA PROTECTION")
    yield _line(
        "5.1 Each party will keep to itself what it learns about the other’s business, customers and prices, will "
        "use it only for the purposes of this Agreement, and will do so until five (5) years after this Agreement "
        "has ended. This does not apply to what is or becomes public without its fault, or what it is ordered by "
        "law to reveal."
    )
    yield _line(
        "5.2 The Supplier handles personal data in the System for the Client alone and as the Client directs in "
        "writing, takes fitting steps to keep it safe, and sees that its staff are bound to secrecy."
    )
    yield _line(
        "5.3 Should personal data of the Client be lost, leaked or reached by anyone without right, the Supplier will "
        "tell the Client within thirty-six (36) hours of finding out."
    )
    yield _line(
        "5.4 The Supplier may engage the hosting company named in Schedule 2. It will ask the Client before it engages "
        "another company to handle the Client’s personal data."
    )
    yield _head("6. INTELLECTUAL PROPERTY")
    yield _line(
        "6.1 The System, and whatever the Supplier adds to it, belongs to the Supplier. The Client’s records belong to "
        "the Client."
    )
    yield _line(
        "6.2 If someone claims that the Client’s proper use of the System takes away their patent, copyright or other "
        "intellectual property, the Supplier will deal with the claim at its own cost and pay what a court awards."
    )


def _liability() -> Iterator[Block]:
    yield _head("7. WARRANTY AND LIABILITY")
    yield _line(
        "7.1 The Supplier promises that the System will do what its user handbook says in all material respects."
    )
    yield _line(
        "7.2 Neither party limits what it must pay for death or injury caused by carelessness, for fraud, or where the "
        "law forbids a limit."
    )
    yield _line(
        "7.3 Apart from that, neither party will have to pay for lost profit or for loss that is not a direct "
        "result of its breach, and the most that either will have to pay for all claims in one Contract Year is "
        "£250,000."
    )
    yield _line(
        "7.4 The Supplier will carry professional indemnity insurance of not less than £2,000,000 for any one claim."
    )
    yield _line(
        "7.5 A party is not to blame for what it could not foresee and could not stop, so long as it tells the other "
        "promptly. If this goes on for more than forty-five (45) days, the other may end this Agreement."
    )


def _closing() -> Iterator[Block]:
    yield _head("8. GENERAL")
    yield _line(
        "8.1 Formal letters under this Agreement go by recorded post or by hand to the registered office of the party "
        "addressed, marked for the company secretary, and are taken to arrive two Working Days after posting."
    )
    yield _line("8.2 Neither party may hand this Agreement on to anyone else unless the other agrees in writing.")
    yield _line("8.3 Nothing said or written earlier counts. Changes count only when both parties have signed them.")
    yield _line("8.4 No one other than the parties may enforce any term of this Agreement.")
    yield _line("8.5 If part of this Agreement turns out to be void, the remainder stands.")
    yield _line(
        "8.6 The law of England and Wales applies to this Agreement, and the courts of England alone will hear any "
        "dispute about it."
    )
    yield _line("SIGNED by the parties’ duly authorised signatories:")
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
        "1. The System will be available for no less than 99.9% of each calendar quarter, leaving aside planned work "
        "between 22:00 and 04:00 on Sundays of which the Client has had three Working Days’ notice."
    )
    yield _line(
        "2. If it is not, the Client may take off its next invoice the part of that quarter’s Charges shown here, and "
        "fifteen per cent (15%) at most:"
    )
    yield table(
        "rebates",
        (250, 200),
        ("Availability in the quarter", "Part of the quarter’s Charges"),
        ("below 99.9% but not below 99.5%", "3%"),
        ("below 99.5% but not below 98.5%", "8%"),
        ("below 98.5%", "15%"),
    )
    yield _line("3. Faults reported by telephone or at the help desk (07:30 to 19:00 on Working Days) are answered so:")
    yield table(
        "answers",
        (210, 120, 120),
        ("Grade of fault", "First answer", "Aim for repair"),
        ("Grade 1 – a depot cannot work", "30 minutes", "6 hours"),
        ("Grade 2 – work is hindered", "3 working hours", "2 Working Days"),
        ("Grade 3 – all else", "1 Working Day", "next release"),
    )
    yield _line(
        "4. The System is copied every night. After a disaster it will be back within sixteen (16) hours, with no more "
        "than four (4) hours of entries lost."
    )
    yield _line(
        "5. If availability is below 98.5% in two quarters running, the Client may end this Agreement on thirty (30) "
        "days’ written notice and have back what it paid in advance."
    )
    yield _line("6. The System is hosted by Penfold Data Halls Ltd in Slough and Wakefield.")
