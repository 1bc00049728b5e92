#!/usr/bin/env bats
# robots.txt before the pages of a site, and where redirects may not lead.
# What a robots.txt means is in unit/test_robots.c.

bats_require_minimum_version 1.5.0
load helper

HOST=proceedings.neurips.cc
ROBOTS=$HOST/robots.txt

setup_file() {
	load helper
	generate "$BATS_FILE_TMPDIR/web" neurips 2023 20
}

setup() {
	export HOME=$TMP XDG_CONFIG_HOME=$TMP/config
	export -f neurips wait_for has
	web=$BATS_FILE_TMPDIR/web
	log=$TMP/log
}

neurips() { # OPTION...
	cf-scrape -s neurips --details none -r 1000 "$@" neurips 2023
}

# robots LINE...: the site's robots.txt, in a manifest of its own
robots() {
	printf '%s\n' "$@" >"$TMP/robots.txt"
	printf 'file\turl\tstatus\nrobots.txt\thttps://%s\t%s\n' "$ROBOTS" "${status_of:-200}" >"$TMP/robots.tsv"
}

asked() { grep -c " $HOST $1" "$log" || true; } # PATTERN

one_done() { # VERDICT
	[ "$(jq -r 'select(.type == "done").verdict' <<<"$output")" = "$1" ] ||
		{ echo "$output"; echo "${stderr-}"; false; }
}

@test "a closed page is not asked for, and the message names the rule" {
	robots 'User-agent: *' 'Disallow: /paper_files/'
	run -5 --separate-stderr serve --log "$log" "$TMP/robots.tsv" "$web" -- bash -c neurips
	one_done blocked
	[[ $stderr == *"closed to programs by 'https://$ROBOTS' (Disallow: /paper_files/): --ignore-robots"* ]]
	[ "$(asked /robots.txt)" = 1 ]
	[ "$(wc -l <"$log")" = 1 ]
	[ "$(jq -r 'select(.type == "done").requests' <<<"$output")" = 0 ]
}

@test "--ignore-robots asks all the same, and not for robots.txt" {
	robots 'User-agent: *' 'Disallow: /'
	run -0 --separate-stderr serve --log "$log" "$TMP/robots.tsv" "$web" -- bash -c 'neurips --ignore-robots'
	one_done complete
	[ "$(asked /robots.txt)" = 0 ]
	run -0 --separate-stderr serve "$TMP/robots.tsv" "$web" -- cf-estimate --ignore-robots -s neurips neurips 2023
}

@test "cf-collect passes it on" {
	robots 'User-agent: *' 'Disallow: /'
	run --separate-stderr serve "$TMP/robots.tsv" "$web" -- \
		cf-collect -s neurips --details none -r 1000 --venues neurips --years 2023
	[ "$status" -ne 0 ]
	[[ $stderr == *--ignore-robots* ]]
	run -0 --separate-stderr serve "$TMP/robots.tsv" "$web" -- \
		cf-collect --ignore-robots -s neurips --details none -r 1000 --venues neurips --years 2023
}

@test "cf-estimate obeys it too" {
	robots 'User-agent: *' 'Disallow: /'
	run -5 --separate-stderr serve "$TMP/robots.tsv" "$web" -- cf-estimate -s neurips neurips 2023
	[[ $stderr == *"(Disallow: /)"* ]]
}

@test "rules for others close nothing; it is asked for first, and once a day" {
	robots 'User-agent: other' 'Disallow: /' 'User-agent: cf' 'Disallow: /private/'
	run -0 --separate-stderr serve --log "$log" "$TMP/robots.tsv" "$web" -- bash -c \
		'neurips --details all && neurips --details all && rm -r "$CF_CACHE/'$HOST'/paper_files"* && neurips'
	[ "$(asked /robots.txt)" = 1 ]
	[ "$(head -n 1 "$log" | cut -d' ' -f3)" = /robots.txt ]
	[ "$(asked /paper_files)" = 22 ]
	run -0 --separate-stderr serve --log "$log" "$TMP/robots.tsv" "$web" -- bash -c \
		'rm -r "$CF_CACHE/'$HOST'/paper_files"*; CF_NOW=$(($(date +%s) + 90000)) neurips -v'
	[[ $stderr == *"GET https://$ROBOTS"* ]]
}

