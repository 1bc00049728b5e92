# faults.bash - what the tests of faults share: `load faults` behind helper.

LIST=proceedings.neurips.cc/paper_files/paper/2023

# The list of 20 papers meets a fault, without waits between the tries. Sets
# what run sets.
bad() { # [--http1] FAULT [OPTION...]
	local version=()
	[ "$1" != --http1 ] || { version=(--http1); shift; }
	# shellcheck disable=SC2034 # the test looks at it
	fault_now=$1
	run --separate-stderr serve "${version[@]}" --log "$TMP/log" --fault "url=$LIST,$1" "$TMP/web" -- \
		cf-scrape -s neurips --details none -r 1000 --max-wait 0 --ignore-robots "${@:2}" neurips 2023
}

one_done() { # VERDICT: the only done record has it
	[ "$(jq -r 'select(.type == "done").verdict' <<<"$output")" = "$1" ] || told "no $1"
}

told() { # WORDS: fails, with all that there is
	echo "${fault_now-}: $*"
	echo "status $status"
	grep -v '"type":"paper"' <<<"$output"
	echo "$stderr"
	cat "$TMP/log"
	false
}

ended() { # STATUS VERDICT
	[ "$status" -eq "$1" ] || told "status is not $1"
	one_done "$2"
}

# how many requests the server saw, and how many of them were further tries
counts() { # REQUESTS RETRIES
	[ "$(jq -r 'select(.type == "done") | "\(.requests) \(.retries)"' <<<"$output")" = "$1 $2" ] || told "not $1 requests, $2 tries"
	# with HTTP/1 over TLS nginx does not log a request that is left waiting
	[ "$(wc -l <"$TMP/log")" -le "$1" ] || told "more than $1 requests"
}

# one error record, and the same words on standard error
said() { # CODE PATTERN
	[ "$(jq -r 'select(.type == "error").code' <<<"$output")" = "$1" ] || told "no error $1"
	[[ $(jq -r 'select(.type == "error").message' <<<"$output") =~ $2 ]] || told "no '$2'"
	[[ $stderr =~ $2 ]] || told "no '$2'"
}

# answers that the cache holds
kept() { find "$CF_CACHE" -type f ! -path '*/.meta/*' ! -name robots.txt 2>/dev/null | wc -l; }

# nothing was kept; without the fault all comes, with so many requests
recovers() { # REQUESTS
	[ "$(kept)" -eq 0 ] || told "something was kept"
	rm -rf "$TMP/cf"
	run --separate-stderr serve --log "$TMP/log" "$TMP/web" -- \
		cf-scrape -s neurips --details none -r 1000 --ignore-robots neurips 2023
	ended 0 complete
	[ "$(wc -l <"$TMP/log")" -eq "$1" ] || told "not $1 requests"
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ] || told "not all papers"
	rm -rf "$CF_CACHE" "$TMP/cf"
}
