"""What a file can be refused for."""

from huoshui.bedrock.errors import TooLarge, Unfit


class NotText(Unfit):
    """“{file}” is neither a text table nor a workbook that can be read: {why}."""


class NotRecognized(Unfit):
    """
    No mapping fits “{file}”. Its columns are: {seen}. Nearest is “{nearest}”, which misses: {missing}. Send a mapping
    with it.
    """


class MappingDoesNotFit(Unfit):
    """The mapping “{mapping}” does not fit “{file}”: it misses {missing}. The file's columns are: {seen}."""


class NoHeader(Unfit):
    """“{file}” has no row of column names in its first {looked} rows."""


class NotAMapping(Unfit):
    """The mapping cannot be read: {why}."""


class WorkbookTooLarge(TooLarge):
    """
    “{file}” unpacks to {size_mb} MB, and workbooks are read up to {most_mb} MB. Save it as CSV, which has no limit.
    """


class Locked(NotText):
    """“{file}” is protected by a password ({why}). Save it without one."""


class NotAnArchive(Unfit):
    """“{file}” cannot be unpacked: {why}."""


class UnpacksTooLarge(TooLarge):
    """“{file}” unpacks to more than can be an honest table ({size_mb} MB from {packed_mb} MB)."""


class NothingInside(Unfit):
    """“{file}” holds no table."""
