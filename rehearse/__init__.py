"""Rehearse interview answers aloud, on your own machine.

The library first: `rehearse.assess.assess` takes a recording and gives an assessment; the pages and the command line are thin
skins on it.
"""

__version__ = "0.1.0"
