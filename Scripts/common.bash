# Sourced by the other scripts: what the machine needs, and the release build.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# curl is URLSession's, which the static Swift runtime leaves to the system.
build_packages=(libsqlite3-dev libssl-dev zlib1g-dev libqrencode-dev libcurl4-openssl-dev)

fail() {
    echo "$*" >&2
    exit 1
}

# Installs the Debian packages that are missing, and only those.
require_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

install_packages() {
    local sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    command -v apt-get >/dev/null && { [ ${#sudo[@]} -eq 0 ] || command -v sudo >/dev/null; } ||
        fail "Please install these packages, then start again: $*"
    echo "Installing: $*" >&2
    { "${sudo[@]}" apt-get update -qq &&
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 install -y -qq --no-install-recommends "$@"; } >&2 ||
        fail "These packages could not be installed: $*"
}

require_swift() {
    command -v swift >/dev/null || fail "Swift 6 is needed: https://www.swift.org/install/linux/"
    swift --version 2>/dev/null | grep -q 'Swift version [6-9]' || fail "Swift 6 is needed; this is $(swift --version 2>&1 | head -n 1)"
}

release_binary=.build/release/aalo
release_stamp=.build/release.stamp

# A stamp and not the binary's own time: a build that links nothing new leaves the binary as it was.
# Folders count too, so that a removed file is noticed.
release_is_current() {
    [ -x "$release_binary" ] && [ -e "$release_stamp" ] &&
        [ -z "$(find Package.swift Sources Migrations Scripts/common.bash -newer "$release_stamp" -print -quit 2>/dev/null)" ]
}

# With the Swift runtime inside: it needs no Swift where it runs, starts sooner and takes less memory. Packed relocations
# (2.4 MB of them otherwise) and no table of our own symbols: what is not read at start does not stay in memory.
build_release() {
    release_is_current && return
    require_packages "${build_packages[@]}"
    require_swift
    mkdir -p .build
    touch "$release_stamp.new"
    swift build -c release --static-swift-stdlib --product aalo -Xswiftc -use-ld=lld \
        -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic >&2 || fail "The release build failed."
    mv "$release_stamp.new" "$release_stamp"
}
