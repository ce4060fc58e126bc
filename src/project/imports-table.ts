// What well-known distributions are imported by and bring along, as strings that imports-known.ts reads. Every name is
// normalised (PEP 503), every list sorted, and what one brings has a line or a word of its own here (a test holds that).
//
// `brings` is what any release since 2014 has required, under whatever marker: what may have come along is never called
// missing (fastapi 0.111 required all that its extra `standard` does). What only an extra asks for is left out: where one
// is asked for, the lock file has to say what it brings. Held in 2026-11 against 1,400 distributions in the lock file
// histories of 90 repositories, and against setup.py, setup.cfg and pyproject.toml at every tag of 70 of them.

/** Distributions that bring nothing, and are imported by their own name. */
export const LEAVES = `
aiofiles aiohappyeyeballs alabaster appdirs boltons bottle brotli cached-property cachetools certifi chardet
charset-normalizer cloudpickle colorama decorator defusedxml dill distlib distro docopt docutils et-xmlfile
frozenlist greenlet hjson hpack html2text hyperframe idna inflection iniconfig joblib jsonpointer lark
lazy-object-proxy lxml markupsafe mdurl msgpack msgspec narwhals natsort numpy oauthlib ordered-set orjson parse
passlib pathspec ply prometheus-client propcache psutil ptyprocess pyasn1 pygments pyparsing pyperclip pytz regex
rfc3986 semver shellingham simplejson six smmap sortedcontainers sqlparse tabulate tblib termcolor text-unidecode
threadpoolctl toml tomli tomli-w toolz tzdata ujson unidecode urllib3 uvloop webencodings websockets wrapt xlrd
xlsxwriter xmltodict
`;

