#!/usr/bin/env bats
# cf-collect: the whole pipe, planned and joined.

bats_require_minimum_version 1.5.0
load helper

three() {
	generate "$TMP/web" neurips 2023 150
	generate "$TMP/web" neurips 2024 160
	generate "$TMP/web" icml 2023 120
	generate "$TMP/web" icml 2024 130
	generate "$TMP/web" iclr 2024 140
	generate "$TMP/web" iclr 2025 110
}

@test "three venues, two years: every paper once, exit 0, a summary" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml,iclr --years 2024 -j 6 \
		-r 1000 --no-cache -o "$TMP/papers"
	[ -z "$output" ]
	[ "$(wc -l <"$TMP/papers")" -eq 430 ]
	[ "$(jq -r .id "$TMP/papers" | sort -u | wc -l)" -eq 430 ]
	[ "$(jq -r .venue "$TMP/papers" | uniq | paste -sd' ')" = "neurips icml iclr" ]
	[[ $stderr == *"430 of 430 papers"* ]]
}

@test "the same bytes whoever is fastest, times aside, with parallel and with xargs" {
	three
	serve "$TMP/web" -- cf-collect --venues iclr,neurips,icml --years 2024 -j 6 -r 1000 --no-cache -o "$TMP/a" 2>"$TMP/err"
	serve "$TMP/web" -- env PATH="$(without_parallel)" cf-collect --venues iclr,neurips,icml --years 2024 --split-years \
		-r 1000 --no-cache 2>"$TMP/err2" >"$TMP/b"
	grep -q '(xargs)' "$TMP/err2"
	jq -c 'del(.retrieved)' "$TMP/a" >"$TMP/a1"
	jq -c 'del(.retrieved)' "$TMP/b" >"$TMP/b1"
	cmp "$TMP/a1" "$TMP/b1"
}

@test "a process per venue; per year when there are slots to spare" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect -v --venues neurips,icml --years 2023-2024 --no-cache -r 1000 -n 1
	[[ $stderr == *"job: neurips 2023,2024"* ]]
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect -v --venues neurips,icml --years 2023-2024 -j 3 --no-cache -r 1000 -n 1
	[[ $stderr == *"job: neurips 2023"$'\n'* ]]
	# the first year of each before the second of one: they spread over the hosts
	[ "$(sed -n 's/^cf-collect: job: [a-z]* //p' <<<"$stderr" | sort -cn 2>&1)" = "" ]
	[[ $stderr == *"job: icml 2024"* ]]
}

@test "-n is per venue-year" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2023-2024 -n 5 -r 1000 --no-cache
	[ "$(jq -r '"\(.venue) \(.year)"' <<<"$output" | uniq -c | awk '{ print $1 }' | sort -u)" = 5 ]
	[ "$(wc -l <<<"$output")" -eq 20 ]
}

@test "what the filters can do is asked of them: --metrics, --stall-timeout" {
	three
	mkdir "$TMP/bin"
	printf '#!/bin/sh\necho "$@" >>"%s/asked"\nexec "%s" "$@"\n' "$TMP" "$(command -v cf-progress)" >"$TMP/bin/cf-progress"
	chmod +x "$TMP/bin/cf-progress"
	PATH=$TMP/bin:$PATH
	for option in --retries=2 --stall-timeout=7 --stall-timeout=0; do
		run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues icml --years 2023 -n 1 -r 1000 \
			--metrics "$TMP/the metrics" --progress quiet "$option"
		jq -e . "$TMP/the metrics"
		rm "$TMP/the metrics"
	done
	[ "$(sed '/--version/d; s/.*metrics *//' "$TMP/asked" | tr '\n' ';')" = "--stall-timeout 120 --kill-stalled;--stall-timeout 7 --kill-stalled;;" ]
}

