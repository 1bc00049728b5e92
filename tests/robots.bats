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
	export -f neurips
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

@test "a refused robots.txt (403) is none" {
	status_of=403 robots 'User-agent: *' 'Disallow: /'
	run -0 --separate-stderr serve "$TMP/robots.tsv" "$web" -- bash -c neurips
	one_done complete
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

@test "Crawl-delay: slower than the rate" {
	robots 'User-agent: *' 'Crawl-delay: 0.5'
	run -0 --separate-stderr serve --log "$log" "$TMP/robots.tsv" "$web" -- bash -c \
		'neurips -v -n 4 --details all'
	[[ $stderr == *"wants 0.5 s between two requests"* ]]
	# a list and four pages at two a second
	[ "$(jq -r 'select(.type == "done") | .wait_rate_ms >= 1900' <<<"$output")" = true ]
}

@test "Crawl-delay never makes it faster" {
	robots 'User-agent: *' 'Crawl-delay: 0.001'
	run -0 --separate-stderr serve --log "$log" "$TMP/robots.tsv" "$web" -- bash -c \
		'neurips -r 4 -n 4 --details all'
	[ "$(jq -r 'select(.type == "done") | .wait_rate_ms >= 900' <<<"$output")" = true ]
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
		169.254.169.254/latest '[::1]/x' '[fd00::1]/x' '[fe80::1]/x' '[::ffff:127.0.0.1]/x'; do
		# https, as no redirect leads from there to http
		run -1 --separate-stderr serve --log "$log" --fault "$(elsewhere "https://$to")" "$web" -- \
			bash -c 'neurips --no-cache --retries 3 --connect-timeout 2'
		one_done failed || { echo "$to"; false; }
		[[ $stderr == *"leads to 'https://$to', on this machine or in a private network: not followed"* ]] ||
			{ echo "$to: $stderr"; false; }
		[ "$(wc -l <"$log")" = 1 ] || { cat "$log"; false; }
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

@test "a redirect to another public host is followed" {
	printf 'file\turl\n' >"$TMP/other.tsv"
	awk -F'\t' '$2 ~ /paper\/2023$/ { print $1 }' "$web"/MANIFEST*.tsv | head -n 1 >"$TMP/name"
	printf '%s\thttps://papers.nips.cc/list\n' "$web/$(cat "$TMP/name")" >>"$TMP/other.tsv"
	sed -i "s|$web/|$(realpath --relative-to="$TMP" "$web")/|" "$TMP/other.tsv"
	run -0 --separate-stderr serve --log "$log" --fault "$(elsewhere https://papers.nips.cc/list)" \
		"$TMP/other.tsv" "$web" -- bash -c 'neurips --no-cache'
	grep -q ' papers.nips.cc /list 200' "$log"
}
