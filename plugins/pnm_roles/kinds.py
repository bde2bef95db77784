"""The words: what the other person is called, and what else says so.

In: nothing. Out: `PAIRS`, whose two sides have two names, and `ALIKE`, which have one.
Not known here: notes. The table is that of `docs/plugins/roles.md`.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Role(NamedTuple):
    """What one person is to another.

    Attributes:
        name: What the other is called.
        about: When to write it.
        words: What says the same, with blanks between.
    """

    name: str
    about: str
    words: str


PAIRS: Final = (
    (
        Role(
            "client", "who pays for their work", "clients customer customers supplier_of vendor_of"
        ),
        Role(
            "supplier",
            "whose work they pay for",
            "suppliers vendor vendors contractor contractors provider client_of customer_of",
        ),
    ),
    (
        Role(
            "teacher",
            "who teaches or taught them",
            "teachers taught_by professor tutor instructor student_of pupil_of",
        ),
        Role(
            "student",
            "whom they teach or taught",
            "students pupil pupils teacher_of",
        ),
    ),
    (
        Role("coach", "who coaches or trains them", "coaches coached_by trainer coachee_of"),
        Role(
            "coachee", "whom they coach or train", "coachees trainee trainees coach_of trainer_of"
        ),
    ),
    (
        Role("advisor", "who them", "advisors adviser advisers advised_by advisee_of"),
        Role("advisee", "whom they advise", "advisees advisor_of adviser_of"),
    ),
    (
        Role("doctor", "who looks after their health", "doctors physician gp patient_of"),
        Role("patient", "whose health they look after", "patients doctor_of"),
    ),
    (
        Role("dentist", "who looks after their teeth", ""),
        Role("dentist_of", "whose teeth they look after", ""),
    ),
    (
        Role("therapist", "whose therapy they are in", "therapists psychotherapist"),
        Role("therapist_of", "whose therapist they are", ""),
    ),
    (
        Role("lawyer", "who stands up for them in law", "lawyers attorney solicitor"),
        Role("lawyer_of", "for whom they stand up in law", "attorney_of solicitor_of"),
    ),
    (
        Role(
            "accountant", "who keeps their books", "accountants bookkeeper tax_adviser tax_advisor"
        ),
        Role("accountant_of", "whose books they keep", "bookkeeper_of"),
    ),
    (
        Role("landlord", "from whom they rent", "landlords landlady rents_from tenant_of"),
        Role(
            "tenant", "to whom they let", "tenants lodger lodgers rents_to landlord_of landlady_of"
        ),
    ),
    (
        Role("investor", "who put money into their company", "investors backer backers backed_by"),
        Role(
            "founder",
            "into whose company they put money",
            "founders invests_in invested_in investor_of",
        ),
    ),
    (
        Role("carer", "who cares for them", "carers caregiver caregivers cared_for_by"),
        Role("cares_for", "for whom they care", "carer_of caregiver_of"),
    ),
    (
        Role("babysitter", "who looks after their children", "babysitters nanny childminder"),
        Role("babysits_for", "whose children they look after", "babysitter_of nanny_of"),
    ),
    (
        Role("guardian", "who is responsible for them in law", "guardians ward_of"),
        Role("ward", "for whom they are responsible in law", "wards guardian_of"),
    ),
)
"""Kinds whose two sides have names of their own."""

ALIKE: Final = (
    Role("business_partner", "with whom they run a business", "business_partners"),
    Role(
        "co_founder",
        "with whom they founded something",
        "cofounder cofounders co_founders founded_with",
    ),
    Role(
        "classmate",
        "who went to school with them",
        "classmates schoolmate schoolmates fellow_student fellow_students",
    ),
    Role("teammate", "who plays or works in a team with them", "teammates team_mate team_mates"),
)
"""Kinds that are the same from both sides."""
