# shellcheck shell=bash
# What the scripts share: where the project is, how they speak, which packages they need and how the server is built.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mac=false
[[ $(uname -s) != Darwin ]] || mac=true

say() { printf '== %s\n' "$*" >&2; }

fail() {
    printf '!! %s\n' "$*" >&2
    exit 1
}

# What stands at the top of a script says how it is used.
usage() {
    sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
    exit
}

have() { command -v "$1" >/dev/null 2>&1; }

# The folder of Swift's own programs, such as its clang.
swift_tools() { dirname "$(readlink -f "$(command -v swift)")"; }

# What a build needs: a pkg-config module, its Debian package, its Homebrew formula.
libraries='openssl libssl-dev openssl@3
sqlite3 libsqlite3-dev sqlite
libevent_openssl libevent-dev libevent
libargon2 libargon2-dev argon2
libpcre2-8 libpcre2-dev pcre2'

# What OpenSSL compresses with where it is made to, as in Debian 13: a library that its archive wants, and its package.
compressors() {
    local wanted name package
    wanted=" $(pkg-config --static --libs-only-l openssl) "
    while read -r name package; do
        [[ $wanted != *" -l$name "* ]] || echo "$name $package"
    done <<<$'z zlib1g-dev\nzstd libzstd-dev'
}

# Homebrew keeps some libraries out of pkg-config's own path.
library_path() {
    $mac && have brew || return 0
    local formula
    for formula in openssl@3 sqlite libevent argon2 pcre2; do
        printf '%s:' "$(brew --prefix)/opt/$formula/lib/pkgconfig"
    done
}

library_is_there() { PKG_CONFIG_PATH=$(library_path)${PKG_CONFIG_PATH:-} pkg-config --exists "$1" 2>/dev/null; }

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; elif have sudo; then sudo "$@"; else return 1; fi
}

# apt_install PACKAGE...: installs, or returns 1 where that cannot be done.
apt_install() {
    have apt-get || return 1
    say "installing $*"
    local -a apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::http::Timeout=20)
    local -a install=("${apt[@]}" install -y --no-install-recommends "$@")
    # The package lists of a fresh machine are empty or old.
    as_root "${install[@]}" >&2 || { as_root "${apt[@]}" update >&2 && as_root "${install[@]}" >&2; }
}

