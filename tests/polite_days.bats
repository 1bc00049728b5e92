#!/usr/bin/env bats
# The budget of a host on bad days: workers that are killed or stopped, damaged
# files, refusals and limits of all forms, clocks that are wrong. All is measured
# on the server's own times.

bats_require_minimum_version 1.5.0
load helper

# workers N OPTION...: so many, each asking for a list and its pages; their
# process numbers are in $TMP/pidN
workers() {
	local i
	for i in $(seq "$1"); do
		cf-scrape --no-cache -v -s neurips --details all "${@:2}" neurips 2023 >"$TMP/out$i" 2>"$TMP/err$i" &
		echo $! >"$TMP/pid$i"
	done
	wait
}
export -f workers wait_for has

# when each request ended, in milliseconds from the first on, sorted
ends() { sort -n "$TMP/times" | awk '{ t = $1 * 1000; if (NR == 1) first = t; printf "%.0f\n", t - first }'; }

# the most requests that began within so many milliseconds
most_in() { # MILLISECONDS
	ends | awk -v w="$1" '{ t[NR] = $1 } END {
		for (i = j = 1; i <= NR; i++) {
			for (; j <= NR && t[j] < t[i] + w; j++)
				;
			if (j - i > most) most = j - i
		}
		print most }'
}

# all workers that were not killed have had it all
all_of() { # PAPERS
	local n
	n=$(papers "$TMP"/out* | wc -l)
	[ "$n" -eq "$1" ] || { echo "$n papers"; cat "$TMP"/err*; false; }
}

# the times after the first answer with that status, in milliseconds from it on,
# but for those on their way just then
after() { # STATUS
	local from
	from=$(awk -v s="$1" '$4 == s { printf "%.0f", $1 * 1000; exit }' "$TMP/times")
	[ -n "$from" ]
	sort -n "$TMP/times" | awk -v f="$from" '{ t = $1 * 1000 - f; if (t > 300) printf "%.0f\n", t }'
}

@test "killed and stopped in the middle: never more than one may, and the others have it all" {
	generate "$TMP/web" neurips 2023 32
	# 4 of 16 are killed, 4 are stopped and go on at the end
	# shellcheck disable=SC2016
	serve --times "$TMP/times" "$TMP/web" -- bash -c '
		workers 16 -r 40 -j 8 & all=$!
		asked() { [ "$(wc -l <"$TMP/times")" -ge "$1" ]; }
		wait_for asked 100
		cat "$TMP"/pid{1,2,3,4} | xargs kill -KILL
		cat "$TMP"/pid{5,6,7,8} | xargs kill -STOP
		wait_for asked 300
		cat "$TMP"/pid{5,6,7,8} | xargs kill -CONT
		wait $all'
	for i in $(seq 5 16); do
		[ "$(verdicts "$TMP/out$i")" = "neurips 2023 complete" ] || { cat "$TMP/err$i"; false; }
	done
	[ "$(most_in 10000)" -le 412 ]
}

@test "a stopped worker does not keep its connections for ever" {
	generate "$TMP/web" neurips 2023 5
	# shellcheck disable=SC2016
	serve --log "$TMP/log" --fault 'url=*/hash/*,delay=60,count=2' "$TMP/web" -- bash -c '
		workers 1 -r 1000 -j 2 & all=$!
		wait_for has "GET .*/hash/" "$TMP/err1"
		pid=$(cat "$TMP/pid1")
		kill -STOP "$pid"
		timeout 100 cf-scrape --no-cache -s neurips --details all -r 1000 -j 2 neurips 2023 >"$TMP/out" 2>/dev/null
		kill -KILL "$pid"
		wait $all'
	[ "$(verdicts "$TMP/out")" = "neurips 2023 complete" ]
	[ "$(papers "$TMP/out" | wc -l)" -eq 5 ]
}

@test "a worker that works on keeps its connections, however long an answer takes" {
	generate "$TMP/web" neurips 2023 2
	# 14 s are longer than what makes a stopped one lose them
	serve --times "$TMP/times" --fault 'url=*/hash/*,delay=14,count=1' "$TMP/web" -- bash -c 'workers 2 -r 1000 -j 1'
	all_of 4
	awk '{ printf "%.0f 1\n%.0f -1\n", ($1 - $2) * 1000 + 5, $1 * 1000 - 5 }' "$TMP/times" >"$TMP/spans"
	awk '$2 > 1' "$TMP/times" >"$TMP/long"
	[ "$(wc -l <"$TMP/long")" -eq 1 ]
	# nothing ended while the long one was under way
	awk 'NR == FNR { from = $1 - $2; to = $1; next } $2 < 1 && $1 > from + 0.1 && $1 < to - 0.1' "$TMP/long" "$TMP/times" >"$TMP/during"
	[ ! -s "$TMP/during" ] || { cat "$TMP/times"; false; }
}