/** `name: imports > brings`; the imports are left out where they are the name. */
export const TABLE = `
aiohttp > aiohappyeyeballs aiosignal async-timeout asynctest attrs chardet charset-normalizer enum34 frozenlist idna idna-ssl multidict propcache typing-extensions yarl
aiosignal > frozenlist typing-extensions
aiosqlite > typing-extensions
alembic > importlib-metadata importlib-resources mako python-dateutil python-editor sqlalchemy tomli typing-extensions
annotated-types > typing-extensions
anyio > async-generator contextvars dataclasses exceptiongroup idna sniffio typing-extensions
argcomplete > importlib-metadata
arrow > backports-functools-lru-cache backports-zoneinfo python-dateutil types-python-dateutil typing-extensions tzdata
asgiref > async-timeout typing-extensions
asttokens > six
async-timeout > typing-extensions
asyncpg > async-timeout typing-extensions
attrs: attr attrs > importlib-metadata
babel > pytz setuptools
beautifulsoup4: bs4 > soupsieve typing-extensions
bleach > html5lib packaging setuptools six webencodings
blinker > typing typing-extensions
boto3 > botocore jmespath s3transfer
botocore > docutils jmespath ordereddict python-dateutil simplejson six urllib3
cachecontrol > msgpack msgpack-python requests
cattrs: cattr cattrs > attrs exceptiongroup typing-extensions
cffi > pycparser
click > colorama importlib-metadata
click-default-group > click
click-plugins > click
coloredlogs > colorama humanfriendly
colorlog > colorama
construct > six
contourpy > numpy
croniter > future natsort python-dateutil pytz tzlocal
cryptography > asn1crypto cffi enum34 idna ipaddress six typing-extensions
cycler > six
deepdiff > jsonpickle ordered-set orderly-set pytz
deprecated > wrapt
dnspython: dns
docker > backports-ssl-match-hostname docker-pycreds ipaddress packaging py2-ipaddress pypiwin32 pywin32 requests six urllib3 websocket-client
email-validator > dnspython idna
exceptiongroup > typing-extensions
execnet > apipkg
faker > email-validator ipaddress python-dateutil six text-unidecode typing-extensions tzdata ukpostcodeparser
fastapi > annotated-doc anyio contextlib2 email-validator fastapi-cli httptools httpx jinja2 orjson pydantic python-dotenv python-multipart pyyaml starlette typing-extensions typing-inspection ujson uvicorn uvloop watchfiles websockets
feedparser > sgmllib3k
filelock > typing-extensions
flask > blinker click importlib-metadata itsdangerous jinja2 markupsafe werkzeug
fsspec > importlib-metadata
future: future past libfuturize libpasteurize
gitdb > smmap smmap2
gitpython: git > gitdb gitdb2 typing-extensions
gunicorn > importlib-metadata packaging setuptools
h11 > dataclasses typing-extensions
h2 > enum34 hpack hyperframe
html5lib > setuptools six webencodings
httpcore > anyio certifi h11 h2 sniffio
httplib2 > pyparsing
httpx > anyio async-generator certifi chardet charset-normalizer contextvars h11 h2 hstspreload httpcore idna rfc3986 sniffio typing-extensions urllib3
humanfriendly > monotonic pyreadline pyreadline3
humanize > importlib-metadata setuptools
imageio > numpy pillow
importlib-metadata > configparser contextlib2 pathlib2 typing typing-extensions zipp
importlib-resources > contextlib2 importlib-metadata pathlib2 singledispatch typing zipp
intervaltree > sortedcontainers
invoke > fluidity lexicon six
isodate > six
isort > backports-functools-lru-cache futures importlib-metadata mypy-extensions natsort pies
itsdangerous > simplejson
jinja2 > markupsafe
jmespath > ply simplejson
jsonpatch > jsonpointer
jsonpath-ng > decorator ply setuptools six
jsonpickle > importlib-metadata setuptools simplejson
jsonschema > argparse attrs functools32 importlib-metadata importlib-resources js-regex jsonschema-specifications pkgutil-resolve-name pyrsistent referencing repoze-lru rpds-py setuptools six typing-extensions vcversioner
jsonschema-specifications > importlib-resources referencing
kiwisolver > cppy setuptools typing-extensions
lark-parser: lark
loguru > aiocontextvars ansimarkup better-exceptions-fork colorama win32-setctime
lz4 > deprecation future
mako > importlib-metadata markupsafe
markdown > importlib-metadata setuptools
markdown-it-py: markdown_it > attrs mdit-py-plugins mdurl typing-extensions
marshmallow > backports-datetime-fromisoformat packaging typing-extensions
matplotlib > backports-functools-lru-cache certifi contourpy cycler fonttools functools32 importlib-resources kiwisolver mock nose numpy packaging pillow pyparsing python-dateutil pytz setuptools setuptools-scm six subprocess32 tornado
mistune > typing-extensions
more-itertools > six
multidict > typing-extensions
mypy-extensions > typing
netaddr > importlib-resources
networkx > decorator matplotlib numpy pandas scipy
nodeenv > setuptools
openpyxl > et-xmlfile jdcal lxml pillow
packaging > attrs pyparsing six
pandas > numpy python-dateutil pytz tzdata
paramiko > bcrypt cryptography ecdsa invoke pyasn1 pycrypto pynacl six
pbr > setuptools
pendulum > backports-zoneinfo importlib-resources python-dateutil pytz pytzdata time-machine typing tzdata tzlocal
pexpect > ptyprocess
pillow: PIL > olefile
platformdirs > typing-extensions
plotly > decorator ipython-genutils jsonschema narwhals nbformat packaging pytz requests retrying six tenacity traitlets
pluggy > importlib-metadata
prettytable > importlib-metadata setuptools wcwidth
prompt-toolkit > pygments six wcwidth
py-cpuinfo: cpuinfo
pycparser > ply
pycryptodome: Crypto
pycryptodomex: Cryptodome
pydantic > annotated-types dataclasses importlib-metadata pydantic-core typing-extensions typing-inspection tzdata
pydantic-core > typing-extensions
pydantic-settings > pydantic python-dotenv typing-inspection
pyjwt: jwt > typing-extensions
pymysql > cryptography
pynacl: nacl > cffi six
pyopenssl: OpenSSL > cryptography six typing-extensions
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
redis > async-timeout deprecated importlib-metadata packaging pyjwt typing-extensions
referencing > attrs rpds-py typing-extensions
requests > certifi chardet charset-normalizer idna urllib3
requests-oauthlib > oauthlib requests
requests-toolbelt > requests
rich > colorama commonmark dataclasses markdown-it-py mdurl pprintpp pygments typing typing-extensions
rpds-py: rpds
rsa > pyasn1
s3transfer > botocore futures jmespath python-dateutil urllib3
scikit-learn: sklearn > joblib narwhals numpy scipy threadpoolctl
scipy > numpy
seaborn > matplotlib numpy packaging pandas pillow python-dateutil pytz scipy typing-extensions
sniffio > contextvars
soupsieve > backports-functools-lru-cache
sqlalchemy > greenlet importlib-metadata typing-extensions
starlette > aiofiles anyio contextlib2 requests typing-extensions
structlog > importlib-metadata six typing-extensions
tenacity > futures monotonic six typing
textual > importlib-metadata linkify-it-py markdown-it-py mdit-py-plugins nanoid platformdirs pygments rich tree-sitter tree-sitter-languages typing-extensions
tinycss2 > webencodings
tomlkit > enum34 functools32 typing
tornado > backports-abc backports-ssl-match-hostname certifi futures singledispatch
tqdm > colorama importlib-metadata importlib-resources
traitlets > decorator enum34 ipython-genutils six typing-extensions
trio > async-generator attrs cffi contextvars exceptiongroup idna outcome sniffio sortedcontainers
typeguard > importlib-metadata typing-extensions
typer > annotated-doc click colorama rich shellingham typer-cli typer-slim typing-extensions
typing-extensions > typing
typing-inspect > mypy-extensions typing typing-extensions
typing-inspection > typing-extensions
tzlocal > backports-zoneinfo pytz pytz-deprecation-shim tzdata
uritemplate > simplejson
uvicorn > asgiref click colorama h11 httptools importlib-metadata typing-extensions uvloop websockets wsproto
validators > decorator six total-ordering
virtualenv > appdirs backports-entry-points-selectable contextlib2 distlib filelock importlib-metadata importlib-resources pathlib2 platformdirs python-discovery six typing-extensions
watchdog > argh pathtools pyyaml
wcwidth > backports-functools-lru-cache
websocket-client: websocket > argparse backports-ssl-match-hostname six
werkzeug > colorama dataclasses markupsafe
yarl > idna multidict propcache typing-extensions
zipp > contextlib2 more-itertools
zstandard > cffi
`;

