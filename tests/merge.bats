#!/usr/bin/env bats
# cf-merge: the program around lib/merge*.c (whose rules tests/unit/test_merge.c
# tests): files and pipes, the report, exit statuses.

bats_require_minimum_version 1.5.0
load helper
load merge

@test "help and version go to standard output, nonsense is a usage error" {
	merge --help
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ $output == usage:* ]]
	merge --version
	[ "$status" -eq 0 ]
	[[ $output == "cf-merge "[0-9]* ]]
	merge --nonsense
	[ "$status" -eq 2 ]
	[ -z "$output" ]
	[[ $stderr == *"cf-merge: "*"--help"* ]]
}

@test "each paper once, the same bytes in whatever order the lines come" {
	{
		run_of neurips 2023 20 complete ',"order":1'
		run_of icml 2023 20 complete ',"order":2'
		some icml 2023 20 virtual
		some aaai 2020 5
	} >all
	cf-merge -q all >want
	[ "$(jq -r '.venue' want | uniq | paste -sd' ')" = "neurips icml aaai" ]
	[ "$(wc -l <want)" -eq 45 ]
	[ "$(jq -r 'select(.venue == "icml").id' want | head -1)" = icml:1 ]
	[ "$(jq -r 'select(.venue == "icml").ids.virtual' want | head -1)" = 1 ]
	for seed in 1 2 3 4 5; do
		shuf --random-source=<(yes "$seed") all | cf-merge -q >got
		cmp want got
	done
	split -n l/3 all part.
	cf-merge -q part.ac part.aa - <part.ab >got
	cmp want got
}

@test "merging the result again changes nothing" {
	{
		some icml 2023 20
		some icml 2023 20 virtual
	} | cf-merge -q >once
	cf-merge -q once >twice
	cmp once twice
	cf-merge -q once twice >twice2
	cmp once twice2
}

@test "plain papers: nothing to judge" {
	printf '%s\n' '{"title":"B"}' '{ "title" : "A" }' >in
	merge in
	[ "$status" -eq 0 ]
	[ "$output" = $'{ "title" : "A" }\n{"title":"B"}' ]
	[ "$stderr" = "cf-merge: 2 papers" ]
	merge -v in
	[[ $stderr == *"2 papers, 0 copies merged"*"cf-merge: 2 papers" ]]
}

@test "nothing in, nothing out" {
	merge </dev/null
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "complete venue-years exit 0; one with copies is named, with -v all are" {
	run_of icml 2023 10 complete >in
	run_of uai 2023 10 complete >>in
	merge in
	[ "$status" -eq 0 ]
	[ "$stderr" = "cf-merge: 20 papers, 2 of 2 venue-years complete" ]
	merge -v -o papers in
	[[ $stderr == *"cf-merge: icml 2023: 10 papers, 0 copies merged"* ]]
	[[ $stderr == *"cf-merge: 20 papers in 'papers', 2 of 2 venue-years complete" ]]
	cat in in >twice
	merge twice
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 20 ]
	[[ $stderr == *"cf-merge: icml 2023: 10 papers, 10 copies merged"* ]]
	[[ $stderr == *"cf-merge: 20 papers, 20 copies merged, 2 of 2 venue-years complete" ]]
	merge --quiet twice
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
}

@test "a venue-year that is not complete is named, exit 3" {
	for verdict in incomplete empty not-yet blocked login layout failed moved retry-later; do
		run_of icml 2023 3 $verdict >in
		merge in
		[ "$status" -eq 3 ] || { echo "$verdict: $status"; false; }
		[[ $stderr == *"cf-merge: icml 2023: $verdict: 3 of 10 papers"* ]]
	done
	merge -q in
	[ "$status" -eq 3 ]
	[ -z "$stderr" ]
}

@test "the best of several runs counts" {
	run_of icml 2023 3 blocked >in
	run_of icml 2023 10 complete >>in
	run_of icml 2023 0 empty >>in
	merge in
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 10 ]
}

