// Top-level modules of the standard library, over all versions that a `requires-python` still meets.

const STDLIB = new Set(
  (
    '__future__ __main__ abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop ' +
    'base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop ' +
    'collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ' +
    'ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest dummy_threading email encodings ' +
    'ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc ' +
    'genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp ' +
    'importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma macpath mailbox mailcap ' +
    'marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path ' +
    'numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform ' +
    'plistlib poplib posix posixpath pprint profile profiling pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat ' +
    'queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex ' +
    'shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl ' +
    'stat statistics string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile ' +
    'telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback ' +
    'tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref ' +
    'webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ' +
    // Python 2.
    'BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie DocXMLRPCServer HTMLParser MimeWriter Queue ' +
    'SimpleHTTPServer SimpleXMLRPCServer SocketServer StringIO UserDict UserList UserString __builtin__ _winreg anydbm ' +
    'cPickle cStringIO commands compiler cookielib copy_reg dbhash dircache dl dumbdbm dummy_thread exceptions fpformat ' +
    'future_builtins gdbm hotshot htmlentitydefs htmllib httplib ihooks imputil md5 mhlib mimetools ' +
    'mimify multifile mutex new popen2 posixfile repr rexec rfc822 robotparser sets sgmllib sha sre statvfs ' +
    'stringold strop sunaudio thread toaiff urllib2 urlparse user whichdb xmllib xmlrpclib'
  ).split(' '),
);

export function isStdlib(module: string): boolean {
  return STDLIB.has(module.split('.')[0] ?? '');
}

/**
 * Modules by the series that brought them ("New in version", Python's library reference); dotted ones too. Held against
 * the files of CPython 3.6 to 3.13, as is `REMOVED`.
 */
const ADDED: ReadonlyMap<string, string> = new Map([
  ['secrets', '3.6'],
  ['asyncio.runners', '3.7'],
  ['contextvars', '3.7'],
  ['dataclasses', '3.7'],
  ['importlib.resources', '3.7'],
  ['asyncio.exceptions', '3.8'],
  ['importlib.metadata', '3.8'],
  ['multiprocessing.shared_memory', '3.8'],
  ['multiprocessing.resource_tracker', '3.8'],
  ['asyncio.threads', '3.9'],
  ['graphlib', '3.9'],
  ['zoneinfo', '3.9'],
  ['importlib.readers', '3.10'],
  ['asyncio.taskgroups', '3.11'],
  ['asyncio.timeouts', '3.11'],
  ['importlib.resources.abc', '3.11'],
  ['importlib.simple', '3.11'],
  ['tomllib', '3.11'],
  ['wsgiref.types', '3.11'],
  ['dbm.sqlite3', '3.13'],
  ['pathlib.types', '3.14'],
  ['annotationlib', '3.14'],
  ...'bz2 gzip lzma zlib zstd'.split(' ').map((name) => [`compression.${name}`, '3.14'] as const),
  ['concurrent.interpreters', '3.14'],
  ['string.templatelib', '3.14'],
  ['math.integer', '3.15'],
  ['profiling', '3.15'],
]);

/** Modules by the first series without them (What's New, "Removed"; PEP 594, PEP 632). */
const REMOVED: ReadonlyMap<string, string> = new Map([
  ...'macpath'.split(' ').map((name) => [name, '3.8'] as const),
  ...'dummy_threading _dummy_threading'.split(' ').map((name) => [name, '3.9'] as const),
  ...'formatter parser symbol'.split(' ').map((name) => [name, '3.10'] as const),
  ...'binhex'.split(' ').map((name) => [name, '3.11'] as const),
  ...'asynchat asyncore distutils imp smtpd'.split(' ').map((name) => [name, '3.12'] as const),
  ...(
    'aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau ' +
    'telnetlib tkinter.tix uu xdrlib'
  )
    .split(' ')
    .map((name) => [name, '3.13'] as const),
  // python/cpython#105456
  ...'sre_compile sre_constants sre_parse'.split(' ').map((name) => [name, '3.15'] as const),
]);

/** The module, or the package above it, that only some versions have. */
export type PartialModule = { readonly module: string; readonly added: string | null; readonly removed: string | null };

export function partialModule(module: string): PartialModule | null {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const [added = null, removed = null] = [ADDED.get(name), REMOVED.get(name)];
    if (added !== null || removed !== null) return { module: name, added, removed };
  }
  return null;
}
