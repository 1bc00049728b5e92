# helper.bash - what the bats files share: `load helper` at the top.
#
# Finds the tree and puts bin/ first in PATH; gives each test its own cache and
# throttle; serve and generate are the local web (tests/mirror). Tests never
# sleep for a while: they wait_for an event, and give up after a bound.

ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
PATH=${CF_BIN:-$ROOT/bin}:$PATH
export TMP=$BATS_TEST_TMPDIR
MIRROR=$ROOT/tests/mirror
export CF_CACHE=$BATS_TEST_TMPDIR/cache XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR
unset CF_CONNECT_TO CF_VENUES

serve() { "$MIRROR/serve" "$@"; }
generate() { "$MIRROR/generate" "$@"; }

# papers [FILE...]: only the paper records of a stream
papers() { jq -c 'select(.type == "paper")' "$@"; }

# verdicts [FILE...]: "VENUE YEAR VERDICT" for each job that ended
verdicts() { jq -r 'select(.type == "done") | "\(.venue) \(.year) \(.verdict)"' "$@"; }

# native: whether the programs run as they are, not under valgrind or a sanitizer
native() { [[ -z ${CF_VALGRIND-} && ${CF_BIN-} != *address* ]]; }
# natively REASON, without_valgrind REASON: skip the test where they do not
natively() { native || skip "$1"; }
without_valgrind() { [ -z "${CF_VALGRIND-}" ] || skip "$1"; }

# shim NAME <C: builds $TMP/NAME.so for LD_PRELOAD, to replace a call of the system
shim() {
	natively "its calls are not replaced"
	need "${CC:-cc}"
	"${CC:-cc}" -D_GNU_SOURCE -shared -fPIC -o "$TMP/$1.so" -x c -
}

# unprivileged: sets the array drop, which stands before a command that root may
# not run: another user does
# shellcheck disable=SC2034 # who calls it uses the array
unprivileged() {
	without_valgrind "another user cannot run it"
	drop=()
	[ "$(id -u)" -eq 0 ] || return 0
	need setpriv
	drop=(setpriv --reuid=65534 --clear-groups)
}

# wait_for COMMAND [ARG...]: until it succeeds, 20 seconds at most, or 200 under valgrind
wait_for() {
	local _
	for _ in $(seq "400${CF_VALGRIND:+0}"); do
		if "$@"; then
			return 0
		fi
		sleep 0.05
	done
	echo "waited in vain for: $*" >&2
	return 1
}

# has PATTERN FILE: quiet even while FILE is not there yet; for wait_for
has() { grep -qE -- "$1" "$2" 2>/dev/null; }

# gone PID: that process has ended; for wait_for
gone() { ! kill -0 "$1" 2>/dev/null; }

# Some tests run against real pages, when CORPUS names their folder.
need_corpus() {
	[ -r "${CORPUS:-}/MANIFEST.tsv" ] || skip "CORPUS is not set"
}

need() { # PROGRAM
	command -v "$1" >/dev/null || skip "no $1"
}

# PATH of all programs that cf-collect needs but GNU parallel, so that xargs -P
# has to do
without_parallel() {
	mkdir -p "$TMP/path"
	local p
	for p in sh cat cut sort wc awk sed tr mktemp mkdir rm mv cp date dirname grep paste ps sleep tail flock xargs jq env nginx; do
		ln -sf "$(command -v "$p" || echo /usr/sbin/"$p")" "$TMP/path/$p"
	done
	echo "${CF_BIN:-$ROOT/bin}:$TMP/path"
}