# Installs the libraries that are missing; ends with their names and how to get them where it cannot.
need_libraries() {
    have swift || fail "swift is not installed: version 6.2 or newer from https://www.swift.org/install/"
    local module debian formula
    local -a packages=() formulas=()
    have pkg-config || { packages+=(pkg-config) formulas+=(pkgconf); }
    while read -r module debian formula; do
        library_is_there "$module" || { packages+=("$debian") formulas+=("$formula"); }
    done <<<"$libraries"
    if $mac; then
        ((!${#formulas[@]})) || fail "missing libraries; get them with: brew install ${formulas[*]}"
        return 0
    fi
    need_packages "${packages[@]}"
    packages=()
    while read -r module debian; do
        [[ -z $module || -e $(pkg-config --variable=libdir openssl)/lib$module.a ]] || packages+=("$debian")
    done <<<"$(compressors)"
    need_packages "${packages[@]}"
}
need_packages() {
    ((!$#)) || apt_install "$@" || fail "missing libraries; get them with: apt-get install $*
   (elsewhere: the development files of OpenSSL 3, SQLite 3, libevent 2.1, libargon2, PCRE2, and pkg-config)"
}

# need_tools COMMAND:PACKAGE...: as above for programs that only some tests or the benchmark use; never ends the script.
need_tools() {
    local pair
    local -a packages=()
    for pair; do
        have "${pair%%:*}" || PATH=$PATH:/usr/sbin have "${pair%%:*}" || packages+=("${pair##*:}")
    done
    ((${#packages[@]})) || return 0
    apt_install "${packages[@]}" || say "not installed, and left out below: ${packages[*]}"
}

# Lets the linker take the libraries' archives, which the development packages bring along: a binary that holds its libraries
# starts in half the time and runs where they are not installed. Prints the folder of .pc files that says so, for pkg-config.
archives() {
    $mac && return 0
    local folder=$root/.build/archives module debian name
    rm -rf "$folder" && mkdir -p "$folder"
    while read -r module debian _; do
        local libs=''
        for name in $(archive_names "$module"); do
            libs+=" -l$name"
            ln -sf "$(pkg-config --variable=libdir "$module")/lib$name.a" "$folder/"
        done
        printf 'Name: %s\nDescription: %s\nVersion: 1\nLibs: -L%s%s\n' "$module" "$debian" "$folder" "$libs" \
            >"$folder/$module.pc"
    done <<<"$libraries"
    # Swift's runtime asks for this one; the linker looks here first.
    name=$("$(swift_tools)/clang" -print-file-name=libstdc++.a)
    [[ $name != */* ]] || ln -sf "$name" "$folder/"
    printf '%s:' "$folder"
}
archive_names() {
    case $1 in
    openssl) echo ssl crypto "$(compressors | cut -d' ' -f1)" ;;
    libevent_openssl) echo event_openssl event_pthreads event ;;
    sqlite3 | libargon2 | libpcre2-8) echo "${1#lib}" ;;
    esac
}

# The commit of the sources; "unknown" outside of git.
commit() { { [[ -e $root/.git ]] && git -C "$root" rev-parse HEAD 2>/dev/null; } || echo unknown; }

# The time of everything that is made to be given away, in seconds since 1970: the commit's, so that it can be made again.
commit_time() { echo "${SOURCE_DATE_EPOCH:-$({ [[ -e $root/.git ]] && git -C "$root" log -1 --format=%ct 2>/dev/null; } || echo 0)}"; }

# NAME=FILE for the licence of each library that the release binary holds, where Debian and Swift keep them.
notices() {
    local name
    while read -r _ name _; do echo "$name=/usr/share/doc/$name/copyright"; done <<<"$libraries
$(compressors | sed 's/$/ -/')" | present
    echo "swift=$(swift_tools)/../share/swift/LICENSE.txt" | present
}
present() { while read -r line; do [[ ! -e ${line#*=} ]] || echo "$line"; done; }

# The release binary.
server=$root/.build/release/mockidp

build_release() {
    local -a flags=(-c release --product mockidp)
    # At a fixed address the loader has nothing to relocate, and no other object looks for symbols here: a third of the start each.
    # Libraries beside the program are not its own; looking for them there takes forty calls of the system.
    # A section for each function lets the linker leave out what nobody calls, and put together what a start runs.
    $mac || flags+=(--static-swift-stdlib --disable-local-rpath -Xswiftc -Xclang-linker -Xswiftc -no-pie -Xswiftc -use-ld=lld
        -Xswiftc -Xfrontend -Xswiftc -function-sections -Xlinker --no-export-dynamic
        -Xlinker "--symbol-ordering-file=$root/scripts/functions.order" -Xlinker --no-warn-symbol-ordering)
    # What debuggers want names the modules of C as they were made, which two builds do not make alike, and leaves its hash in the code.
    $mac || [[ ${symbols:-} == keep ]] || flags+=(-Xswiftc -gnone -Xlinker -s)
    need_libraries
    say "building mockidp (release); the first time takes some minutes"
    PKG_CONFIG_PATH=$(archives)${PKG_CONFIG_PATH:-} MOCKIDP_COMMIT=$(commit) \
        swift build --package-path "$root" "${flags[@]}" >&2 || fail "the build failed, see above"
}

# Builds it when a source is newer than the last build that succeeded.
build_server() {
    local stamp=$root/.build/release-built
    if [[ -x $server && -e $stamp ]]; then
        [[ -n $(find "$root/Sources" "$root/Package.swift" -newer "$stamp" -print -quit) ]] || return 0
    fi
    mkdir -p "$root/.build"
    touch "$stamp.began"
    build_release
    mv "$stamp.began" "$stamp"
}

# The libraries that a program loads, but for the C library, its parts and libgcc_s, which it wants itself where a thread ends.
loaded_libraries() {
    readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
        grep -vE '^(lib(c|m|dl|rt|pthread|gcc_s)|ld-linux-[a-z0-9-]+)\.so\.[0-9]+$' || true
}
# The newest version of glibc that it asks for.
newest_glibc() { readelf -V "$1" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1 | sed 's/GLIBC_//'; }

# What a program calls its version.
version_of() { "$1" --version | sed -n 's/^mockidp \([0-9.]*\).*/\1/p'; }

# trial NAME [--debug] [ARGUMENT …]: tries the release build, or with --debug the one that the tests use, in scripts/trials/NAME.py.
trial() {
    local name=$1 binary=$server
    shift
    need_tools python3:python3
    if [[ ${1:-} == --debug ]]; then
        binary=$root/.build/debug/mockidp
        shift
    else
        build_server
    fi
    cd "$root/scripts" || exit
    exec python3 -B -m "trials.$name" "$binary" "$@"
}
