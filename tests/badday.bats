#!/usr/bin/env bats
# Bad days: what the programs write on has no room or is gone, a clock is set,
# names do not resolve, nobody answers. Each is said in words, ends with the
# right status, leaves nothing half written under a final name, and never hangs.

bats_require_minimum_version 1.5.0
load helper

SETTER=/usr/lib/$(uname -m)-linux-gnu/faketime/libfaketime.so.1

setup() {
	LIST=proceedings.neurips.cc/paper_files/paper/2023
	generate "$TMP/web" neurips 2023 20
}

teardown() {
	[ -z "${mounted-}" ] || umount "$mounted"
	[ -z "${started-}" ] || kill "$started" 2>/dev/null || true
}

neurips() { # OPTION...: the list and all pages, fast
	cf-scrape -s neurips --details all -r 1000 "$@" neurips 2023 2> >(grep --line-buffered -v 'known to bear' >&2)
}
export -f neurips wait_for has serve

one_done() { # VERDICT: the only done record has it
	[ "$(jq -r 'select(.type == "done").verdict' <<<"$output")" = "$1" ] ||
		{ echo "$output"; echo "$stderr"; false; }
}

# a stream, a saved page and a filled cache: what the programs write from
material() {
	serve "$TMP/web" -- bash -c neurips >"$TMP/stream"
	page=$TMP/web/$(awk -F'\t' '$2 ~ /paper_files\/paper\/2023$/ { print $1 }' "$TMP/web/MANIFEST.tsv")
}

# a file system of its own, of SIZE bytes or with OPTIONS
mounted() { # DIR OPTIONS
	mkdir -p "$1"
	mount -t tmpfs -o "$2" none "$1" 2>/dev/null || skip "cannot mount"
	mounted=$1
}

# during COMMAND: runs neurips with its list held back; COMMAND comes meanwhile
during() { # COMMAND [OPTION...]
	# shellcheck disable=SC2016
	serve --fault "url=$LIST,delay=3,count=1" "$TMP/web" -- bash -c '
		command=$1
		shift
		neurips -v "$@" >"$TMP/out" 2>"$TMP/err" & pid=$!
		wait_for has "GET .*/paper/2023$" "$TMP/err" || exit 99
		eval "$command"
		wait $pid' - "$@"
}

# --- no room ------------------------------------------------------------------

@test "standard output on a full disk is an error of every program, in words" {
	[ -w /dev/full ] || skip "no /dev/full"
	material
	for command in 'cf-scrape --list-venues' 'cf-scrape --list-venues --json' 'cf-scrape --list-sources' \
		'cf-scrape --offline --dry-run neurips 2023' 'cf-scrape --offline -s neurips neurips 2023' \
		'cf-estimate --offline neurips 2023' "cf-parse -s neurips neurips 2023 <$page" \
		"cf-merge $TMP/stream" "cf-progress --progress=quiet <$TMP/stream" \
		'cf-cache list' 'cf-cache size' 'cf-cache prune --max-size 0 --dry-run' \
		cf-{scrape,estimate,parse,merge,progress,cache,collect}\ --{help,version}; do
		run --separate-stderr bash -c "$command >/dev/full"
		[[ $status -eq 1 && $stderr == *"cannot write"*"standard output"*": No space left on device" ]] || { echo "$command: $status $stderr"; false; }
	done
}

@test "a reader that leaves ends every program without a word" {
	material
	for command in 'cf-scrape --list-venues' 'cf-scrape --offline -q -s neurips neurips 2023' \
		'cf-estimate --offline neurips 2023' "cf-parse -s neurips neurips 2023 <$page" \
		"cf-merge -q $TMP/stream" "cf-progress --progress=quiet <$TMP/stream" 'cf-cache list'; do
		# shellcheck disable=SC2016
		run -0 --separate-stderr bash -c "$command | true; "'echo "${PIPESTATUS[0]}"'
		[ "$output" = 0 ] && [ -z "$stderr" ] || { echo "$command: $output $stderr"; false; }
	done
}

