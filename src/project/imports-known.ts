// What well-known distributions provide and bring along, kept by hand (2026-11): `name: imports > brings`,
// where the imports are left out if they are the name, and `brings` holds whatever any release, or any extra that is
// commonly asked for, has required (so that nothing is called missing that may have come along).

/** Distributions that bring nothing, and are imported by their own name. */
const LEAVES = `
aiofiles aiohappyeyeballs alabaster appdirs boltons bottle brotli cached-property cachetools certifi
chardet charset-normalizer cloudpickle colorama decorator defusedxml dill distlib distro docopt
docutils et-xmlfile frozenlist fsspec greenlet hjson hpack html2text hyperframe idna
inflection iniconfig joblib jsonpointer lark lazy-object-proxy markupsafe mdurl msgpack msgspec
narwhals natsort numpy ordered-set orjson parse pathspec ply propcache psutil ptyprocess pyasn1 pyperclip pytz
regex rpds-py semver shellingham simplejson six smmap sortedcontainers sqlparse tblib termcolor text-unidecode
threadpoolctl toml tomli tomli-w toolz typing-extensions tzdata ujson unidecode uritemplate uvloop
webencodings websockets wrapt xlrd xlsxwriter xmltodict
`;

const TABLE = `
blinker > typing typing-extensions
filelock > typing-extensions
lz4 > deprecation future
jmespath > ply simplejson
construct > six
tomlkit > enum34 functools32 typing
humanize > importlib-metadata setuptools
aiohttp > aiodns aiohappyeyeballs aiosignal async-timeout attrs brotli cchardet chardet charset-normalizer frozenlist idna multidict propcache typing-extensions yarl
aiosignal > frozenlist typing-extensions
aiosqlite > typing-extensions
alembic > mako python-dateutil sqlalchemy tomli typing-extensions importlib-metadata importlib-resources python-editor
altair > entrypoints jinja2 jsonschema narwhals numpy packaging pandas toolz typing-extensions importlib-metadata
annotated-types > typing-extensions
anyio > exceptiongroup idna sniffio trio typing-extensions contextvars dataclasses
argcomplete > importlib-metadata pexpect
arrow > python-dateutil types-python-dateutil tzdata typing-extensions chardet backports-functools-lru-cache
asgiref > typing-extensions async-timeout
asttokens > six astroid
async-timeout > typing-extensions
asyncpg > async-timeout typing-extensions
attrs: attr attrs
babel > pytz
beautifulsoup4: bs4 > soupsieve typing-extensions html5lib lxml
bleach > html5lib packaging six tinycss2 webencodings setuptools
boto3 > botocore jmespath s3transfer
botocore > jmespath python-dateutil urllib3 docutils simplejson awscrt ordereddict
cachecontrol > filelock lockfile msgpack redis requests
cattrs: cattr cattrs > attrs exceptiongroup typing-extensions
cffi > pycparser
click > colorama importlib-metadata
click-default-group > click
click-plugins > click
coloredlogs > humanfriendly colorama
colorlog > colorama
contourpy > numpy
croniter > python-dateutil pytz natsort future tzlocal
cryptography > cffi asn1crypto enum34 idna ipaddress six typing-extensions bcrypt
cycler > six
deepdiff > orderly-set ordered-set jsonpickle numpy click pyyaml
deprecated > wrapt
dnspython: dns > idna sniffio
docker > requests six urllib3 websocket-client packaging pywin32 paramiko ipaddress docker-pycreds backports-ssl-match-hostname
email-validator > dnspython idna
exceptiongroup > typing-extensions
execnet > apipkg
fastapi > starlette pydantic typing-extensions annotated-doc typing-inspection
faker > python-dateutil six text-unidecode tzdata typing-extensions ipaddress ukpostcodeparser email-validator
feedparser > sgmllib3k
flask > blinker click importlib-metadata itsdangerous jinja2 werkzeug markupsafe asgiref python-dotenv
future: future past libfuturize libpasteurize
gitpython: git > gitdb typing-extensions
gitdb > smmap smmap2
gunicorn > packaging setuptools gevent eventlet tornado
h11 > typing-extensions dataclasses
h2 > hpack hyperframe enum34
html5lib > six webencodings
httpcore > anyio certifi h11 sniffio h2 trio socksio
httplib2 > pyparsing
httpx > anyio certifi chardet click h11 h2 httpcore idna pygments rfc3986 rich sniffio socksio brotli zstandard typing-extensions urllib3 hstspreload async-generator contextvars
humanfriendly > pyreadline pyreadline3 monotonic
imageio > numpy pillow
importlib-metadata > zipp typing-extensions configparser contextlib2 pathlib2
importlib-resources > zipp importlib-metadata contextlib2 pathlib2 singledispatch typing
intervaltree > sortedcontainers
invoke > six fluidity lexicon
isodate > six
isort > colorama
itsdangerous > simplejson
jaraco-classes: > more-itertools
jinja2 > markupsafe babel
jsonpatch > jsonpointer
jsonpath-ng > ply decorator six setuptools
jsonpickle > importlib-metadata
jsonschema > attrs fqdn functools32 idna importlib-metadata importlib-resources isoduration jsonpointer jsonschema-specifications pkgutil-resolve-name pyrsistent referencing repoze-lru rfc3339-validator rfc3987 rpds-py setuptools six typing-extensions uri-template webcolors strict-rfc3339 vcversioner
jsonschema-specifications > referencing importlib-resources
kiwisolver > typing-extensions cppy setuptools
lark-parser: lark > regex
loguru > colorama win32-setctime aiocontextvars
lxml > cssselect beautifulsoup4 html5lib
mako > markupsafe babel
markdown > importlib-metadata pyyaml
markdown-it-py: markdown_it > mdurl attrs linkify-it-py mdit-py-plugins typing-extensions
marshmallow > packaging python-dateutil simplejson typing-extensions backports-datetime-fromisoformat
matplotlib > contourpy cycler fonttools kiwisolver numpy packaging pillow pyparsing python-dateutil pytz six importlib-resources setuptools setuptools-scm functools32 subprocess32 backports-functools-lru-cache nose mock tornado certifi
mistune > typing-extensions
more-itertools > six
multidict > typing-extensions
mypy-extensions > typing
netaddr > importlib-resources
networkx > decorator numpy scipy matplotlib pandas pygraphviz pydot lxml setuptools
nodeenv > setuptools
oauthlib > blinker cryptography pyjwt
openpyxl > et-xmlfile jdcal lxml pillow
packaging > pyparsing six attrs
pandas > numpy python-dateutil pytz tzdata
paramiko > bcrypt cryptography invoke pynacl six pyasn1 gssapi pycrypto ecdsa
passlib > bcrypt argon2-cffi cryptography
pbr > setuptools
pendulum > python-dateutil tzdata pytzdata time-machine importlib-resources backports-zoneinfo typing tzlocal
pexpect > ptyprocess
pillow: PIL > defusedxml olefile packaging
platformdirs > typing-extensions
plotly > packaging tenacity six retrying pytz decorator requests nbformat narwhals
pluggy > importlib-metadata
prettytable > wcwidth importlib-metadata
prometheus-client > twisted
prompt-toolkit > wcwidth six
py-cpuinfo: cpuinfo
pycparser > ply
pycryptodome: Crypto
pycryptodomex: Cryptodome
pydantic > annotated-types pydantic-core typing-extensions typing-inspection email-validator dnspython idna dataclasses devtools ujson python-dotenv tzdata
pydantic-core > typing-extensions
pydantic-settings > pydantic python-dotenv typing-inspection pyyaml tomli
pygments > importlib-metadata colorama
pyjwt: jwt > cryptography typing-extensions
pymysql > cryptography pynacl
pynacl: nacl > cffi six
pyopenssl: OpenSSL > cryptography six typing-extensions
pyparsing > railroad-diagrams jinja2
pyproject-hooks > tomli
pyrsistent > six typing-extensions
pyserial: serial
pysocks: socks sockshandler
python-dateutil: dateutil > six
python-dotenv: dotenv > click typing
python-multipart: multipart python_multipart > six
python-slugify: slugify > text-unidecode unidecode
pyusb: usb
pyyaml: yaml
pyzmq: zmq > cffi
redis > async-timeout deprecated hiredis importlib-metadata packaging pyjwt typing-extensions
referencing > attrs rpds-py typing-extensions
requests > certifi charset-normalizer chardet idna urllib3 pysocks cryptography pyopenssl win-inet-pton
requests-oauthlib > oauthlib requests cryptography pyjwt
requests-toolbelt > requests
rfc3986 > idna
rich > colorama commonmark dataclasses future ipywidgets markdown-it-py mdurl pygments pprintpp typing typing-extensions
rsa > pyasn1
ruamel-yaml: > ruamel-yaml-clib ruamel-ordereddict setuptools
s3transfer > botocore futures jmespath python-dateutil urllib3
scikit-learn: sklearn > joblib numpy scipy threadpoolctl narwhals
scipy > numpy pooch
seaborn > matplotlib numpy pandas scipy statsmodels typing-extensions pillow python-dateutil pytz packaging
sniffio > contextvars
soupsieve > backports-functools-lru-cache
sqlalchemy > greenlet importlib-metadata typing-extensions
starlette > anyio typing-extensions aiofiles contextlib2 httpx itsdangerous jinja2 python-multipart pyyaml requests
structlog > typing-extensions six
tabulate > wcwidth
tenacity > six futures monotonic tornado typeguard
textual > linkify-it-py markdown-it-py mdit-py-plugins platformdirs rich typing-extensions importlib-metadata aiohttp click msgpack nanoid tree-sitter pygments
tinycss2 > webencodings
tornado > backports-abc certifi futures singledispatch backports-ssl-match-hostname
tqdm > colorama importlib-resources
traitlets > decorator ipython-genutils six enum34 typing-extensions
trio > attrs cffi exceptiongroup idna outcome sniffio sortedcontainers async-generator contextvars
typeguard > typing-extensions importlib-metadata
typer > annotated-doc click colorama rich shellingham typing-extensions typer-slim typer-cli
types-requests > types-urllib3 urllib3
typing-inspect > mypy-extensions typing-extensions typing
typing-inspection > typing-extensions
tzlocal > pytz pytz-deprecation-shim tzdata backports-zoneinfo
urllib3 > brotli brotlicffi certifi cryptography h2 idna ipaddress pyopenssl pysocks zstandard urllib3-secure-extra
uvicorn > click colorama h11 httptools importlib-metadata python-dotenv pyyaml typing-extensions uvloop watchfiles watchgod websockets wsproto asgiref
validators > decorator six
virtualenv > distlib filelock platformdirs importlib-metadata importlib-resources six appdirs typing-extensions backports-entry-points-selectable pathlib2 python-discovery
watchdog > pathtools argh pyyaml
wcwidth > backports-functools-lru-cache
websocket-client: websocket > six python-socks wsaccel backports-ssl-match-hostname
werkzeug > markupsafe colorama watchdog dataclasses
yarl > idna multidict propcache typing-extensions
zipp > more-itertools
zstandard > cffi
`;