@test "files of the throttle that are damaged, cut or removed cost nobody his work" {
	generate "$TMP/web" neurips 2023 32
	# shellcheck disable=SC2016
	serve --times "$TMP/times" "$TMP/web" -- bash -c '
		workers 4 -r 40 -j 8 & all=$!
		file=$TMP/cf/throttle-proceedings.neurips.cc
		asked() { [ "$(wc -l <"$TMP/times")" -ge "$1" ]; }
		for n in 10 25 40; do
			wait_for asked $n
			head -c 9000 /dev/urandom | dd of="$file" conv=notrunc status=none
		done
		wait_for asked 55
		: >"$file"
		wait_for asked 70
		rm "$file"
		wait_for asked 85
		head -c 9000 /dev/zero | tr "\0" "\377" >"$file"
		wait $all'
	all_of 128
	[ "$(verdicts "$TMP"/out* | sort | uniq -c | tr -s ' ')" = " 4 neurips 2023 complete" ]
}

@test "a 503 that says no more: nobody asks for the time that was drawn" {
	generate "$TMP/web" neurips 2023 6
	export CF_SEED=4242
	serve --times "$TMP/times" --fault 'url=*/hash/*,status=503,count=1' "$TMP/web" -- bash -c 'workers 8 -r 40 -j 8'
	all_of 48
	drawn=$(cat "$TMP"/err* | sed -n "s/.* is left alone for \([0-9.]*\) s (it answered 503)/\1/p")
	[[ $drawn =~ ^[0-9]+\.[0-9]$ ]]
	after 503 >"$TMP/after"
	[ "$(head -n 1 "$TMP/after")" -ge "$(awk "BEGIN { printf \"%d\", $drawn * 1000 - 100 }")" ]
	[ "$(cat "$TMP"/err* | grep -c "is asked at 50 % of its rate (it answered 503)")" -eq 1 ]
}

@test "Retry-After as a date, with a clock that is wrong: a 429 stops all for that long" {
	generate "$TMP/web" neurips 2023 3
	for wrong in -86400 86400; do
		rm -rf "$TMP"/cf "$TMP"/times "$TMP"/out* "$TMP"/err*
		CF_NOW=$(($(date +%s) + wrong)) serve --times "$TMP/times" \
			--fault "url=*/hash/*,status=429,header=Date: Sun, 06 Nov 1994 08:49:37 GMT,header=Retry-After: Sun, 06 Nov 1994 08:49:40 GMT,count=1" \
			"$TMP/web" -- bash -c 'workers 4 -r 40 -j 8'
		all_of 12
		after 429 >"$TMP/after"
		[ "$(head -n 1 "$TMP/after")" -ge 2990 ] || { cat "$TMP/after" "$TMP"/err*; false; }
		grep -q 'is left alone for 3\.[0-9] s (it answered 429)' "$TMP"/err*
	done
}

@test "a date that is too late, with a clock that is wrong: come back in the right time" {
	generate "$TMP/web" neurips 2023 3
	for wrong in -864000 864000; do
		rm -rf "$TMP/cf"
		CF_NOW=$(($(date +%s) + wrong)) run -75 --separate-stderr serve \
			--fault "url=*/paper/2023,status=503,header=Date: Sun, 06 Nov 1994 08:49:37 GMT,header=Retry-After: Sun, 06 Nov 1994 10:49:37 GMT" \
			"$TMP/web" -- cf-scrape --no-cache -s neurips -r 1000 neurips 2023
		[[ $stderr == *"asks to come back in 7200 s, longer than --max-wait"* ]] || { echo "$stderr"; false; }
	done
}

@test "a host that is to be left alone for long: what the cache has is there all the same" {
	generate "$TMP/web" neurips 2023 300
	scrape() { cf-scrape -s neurips --details all -r 1000 "$@" neurips 2023; }
	export -f scrape
	serve "$TMP/web" -- bash -c scrape >"$TMP/before"
	run -75 --separate-stderr serve --fault "url=*/paper/2023,status=503,header=Retry-After: 7200" "$TMP/web" -- bash -c 'scrape --no-cache'
	for option in --offline -v; do
		# a reader that takes its time: not all comes in one turn
		run -0 --separate-stderr bash -o pipefail -c "scrape $option | (sleep 2; cat)"
		[ "$(jq -r 'select(.type == "done").unfetched' <<<"$output")" = 0 ] || { grep '"error"' <<<"$output"; false; }
		# in the order in which they came, as it happened
		cmp <(jq -c 'select(.type == "paper") | del(.retrieved)' "$TMP/before" | sort) \
			<(jq -c 'select(.type == "paper") | del(.retrieved)' <<<"$output" | sort)
	done
}

# --- limits in headers, before a refusal -----------------------------------------

# limited HEADER...: one answer has them, four workers ask for 24 pages each
limited() {
	local fault='url=*/hash/*,count=1' h
	for h; do
		fault+=",header=$h"
	done
	rm -rf "$TMP"/cf "$TMP"/times "$TMP"/out* "$TMP"/err*
	serve --times "$TMP/times" --fault "$fault" "$TMP/web" -- bash -c 'workers 4 -r 40 -j 1'
	all_of 96
}

@test "a rate in the headers of one answer holds for all" {
	generate "$TMP/web" neurips 2023 24
	for header in 'RateLimit-Policy: "default";q=200;w=10' 'X-Rate-Limit-Limit: 20'; do
		limited "$header"
		# 100 requests: at 40 a second 2.5 s, at 20 nearly 5 s
		took=$(ends | tail -n 1)
		[ "$took" -ge 4500 ] || { echo "$header: $took"; false; }
	done
}

@test "so it does on a machine that has been up for more than a year" {
	up=(unshare --time --fork --monotonic 40000000)
	"${up[@]}" true 2>/dev/null || skip "no clock of our own here"
	generate "$TMP/web" neurips 2023 24
	# shellcheck disable=SC2016
	serve --times "$TMP/times" --fault 'url=*/hash/*,count=1,header=X-Rate-Limit-Limit: 10' "$TMP/web" -- \
		"${up[@]}" bash -c 'workers 1 -r 40 -j 1'
	all_of 24
	# 25 requests: at 40 a second 0.6 s, at 10 more than 2 s
	took=$(ends | tail -n 1)
	[ "$took" -ge 2000 ] || { echo "$took"; false; }
}

@test "a turn that comes once a day is not waited for, and stays whose time it is" {
	generate "$TMP/web" neurips 2023 3
	printf 'User-agent: *\nCrawl-delay: 43200\n' >"$TMP/robots.txt"
	for fault in 'url=*/paper/2023,header=X-Rate-Limit-Limit: 1,header=X-Rate-Limit-Interval: 12h' \
		"url=*/robots.txt,status=200,type=text/plain,body=$TMP/robots.txt"; do
		rm -rf "$TMP/cf" "$CF_CACHE" "$TMP/log"
		# the list comes, and a page where that told of it; the others would take days
		for n in 1 2 3; do
			run -0 --separate-stderr serve --log "$TMP/log$n" --fault "$fault" "$TMP/web" -- \
				timeout 60 cf-scrape -v -s neurips --details all -r 1000 neurips 2023
			[[ $stderr =~ [23]" pages could not be had" ]] || { echo "$stderr"; false; }
			[[ $stderr =~ "asks to come back in "(4[23][0-9]{3})" s, longer than --max-wait" ]] || { echo "$stderr"; false; }
			[ "${BASH_REMATCH[1]}" -le 43200 ]
			cat "$TMP/log$n" >>"$TMP/log"
		done
		[ "$(grep -vc /robots.txt "$TMP/log")" -le 2 ] || { cat "$TMP/log"; false; }
	done
}

@test "nothing left, told to one: nobody asks before there is more" {
	generate "$TMP/web" neurips 2023 24
	while read -r headers; do
		IFS='|' read -ra list <<<"$headers"
		limited "${list[@]}"
		[ "$(cat "$TMP"/err* | grep -c 'is left alone for')" -eq 1 ] || { echo "$headers"; cat "$TMP"/err*; false; }
		# the longest time without a request
		gap=$(ends | awk '{ if ($1 - last > most) most = $1 - last; last = $1 } END { print most + 0 }')
		[ "$gap" -ge 1900 ] || { echo "$headers: $gap"; false; }
	done <<-END
		RateLimit-Remaining: 0|RateLimit-Reset: 2
		RateLimit: "default";r=0;t=2
		X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1800000002|Date: Fri, 15 Jan 2027 08:00:00 GMT
		X-Rate-Limit-Remaining: 0|X-Rate-Limit-Reset: Sun, 06 Nov 1994 08:49:39 GMT|Date: Sun, 06 Nov 1994 08:49:37 GMT
	END
}

@test "fewer left than are under way: nobody asks, for those may be all" {
	generate "$TMP/web" neurips 2023 6
	# the first says that two are left, and three more are under way
	serve --times "$TMP/times" --fault 'url=*/hash/*,delay=0.5,count=1,header=RateLimit: "d";r=2;t=2' \
		--fault 'url=*/hash/*,delay=1' "$TMP/web" -- bash -c 'workers 2 -r 1000 -j 4'
	all_of 12
	[ "$(cat "$TMP"/err* | grep -c 'is left alone for')" -eq 1 ]
	# with one at a time, two are enough
	rm -rf "$TMP"/cf "$TMP"/err* "$TMP"/out*
	serve --fault 'url=*/hash/*,count=1,header=RateLimit: "d";r=2;t=2' "$TMP/web" -- bash -c 'workers 2 -r 1000 -j 1'
	all_of 12
	run ! grep 'is left alone' "$TMP"/err*
}

@test "a bound on connections in the headers of one answer holds for all" {
	generate "$TMP/web" neurips 2023 5
	serve --times "$TMP/times" --fault 'url=*/paper/2023,header=X-Concurrency-Limit: 2' \
		--fault 'url=*/hash/*,delay=0.15' "$TMP/web" -- bash -c 'workers 8 -r 1000 -j 6'
	all_of 40
	awk '$2 > 0.1 { printf "%.0f 1\n%.0f -1\n", ($1 - $2) * 1000 + 5, $1 * 1000 - 5 }' "$TMP/times" |
		sort -n -k1,1 -k2,2 | awk '{ n += $2; if (n > most) most = n } END { print most }' >"$TMP/most"
	[ "$(cat "$TMP/most")" -eq 2 ] || { cat "$TMP/most"; false; }
}

# --- what asks without a turn of its own --------------------------------------------

@test "a pause that the host of a redirect asks for is kept by those who ask it themselves" {
	generate "$TMP/web" neurips 2023 5
	page=$TMP/web/$(awk -F'\t' '$2 ~ /paper\/2023$/ { print $1 }' "$TMP/web/MANIFEST.tsv")
	for said in 'status=429,header=Retry-After: 900' "body=$page,header=RateLimit-Remaining: 0,header=RateLimit-Reset: 900"; do
		rm -rf "$TMP/cf"
		# shellcheck disable=SC2016
		run --separate-stderr serve --log "$TMP/log" --fault 'url=papers.nips.cc/list,redirect=https://proceedings.neurips.cc/list' \
			--fault "url=proceedings.neurips.cc/list,$said" "$TMP/web" -- bash -c '
			ask() { cf-scrape -q --no-cache -s neurips --details none -r 1000 --retries 0 --ignore-robots "$@"; }
			ask --key papers.nips.cc/list x 2023 >/dev/null
			ask neurips 2023 | tail -n 1'
		[ "$(jq -r .verdict <<<"$output")" = retry-later ] || { echo "$output"; cat "$TMP/log"; false; }
		[ "$(wc -l <"$TMP/log")" -eq 2 ]
	done
}

@test "redirects count: their host is asked no more often for them" {
	generate "$TMP/web" neurips 2023 40
	# every page is asked for twice: 81 requests at 20 a second
	page=$(cut -f2 "$TMP/web/MANIFEST.tsv" | grep -m1 /hash/)
	serve --times "$TMP/times" --fault "url=*/hash/*-Abstract-Conference.html,redirect=$page?again" \
		--fault "url=*/hash/*again,html" "$TMP/web" -- bash -c 'workers 1 -r 20 -j 4'
	[ "$(grep -c ' 302$' "$TMP/times")" -ge 8 ]
	n=$(wc -l <"$TMP/times")
	took=$(ends | tail -n 1)
	# at the rate of 20 a second, but for the last pages under way
	[ $(((n - 10) * 50)) -le "$took" ] || { echo "$n in $took"; false; }
}
