# Sets up what the other scripts need. Sourced, never run: `. scripts/setup.sh; setup dev`.
# Works on a bare Debian with Python 3.11, pip and apt, as root or not, and does nothing where all is there.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv="$top/.venv"

say() { printf '%s\n' "$*" >&2; }

as_root() { # runs a command as root, if there is a way that asks no question
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1; fi
}

apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  say "Installing $* with apt-get ..."
  as_root apt-get update -qq >/dev/null 2>&1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

find_python() {
  local p
  for p in python3.13 python3.12 python3.11 python3; do
    if command -v "$p" >/dev/null 2>&1 && "$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$p"; return 0
    fi
  done
  say "citizencheck needs Python 3.11 or newer. On Debian: apt-get install python3"; return 1
}

make_venv() {
  local python; python=$(find_python) || return 1
  rm -rf "$venv"
  "$python" -m venv "$venv" >/dev/null 2>&1 && return 0
  rm -rf "$venv"
  if apt_install python3-venv && "$python" -m venv "$venv" >/dev/null 2>&1; then return 0; fi
  rm -rf "$venv"
  # No right to install packages of the system: the pip that is there can bring virtualenv into a folder of our own.
  local tools="$top/.venv-tools"
  if "$python" -m pip install --quiet --target "$tools" virtualenv >&2 && PYTHONPATH="$tools" "$python" -m virtualenv --quiet "$venv" >&2; then
    rm -rf "$tools"; return 0
  fi
  say "Could not make a virtual environment in $venv. On Debian: apt-get install python3-venv"; return 1
}

setup() { # setup [dev]: .venv with citizencheck in it, and with its test tools
  local extras="${1:+[$1]}" stamp want
  cd "$top" || return 1
  want="$(cksum pyproject.toml | cut -d' ' -f1)${extras}"
  stamp="$venv/.citizencheck-setup"
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null || make_venv || return 1
  if ! grep -qxF -e "$want" -e "$(cksum pyproject.toml | cut -d' ' -f1)[dev]" "$stamp" 2>/dev/null; then
    say "Setting up .venv (a minute or two, once) ..."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e ".$extras" >&2 ||
      { say "pip could not install citizencheck. Is a package index within reach?"; return 1; }
    printf '%s\n' "$want" > "$stamp"
  fi
  PATH="$venv/bin:$PATH"; export PATH
}

find_browser() { # prints the path of a Chromium, or fails
  local b
  for b in "${CITIZENCHECK_BROWSER:-}" "${CHROME_PATH:-}"; do
    if [ -n "$b" ] && [ -x "$b" ]; then printf '%s\n' "$b"; return 0; fi
  done
  for b in chromium-headless-shell chromium google-chrome google-chrome-stable chromium-browser; do
    command -v "$b" 2>/dev/null && return 0
  done
  return 1
}

setup_browser() { # finds a Chromium or installs one; says so when there is none
  find_browser >/dev/null && return 0
  { apt_install chromium-headless-shell || apt_install chromium; } && find_browser >/dev/null && return 0  # the first takes less memory
  say "No Chromium was found and none could be installed (Debian: apt-get install chromium)."
  return 1
}
