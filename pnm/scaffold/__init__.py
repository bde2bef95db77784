"""A new plugin: a package, or a single file, that works as made.

In: a name, a folder. Out: files. What they say lies beside this file, with the names of the plugin
between `<<` and `>>`.
Not known here: what a plugin is asked.
"""

from pnm.scaffold.filled import MadeFile, package_files, single_file
from pnm.scaffold.names import Names, names_of
from pnm.scaffold.written import write_files

__all__ = ["MadeFile", "Names", "names_of", "package_files", "single_file", "write_files"]
