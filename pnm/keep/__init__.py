from pnm.keep.ticked import ticked_days, with_ticked, without_ticked
from pnm.reports.marks import ReviewItem, items, key_of, marker
from pnm.reports.keep import merge, seal
