#!/usr/bin/env bats
# A reader that stops: the fetching stops too, nothing grows, nobody is taken for
# dead; and when it reads again, all comes.
#
# BACKPRESSURE_SECONDS=60: so long it reads nothing (default 4).

bats_require_minimum_version 1.5.0
load helper

PAPERS=400

# Every paper costs a request and is too large for all to be under way in pipes.
setup() {
	generate "$TMP/web" cvpr 2023 $PAPERS --abstract-bytes 20000
	mkfifo "$TMP/go"
	SECONDS_STILL=${BACKPRESSURE_SECONDS:-4}
}

# What a failed test leaves: its programs wait for their reader.
teardown() {
	[ ! -s "$TMP/pid" ] || ps -A -o sid= -o pid= | awk -v s="$(cat "$TMP/pid")" '$1 == s { print $2 }' | xargs -r kill -KILL
}

asked() { wc -l <"$TMP/log"; }
# for wait_for: nothing was asked for a second or more
quiet() { [ -s "$TMP/log" ] && [ $(($(date +%s) - $(date -r "$TMP/log" +%s))) -ge 2 ]; }
pid_of() { ps -A -o sid= -o pid= -o comm= | awk -v s="$(ps -o sid= -p "$1")" -v c="$2" '$1 == s && $3 == c { print $2 }'; }
memory() { ps -A -o sid= -o rss= -o comm= | awk -v s="$(ps -o sid= -p "$1")" '$1 == s && /cf-(scrape|progress|merge)/ { n += $2 } END { print n }'; }

# The cf-merge of that session runs.
begun() { merge=$(pid_of "$(cat "$TMP/pid")" cf-merge) && [ -n "$merge" ]; }

# While nobody reads: not a request, and no more memory. PID is one of the session.
still() { # PID
	wait_for quiet
	local before rss
	before=$(asked) rss=$(memory "$1")
	[ "$before" -lt $((PAPERS * 3 / 4)) ]
	[ "$rss" -gt 0 ]
	sleep "$SECONDS_STILL"
	[ "$(asked)" -eq "$before" ]
	[ "$(memory "$1")" -le $((rss + 1024)) ]
}

@test "by hand: a reader that stops for a while" {
	need setsid
	without_valgrind "it gives programs another name"
	cat >"$TMP/pipe" <<-'END'
		echo $$ >"$TMP/pid"
		cf-scrape -r 1000 cvpr 2023 | cf-progress --progress=plain --stall-timeout 3 --kill-stalled |
			{ read -r _ <"$TMP/go"; cat >"$TMP/out"; }
	END
	serve --log "$TMP/log" "$TMP/web" -- setsid sh "$TMP/pipe" 2>"$TMP/err" 3>&- &
	wait_for test -s "$TMP/pid"
	still "$(cat "$TMP/pid")"
	echo >"$TMP/go"
	wait $!
	[ "$(papers "$TMP/out" | wc -l)" -eq $PAPERS ]
	[ "$(verdicts "$TMP/out")" = "cvpr 2023 complete" ]
	# the job knows whom it waited for
	[ "$(jq 'select(.type == "done").wait_out_ms' "$TMP/out")" -ge 3000 ]
	run ! grep -qiE 'stall|kill' "$TMP/err"
}

@test "cf-collect: a filter that stops for a while" {
	need setsid
	without_valgrind "it gives programs another name"
	cat >"$TMP/pipe" <<-'END'
		echo $$ >"$TMP/pid"
		exec cf-collect --venues cvpr --years 2023 -r 1000 --stall-timeout 3 --progress=plain -o "$TMP/out"
	END
	serve --log "$TMP/log" "$TMP/web" -- setsid sh "$TMP/pipe" 2>"$TMP/err" 3>&- &
	wait_for test -s "$TMP/pid"
	wait_for begun
	kill -STOP "$merge"
	still "$(cat "$TMP/pid")"
	kill -CONT "$merge"
	wait $!
	[ "$(wc -l <"$TMP/out")" -eq $PAPERS ]
	[ "$(asked)" -eq $((PAPERS + 1)) ]
	run ! grep -qiE 'stalled|killed|died' "$TMP/err"
}

@test "cf-collect: a reader of its output that stops for a while" {
	cat >"$TMP/pipe" <<-'END'
		cf-collect --venues cvpr --years 2023 -r 1000 --stall-timeout 3 --progress=quiet |
			{ read -r _ <"$TMP/go"; cat >"$TMP/out"; }
	END
	serve --log "$TMP/log" "$TMP/web" -- bash -o pipefail "$TMP/pipe" 2>"$TMP/err" 3>&- &
	wait_for quiet
	echo >"$TMP/go"
	wait $!
	[ "$(wc -l <"$TMP/out")" -eq $PAPERS ]
}

@test "a worker killed in the middle of a record: the next one sends it whole" {
	need setsid
	without_valgrind "it gives programs another name"
	cat >"$TMP/pipe" <<-'END'
		echo $$ >"$TMP/pid"
		exec cf-collect --venues cvpr --years 2023 -r 1000 --progress=quiet -o "$TMP/out"
	END
	# where a record ends as the pipe is full, none is cut: then once more
	for _ in 1 2 3 4 5; do
		rm -rf "$CF_CACHE" "$TMP/pid" "$TMP/log" "$TMP/out"
		serve --log "$TMP/log" "$TMP/web" -- setsid sh "$TMP/pipe" 2>"$TMP/err" 3>&- &
		wait_for test -s "$TMP/pid"
		wait_for begun
		kill -STOP "$merge"
		wait_for quiet # it waits in a write
		kill -KILL "$(pid_of "$(cat "$TMP/pid")" cf-scrape)"
		kill -CONT "$merge"
		wait $!
		[ "$(wc -l <"$TMP/out")" -eq $PAPERS ]
		! grep -q 'is not a JSON object' "$TMP/err" || break
	done
	grep -q 'is not a JSON object' "$TMP/err"
	grep -q '^cf-merge: of these lines 1 came again from the next worker' "$TMP/err"
}
