"""A short mutual confidentiality agreement as plain text, the way it comes in an e-mail."""

from __future__ import annotations

from textwrap import fill

_WIDTH = 92
_CLAUSES = (
    "1. Purpose. The parties wish to exchange Confidential Information in order to evaluate a possible business "
    'relationship concerning route optimization for parcel networks (the "Purpose"). Recipient shall use Confidential '
    "Information only for the Purpose.",
    '2. Confidential Information. "Confidential Information" means all non-public information, in any form, that a '
    'party or its affiliates ("Discloser") makes available to the other party ("Recipient") in connection with this '
    "Agreement and that is marked as confidential or that a reasonable person would understand to be confidential from "
    "its nature or the circumstances of its disclosure.",
    "3. Duty of confidence. Recipient shall keep Confidential Information secret with no less than reasonable care and "
    "shall pass it on only to those of its employees, affiliates and advisers who need it for the Purpose and have "
    "undertaken to keep it secret. Recipient answers for what they do with it.",
    "4. Exclusions. Confidential Information does not include information that Recipient can show (a) is or becomes "
    "public other than through a breach of this Agreement, (b) was lawfully known to Recipient without a duty of "
    "confidence before it was disclosed, or (c) was lawfully received from a third party that was free to disclose it.",
    "5. Disclosure required by law. If a law, court or authority compels Recipient to disclose Confidential "
    "Information, Recipient may disclose the part that it must, but shall first notify Discloser in writing, where "
    "that is lawful, so that Discloser can seek protection.",
    "6. Return. Within ten (10) days of Discloser's written request, Recipient shall return or destroy Discloser's "
    "Confidential Information, except for copies in its ordinary backups, to which this Agreement continues to apply.",
    "7. No license. All Confidential Information remains the property of Discloser. Nothing in this Agreement grants "
    "Recipient a license or any other right in it, except the right to use it for the Purpose.",
    "8. Term. Either party may end this Agreement by thirty (30) days' written notice. The duties of confidence "
    "continue for seven (7) years after it ends.",
    "9. No obligation. Neither party is obliged to disclose any information, to enter into a further agreement or to "
    "refrain from dealing with others.",
    "10. Governing law. This Agreement is governed by the laws of the Netherlands, and the courts of Rotterdam have "
    "exclusive jurisdiction.",
    "11. Entire agreement. This Agreement is the whole of what the parties have agreed on confidentiality. It may be "
    "changed only in writing signed by both.",
)


def mutual_nda() -> str:
    """The text, broken into lines as an e-mail has it."""
    front = (
        "This Agreement is made on 9 March 2026 between Larkspur Software, Inc., 410 Juniper Street, Suite 900, "
        "Albany, New York 12207, United States, and Corvane Analytics B.V., Wijnkade 61, 3011 Rotterdam, the "
        "Netherlands."
    )
    signatures = (
        f"{'For Larkspur Software, Inc.':<46}For Corvane Analytics B.V.\n\n"
        f"{'____________________________':<46}____________________________\n"
        f"{'Name: Rosalind Okafor':<46}Name: Pieter van Ameland\n"
        f"{'Title: Chief Executive Officer':<46}Title: Managing Director"
    )
    paragraphs = (fill(text, _WIDTH, break_on_hyphens=False) for text in (front, *_CLAUSES))
    return "\n\n".join(("MUTUAL NON-DISCLOSURE AGREEMENT", *paragraphs, signatures)) + "\n"
