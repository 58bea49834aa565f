"""What is looked at before a zipped workbook is unpacked, and how its parts are unpacked safely."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from dashboard.errors import ImportRefusedError, Problem

# What a workbook unpacks to: a small file can hold gigabytes of zeros.
LARGEST_UNPACKED_BYTES = 150_000_000
_MOST_PARTS = 500
_CHUNK_BYTES = 1 << 16
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LOCKED_FLAG = 0x1
_MACROS = ("vbaProject.bin", "Basic/script-lc.xml")
_AS_XLSX = 'save it in Excel as "Excel Workbook (.xlsx)"'
# The unpacker's own errors, for a part that is not what the directory of the package says.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def is_workbook(content: bytes) -> bool:
    """Return whether a file is meant as a workbook, whatever its name ends with."""
    return content.startswith((_ZIP, _OLD_OR_LOCKED))


def refusal(file: str, reason: str, advice: str) -> ImportRefusedError:
    """Return the refusal of a file as a whole."""
    return ImportRefusedError(file, [Problem(None, "file", "", reason, advice)])


class Package:
    """A zipped workbook whose parts are unpacked piece by piece, all of them within one bound.

    What its directory says about sizes is believed only where it says too much.

    Raises:
        ImportRefusedError: for a file that is no package, is protected, holds macros, has very
            many parts or two of one name, or says that it unpacks to too much.
    """

    def __init__(
        self, content: bytes, file: str, largest_bytes: int = LARGEST_UNPACKED_BYTES
    ) -> None:
        self.file = file
        self.tags = 0
        self._left = self._largest = largest_bytes
        if content.startswith(_OLD_OR_LOCKED):
            reason = "is protected by a password or is a workbook of before 2007"
            raise refusal(file, reason, f"{_AS_XLSX}, without a password")
        # Counted before the directory is read, which takes a kilobyte for each.
        if content.count(_DIRECTORY_ENTRY) > _MOST_PARTS:
            raise self._too_much(f"holds more than {_MOST_PARTS:,} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise self.damaged() from error
        self._refuse_by_directory()

    @property
    def parts(self) -> list[str]:
        return self._zip.namelist()

    def damaged(self, how: str = "") -> ImportRefusedError:
        """Return the refusal of a file that is not what a workbook has to be."""
        reason = f"is damaged ({how})" if how else "is damaged"
        return refusal(self.file, reason, f"open it in Excel and {_AS_XLSX}")

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a part, 64 KB at most at a time.

        Raises:
            ImportRefusedError: for a part that is not there, cannot be unpacked or is not what the
                directory says, and once the parts read so far come to more than the bound.
        """
        try:
            with self._zip.open(part) as packed:
                while piece := packed.read(_CHUNK_BYTES):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_large()
                    yield piece
        except KeyError as error:
            raise self.damaged(f'its part "{part}" is missing') from error
        except _BROKEN as error:
            raise self.damaged(f'its part "{part}" cannot be unpacked') from error

    def _refuse_by_directory(self) -> None:
        entries = self._zip.infolist()
        names = {entry.filename for entry in entries}
        if len(names) < len(entries):
            raise self.damaged("two of its parts have one name")
        if any(name.endswith(_MACROS) for name in names):
            raise refusal(self.file, "holds macros", f"{_AS_XLSX}, which keeps no macros")
        if any(entry.flag_bits & _LOCKED_FLAG for entry in entries):
            raise refusal(self.file, "is protected by a password", "save it without a password")
        # Other ways of packing cannot be unpacked piece by piece.
        if any(entry.compress_type not in _PACKED_AS for entry in entries):
            raise self.damaged("it is packed in a way that no workbook is")
        if sum(entry.file_size for entry in entries) > self._largest:
            raise self._too_large()

    def _too_large(self) -> ImportRefusedError:
        return self._too_much(f"unpacks to more than {self._largest // 1_000_000} MB")

    def _too_much(self, reason: str) -> ImportRefusedError:
        advice = "copy the sheets into a new workbook, without pictures"
        return refusal(self.file, reason, advice)