@test "a limit on the size of files is an error, no signal, and nothing half is left" {
	material
	mkdir "$TMP/o"
	head -c 3000 /dev/zero >"$TMP/o/old"
	run -1 --separate-stderr bash -c "ulimit -f 1; cf-merge -o $TMP/o/old $TMP/stream"
	[[ $stderr == *"cannot write '$TMP/o/old': File too large"* ]]
	[ "$(cd "$TMP/o" && echo *)" = old ]
	[ "$(stat -c %s "$TMP/o/old")" -eq 3000 ]
	run -1 --separate-stderr bash -c "ulimit -f 1; cf-merge -q $TMP/stream >$TMP/o/new"
	[[ $stderr == *"cannot write 'standard output': File too large"* ]]
	run -1 --separate-stderr bash -c "ulimit -f 1; cf-scrape -q --offline -s neurips neurips 2023 >$TMP/o/raw"
	[[ $stderr == *"cannot write standard output: File too large"* ]]
}

@test "a limit on the size of files: the cache stays out of it" {
	generate "$TMP/web" neurips 2023 400
	run -0 --separate-stderr serve "$TMP/web" -- bash -c 'ulimit -f 8; neurips --details none | cat'
	one_done complete
	[[ $stderr == *"cannot write cache '$CF_CACHE/"*": File too large: going on without" ]]
	[ -z "$(find "$CF_CACHE" -type f ! -name robots.txt)" ]
}

@test "a merged file on a full disk: the old one stays, and no part of the new" {
	material
	mounted "$TMP/small" size=32k
	head -c 20000 /dev/zero >"$TMP/small/papers.ndjson"
	run -1 --separate-stderr cf-merge -o "$TMP/small/papers.ndjson" "$TMP/stream"
	[[ $stderr == *"cannot write '$TMP/small/papers.ndjson': No space left on device"* ]]
	[ "$(cd "$TMP/small" && echo * .[!.]*)" = "papers.ndjson .[!.]*" ]
	[ "$(stat -c %s "$TMP/small/papers.ndjson")" -eq 20000 ]
}

# --- nothing may be written, or it is gone --------------------------------------

@test "a cache that may not be written is used, and added to it is nothing" {
	mounted "$TMP/ro" size=1m
	export CF_CACHE=$TMP/ro/cache
	mkdir "$TMP/ro/empty"
	serve "$TMP/web" -- cf-scrape -s neurips --details none -r 1000 neurips 2023 >/dev/null 2>&1
	mount -o remount,ro "$TMP/ro"
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- bash -c neurips
	one_done complete
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
	run ! grep -q 'paper/2023 ' "$TMP/log"
	[[ $stderr == "cf-scrape: cannot write cache '$CF_CACHE/"*"': Read-only file system: going on without" ]]
	run -0 --separate-stderr serve "$TMP/web" -- bash -c 'neurips --refresh --details none'
	one_done complete
	# where several folders cannot be made, the reason is that of the first
	run -0 --separate-stderr serve "$TMP/web" -- bash -c 'neurips --cache "$TMP/ro/empty" --details none'
	[[ $stderr == *"': Read-only file system: going on without" ]]
	run -1 --separate-stderr cf-scrape --cache "$TMP/ro/a/b" neurips 2023
	[ "$stderr" = "cf-scrape: cannot make cache directory '$TMP/ro/a/b': Read-only file system: see --cache" ]
	run -1 --separate-stderr cf-cache prune --max-size 0
	[[ $stderr == *"cannot remove '$CF_CACHE/"*"': Read-only file system"* ]]
}

@test "a cache that vanishes in the middle is made again, or done without" {
	run -0 --separate-stderr serve "$TMP/web" -- bash -c neurips
	rm -r "$CF_CACHE"
	during 'rm -rf "$CF_CACHE"'
	output=$(cat "$TMP/out") one_done complete
	[ "$(papers "$TMP/out" | wc -l)" -eq 20 ]
	run -0 cf-cache verify
	rm -r "$CF_CACHE"
	# while a page is on its way to it
	# shellcheck disable=SC2016
	during 'rm -rf "$CF_CACHE"; echo x >"$CF_CACHE"'
	output=$(cat "$TMP/out") one_done complete
	grep -q "cannot write cache '$CF_CACHE/.*': Not a directory: going on without" "$TMP/err"
}

