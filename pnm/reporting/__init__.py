"""Reports of one vault on one day: which there are, and each as a document, a note, a template.

In: what a session knows, and a report's name with what was typed for it. Out: documents, planned
notes, copies of templates.
Not known here: what stands in a report (plugins say), and how it is rendered (see `pnm.reports`).
"""

from pnm.reporting.ground import Ground
from pnm.reporting.known import Known
from pnm.reporting.templates import Reporting

__all__ = ["Ground", "Known", "Reporting"]