export type KnownDistribution = {
  readonly name: string;
  readonly imports: readonly string[];
  readonly brings: readonly string[];
};

let table: ReadonlyMap<string, KnownDistribution> | null = null;

/** By normalised name (PEP 503). */
export function knownDistributions(): ReadonlyMap<string, KnownDistribution> {
  table ??= new Map(
    [...LEAVES.trim().split(/\s/), ...TABLE.trim().split('\n')].map((line) => {
      const [head = '', brings = ''] = line.split('>');
      const [name = '', imports] = head.split(':').map((part) => part.trim());
      return [name, { name, imports: words(imports ?? name.replaceAll('-', '_')), brings: words(brings) }];
    }),
  );
  return table;
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}

/**
 * Distributions that projects leave undeclared on purpose: which build of them fits is the user's to choose, the host
 * application brings them, or an environment always had them. And names that several distributions share.
 */
const LEFT_TO_THE_USER = new Set(['py', 'pbr', 'lark', 'magic', 'past', 'future', 'multipart', 'jaraco', 'ruamel']);

/** Names as their projects write them. */
const SPELLING: ReadonlyMap<string, string> = new Map(
  (
    'PyYAML PyJWT Pillow PyNaCl GitPython Jinja2 MarkupSafe Mako Markdown Pygments SQLAlchemy Werkzeug Flask PyMySQL ' +
    'XlsxWriter Unidecode pyOpenSSL PySocks Babel'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** The distribution that a well-known import name stands for; null where it may be another's. */
export function distributionOf(module: string): string | null {
  if (LEFT_TO_THE_USER.has(module)) return null;
  for (const { name, imports } of knownDistributions().values()) if (imports.includes(module)) return name;
  return null;
}

export function spelled(distribution: string): string {
  return SPELLING.get(distribution) ?? distribution;
}