@test "a venue that is none, a year that a venue did not have: the others run" {
	three
	run -2 --separate-stderr serve "$TMP/web" -- cf-collect --venues nosuch,icml --years 2024 -r 1000 --no-cache
	[ "$(wc -l <<<"$output")" -eq 130 ]
	[[ $stderr == *"unknown venue 'nosuch'"* ]]
	printf 'young\t2024\tlist\tpmlr\t235\t130\n' >>"$TMP/web/venues.tsv"
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues young --years 2023-2024 -r 1000 --no-cache
	[ "$(wc -l <<<"$output")" -eq 130 ]
	[[ $stderr == *"left out"*"'young' 2023"* ]]
	[[ $stderr != *"--help"* ]]
}

@test "what is missing is named and makes the run fail, the rest is there" {
	three
	run -3 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2022-2023 -r 1000 --no-cache --retries 0
	[ "$(wc -l <<<"$output")" -eq 270 ]
	[[ $stderr == *"neurips 2022"* ]] && [[ $stderr == *"icml 2022"* ]]
}

@test "a killed worker is named; the others' papers are there" {
	three
	cat >"$TMP/shim" <<-'END'
		#!/bin/sh
		case "$*" in
		*--dry-run*) exec cf-scrape.real "$@" ;;
		*icml*) printf '{"type":"start","venue":"icml","year":2023}\n'; kill -9 $$ ;;
		esac
		exec cf-scrape.real "$@"
	END
	mkdir "$TMP/bin"
	ln -s "$(command -v cf-scrape)" "$TMP/bin/cf-scrape.real"
	install -m 755 "$TMP/shim" "$TMP/bin/cf-scrape"
	PATH=$TMP/bin:$PATH run -3 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2023 -r 1000 --no-cache
	[ "$(wc -l <<<"$output")" -eq 150 ]
	[[ $stderr == *"icml 2023"* ]]
}

@test "no --years: this year, and it says so" {
	three
	run --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips -r 1000 --no-cache --retries 0
	[[ $stderr == *"no --years: taking $(date -u +%Y)"* ]]
}

# --- signals and bad days ---

# A cf-scrape that has written a paper of each venue and then waits for ever.
waiting_scrape() {
	mkdir "$TMP/bin" "$TMP/up" "$TMP/tmp"
	mkfifo "$TMP/never"
	ln -s "$(command -v cf-scrape)" "$TMP/bin/cf-scrape.real"
	cat >"$TMP/bin/cf-scrape" <<-'END'
		#!/bin/sh
		case "$*" in
		*--dry-run*) exec cf-scrape.real "$@" ;;
		esac
		while [ $# -gt 2 ]; do shift; done
		printf '{"type":"start","venue":"%s","year":%s}\n' "$1" "$2"
		printf '{"type":"paper","venue":"%s","year":%s,"id":"%s:1","title":"T"}\n' "$1" "$2" "$1"
		echo $$ >"$TMP/up/$1.tmp"
		mv "$TMP/up/$1.tmp" "$TMP/up/$1"
		exec cat "$TMP/never"
	END
	chmod +x "$TMP/bin/cf-scrape"
}