@test "a site without one is open, and that is kept" {
	run -0 --separate-stderr serve "$web" -- bash -c \
		'neurips -v && rm "$CF_CACHE/'$HOST'/paper_files"* && neurips -v'
	[ "$(grep -c "GET https://$ROBOTS" <<<"$stderr")" = 1 ]
	[ "$(grep -c 'GET https://' <<<"$stderr")" = 3 ]
}

@test "workers that start together and share a cache ask once; with its answer kept, none does" {
	robots 'User-agent: *' 'Disallow: /private/'
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve --log "$log" --fault 'url=*/robots.txt,delay=1,count=1' "$TMP/robots.tsv" "$web" -- \
		bash -c 'for i in $(seq 16); do neurips >"$TMP/out$i" 2>/dev/null & done; wait'
	[ "$(verdicts "$TMP"/out* | sort | uniq -c | tr -s ' ')" = " 16 neurips 2023 complete" ]
	[ "$(asked /robots.txt)" = 1 ] || { cat "$log"; false; }
	# the one that asks is killed: another does
	rm -r "$CF_CACHE"
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve --log "$log" --fault 'url=*/robots.txt,delay=60,count=1' "$TMP/robots.tsv" "$web" -- bash -c '
		cf-scrape -v -s neurips --details none -r 1000 neurips 2023 >/dev/null 2>"$TMP/err" & one=$!
		wait_for has "GET .*robots.txt" "$TMP/err"
		neurips >"$TMP/out" & two=$!
		kill -KILL $one
		wait $two'
	[ "$(verdicts "$TMP/out")" = "neurips 2023 complete" ]
}

# beside_one AT SIGNAL [NAME=VALUE]: of two workers the first waits for its answer
# at AT and gets a signal; then the second begins, and ends before it
beside_one() {
	robots 'User-agent: *' 'Disallow: /private/'
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve --fault "url=*$1*,delay=100,count=1" "$TMP/robots.tsv" "$web" -- bash -c '
		cf-scrape -v -s neurips --details all -r 1000 neurips 2023 >/dev/null 2>"$TMP/err" & one=$!
		wait_for has "GET .*$0" "$TMP/err"
		kill -s "$1" $one
		rm -f "$CF_CACHE/proceedings.neurips.cc/paper_files"*
		shift
		status=0
		timeout 20 env "$@" cf-scrape -s neurips --details none -r 1000 neurips 2023 >"$TMP/out" || status=$?
		kill -KILL $one
		exit $status' "$@"
	[ "$(verdicts "$TMP/out")" = "neurips 2023 complete" ]
}

@test "who has its answer keeps nobody waiting" {
	beside_one /hash/ CONT
}

@test "who is stopped before it comes is waited for, but not for ever" {
	# half a minute, on a clock that runs fast
	shim fast <<-'END'
		#include <sys/syscall.h>
		#include <time.h>
		#include <unistd.h>
		int
		clock_gettime(clockid_t id, struct timespec *t)
		{
			static time_t first;
			int r = (int)syscall(SYS_clock_gettime, id, t);

			if (!first)
				first = t->tv_sec;
			if (id == CLOCK_MONOTONIC)
				t->tv_sec += 20 * (t->tv_sec - first);
			return r;
		}
	END
	beside_one /robots.txt STOP LD_PRELOAD="$TMP/fast.so"
}

@test "a refused robots.txt (any 4xx but 429) is none, and that is kept" {
	for code in 400 401 403 404 410 451; do
		rm -rf "$CF_CACHE" "$TMP/cf"
		run -0 --separate-stderr serve --fault "url=*/robots.txt,status=$code" "$web" -- \
			bash -c 'neurips -v && rm -r "$CF_CACHE/'$HOST'/paper_files"* && neurips -v'
		[ "$(verdicts <<<"$output" | sort -u)" = "neurips 2023 complete" ]
		[ "$(grep -c "GET https://$ROBOTS" <<<"$stderr")" = 1 ] || { echo "$code: $stderr"; false; }
	done
}

@test "a robots.txt that says to come later, hangs or breaks off closes the site" {
	robots 'User-agent: *' 'Allow: /'
	for fault in status=429 status=503 close truncate=5; do
		rm -rf "$CF_CACHE" "$TMP/cf"
		run -75 --separate-stderr serve --log "$log" --fault "url=*/robots.txt,$fault" "$TMP/robots.tsv" "$web" -- \
			bash -c 'neurips --retries 0'
		one_done retry-later
		run ! grep paper_files "$log"
	done
	run -75 --separate-stderr serve --log "$log" --fault "url=*/robots.txt,delay=60" "$TMP/robots.tsv" "$web" -- \
		bash -c 'neurips --retries 0 --timeout 1'
	one_done retry-later
}

@test "a robots.txt behind redirects counts; one that leads nowhere is none" {
	robots 'User-agent: *' 'Disallow: /'
	sed -i "s,$ROBOTS,papers.nips.cc/other," "$TMP/robots.tsv"
	run -5 --separate-stderr serve --fault "url=*/robots.txt,redirect=https://papers.nips.cc/other" "$TMP/robots.tsv" "$web" -- \
		bash -c neurips
	one_done blocked
	for to in loop https://127.0.0.1:1/x https://10.1.1.1/ file:///etc/passwd "http://papers.nips.cc/other"; do
		rm -rf "$CF_CACHE" "$TMP/cf"
		run -0 --separate-stderr serve --log "$log" --fault "url=*/robots.txt,redirect=$to" "$TMP/robots.tsv" "$web" -- bash -c neurips
		one_done complete
		[ "$(asked /robots.txt)" -le 6 ]
	done
}

@test "a robots.txt that is no text, too long or a page: what counts of it is obeyed" {
	head -c 300000 /dev/urandom >"$TMP/random"
	printf '<!DOCTYPE html><html><body>Disallow: nothing</body></html>' >"$TMP/html"
	{ printf 'User-agent: *\nDisallow: /private/\n'; yes '# words' | head -c 100000000; } >"$TMP/long"
	{ yes 'Disallow: /x' | head -c 512000; printf '\nUser-agent: *\nDisallow: /\n'; } >"$TMP/behind"
	for body in random html long behind; do
		rm -rf "$CF_CACHE" "$TMP/cf"
		run -0 --separate-stderr serve --fault "url=*/robots.txt,body=$TMP/$body,type=text/plain" "$web" -- bash -c neurips
		one_done complete
		[ "$(jq 'select(.type == "done").bytes' <<<"$output")" -lt 2000000 ]
	done
	{ printf 'User-agent: *\nDisallow: /paper_files/\n\0\377\n'; cat "$TMP/random"; } >"$TMP/rules"
	{ printf 'User-agent: *\nDisallow: /paper_files/\n'; yes '# words' | head -c 100000000; } >"$TMP/cut"
	printf '\357\273\277User-agent: *\r\nDisallow: /paper_files/\r\n' >"$TMP/crlf"
	for body in rules cut crlf; do
		rm -rf "$CF_CACHE" "$TMP/cf"
		run -5 --separate-stderr serve --fault "url=*/robots.txt,body=$TMP/$body,type=text/plain" "$web" -- bash -c neurips
		one_done blocked
	done
}

@test "a failing robots.txt closes the site, after retries" {
	run -75 --separate-stderr serve --log "$log" --fault "url=*/robots.txt,status=500" "$web" -- \
		bash -c 'neurips --retries 1'
	one_done retry-later
	[[ $stderr == *"robots.txt' answered 500"*--ignore-robots* ]]
	[ "$(asked /robots.txt)" = 2 ]
	[ "$(wc -l <"$log")" = 2 ]
	# it passes
	run -0 --separate-stderr serve --fault "url=*/robots.txt,status=500,count=1" "$web" -- bash -c neurips
	one_done complete
}

@test "a failing robots.txt: the older one holds" {
	robots 'User-agent: *' 'Disallow: /closed'
	run -0 --separate-stderr serve "$TMP/robots.tsv" "$web" -- bash -c neurips
	run -0 --separate-stderr serve --fault "url=*/robots.txt,status=500" "$web" -- \
		bash -c 'neurips --retries 0 --refresh'
	one_done complete
	robots 'User-agent: *' 'Disallow: /'
	run -5 --separate-stderr serve "$TMP/robots.tsv" "$web" -- bash -c 'neurips --refresh'
	run -5 --separate-stderr serve --fault "url=*/robots.txt,status=500" "$web" -- \
		bash -c 'neurips --retries 0 --refresh'
	one_done blocked
}

@test "--offline asks nobody, and uses what the cache has" {
	run -0 --separate-stderr serve "$web" -- bash -c neurips
	rm "$CF_CACHE/$HOST/robots.txt"
	run -0 --separate-stderr neurips --offline
	one_done complete
}

# From the first request to the last, by the server's clock, in ms.
span() { awk '{ at = $1 - $2; if (!first) first = at } END { printf "%d", (at - first) * 1000 }' "$TMP/times"; }

@test "Crawl-delay: slower than the rate" {
	robots 'User-agent: *' 'Crawl-delay: 0.5'
	run -0 --separate-stderr serve --times "$TMP/times" "$TMP/robots.tsv" "$web" -- bash -c \
		'neurips -v -n 4 --connections 1 --details all'
	[[ $stderr == *"wants 0.5 s between two requests"* ]]
	# robots.txt, a list and four pages, from the list on at two a second
	[ "$(span)" -ge 1900 ]
}

@test "Crawl-delay never makes it faster" {
	robots 'User-agent: *' 'Crawl-delay: 0.001'
	run -0 --separate-stderr serve --times "$TMP/times" "$TMP/robots.tsv" "$web" -- bash -c \
		'neurips -r 4 -n 4 --connections 1 --details all'
	[ "$(span)" -ge 900 ]
}

@test "an interface for programs is asked without" {
	generate "$TMP/acl" acl 2023 20
	run -0 --separate-stderr serve "$TMP/acl" -- cf-scrape -v -s acl -r 1000 acl 2023
	[[ $stderr != *robots.txt* ]]
}

# --- where redirects may not lead --------------------------------------------

# a fault that sends the list elsewhere
elsewhere() { # URL
	printf 'url=*/paper_files/paper/2023,status=302,header=Location: %s' "$1"
}

@test "no redirect leads to this machine or into a private network" {
	for to in 127.0.0.1/x 127.0.0.1:9/x localhost/x 10.1.2.3/x 172.31.0.1/x 192.168.0.1/x \
		169.254.169.254/latest '[::1]/x' '[fd00::1]/x' '[fe80::1]/x' '[::ffff:127.0.0.1]/x' \
		0.0.0.0/x '[::]/x' 100.100.100.200/x 192.0.0.192/x 255.255.255.255/x 224.0.0.1/x 198.18.0.1/x \
		'[::ffff:a00:1]/x' '[::127.0.0.1]/x' '[64:ff9b::7f00:1]/x' '[2002:7f00:1::1]/x' '[fec0::1]/x' '[ff02::1]/x' \
		192.0.2.1/x 198.51.100.1/x 203.0.113.1/x '[64:ff9b:1::7f00:1]/x' '[100::1]/x' '[2001:db8::1]/x' \
		localhost./x x.localhost/x 127.0.0.1./x; do
		# https, as no redirect leads from there to http
		run -1 --separate-stderr serve --log "$log" --fault "$(elsewhere "https://$to")" "$web" -- \
			bash -c 'neurips --no-cache --retries 3 --connect-timeout 2'
		one_done failed || { echo "$to"; false; }
		[[ $stderr == *"leads to 'https://$to', on this machine or in a private network: not followed"* ]] ||
			{ echo "$to: $stderr"; false; }
		[ "$(wc -l <"$log")" = 1 ] || { cat "$log"; false; }
	done
}

@test "nor in any other spelling of such an address" {
	for to in 2130706433 0x7f000001 0x7f.1 017700000001 127.1 0 10.1 0xa9fea9fe 2852039166 '[0:0::1]' %31%32%37.0.0.1 \
		user:word@127.0.0.1 LOCALHOST; do
		run -1 --separate-stderr serve --log "$log" --fault "$(elsewhere "https://$to/x")" "$web" -- \
			bash -c 'neurips --no-cache --retries 3 --connect-timeout 2'
		one_done failed || { echo "$to"; false; }
		[[ $stderr == *"private network: not followed"* ]] || { echo "$to: $stderr"; false; }
		[ "$(wc -l <"$log")" = 1 ] || { echo "$to"; cat "$log"; false; }
	done
}

@test "a private host that is asked for itself may redirect" {
	printf 'x' >"$TMP/x"
	printf 'file\turl\nx\thttps://a.localhost/x\n' >"$TMP/local.tsv"
	run --separate-stderr serve --log "$log" \
		--fault 'url=a.localhost/*oai*,status=302,header=Location: https://a.localhost/x' "$TMP/local.tsv" -- \
		cf-scrape -s ojs -r 1000 --retries 0 --key a.localhost/index.php/sj sj 2024
	grep -q ' a.localhost /x 200' "$log" || { echo "$stderr"; cat "$log"; false; }
}

@test "once a redirect has led to https, none leads back to http" {
	run -1 --separate-stderr serve --log "$log" --fault 'url=journal.example.org/*,redirect=https://papers.nips.cc/a' \
		--fault 'url=papers.nips.cc/a,redirect=http://papers.nips.cc/b' "$web" -- \
		cf-scrape -s ojs -r 1000 --retries 0 --ignore-robots --key http://journal.example.org/index.php/sj sj 2024
	one_done failed
	[[ $stderr == *"not safe to follow"* ]]
	run ! grep -q " /b " "$log"
}

@test "a redirect to another public host is followed" {
	printf 'file\turl\n' >"$TMP/other.tsv"
	awk -F'\t' '$2 ~ /paper\/2023$/ { print $1 }' "$web"/MANIFEST*.tsv | head -n 1 >"$TMP/name"
	printf '%s\thttps://papers.nips.cc/list\n' "$web/$(cat "$TMP/name")" >>"$TMP/other.tsv"
	sed -i "s|$web/|$(realpath --relative-to="$TMP" "$web")/|" "$TMP/other.tsv"
	run -0 --separate-stderr serve --log "$log" --fault "$(elsewhere https://papers.nips.cc/list)" \
		"$TMP/other.tsv" "$web" -- bash -c 'neurips --no-cache'
	grep -q ' papers.nips.cc /list 200' "$log"
}
