/**
 * A project that nobody wrote, with the defect of a release that happened: NVIDIA-AI-IOT/live-vlm-webui v0.2.0 went out
 * with 0.2.0 in pyproject.toml and 0.1.1 in `__version__`, so the installed command named the wrong release. The demo,
 * the benchmark and tests use it.
 */
export type SampleTree = { readonly [path: string]: string };

const pyproject = `[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = "kelp-cam"
version = "0.2.0"
description = "Watch a tide pool and describe what moves in it"
readme = "README.md"
requires-python = ">=3.10"
license = { text = "Apache-2.0" }
authors = [{ name = "Kelp Cam contributors" }]
keywords = ["camera", "marine", "streaming"]
classifiers = [
    "Development Status :: 4 - Beta",
    "Environment :: Web Environment",
    "Operating System :: POSIX :: Linux",
    "Programming Language :: Python :: 3",
    "Programming Language :: Python :: 3.10",
    "Programming Language :: Python :: 3.11",
    "Programming Language :: Python :: 3.12",
    "Topic :: Multimedia :: Video",
]
dependencies = [
    "aiohttp>=3.9",
    "numpy>=1.26",
    "pillow>=10.4",
]

[project.optional-dependencies]
dev = ["pytest>=8", "pytest-asyncio>=0.23", "ruff>=0.5"]

[project.urls]
Homepage = "https://example.org/kelp-cam"
Changelog = "https://example.org/kelp-cam/changes"

[project.scripts]
kelp-cam = "kelp_cam.server:main"

[tool.setuptools.packages.find]
where = ["src"]

[tool.setuptools.package-data]
kelp_cam = ["static/*"]

[tool.ruff]
line-length = 100
target-version = "py310"

[tool.pytest.ini_options]
testpaths = ["tests"]
asyncio_mode = "auto"
`;

const changelog = `# Changelog

All notable changes to this project are documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [Unreleased]

## [0.2.0] - 2025-11-13

### Added

- Read network cameras over RTSP beside local ones.
- Pick the camera from the page while the stream runs.

### Changed

- Frames are scaled on the server; a slow link no longer stalls the page.

### Fixed

- The status line keeps its place when the window is narrow.

## [0.1.1] - 2025-11-03

### Fixed

- Find the static files after an installation from a wheel.

## [0.1.0] - 2025-10-28

### Added

- Serve one local camera with captions.
`;

const buildWheel = `name: Build wheel

on:
  push:
    branches: [main]
  pull_request:
    branches: [main]
  release:
    types: [published]

jobs:
  build:
    runs-on: ubuntu-latest
    environment: pypi
    permissions:
      contents: write
      id-token: write
    steps:
      - uses: actions/checkout@v4

      - name: Set up Python
        uses: actions/setup-python@v5
        with:
          python-version: "3.12"

      - name: Build
        run: |
          python -m pip install --upgrade pip build twine
          python -m build

      - name: Check
        run: |
          twine check dist/*
          ls -l dist

      - name: Install the wheel
        run: |
          pip install dist/*.whl
          kelp-cam --help

      - name: Keep the wheel
        uses: actions/upload-artifact@v4
        with:
          name: python-wheel
          path: dist/*.whl

      - name: Publish
        if: github.event_name == 'release'
        uses: pypa/gh-action-pypi-publish@release/v1
        with:
          packages-dir: dist/
`;

function dockerJob(variant: string): string {
  return `  ${variant}:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      packages: write
    steps:
      - uses: actions/checkout@v4

      - name: Set up Buildx
        uses: docker/setup-buildx-action@v3

      - name: Log in
        if: github.event_name != 'pull_request'
        uses: docker/login-action@v3
        with:
          registry: \${{ env.REGISTRY }}
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}

      - name: Name the image
        id: meta
        uses: docker/metadata-action@v5
        with:
          images: \${{ env.REGISTRY }}/\${{ env.IMAGE_NAME }}
          flavor: |
            suffix=-${variant},onlatest=true
          tags: |
            type=ref,event=branch
            type=semver,pattern={{version}}
            type=semver,pattern={{major}}.{{minor}}

      - name: Build and push
        uses: docker/build-push-action@v6
        with:
          context: .
          file: ./docker/Dockerfile.${variant}
          platforms: linux/${variant === 'board' ? 'arm64' : 'amd64,linux/arm64'}
          push: \${{ github.event_name != 'pull_request' }}
          tags: \${{ steps.meta.outputs.tags }}
          labels: \${{ steps.meta.outputs.labels }}
`;
}