# Whether both filters of $pid have come to where they attend to SIGTERM (15): a
# program that has just begun dies of it.
attend() {
	local name p
	for name in cf-progress cf-merge; do
		p=$(ps -A -o pid= -o pgid= -o comm= | awk -v g="$pid" -v c="$name" '$2 == g && $3 == c { print $1 }')
		[ -n "$p" ] || return 1
		[ ! -r "/proc/$p/status" ] ||
			((16#$(awk '/^SigCgt/ { print $2 }' "/proc/$p/status") >> 14 & 1)) || return 1
	done
}

# cf-collect of two venues, as $pid, in a process group of its own as in a
# terminal, when both workers and the filters run.
begin_collect() { # [ENV...]
	set -m
	env TMPDIR="$TMP/tmp" PATH="$TMP/bin:$PATH" "$@" cf-collect --venues neurips,icml --years 2023 \
		-o "$TMP/papers" --retries 0 2>"$TMP/err" 3>&- &
	pid=$!
	set +m
	wait_for test -e "$TMP/up/neurips" -a -e "$TMP/up/icml"
	wait_for attend
}

ended() { # STATUS: it did, and nothing of it is left
	local status=0 worker
	wait "$pid" || status=$?
	[ "$status" -eq "$1" ] || {
		echo "status $status"
		cat "$TMP/err"
		false
	}
	[ -z "$(ls "$TMP/tmp")" ]
	for worker in "$TMP"/up/*; do
		wait_for dead "$(cat "$worker")"
	done
	wait_for nobody
}

# A dead child that nobody has waited for is dead as well.
dead() { [[ $(ps -o stat= -p "$1") != [!Z]* ]]; } # PID
nobody() { ! ps -A -o pgid= -o stat= | awk -v g="$pid" '$1 == g && $2 !~ /^Z/ { n++ } END { exit !n }'; }

@test "a signal: workers end, what came is written, the rest is named" {
	without_valgrind "it gives programs another name and other descriptors"
	waiting_scrape
	for how in "" "PATH=$TMP/bin:$(without_parallel)"; do
		# to the process alone, and to all of the group as a terminal
		# or timeout(1) does
		for try in "INT 130 -" "TERM 143 -" "TERM 143" "HUP 129"; do
			rm -f "$TMP"/up/* "$TMP/papers"
			read -r signal status group <<<"$try"
			begin_collect ${how:+"$how"}
			kill -s "$signal" -- "$group$pid"
			ended "$status"
			[ "$(wc -l <"$TMP/papers")" -eq 2 ]
			grep -q '^cf-merge: icml 2023: ' "$TMP/err"
			grep -q '^cf-collect: interrupted: the same command goes on' "$TMP/err"
		done
	done
}

@test "a signal where a process is its own parent, as on FreeBSD" {
	without_valgrind "it gives programs another name and other descriptors"
	waiting_scrape
	begin_collect
	printf '#!/bin/sh\necho 0 0 kernel\nexec %s "$@"\n' "$(command -v ps)" >"$TMP/bin/ps"
	chmod +x "$TMP/bin/ps"
	kill -TERM "$pid"
	wait_for gone "$pid" || kill -KILL -- "-$pid"
	ended 143
}

@test "a termination of the whole pipeline, as by timeout: --metrics is written, and the words are ours" {
	need setsid
	without_valgrind "it gives programs another name"
	generate "$TMP/web" neurips 2023 60
	# shellcheck disable=SC2016
	serve --fault 'url=*/hash/*,delay=3' "$TMP/web" -- setsid -w sh -c 'echo $$ >"$0"; exec "$@"' "$TMP/pid" cf-collect -r 1000 \
		--ignore-robots --details all --progress=plain --venues neurips --years 2023 --output-dir "$TMP/d" --metrics "$TMP/metrics" \
		2>"$TMP/err" 3>&- &
	wait_for has 'neurips 2023: started' "$TMP/err"
	kill -TERM -- "-$(cat "$TMP/pid")"
	status=0
	wait $! || status=$?
	[ "$status" -eq 143 ] || { cat "$TMP/err"; false; }
	[[ $(tail -n 1 "$TMP/err") == "cf-collect: interrupted: the same command"* ]]
	jq -e '.totals.jobs == 1' "$TMP/metrics"
	run ! grep -v '^cf-' "$TMP/err"
}

@test "without HOME parallel does not lead the cache to /tmp" {
	need parallel
	mkdir "$TMP/bin"
	printf '#!/bin/sh\nprintf "%%s\\n" "$HOME" >>"%s"\nexit 1\n' "$TMP/homes" >"$TMP/bin/cf-job"
	chmod +x "$TMP/bin/cf-job"
	run -3 env -u HOME PATH="$TMP/bin:$PATH" cf-collect --offline --progress=quiet --venues neurips --years 2023 -o "$TMP/o"
	[ "$(cat "$TMP/homes")" = "$(getent passwd "$(id -u)" | cut -d: -f6)" ]
}

@test "a second interrupt does not wait for a worker that will not go" {
	without_valgrind "it gives programs another name and other descriptors"
	waiting_scrape
	sed -i '$d' "$TMP/bin/cf-scrape"
	cat >>"$TMP/bin/cf-scrape" <<-'END'
		trap ': >"$TMP/asked"' TERM INT
		while :; do cat "$TMP/never"; done
	END
	begin_collect PATH="$TMP/bin:$(without_parallel)"
	kill -INT -- "-$pid"
	wait_for test -e "$TMP/asked"
	kill -INT -- "-$pid"
	ended 130
}

@test "all workers killed, or the program that starts them: named, and an end" {
	without_valgrind "it gives programs another name and other descriptors"
	waiting_scrape
	begin_collect
	cat "$TMP"/up/* | xargs kill -KILL
	ended 3
	[ "$(wc -l <"$TMP/papers")" -eq 2 ]
	grep -q '^cf-merge: icml 2023: incomplete: 1 paper: worker died, run it again' "$TMP/err"
	rm "$TMP"/up/* "$TMP/papers"
	begin_collect
	kill -KILL "$(ps -A -o pgid= -o pid= -o args= | awk -v g="$pid" '$1 == g && /[p]arallel --plain/ { print $2; exit }')"
	cat "$TMP"/up/* | xargs kill -KILL
	ended 3
	[ "$(wc -l <"$TMP/papers")" -eq 2 ]
}

@test "an output that cannot be written is refused at once, not at the end" {
	three
	mkdir "$TMP/folder"
	for name in "$TMP/no/such" "$TMP/folder" "$TMP/folder/"; do
		run -1 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-collect --venues icml --years 2023 -o "$name"
		[ "${stderr%%:*}" = cf-collect ]
		[[ $stderr == "cf-collect: cannot write '$name': "* ]]
		[ ! -s "$TMP/log" ]
	done
	run -1 --separate-stderr serve "$TMP/web" -- cf-collect --venues icml --years 2023 -r 1000 -n 1 -o /dev/full
	[[ $stderr == *"cf-merge: cannot write '/dev/full': No space left on device"* ]]
	[[ $stderr != *"1 of 1 venue-years complete"* ]]
	TMPDIR=$TMP/no/such run -1 --separate-stderr cf-collect --venues icml --years 2023
	[[ $stderr == "cf-collect: cannot make a directory in '$TMP/no/such': set TMPDIR to one that can be written" ]]
	run -0 --separate-stderr serve "$TMP/web" -- env -u TMPDIR cf-collect --venues icml --years 2023 -r 1000 -n 1
}

@test "a cf-progress that cannot do what it is asked makes the run fail, and costs no papers" {
	three
	echo before >"$TMP/papers"
	run -1 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-collect --venues icml --years 2023 -n 1 -o "$TMP/papers" --metrics "$TMP/no/such"
	[[ $stderr == "cf-collect: cannot write '$TMP/no/such': there is no directory"* ]]
	run -2 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-collect --venues icml --years 2023 -n 1 -o "$TMP/papers" --progress tty
	[[ $stderr == *"progress mode 'tty' needs a terminal"* ]]
	CF_PROGRESS=bars run -2 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-collect --venues icml --years 2023 -n 1 -o "$TMP/papers"
	[ "$(cat "$TMP/papers")" = before ]
	[ ! -s "$TMP/log" ]
	# found out at the end only
	for where in "-o $TMP/papers" "--output-dir $TMP/dir"; do
		# shellcheck disable=SC2086
		run -1 --separate-stderr serve "$TMP/web" -- cf-collect --venues icml --years 2023 -n 1 -r 1000 $where --metrics /dev/full
		[[ $stderr == *"cf-progress: cannot write '/dev/full': No space left on device"* ]]
	done
	[ "$(wc -l <"$TMP/papers")" -eq 1 ]
	[ -f "$TMP/dir/icml-2023.ndjson" ]
}

@test "a reader that leaves ends it quietly" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- bash -o pipefail -c \
		'cf-collect --venues neurips,icml --years 2023-2024 -r 1000 --progress quiet | head -1'
	[ "${#lines[@]}" -eq 1 ]
	[[ $stderr != *cf-merge:* ]]
}

@test "another program named parallel, options in its environment, braces" {
	three
	mkdir "$TMP/bin"
	printf '#!/bin/sh\necho "parallel [OPTIONS] command -- arguments" >&2; exit 1\n' >"$TMP/bin/parallel"
	chmod +x "$TMP/bin/parallel"
	run -0 --separate-stderr serve "$TMP/web" -- env PATH="$TMP/bin:$PATH" cf-collect --venues icml --years 2023 -r 1000 -n 1
	[[ $stderr == *"(xargs)"* ]]
	PARALLEL='--nosuch --dry-run' run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues icml --years 2023 -r 1000 -n 1
	[ "$(wc -l <<<"$output")" -eq 1 ]
	[[ $stderr == *"1 venue-year in 1 job, 1 at a time (parallel)"* ]]
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues icml --years 2023 -r 1000 -n 1 --cache "$TMP/a {}{1} b"
	[ -d "$TMP/a {}{1} b" ]
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues icml --years 2023 -r 1000 -n 1 --output-dir "$TMP/c {}{1} d"
	[ -f "$TMP/c {}{1} d/icml-2023.ndjson" ]
	mkdir "$TMP/e{2}f"
	run -0 --separate-stderr serve "$TMP/web" -- env TMPDIR="$TMP/e{2}f" cf-collect --venues icml --years 2023 -r 1000 -n 1
	[ "$(wc -l <<<"$output")" -eq 1 ]
}

@test "a venue with an apostrophe, a quote or a backslash, with parallel and with xargs" {
	generate "$TMP/other" icml 2023 12
	for venue in "o'neil" 'the"nips' 'a\b'; do
		printf '%s\t2023\tlist\tpmlr\t202\t12\n' "$venue" >"$TMP/venues"
		for path in "$PATH" "$(without_parallel)"; do
			rm -rf "$CF_CACHE"
			run -0 --separate-stderr serve "$TMP/other" -- env PATH="$path" cf-collect --venues-file "$TMP/venues" \
				--venues "$venue" --years 2023 -r 1000 --progress=quiet
			[ "$(wc -l <<<"$output")" -eq 12 ]
		done
	done
}

@test "a /dev/fd that has only 0, 1 and 2" {
	[ "$(id -u)" -eq 0 ] || skip "only root can have another /dev"
	three
	# shellcheck disable=SC2016
	run --separate-stderr unshare -m bash -c '
		mkdir "$TMP/dev" && mount -t tmpfs none "$TMP/dev" || exit 99
		cd "$TMP/dev" && mkdir fd
		for d in null zero urandom; do : >"$d"; mount --bind "/dev/$d" "$d" || exit 99; done
		for d in 0 1 2; do ln -s "/proc/self/fd/$d" "fd/$d"; done
		mount --bind fd fd && mount -o remount,bind,ro fd && mount --rbind . /dev || exit 99
		cd /
		exec "$@"' bash "$MIRROR/serve" "$TMP/web" -- cf-collect --venues icml --years 2023 -r 1000 -n 1 --progress=quiet
	[ "$status" -ne 99 ] || skip "no /dev of our own here"
	[ "$status" -eq 0 ] && [ "$(wc -l <<<"$output")" -eq 1 ] || { echo "$stderr"; false; }
}

@test "options in every spelling, arguments with spaces" {
	three
	for path in "$PATH" "$(without_parallel)"; do
		run -0 --separate-stderr serve "$TMP/web" -- env PATH="$path" cf-collect --venues=icml,neurips --years=2023 -j2 -n5 \
			-r1000 --cache "$TMP/a \"b' \$c" "--output=$TMP/the papers"
		[ "$(wc -l <"$TMP/the papers")" -eq 10 ]
		[ -d "$TMP/a \"b' \$c" ]
		rm -r "$TMP"/a*
	done
}

@test "an option cut short keeps its argument" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues icml --years 2023 --progress quiet -r 1000 --max-pap=5
	[ "$(wc -l <<<"$output")" -eq 5 ]
}

@test "an option cut short does what it does in full" {
	three
	once() { cf-collect --venues icml --years 2023 -n 1 -r 1000 --progress quiet --output-dir "$TMP/dir" "$@"; }
	export -f once
	serve "$TMP/web" -- bash -c once
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- bash -c 'once --refr'
	[ -s "$TMP/log" ]
	run -75 --separate-stderr serve --log "$TMP/log" --fault 'status=503' "$TMP/web" -- bash -c 'once --refre --retr 0 --max-wait 0 --cache "$TMP/none" --no-c'
	[ "$(cut -f4 "$TMP/dir/joblog.tsv" | tail -n 1)" -eq 1 ] || { cat "$TMP/dir/joblog.tsv"; false; }
}

@test "an option cut to its first letter does what it does in full" {
	three
	for option in --no-cache --n; do # one try: without a cache another would ask for all
		rm -rf "$TMP/dir"
		serve --fault 'url=*/hash/*1-*,status=500' "$TMP/web" -- cf-collect --venues neurips --years 2023 -s neurips --details all \
			--ignore-robots -r 1000 --max-wait 0 --progress quiet --output-dir "$TMP/dir" "$option" 2>"$TMP/err"
		[ "$(wc -l <"$TMP/dir/joblog.tsv")" -eq 1 ] || { cat "$TMP/dir/joblog.tsv"; false; }
	done
	run -2 --separate-stderr cf-collect --venues icml --years 2023 --j
	[[ $stderr == "cf-collect: '--json' is for cf-scrape alone"* ]]
}

@test "every option of cf-scrape that has an argument is known to have one" {
	cf-scrape --help | grep -oE -- '--[a-z-]+ [A-Z]' | cut -d' ' -f1 | grep -vx -- --record >"$TMP/options"
	[ "$(wc -l <"$TMP/options")" -ge 18 ]
	while read -r option; do
		run -2 --separate-stderr cf-collect --venues icml --years 2023 "$option"
		[[ $stderr == "cf-collect: $option wants an argument"* ]]
	done <"$TMP/options"
}

@test "a lock that cannot be had is not called another cf-collect" {
	mkdir "$TMP/bin"
	printf '#!/bin/sh\necho "flock: 9: No locks available" >&2; exit 71\n' >"$TMP/bin/flock"
	chmod +x "$TMP/bin/flock"
	PATH=$TMP/bin:$PATH run -1 --separate-stderr cf-collect --offline --venues icml --years 2023 --output-dir "$TMP/dir"
	[[ $stderr == "cf-collect: cannot lock '$TMP/dir/.cf/lock'"* ]]
}

@test "usage errors" {
	run -2 --separate-stderr cf-collect
	run -2 --separate-stderr cf-collect --venues
	run -2 --separate-stderr cf-collect --venues icml --years 20x4
	run -2 --separate-stderr cf-collect --venues icml --years 2023 -j many
	run -2 --separate-stderr cf-collect --venues icml --years 2023 --retries x
	run -2 --separate-stderr cf-collect --venues icml --years 2023 --stall-timeout 1.5
	[[ $stderr == *"--stall-timeout wants a number of seconds from 0 to 9999, not '1.5'"* ]]
	run -2 --separate-stderr cf-collect --venues icml --years 2023 --nosuch
	run -2 --separate-stderr cf-collect --venues icml --years 2023 "--record=$TMP/record"
	[[ $stderr == *"'--record' is for one cf-scrape"* ]]
	run -2 --separate-stderr cf-collect icml 2023
	[ -z "$output" ]
	echo icml 2023 >"$TMP/list"
	run -2 --separate-stderr cf-collect --venue-file "$TMP/list" -o "$TMP/list"
	[ "$(cat "$TMP/list")" = "icml 2023" ]
}

@test "a pipeline typed by hand does the same" {
	three
	serve "$TMP/web" -- sh -c 'printf "%s\n" neurips icml | xargs -P0 -I{} cf-scrape --no-cache -r 1000 {} 2023-2024 |
		cf-progress | cf-merge >'"$TMP/papers" 2>"$TMP/err"
	[ "$(wc -l <"$TMP/papers")" -eq 560 ]
}
