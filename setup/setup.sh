#!/usr/bin/env bash
# Sets up everything that `make` needs: system packages, uv, and the Python environment of uv.lock.
# `setup.sh tests`: with what the tests need beside that. Idempotent; asks the network only for what is missing; prints one line per thing that it cannot do.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run} # `tests` also wants what only the tests use
log=build/setup.log
mkdir -p build

say() { # Chinese first, English second
    printf '%s\n%s\n' "$1" "$2" >&2
}

quietly() { # runs a command with its output in the log
    "$@" >>"$log" 2>&1 </dev/null
}

fail() { # the reason, and the end of the log without the addresses of the servers in it
    say "$1" "$2"
    tail -n 15 "$log" | sed -E 's#[a-z+]+://[^ ]*#…#g; s/^/    /' >&2
    exit 1
}

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

# Prints the words that run a command as root, nothing when we are root; fails when neither is possible.
become_root() {
    if [ "$(id -u)" -eq 0 ]; then
        return 0
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        printf 'sudo -n'
    else
        return 1
    fi
}

# install_with_apt PACKAGE…: fails when the machine has no apt, or the right or the network lacks.
install_with_apt() {
    local root
    command -v apt-get >/dev/null && root=$(become_root) || return 1
    say "正在安装系统软件包 $* …" "installing system package $* …"
    # shellcheck disable=SC2086 # `sudo -n` is two words, or none
    quietly $root apt-get update && quietly $root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$@"
}

system_packages() {
    local name weight shows reason missing=() failed=0
    while IFS=$'\t' read -r name weight shows reason; do
        case $name in '' | '#'*) continue ;; esac
        [ "$weight" != tests ] || [ "$purpose" = tests ] || continue
        [ -e "$shows" ] || command -v "$shows" >/dev/null 2>&1 || missing+=("$name")
    done <setup/system-packages.txt
    [ ${#missing[@]} -eq 0 ] && return
    install_with_apt "${missing[@]}" && return
    while IFS=$'\t' read -r name weight shows reason; do
        case " ${missing[*]} " in *" $name "*) ;; *) continue ;; esac
        if [ "$weight" = cosmetic ]; then
            say "提示：没有安装系统软件包 $name（缺少权限或网络），不影响核对；需要时请管理员运行：apt-get install $name（$reason）" \
                "note: system package $name is not installed (no right or no network); checking works without it. An administrator can run: apt-get install $name"
        else
            say "缺少系统软件包 $name，且没有权限或网络来安装；请管理员运行：apt-get install $name（$reason）" \
                "system package $name is missing and cannot be installed from here (no right or no network). An administrator can run: apt-get install $name"
            failed=1
        fi
    done <setup/system-packages.txt
    return "$failed"
}

# Sets `uv`: the one on the PATH, else our own under .uv (a folder of its own: pip may not touch the
# system's Python, PEP 668, and needs no right to write here).
find_uv() {
    if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then
        uv=uv
        return
    fi
    uv=.uv/bin/uv
    [ -x "$uv" ] && return
    "$python" -m pip --version >/dev/null 2>&1 || install_with_apt python3-pip ||
        fail "缺少 uv 和 pip；请安装其一（apt-get install python3-pip），再运行 make setup。" \
            "neither uv nor pip is here; install one of them (apt-get install python3-pip), then run make setup again."
    rm -rf .uv
    say "正在安装 uv …" "installing uv …"
    quietly "$python" -m pip install --quiet --disable-pip-version-check --no-input --target .uv uv && [ -x "$uv" ] ||
        fail "没能用 pip 安装 uv（没有网络？）：" "pip could not install uv (no network?):"
}

python_environment() {
    # Never another Python than the machine's own; without a network first, which is all it takes mostly.
    export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1
    quietly "$uv" sync --locked --all-extras --offline && return
    say "正在安装 Python 依赖 …" "installing the Python dependencies …"
    # The second time with the system's certificates: networks of offices often have an authority of their own.
    quietly "$uv" sync --locked --all-extras || quietly env UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true "$uv" sync --locked --all-extras ||
        fail "没能安装 Python 依赖（没有网络，或 uv.lock 与 pyproject.toml 不一致）：" \
            "the Python dependencies could not be installed (no network, or uv.lock does not match pyproject.toml):"
}

: >"$log"
python=$(find_python) ||
    fail "需要 Python 3.11 或更新的版本（apt-get install python3）。" "Python 3.11 or later is needed (apt-get install python3)."
system_packages || exit 1
find_uv
python_environment