const dockerPublish = `name: Publish images

on:
  push:
    branches: [main]
    tags: ["v*"]
  pull_request:
    branches: [main]

env:
  REGISTRY: ghcr.io
  IMAGE_NAME: \${{ github.repository }}

jobs:
${['desktop', 'board', 'mac'].map(dockerJob).join('\n')}`;

const tests = `name: Tests

on:
  push:
    branches: [main]
  pull_request:

jobs:
  unit:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python-version: ["3.10", "3.11", "3.12"]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: \${{ matrix.python-version }}
      - run: pip install -e .[dev]
      - run: pytest -q
      - run: ruff check .
`;

const server = `"""The web server: one page, one stream."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from aiohttp import web

from kelp_cam import __version__
from kelp_cam.camera import Camera

STATIC = Path(__file__).parent / "static"


async def index(request: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")


async def about(request: web.Request) -> web.Response:
    return web.json_response({"name": "kelp-cam", "version": __version__})


def make_app(camera: Camera) -> web.Application:
    app = web.Application()
    app["camera"] = camera
    app.add_routes([web.get("/", index), web.get("/about", about)])
    return app


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="kelp-cam")
    parser.add_argument("--version", action="version", version=f"kelp-cam {__version__}")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--source", default="0")
    arguments = parser.parse_args(argv)
    with Camera(arguments.source) as camera:
        web.run_app(make_app(camera), port=arguments.port)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
`;

const camera = `"""Frames from a device or from the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Camera:
    source: str
    is_open: bool = False

    def __enter__(self) -> "Camera":
        self.is_open = True
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.is_open = False

    @property
    def is_remote(self) -> bool:
        return self.source.startswith("rtsp://")
`;

/** The tree at the tag v0.2.0. */
export const sampleTree: SampleTree = {
  '.github/workflows/build-wheel.yml': buildWheel,
  '.github/workflows/docker-publish.yml': dockerPublish,
  '.github/workflows/tests.yml': tests,
  '.gitignore': '__pycache__/\n*.egg-info/\ndist/\n',
  'CHANGELOG.md': changelog,
  LICENSE: 'Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0\n',
  'README.md':
    '# Kelp Cam\n\nWatch a tide pool and describe what moves in it.\n\n```\npip install kelp-cam\nkelp-cam --source 0\n```\n',
  'docker/Dockerfile.board': 'FROM python:3.12-slim\nCOPY . /app\nRUN pip install /app\nCMD ["kelp-cam"]\n',
  'docker/Dockerfile.desktop': 'FROM python:3.12-slim\nCOPY . /app\nRUN pip install /app\nCMD ["kelp-cam"]\n',
  'docker/Dockerfile.mac': 'FROM python:3.12-slim\nCOPY . /app\nRUN pip install /app\nCMD ["kelp-cam"]\n',
  'pyproject.toml': pyproject,
  'src/kelp_cam/__init__.py': `"""Watch a tide pool and describe what moves in it."""\n\n__version__ = "0.1.1"\n__all__ = ["camera", "server"]\n`,
  'src/kelp_cam/camera.py': camera,
  'src/kelp_cam/server.py': server,
  'src/kelp_cam/static/index.html': '<!doctype html>\n<title>Kelp Cam</title>\n<img src="/stream" alt="">\n',
  'tests/test_camera.py': `from kelp_cam.camera import Camera\n\n\ndef test_network_source():\n    assert Camera("rtsp://pool.local/1").is_remote\n`,
};

/** The same release as it was meant: nothing to report. */
export const mendedTree: SampleTree = {
  ...sampleTree,
  'src/kelp_cam/__init__.py': sampleTree['src/kelp_cam/__init__.py']?.replace('0.1.1', '0.2.0') ?? '',
};

/** Tags of its earlier releases, oldest first. */
export const earlierTags: readonly string[] = ['v0.1.0', 'v0.1.1'];

export const sampleTag: string = 'v0.2.0';

/** What is to be found in the tree at the tag: rule and file. */
export const expectedFindings: readonly string[] = ['version-mismatch src/kelp_cam/__init__.py'];