/** Distributions that bring nothing, and whose own modules are not asked about. */
export const UNASKED_LEAVES = `
annotated-doc apipkg argh argparse asn1crypto async-generator asynctest backports-abc
backports-datetime-fromisoformat backports-functools-lru-cache backports-ssl-match-hostname configparser contextlib2
dataclasses enum34 fastjsonschema fluidity fonttools functools32 futures hstspreload httptools ipaddress
ipython-genutils jdcal js-regex lexicon monotonic msgpack-python nanoid nose olefile ordereddict orderly-set
pathtools pkgutil-resolve-name pprintpp py2-ipaddress pycrypto pyreadline pyreadline3 python-editor pytzdata pywin32
repoze-lru ruamel-ordereddict ruamel-yaml-clib scandir setuptools sgmllib3k subprocess32 total-ordering tree-sitter
types-python-dateutil types-urllib3 typing uc-micro-py ukpostcodeparser vcversioner win32-setctime
`;

/** `name > brings`, of distributions whose own modules are not asked about. */
export const UNASKED = `
aiocontextvars > contextvars
ansimarkup > colorama
backports-entry-points-selectable > importlib-metadata
backports-zoneinfo > importlib-resources
bcrypt > cffi six typing-extensions
better-exceptions-fork > colorama pygments
commonmark > future
contextvars > immutables
cppy > setuptools
deprecation > packaging
docker-pycreds > six
ecdsa > six
fastapi-cli > httptools python-dotenv pyyaml rich rich-toolkit typer uvicorn uvloop watchfiles websockets
funcsigs > ordereddict
gitdb2 > gitdb smmap smmap2
idna-ssl > idna
immutables > typing-extensions
jaraco-classes > more-itertools
jupyter-core > platformdirs pywin32 traitlets
linkify-it-py > uc-micro-py
mdit-py-plugins > attrs markdown-it-py
mock > funcsigs pbr six
nbformat > fastjsonschema importlib-metadata ipython-genutils jsonschema jupyter-core traitlets
outcome > attrs
pathlib2 > scandir six typing
pies > enum34
pypiwin32 > pywin32
python-discovery > filelock platformdirs
pytz-deprecation-shim > backports-zoneinfo tzdata
retrying > six
rich-toolkit > click rich typing-extensions
ruamel-yaml > ruamel-ordereddict ruamel-yaml-clib setuptools
setuptools-scm > importlib-metadata packaging setuptools toml tomli typing-extensions vcs-versioning
singledispatch > ordereddict six
smmap2 > smmap
time-machine > backports-zoneinfo python-dateutil
tree-sitter-languages > tree-sitter
typer-cli > click colorama rich shellingham typer typer-slim typing-extensions
typer-slim > click colorama rich shellingham typer typing-extensions
types-requests > types-urllib3 urllib3
vcs-versioning > packaging tomli typing-extensions
watchfiles > anyio
wsproto > dataclasses enum34 h11
`;
