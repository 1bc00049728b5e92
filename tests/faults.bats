#!/usr/bin/env bats
# A server that fails in each way that servers fail: what is said, what is tried
# again and how often, that nothing of it is kept, and that the next run asks
# for what is missing and for nothing else. TLS and what is too much: two files
# of their own.

bats_require_minimum_version 1.5.0
load helper
load faults

setup() {
	generate "$TMP/web" neurips 2023 20
}

# --- what breaks on the way ---------------------------------------------------

@test "an answer that breaks off: tried again, and then it is whole" {
	for fault in truncate=1000 truncate=1000,length=chunked reset reset=1000 close length=60000; do
		for version in '' --http1; do
			rm -rf "$CF_CACHE"
			bad $version "$fault,count=1"
			ended 0 complete
			[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
			counts 2 1
		done
	done
}

@test "an answer that always breaks off: come back later, after --retries" {
	while read -r fault words; do
		for version in '' --http1; do
			bad $version "$fault" --retries 2
			ended 75 retry-later
			counts 3 2
			said retry-later "'https://$LIST'.*try again later"
			[ -z "$version" ] || said retry-later "$words"
			recovers 1
		done
	done <<-END
		truncate=1000 broke off: transfer closed with [0-9]+ bytes remaining
		truncate=1000,length=chunked broke off: transfer closed with outstanding
		reset cannot reach '.*: .*[Rr]eset by peer
		reset=1000 broke off: .*[Rr]eset by peer
		close cannot reach '.*: Empty reply
	END
}

@test "papers of an answer that broke off are there, and it is not complete" {
	bad length=60000 --retries 0
	ended 3 incomplete
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
	said retry-later "broke off"
	recovers 1
}

@test "too slow, silent or too long: a time-out, tried again" {
	while read -r fault options; do
		# shellcheck disable=SC2086 # several options
		bad $fault --retries 1 $options
		ended 75 retry-later
		counts 2 1
		case $options in
		*timeout*) said retry-later 'timed out after 1 s \(--timeout\)' ;;
		*) said retry-later 'stalled: fewer than [0-9]+ bytes in 1 s \(--speed-limit\)' ;;
		esac
		recovers 1
	done <<-'END'
		trickle=10/0.1 --speed-time 1 --speed-limit 500
		stall=1000 --speed-time 1
		delay=60 --speed-time 1
		trickle=100/0.1 --timeout 1
	END
}

@test "slow, but steady: waited for" {
	# 15 kB in 15 portions of a tenth of a second
	bad trickle=1000/0.1 --speed-time 1 --speed-limit 1000
	ended 0 complete
	counts 1 0
	# no bound at all
	bad delay=2 --speed-time 1 --speed-limit 0 --refresh
	ended 0 complete
}

@test "a reader that stops is not the server's fault: nothing times out" {
	without_valgrind "its seconds are shorter"
	generate "$TMP/web" neurips 2023 20 --abstract-bytes 100000
	# a page takes 6 s, and for 5 of them nobody reads the others
	# shellcheck disable=SC2016
	serve --fault 'url=*/hash/*,delay=6,count=1' "$TMP/web" -- bash -c '
		cf-scrape --details all -r 1000 -j 4 --timeout 3 --speed-time 3 --retries 0 --ignore-robots neurips 2023 2>"$TMP/err" |
			{ read -r first; sleep 5; printf "%s\n" "$first"; cat; } >"$TMP/out"'
	[ "$(verdicts "$TMP/out")" = "neurips 2023 complete" ] || { cat "$TMP/err"; false; }
	[ "$(jq -r 'select(.type == "done") | "\(.papers) \(.errors) \(.retries)"' "$TMP/out")" = "20 0 0" ] || { cat "$TMP/err"; false; }
}