@test "a worker that died, a job that nobody took" {
	{
		rec plan icml 2023 ',"order":1'
		rec start icml 2023
		rec estimate icml 2023 ',"count":3540'
		some icml 2023 120
		printf '{"type":"paper","venue":"icml","year":2023,"id":"x","ti'
		rec plan iclr 2023 ',"order":2'
	} >in
	merge in
	[ "$status" -eq 3 ]
	[ "${#lines[@]}" -eq 120 ]
	[[ $stderr == *"icml 2023: incomplete: 120 of 3540 papers: worker died, run it again"* ]]
	[[ $stderr == *"iclr 2023: incomplete: 0 papers: never started, run it again"* ]]
	[[ $stderr == *"line 124 is not a JSON object"* ]]
}

@test "of what nobody took the first twenty are named, with -v all" {
	for ((i = 1; i <= 100; i++)); do rec plan "v$i" 2023; done >in
	run -3 --separate-stderr cf-merge in
	[ "$(grep -c 'never started, run it again' <<<"$stderr")" -eq 20 ]
	[[ $stderr == *"and 80 more venue-years never started: -v names them"* ]]
	run -3 --separate-stderr cf-merge -v in
	[ "$(grep -c 'never started, run it again' <<<"$stderr")" -eq 100 ]
}

@test "errors of the streams: the first five, with -v those of each venue-year" {
	{
		for i in 1 2 3 4 5 6 7; do
			rec error icml 2023 ",\"code\":\"no-title\",\"message\":\"paper $i\\u001b[2J\""
			rec error uai 2023 ",\"code\":\"no-title\",\"message\":\"paper $i\""
		done
		run_of icml 2023 10 complete
		run_of uai 2023 10 complete
	} >in
	merge in
	[ "$status" -eq 0 ]
	[ "$(grep -c ' 2023: paper' <<<"$stderr")" -eq 5 ]
	[[ $stderr == *"cf-merge: and 9 more errors: -v shows more"* ]]
	run ! grep -P '[\x00-\x08\x0b-\x1f]' <<<"$stderr"
	merge -v in
	[ "$(grep -c ' 2023: paper' <<<"$stderr")" -eq 10 ]
	[[ $stderr == *"icml 2023: and 2 more errors"* ]]
}

@test "why a venue-year is not complete is said once, with the verdict" {
	{
		rec error icml 2023 ',"code":"moved","message":"'"'http://x/y'"' is not there (404)","url":"http://x/y","fatal":true'
		run_of icml 2023 3 moved
		rec error uai 2023 ',"code":"blocked","message":"refused","url":"http://u/","fatal":true'
		run_of uai 2023 3 incomplete
	} >in
	merge in
	[ "$status" -eq 3 ]
	cat >want <<-'END'
		cf-merge: icml 2023: moved: 3 of 10 papers: 'http://x/y' is not there (404)
		cf-merge: uai 2023: incomplete: 3 of 10 papers: refused ('http://u/')
		cf-merge: 6 papers, 2 of 2 venue-years not complete
	END
	diff want - <<<"$stderr"
	# What a later run mended needs no reason.
	run_of icml 2023 10 complete >>in
	merge in
	[[ $stderr != *404* ]]
}

@test "bad lines are named and skipped, exit 1" {
	{
		some icml 2023 2
		for i in 1 2 3 4 5 6; do
			echo "no record $i"
		done
		printf '\xef\xbb\xbf\n\r\n'
		printf '{"id":"cut'
	} >in
	merge in
	[ "$status" -eq 1 ]
	[ "${#lines[@]}" -eq 2 ]
	[[ $stderr == *"'in' line 3 is not a JSON object, or a part of one"* ]]
	[[ $stderr != *"line 8 "* ]]
	[[ $stderr == *"and 2 more such lines"* ]]
	some icml 2023 2 >short
	printf '{"id":"cut' >>short
	merge short
	[ "$status" -eq 1 ]
	[[ $stderr == *"'short' line 3 is "*"(the input ends in it)"* ]]
}