@test "a folder for the output that vanishes while the input comes" {
	material
	mkdir "$TMP/o"
	mkfifo "$TMP/in"
	cf-merge -o "$TMP/o/papers.ndjson" <"$TMP/in" 2>"$TMP/err" 3>&- &
	started=$!
	exec 7>"$TMP/in"
	cat "$TMP/stream" >&7
	rmdir "$TMP/o"
	exec 7>&-
	status=0
	wait "$started" || status=$?
	[ "$status" -eq 1 ]
	grep -q "cannot write '$TMP/o/papers.ndjson': No such file or directory" "$TMP/err"
	[ ! -e "$TMP/o" ]
}

@test "a runtime folder that vanishes in the middle: the job goes on" {
	# shellcheck disable=SC2016
	during 'rm -r "$XDG_RUNTIME_DIR/cf"' --no-cache
	output=$(cat "$TMP/out") one_done complete
	[ -s "$TMP/cf/throttle-proceedings.neurips.cc" ] # the new one, for all that come
}

@test "a runtime folder that may not be written: the one below /tmp is shared" {
	mounted "$TMP/ro" ro,size=16k
	# not the one of who runs this: it may have a host that wants to be left alone
	XDG_RUNTIME_DIR=$TMP/ro run -0 --separate-stderr serve "$TMP/web" -- unshare -m bash -c '
		mkdir -p -m 700 "/tmp/cf-$(id -u)" && mount -t tmpfs -o mode=700 none "/tmp/cf-$(id -u)" || exit 99
		neurips --no-cache && ls "/tmp/cf-$(id -u)" >"$TMP/shared"'
	one_done complete
	[ -z "$stderr" ]
	grep -qx throttle-proceedings.neurips.cc "$TMP/shared"
}

@test "a throttle file that is a link, a pipe, a folder or somebody else's is named and not used" {
	throttle=$TMP/cf/throttle-proceedings.neurips.cc
	mkdir -m 700 "$TMP/cf"
	ways=("ln -s $TMP/else" mkfifo mkdir)
	[ "$(id -u)" -ne 0 ] || ways+=("install -o 65534 /dev/null")
	for make in "${ways[@]}"; do
		$make "$throttle"
		run -0 --separate-stderr serve "$TMP/web" -- bash -c 'neurips --no-cache --details none'
		one_done complete
		[[ $stderr == *"not counted in the rate: '$throttle' is no file of yours: remove it" ]] || { echo "$stderr"; false; }
		[ ! -e "$TMP/else" ]
		rm -r "$throttle"
	done
}

@test "descriptors that are closed: an error where they are needed, and no file gets their number" {
	without_valgrind "it gives programs another name and other descriptors"
	material
	for command in 'cf-estimate --offline neurips 2023' "cf-merge -q $TMP/stream" 'cf-cache list' \
		"cf-parse -s neurips neurips 2023 <$page" 'cf-scrape --offline neurips 2023'; do
		run --separate-stderr bash -c "$command >&-"
		[[ $status -eq 1 && $stderr == *"cannot write"*"standard output"*": Bad file descriptor" ]] || { echo "$command: $status $stderr"; false; }
	done
	run -0 --separate-stderr bash -c "cf-merge -q -o $TMP/merged $TMP/stream >&-"
	run -1 --separate-stderr bash -c 'cf-merge -q <&-'
	[[ $stderr == *"cannot read 'standard input': Bad file descriptor" ]]
	[ -d /proc/self/fd ] || skip "no /proc"
	rm -r "$TMP/cf"
	# shellcheck disable=SC2016
	serve --log "$TMP/log" --fault "url=$LIST,delay=60" "$TMP/web" -- bash -c '
		cf-scrape --no-cache -vvv -s neurips -r 1000 neurips 2023 <&- 2>&- >/dev/null & pid=$!
		wait_for test -e "$TMP/cf/throttle-proceedings.neurips.cc"
		readlink /proc/$pid/fd/0 /proc/$pid/fd/2 >"$TMP/fds"
		kill $pid' || true
	[ "$(sort -u "$TMP/fds")" = /dev/null ] || { cat "$TMP/fds"; false; }
}

