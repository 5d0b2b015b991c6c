"""A language model of the person's own, asked over HTTP, on this computer unless they allow another host by name.

This package and `weights` are the only ones that touch the network. It sends what it is given and returns what comes back as
text; what is asked, and what of the reply is believed, is the business of `rehearse.needs`.
"""

from rehearse.own_model.chat import ask
from rehearse.own_model.endpoint import Endpoint, endpoint

__all__ = ["Endpoint", "ask", "endpoint"]
