"""archive: WARC files for tests: records, HTTP responses, packed as gzip members or Zstandard frames, and pages to put into them."""
import ctypes
import ctypes.util
import gzip

WORDS = ("The council of {0} voted on Tuesday to close the harbour road for the winter, after {1} stones fell on it in one night.",
         "\u201cNobody will be hurt on this road while I am in office,\u201d Mayor Ina Korb told reporters in {0}.",
         "The road is used by about {1} lorries a day, according to the harbour office, and the way round it is 12 kilometres longer.")


def page(town, number):
    body = "".join("<p>%s</p>\n" % w.format(town, number) for w in WORDS)
    return ("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Road closed in %s</title></head><body><article>"
            "<h1>Road closed in %s</h1>\n%s</article></body></html>" % (town, town, body)).encode()


def http(body, *headers, status="200 OK", kind="text/html; charset=utf-8"):
    lines = ["HTTP/1.1 " + status, "Content-Type: " + kind, *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body, size=100):
    parts = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def record(kind, number, block, url=None, content=None, length=None, more=()):
    content = content or ("application/http; msgtype=response" if kind == "response" else "text/html")
    lines = ["WARC/1.1", "WARC-Type: " + kind, "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>" % number,
             "WARC-Date: 2031-02-12T10:00:00Z", "Content-Type: " + content,
             "Content-Length: %d" % (len(block) if length is None else length), *more]
    if url:
        lines.append("WARC-Target-URI: " + url)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


class Brotli:
    def __init__(self):
        self.lib = ctypes.CDLL(ctypes.util.find_library("brotlienc") or "libbrotlienc.so.1")

    def pack(self, data):
        room = ctypes.c_size_t(len(data) + 1024)
        to = ctypes.create_string_buffer(room.value)
        assert self.lib.BrotliEncoderCompress(9, 22, 0, ctypes.c_size_t(len(data)), data, ctypes.byref(room), to) == 1
        return to.raw[:room.value]


class Zstd:
    def __init__(self):
        self.lib = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
        for name in ("ZSTD_compressBound", "ZSTD_compress", "ZSTD_compress_usingDict"):
            getattr(self.lib, name).restype = ctypes.c_size_t
        self.lib.ZSTD_createCCtx.restype = ctypes.c_void_p

    def pack(self, data, dictionary=None):
        room = self.lib.ZSTD_compressBound(ctypes.c_size_t(len(data)))
        to = ctypes.create_string_buffer(room)
        if dictionary is None:
            n = self.lib.ZSTD_compress(to, ctypes.c_size_t(room), data, ctypes.c_size_t(len(data)), 3)
        else:
            context = ctypes.c_void_p(self.lib.ZSTD_createCCtx())
            n = self.lib.ZSTD_compress_usingDict(context, to, ctypes.c_size_t(room), data, ctypes.c_size_t(len(data)), dictionary,
                                                 ctypes.c_size_t(len(dictionary)), 3)
            self.lib.ZSTD_freeCCtx(context)
        assert n <= room
        return to.raw[:n]


def dictionary_frame(dictionary):
    return b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary


def packed(records, how, dictionary=None):
    if how == "gz":
        return b"".join(gzip.compress(r, mtime=0) for r in records)
    if how == "zst":
        zstd = Zstd()
        front = dictionary_frame(dictionary) if dictionary else b""
        return front + b"".join(zstd.pack(r, dictionary) for r in records)
    return b"".join(records)