# --- clocks -------------------------------------------------------------------

# at SECONDS COMMAND...: with the clock of the day set by so much, as of SECONDS
# or of the file $TMP/clock; the clock that measures goes on
at() {
	local by=$1
	shift
	env LD_PRELOAD="$SETTER" FAKETIME="$by" DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_FAKE_MONOTONIC=1 "$@"
}
export -f at
export SETTER

need_clock() {
	[ -e "$SETTER" ] || skip "no libfaketime"
	natively "libfaketime and the sanitizer do not go together"
}

@test "a clock that is set: a host that asked to be left alone still is" {
	need_clock
	run -75 --separate-stderr serve --fault "url=$LIST,status=429,header=Retry-After: 4000" "$TMP/web" -- bash -c 'neurips --no-cache'
	for by in +1d -1d; do
		BY=$by run -75 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- \
			bash -c 'at "$BY" cf-scrape --no-cache --retries 0 -s neurips -r 1000 neurips 2023'
		one_done retry-later
		[[ $stderr =~ 'asks to come back in '[34][0-9]{3}' s' ]] || { echo "$by $stderr"; false; }
		[ ! -s "$TMP/log" ]
	done
}

@test "a clock that is set in the middle of a job does no harm" {
	need_clock
	for by in +1d -1d; do
		rm -rf "$CF_CACHE"
		echo +0 >"$TMP/clock"
		# shellcheck disable=SC2016
		BY=$by serve --fault "url=$LIST,delay=3" "$TMP/web" -- bash -c '
				LD_PRELOAD=$SETTER FAKETIME_TIMESTAMP_FILE=$TMP/clock FAKETIME_NO_CACHE=1 \
				DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_FAKE_MONOTONIC=1 \
				cf-scrape -v -s neurips --details all -r 1000 neurips 2023 >"$TMP/out" 2>"$TMP/err" & pid=$!
			wait_for has "GET .*/paper/2023$" "$TMP/err" || exit 99
			echo "$BY" >"$TMP/clock"
			wait $pid'
		output=$(cat "$TMP/out") one_done complete
		[ "$(papers "$TMP/out" | wc -l)" -eq 20 ]
		[ "$(jq 'select(.type == "done") | .elapsed_ms | . >= 0 and . < 80000000' "$TMP/out")" = true ]
		run -0 cf-cache verify
	done
}

@test "an answer from the future, kept when the clock was wrong, is asked about" {
	generate "$TMP/web" neurips 2026 5
	for now in 1795000000 1794900000; do
		CF_NOW=$now run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- \
			cf-scrape -s neurips --details none -r 1000 neurips 2026
		one_done complete
		[ "$(grep -c 'paper/2026 ' "$TMP/log")" -eq 1 ]
	done
	grep -q 'paper/2026 304$' "$TMP/log"
}

# --- nobody there -------------------------------------------------------------

@test "a name that does not resolve: come back later, in words, and the others go on" {
	printf 'mine\t2023\tlist\tneurips\tname.invalid/paper_files/paper/2023\nmine\t2022\tlist\tneurips\t%s\n' "$LIST" >"$TMP/venues.tsv"
	run -75 --separate-stderr serve "$TMP/web" -- bash -c 'CF_CONNECT_TO=proceedings.neurips.cc:443:$CF_MIRROR_HTTPS cf-scrape -r 1000 --venues-file "$TMP/venues.tsv" --retries 0 --details none mine 2022-2023'
	[ "$(verdicts <<<"$output" | paste -sd' ')" = "mine 2022 complete mine 2023 retry-later" ] || { echo "$output$stderr"; false; }
	[[ $stderr == *"cf-scrape: mine 2023: cannot reach 'https://name.invalid/robots.txt': Could not resolve host: name.invalid"* ]]
	[[ $stderr != *--ignore-robots* ]] # that would not help
}

