"""Every error that `rehearse` raises on purpose.

A message says what happened, with the given value, and how to mend it, so the command line and the pages can show it as it
is. `InputError` means that what was given has to change; the other branches mean that something around the program has to.
"""


class RehearseError(Exception):
    """The root: anything `rehearse` raises on purpose."""


class InputError(RehearseError):
    """What was given can't be used: the person has to give something else."""


class AudioError(InputError):
    """A file that can't be heard: missing, empty, corrupt, too long, or without sound."""


class TranscriptError(InputError):
    """A transcript that can't be read, or that isn't one of ours."""


class AdvertError(InputError):
    """A job advert or a list of needs that can't be read."""


class SettingsError(InputError):
    """A setting outside what it may be."""


class NotFoundError(InputError):
    """A role, take, model or device that isn't there."""


class MicrophoneError(RehearseError):
    """The microphone can't be opened, or went away."""


class EngineError(RehearseError):
    """Speech recognition could not start, or failed on the way."""


class WeightsError(RehearseError):
    """Model weights that can't be fetched, verified or read."""


class OwnModelError(RehearseError):
    """A person's own language model that can't be reached, or whose reply can't be used."""


class StorageError(RehearseError):
    """A disk or database that can't be written or read."""


class JobError(RehearseError):
    """Work that was handed to another process or machine and did not come back."""
