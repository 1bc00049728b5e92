#!/usr/bin/env bats
# What a host sees of many processes together: one rate, which sinks when it
# refuses and rises again, and one bound on what is under way. All is measured
# on the server's own times.

bats_require_minimum_version 1.5.0
load helper

# 16 workers ask for a list and its pages
sixteen() { # OPTION...
	seq 16 | xargs -P16 -I{} sh -c '"$@" >"$TMP/out{}" 2>"$TMP/err{}"' - \
		cf-scrape --no-cache -v -s neurips --details all "$@" neurips 2023
}
export -f sixteen wait_for has

# when each request ended, in milliseconds from the first on, sorted
ends() { sort -n "$TMP/times" | awk '{ t = $1 * 1000; if (NR == 1) first = t; printf "%.0f\n", t - first }'; }

@test "16 workers ask as often as one may: at most 3 % more and 3 % less in any 10 s" {
	generate "$TMP/web" neurips 2023 32 # 16 * 33 requests: 13.2 s at 40 a second
	serve --times "$TMP/times" "$TMP/web" -- bash -c 'sixteen -r 40 -j 8'
	[ "$(papers "$TMP"/out* | wc -l)" -eq 512 ]
	[ "$(wc -l <"$TMP/times")" -ge 528 ]
	# the fullest and the emptiest 10 s that begin with a request; the emptiest
	# without the first second, when not all workers have started, and without
	# the last, when some have nothing left to ask
	ends | awk '{ t[NR] = $1 } END {
		for (i = 1; i <= NR; i++) {
			for (j = i; j <= NR && t[j] < t[i] + 10000; j++)
				;
			if (j - i > most) most = j - i
			if (t[i] > 1000 && t[i] + 10000 < t[NR] - 1000 && (!least || j - i < least)) least = j - i
		}
		print least + 0, most }' >"$TMP/windows"
	read -r least most <"$TMP/windows"
	echo "between $least and $most in 10 s"
	[ "$most" -le 412 ]
	# a machine that is busy with other things cannot keep up: TIMED=1 says it is not
	[ -z "${TIMED-}" ] || [ "$least" -ge 388 ]
}

@test "a 429 to one worker stops all, slows all, and the rate comes back" {
	generate "$TMP/web" neurips 2023 15
	serve --times "$TMP/times" --fault 'url=*/hash/*,status=429,header=Retry-After: 1,count=1' "$TMP/web" -- \
		bash -c 'sixteen -r 40 -j 8'
	[ "$(papers "$TMP"/out* | wc -l)" -eq 240 ]
	[ "$(grep -c ' 429$' "$TMP/times")" -eq 1 ]
	[ "$(cat "$TMP"/err* | grep -c "is asked at 50 % of its rate (it answered 429)")" -eq 1 ]
	# from the refusal on, but for what was on its way just then
	refused=$(awk '$4 == 429 { printf "%.0f", $1 * 1000 }' "$TMP/times")
	sort -n "$TMP/times" | awk -v r="$refused" '{ t = $1 * 1000 - r; if (t > 300) printf "%.0f\n", t }' >"$TMP/after"
	[ "$(head -n 1 "$TMP/after")" -ge 990 ] # nobody asked for a second
	# 24 requests at 20, 22.5 and 25 a second take 1.07 s, at 40 they take 0.6 s
	awk 'NR == 1 { first = $1 } NR == 25 { print $1 - first }' "$TMP/after" >"$TMP/slow"
	[ "$(cat "$TMP/slow")" -ge 900 ] || { cat "$TMP/slow"; false; }
	# at the end 80 take 2 s again, at half the rate they would take 4 s
	tail -n 81 "$TMP/after" | awk 'NR == 1 { first = $1 } END { print $1 - first }' >"$TMP/fast"
	[ "$(cat "$TMP/fast")" -le 3000 ] || { cat "$TMP/fast"; false; }
}

@test "16 workers have no more requests under way than one may" {
	generate "$TMP/web" neurips 2023 5
	serve --times "$TMP/times" --fault 'url=*/hash/*,delay=0.15' "$TMP/web" -- bash -c 'sixteen -r 1000 -j 3'
	[ "$(papers "$TMP"/out* | wc -l)" -eq 80 ]
	# how many were under way at a time; the server notes an end a little after
	# its client knows
	awk '$2 > 0.1 { printf "%.0f 1\n%.0f -1\n", ($1 - $2) * 1000 + 5, $1 * 1000 - 5 }' "$TMP/times" |
		sort -n -k1,1 -k2,2 | awk '{ n += $2; if (n > most) most = n } END { print most }' >"$TMP/most"
	[ "$(cat "$TMP/most")" -eq 3 ] || { cat "$TMP/most"; false; }
}

@test "the connections of a killed worker are free for the others" {
	generate "$TMP/web" neurips 2023 20
	# shellcheck disable=SC2016
	serve --log "$TMP/log" --fault 'url=*/hash/*,delay=60,count=2' "$TMP/web" -- bash -c '
		cf-scrape --no-cache -v -s neurips --details all -r 1000 -j 2 neurips 2023 >/dev/null 2>"$TMP/err1" & one=$!
		wait_for has "GET .*/hash/" "$TMP/err1"
		cf-scrape --no-cache -s neurips --details all -r 1000 -j 2 neurips 2023 >"$TMP/out" 2>/dev/null & two=$!
		kill -KILL $one
		wait $two' || { cat "$TMP/err1"; false; }
	[ "$(papers "$TMP/out" | wc -l)" -eq 20 ]
}

@test "a Retry-After longer than --max-wait ends with 75 and the time to come back" {
	generate "$TMP/web" neurips 2023 5
	for when in 7200 "$(date -u -d '+7200 seconds' '+%a, %d %b %Y %H:%M:%S GMT')"; do
		rm -rf "$TMP/cf"
		run -75 --separate-stderr serve --log "$TMP/log" --fault "url=*/paper_files/*,status=503,header=Retry-After: $when" "$TMP/web" -- \
			cf-scrape --no-cache -s neurips -r 1000 neurips 2023
		[ "$(verdicts <<<"$output")" = "neurips 2023 retry-later" ]
		[ "$(grep -vc robots.txt "$TMP/log")" -eq 1 ]
		[[ $stderr =~ 'asks to come back in '(7[12][0-9][0-9])' s, longer than --max-wait: run the same command again after '([-0-9]+T[0-9:]+Z) ]]
		seconds=${BASH_REMATCH[1]}
		at=$(date -d "${BASH_REMATCH[2]}" +%s)
		[ "$at" -ge $(($(date +%s) + seconds - 100)) ]
		[ "$at" -le $(($(date +%s) + seconds)) ]
	done
}