@test "what a dead worker tore, and the next one sent again, is no fault" {
	start() { printf '{"type":"start","venue":"icml","year":2023,"attempt":%s}\n' "$1"; }
	ended() { echo '{"type":"done","venue":"icml","year":2023,"verdict":"complete","expected":2,"papers":2}'; }
	local head torn='{"type":"paper","venue":"icml","year":2023,"id":"icml:2","ti'
	for head in "$torn" '{"ty'; do
		{ start 1 && some icml 2023 1 && printf '%s' "$head" && start 2 && some icml 2023 2 && ended; } >in
		merge in
		[ "$status" -eq 0 ]
		[ "${#lines[@]}" -eq 2 ]
		[[ $stderr == *"of these lines 1 came again from the next worker"* ]]
	done
	# but not by one that had begun before, or that did not come to its end
	{ start 1 && some icml 2023 1 && printf '%s\n' "$torn" && ended; } >in
	merge in
	[ "$status" -eq 1 ]
	{ start 1 && printf '%s\n' "$torn" && some icml 2023 2 && ended && start 2; } >in
	merge in
	[ "$status" -eq 1 ]
	# nor is what no worker tore
	{ start 1 && echo noise && start 2 && some icml 2023 2 && ended; } >in
	merge in
	[ "$status" -eq 1 ]
}

@test "what a mark, CRLF and a missing LF leave is fine" {
	printf '\xef\xbb\xbf{"id":"1"}\r\n\r\n{"id":"2"}' >in
	merge in
	[ "$status" -eq 0 ]
	[ "$output" = $'{"id":"1"}\n{"id":"2"}' ]
}

@test "a file that cannot be read: the others are merged, exit 1" {
	some icml 2023 2 >in
	merge none in .
	[ "$status" -eq 1 ]
	[ "${#lines[@]}" -eq 2 ]
	[[ $stderr == *"cf-merge: cannot open 'none': No such file or directory"* ]]
	[[ $stderr == *"cf-merge: cannot read '.': Is a directory"* ]]
}

@test "a record of 20 MB, and one deeper than allowed" {
	{
		printf '{"id":"long","abstract":"'
		head -c 20000000 /dev/zero | tr '\0' x
		printf '"}\n{"id":"deep","x":'
		head -c 600 /dev/zero | tr '\0' '['
		head -c 600 /dev/zero | tr '\0' ']'
		printf '}\n'
	} >in
	run --separate-stderr bash -c 'cf-merge in | wc -c'
	[ "$output" -eq 20000028 ]
	[[ $stderr == *"line 2 is not a JSON object"* ]]
}

@test "a record with a long id costs no more for every copy of its paper" {
	natively "a test of time"
	{
		printf '{"type":"paper","venue":"v","year":2020,"id":"x:%s","title":"Same title","doi":"10.1/a","source":"x","abstract":"w","url":"u"}\n' \
			"$(head -c 32000000 /dev/zero | tr '\0' a)"
		seq 4000 | sed 's/.*/{"type":"paper","venue":"v","year":2020,"id":"y:1","title":"Same title","doi":"10.1\/a","source":"y","volume":"&"}/'
	} >"$TMP/long"
	run -0 --separate-stderr timeout 10 cf-merge "$TMP/long"
	[ "$(jq -r .ids.y <<<"$output")" = 1 ]
}

@test "a number that a list has given to another paper joins nothing" {
	one='{"type":"paper","venue":"v","year":2022,"id":"facct:2022:295","title":"One","authors":[{"name":"A One"}],"doi":"10.1/314","source":"facct"}'
	other='{"type":"paper","venue":"v","year":2022,"id":"doi:10.1/314","title":"Another","authors":[{"name":"B Two"}],"doi":"10.1/314","source":"crossref"}'
	run -0 --separate-stderr cf-merge -q <<<"$one"$'\n'"$other"
	[ "$output" = "$other"$'\n'"$one" ]
	# one that was given a new title is the same
	run -0 --separate-stderr cf-merge -q <<<"$one"$'\n'"${other/B Two/A. One}"
	[ "${#lines[@]}" -eq 1 ]
}