@test "nobody listens: come back later, in words" {
	for to in ::localhost:1 ::127.0.0.1:1 '::[::1]:1'; do
		run -75 --separate-stderr cf-scrape --connect-to "$to" --retries 0 -s neurips neurips 2023
		one_done retry-later
		[[ $stderr == "cf-scrape: neurips 2023: cannot reach 'https://proceedings.neurips.cc/robots.txt': Failed to connect"* ]]
		[[ $stderr != *--ignore-robots* ]]
	done
}

# a port of ::1 that swallows what comes, as a route that goes nowhere does
deaf() { # PORT
	cat >"$TMP/deaf.pl" <<-'END'
		use Socket qw(:all);
		use Fcntl;
		my $to = pack_sockaddr_in6($ARGV[0], inet_pton(AF_INET6, "::1"));
		my $s;
		socket($s, AF_INET6, SOCK_STREAM, 0) && setsockopt($s, IPPROTO_IPV6, IPV6_V6ONLY, 1) &&
			bind($s, $to) && listen($s, 0) or die "$!\n";
		my @full; # the queue of those that are not taken
		for (1 .. 3) {
			socket(my $c, AF_INET6, SOCK_STREAM, 0);
			fcntl($c, F_SETFL, O_NONBLOCK);
			connect($c, $to);
			push @full, $c;
		}
		open(my $up, ">", "$ENV{TMP}/deaf") && close($up);
		sleep 60;
	END
	perl "$TMP/deaf.pl" "$1" 3>&- &
}
export -f deaf

@test "IPv6 that goes nowhere: the other address is taken soon; alone it is a time-out" {
	need perl
	[ -e /proc/net/if_inet6 ] || skip "no IPv6"
	unshare -m true 2>/dev/null || skip "cannot have a hosts file of its own"
	printf '127.0.0.1 localhost\n::1 both.example\n127.0.0.1 both.example\n' >"$TMP/hosts"
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve "$TMP/web" -- unshare -m bash -c '
		mount --bind "$TMP/hosts" /etc/hosts
		port=${CF_MIRROR_HTTPS#*:}
		deaf "$port"
		wait_for test -e "$TMP/deaf" || exit 99
		neurips -vvv --no-cache --connect-to "::both.example:$port" >"$TMP/both" 2>"$TMP/err" || exit
		neurips --no-cache --retries 0 --connect-timeout 1 --connect-to "::[::1]:$port"
		[ $? -eq 75 ]; status=$?; kill %1; exit $status'
	[ "$(papers "$TMP/both" | wc -l)" -eq 20 ]
	grep -q 'Trying \[\?::1' "$TMP/err" || skip "::1 was not the first address"
	one_done retry-later
	# the connection's own time-out, or the request's on a slow machine
	[[ $stderr =~ "cannot reach ".*": "("Failed to connect to ::1 port "[0-9]+" after "[0-9]+" ms: "[Tt]ime.?out|"Connection timeout after ") ]] || { echo "$stderr"; false; }
}

@test "TLS that does not verify: an error that says so, nothing taken, nothing kept" {
	run -1 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- env -u CURL_CA_BUNDLE cf-scrape -s neurips -r 1000 neurips 2023
	one_done failed
	[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" = 0 ]
	[[ $stderr == *"cannot trust 'https://proceedings.neurips.cc/robots.txt': "*": see --cacert"* ]]
	[[ $stderr != *--ignore-robots* ]]
	[ -z "$(papers <<<"$output")" ] && [ ! -s "$TMP/log" ]
	[ -z "$(find "$CF_CACHE" -type f)" ]
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape --cacert "$TMP/none" -s neurips neurips 2023
	one_done failed
	[[ $stderr == *"cannot trust "*"$TMP/none"*": see --cacert"* ]]
}