@test "a connection that is dead is given up, with all that is under way on it" {
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve --fault 'url=*/hash/*,freeze,count=1' "$TMP/web" -- \
		cf-scrape -s neurips --details all -r 1000 -j 4 --max-wait 0 --speed-time 1 --ignore-robots neurips 2023
	one_done complete
	[ "$(papers <<<"$output" | jq -r 'select(.abstract) | .id' | wc -l)" -ge 19 ]
	# those under way, and no others
	[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" -ge 1 ]
	[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" -le 4 ]
}

@test "announced shorter than it is: nothing of it is kept where that shows" {
	bad length=100
	ended 75 retry-later # HTTP/2 knows
	recovers 1
	bad --http1 length=100
	ended 1 layout # there the rest is lost
	counts 1 0
	recovers 1
}

@test "without any length a cut cannot be seen: it is not kept" {
	bad --http1 length=none,truncate=8000
	ended 3 incomplete
	[ "$(papers <<<"$output" | wc -l)" -eq 10 ]
	counts 1 0
	recovers 1
	rm -rf "$CF_CACHE"
	bad --http1 length=chunked
	ended 0 complete
	[ "$(kept)" -eq 1 ]
}

# --- statuses -----------------------------------------------------------------

# a list for each status, all of one server; the last words are the verdict
statuses() { # OPTION... -- STATUS...
	local faults=() options=()
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	shift
	for status; do
		faults+=(--fault "url=proceedings.neurips.cc/s/$status,status=$status")
	done
	# shellcheck disable=SC2016
	OPTIONS=${options[*]} serve --log "$TMP/log" "${faults[@]}" "$TMP/web" -- bash -c '
		for status; do
			rm -rf "$TMP/cf" # each host anew: no pause of the one before
			cf-scrape -s neurips --key "proceedings.neurips.cc/s/$status" $OPTIONS -r 1000 --max-wait 0 \
				--ignore-robots "s$status" 2020 2>>"$TMP/err" >>"$TMP/out"
			echo "$status $?" >>"$TMP/ends"
		done' - "$@"
}

@test "statuses that pass are tried again, as often as --retries says" {
	codes=(408 425 429 500 502 503 504 522 524)
	statuses --retries 2 -- "${codes[@]}"
	for status in "${codes[@]}"; do
		grep -qx "$status 75" "$TMP/ends"
		[ "$(grep -c "/s/$status $status" "$TMP/log")" -eq 3 ]
		grep -q "/s/$status' answered $status: try again later" "$TMP/err"
		[ "$(jq -r "select(.type == \"done\" and .venue == \"s$status\") | \"\(.verdict) \(.retries) \(.errors)\"" "$TMP/out")" = "retry-later 2 1" ]
	done
	[ "$(kept)" -eq 0 ]
}

@test "no other status is tried again" {
	codes=(400 401 402 403 404 405 406 407 409 410 411 413 414 415 418 421 422 426 428 431 451 501 505 511)
	statuses -- "${codes[@]}"
	[ "$(wc -l <"$TMP/log")" -eq ${#codes[@]} ]
	for status in "${codes[@]}"; do
		[ "$(grep -c "/s/$status $status" "$TMP/log")" -eq 1 ]
		case $status in
		401 | 403 | 451) expected="5 blocked" ;;
		404 | 410) expected="1 moved" ;;
		*) expected="1 failed" ;;
		esac
		[ "$(sed -n "s/^$status //p" "$TMP/ends") $(verdicts "$TMP/out" | sed -n "s/^s$status 2020 //p")" = "$expected" ] ||
			{ echo "$status is not $expected"; cat "$TMP/ends" "$TMP/err"; false; }
	done
	[ "$(jq -s 'map(select(.type == "done").retries) | add' "$TMP/out")" -eq 0 ]
	[ "$(kept)" -eq 0 ]
}

@test "a status that passes, once: nothing is missing" {
	for status in 408 425 429 500 502 503 504; do
		rm -rf "$CF_CACHE"
		bad "status=$status,count=1"
		ended 0 complete
		counts 2 1
	done
}

# --- pages --------------------------------------------------------------------

@test "a page that fails costs its own paper alone, and the next run asks for it alone" {
	page=$(cut -f2 "$TMP/web/MANIFEST.tsv" | grep /hash/ | sed -n 's,https://,,; 7p')
	while read -r tries fault; do
		rm -rf "$CF_CACHE"
		run --separate-stderr serve --log "$TMP/log" --fault "url=$page,$fault" "$TMP/web" -- \
			cf-scrape -s neurips --details all -r 1000 --max-wait 0 --retries 2 --ignore-robots neurips 2023
		[ "$status" -eq 0 ]
		one_done complete
		[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
		[ "$(jq -r 'select(.type == "error").url' <<<"$output")" = "https://$page" ]
		[ "$(grep -c /hash/ "$TMP/log")" -eq $((19 + tries)) ]
		[ "$(kept)" -eq 20 ]
		run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape -s neurips --details all -r 1000 --ignore-robots neurips 2023
		[ "$(cut -d' ' -f2,3 "$TMP/log" | tr -d ' ')" = "$page" ]
		[ "$(jq -r 'select(.type == "done") | "\(.errors) \(.cached)"' <<<"$output")" = "0 20" ]
	done <<-END
		3 truncate=500
		3 close
		3 status=500
		1 status=403
		1 garbage=500,header=Content-Encoding: gzip
		1 html
	END
}
