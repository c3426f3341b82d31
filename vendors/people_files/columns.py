"""What do the columns of a file of people mean?"""

from django.utils.translation import gettext_lazy as _l

from vendors.heads import Heads

# Our field -> what it is called on screens, whether it must be there, and the heads that mean it.
FIELDS = {
    "hr_id": (
        _l("HR number"),
        True,
        "hr_id hrid hr_number employee_id employeeid employee_number employee_no personnel_number staff_id id number personalnummer",
    ),
    "name": (_l("Name"), True, "name full_name fullname employee person display_name"),
    "email": (_l("E-mail"), True, "email e_mail mail email_address e_mail_address work_email"),
    "subcontractor": (
        _l("Subcontractor"),
        True,
        "subcontractor company firm employer vendor supplier reference company_name firma",
    ),
    "starts_on": (_l("First day"), True, "starts_on start start_date first_day from hire_date eintritt"),
    "ends_on": (
        _l("Last day"),
        True,
        "ends_on end end_date last_day until to contract_end termination_date leaving_date austritt",
    ),
    "job_title": (_l("Job"), False, "job_title job title position role"),
    "site": (_l("Site"), False, "site location office place"),
    "country": (_l("Country"), False, "country country_code"),
    "sponsor": (_l("Sponsor's e-mail"), False, "sponsor sponsor_email sponsor_s_e_mail manager_email"),
    "is_contact": (_l("Contact"), False, "is_contact contact"),
    "is_signatory": (_l("May sign"), False, "is_signatory signatory may_sign"),
    "is_worker": (_l("Worker"), False, "is_worker worker"),
}
YES_OR_NO = {"is_contact", "is_signatory", "is_worker"}  # never proposed: "Contact" stands in many a head
HEADS = Heads(FIELDS, never_proposed=YES_OR_NO)
sure, propose, unfit = HEADS.sure, HEADS.propose, HEADS.unfit
