#!/usr/bin/env bats
# cf-progress: where the time went, for people and as JSON.

bats_require_minimum_version 1.5.0
load helper
load progress

# A run of two venue-years, one with a worker that died, and one saved before.
two_jobs() {
	rec plan uai 2020 ',"order":1'
	rec plan icml 2023 ',"order":2'
	rec "done" uai 2020 ',"verdict":"complete","papers":70,"expected":70,"requests":900,"bytes":9000,"elapsed_ms":60000,"wait_rate_ms":59000,"rss_kb":100'
	rec start icml 2023 ',"worker":"h:1"'
	some icml 2023 3
	rec heartbeat icml 2023 ',"papers":3,"requests":5,"retries":1,"bytes":50,"wait_rate_ms":1000,"cpu_ms":10,"elapsed_ms":1010'
	rec start icml 2023 ',"worker":"h:2","attempt":2'
	some icml 2023 4
	rec "done" icml 2023 ',"verdict":"complete","papers":4,"expected":4,"requests":11,"retries":2,"cached":7,"bytes":150,"rss_kb":2048,
		"wait_rate_ms":84000,"wait_net_ms":10000,"cpu_ms":1990,"wait_out_ms":1000,"elapsed_ms":98990,"errors":1,"hosts":{
		"a.example":{"requests":10,"retries":2,"bytes":90,"wait_rate_ms":84000,"wait_net_ms":1000},
		"b.example":{"requests":1,"retries":0,"bytes":10,"wait_rate_ms":0,"wait_net_ms":9000}}' | tr -d '\n\t'
	echo
	rec start iclr 2024 ',"worker":"h:3"'
	rec "done" iclr 2024 ',"verdict":"failed","papers":0,"requests":2,"wait_net_ms":3000,"elapsed_ms":4000,"hosts":{"b.example":{"requests":2,"bytes":7,"wait_net_ms":3000}}'
}

@test "--metrics: the figures of the run, of each venue-year and of each host" {
	two_jobs | cf-progress -p quiet --metrics metrics >out
	jq -e . metrics >/dev/null
	[ "$(jq -c '.totals | del(.elapsed_ms, .papers_per_second)' metrics)" = '{"papers":74,"expected":null,"saved":70,"jobs":3,"complete":2,"incomplete":0,"empty":0,"failed":1,"missing":0,"errors":1,"unfetched":0,"requests":18,"retries":3,"bytes":200,"cached":7,"requests_per_paper":4.5,"worker_ms":104000,"rate_ms":85000,"network_ms":13000,"parsing_ms":2000,"downstream_ms":1000,"efficiency":0.173,"stalls":0,"killed":0}' ]
	cat >want <<-'END'
		{"venue":"uai","year":2020,"papers":70,"expected":70,"verdict":"complete","saved":true,"attempts":0,"requests":0,"retries":0,"bytes":0,"cached":0,"requests_per_paper":null,"elapsed_ms":0,"rate_ms":0,"network_ms":0,"parsing_ms":0,"downstream_ms":0,"efficiency":null,"papers_per_second":null,"rss_kb":null,"worker":null,"stalls":0,"stalled_ms":0,"killed":0}
		{"venue":"icml","year":2023,"papers":4,"expected":4,"verdict":"complete","saved":false,"attempts":2,"requests":16,"retries":3,"bytes":200,"cached":7,"requests_per_paper":4,"elapsed_ms":100000,"rate_ms":85000,"network_ms":10000,"parsing_ms":2000,"downstream_ms":1000,"efficiency":0.14,"papers_per_second":0.04,"rss_kb":2048,"worker":"h:2","stalls":0,"stalled_ms":0,"killed":0}
		{"venue":"iclr","year":2024,"papers":0,"expected":null,"verdict":"failed","saved":false,"attempts":1,"requests":2,"retries":0,"bytes":0,"cached":0,"requests_per_paper":null,"elapsed_ms":4000,"rate_ms":0,"network_ms":3000,"parsing_ms":0,"downstream_ms":0,"efficiency":1,"papers_per_second":0,"rss_kb":null,"worker":"h:3","stalls":0,"stalled_ms":0,"killed":0}
	END
	jq -c '.venues[]' metrics | diff want -
	[ "$(jq -c .hosts metrics)" = '{"a.example":{"requests":10,"retries":2,"bytes":90,"rate_ms":84000,"network_ms":1000},"b.example":{"requests":3,"retries":0,"bytes":17,"rate_ms":0,"network_ms":12000}}' ]
	[ "$(jq -c keys_unsorted metrics)" = '["totals","venues","hosts"]' ]
	# papers of an earlier run are none of this one's speed
	jq -e '.totals | .papers_per_second * .elapsed_ms / 1000 < 5' metrics
}

@test "a venue with a quote or a backslash has its name, one however it is escaped" {
	for venue in 'the\"nips' 'a\\b' 'caf\u00e9' 'caf\u00E9'; do
		printf '{"type":"start","venue":"%s","year":2023}\n' "$venue"
	done >in
	cf-progress --progress=json --metrics metrics <in 2>err >/dev/null
	[ "$(jq -r '.venues[].venue' metrics | paste -sd ' ')" = 'the"nips a\b café' ]
	[ "$(jq -r 'select(.type == "missing").venue' err | paste -sd ' ')" = 'the"nips a\b café' ]
}

@test "where the time went, in lines for people" {
	two_jobs | cf-progress -p plain -v >out 2>err
	sed '1,/jobs complete/d; /bytes in/d' err >got
	cat >want <<-'END'
		cf-progress: 1m 44s of work: 82 % waiting for rate limits, 13 % waiting for the network, 2 % parsing, 1 % waiting for the reader of the stream, 3 % else
		cf-progress: icml 2023: 85 % of 1m 40s waiting for the rate limit of a.example
		cf-progress: iclr 2024: 75 % of 4.0s waiting for answers of b.example
		cf-progress: from a.example: 10 requests, 2 retries, 90 B, 1m 24s waiting for its rate limit, 1.0s for its answers
		cf-progress: from b.example: 3 requests, 0 retries, 17 B, 0.0s waiting for its rate limit, 12s for its answers
	END
	diff want got
}

@test "a short run needs no explanation, a long one gets it" {
	two_jobs >in
	cf-progress -p plain <in >out 2>err
	run ! grep 'of work' err
	for mode in quiet json; do
		cf-progress -p $mode -v <in >out 2>err
		run ! grep 'of work' err
	done
	run_of icml 2023 2 complete | cf-progress -p plain -v >out 2>err
	run ! grep 'of work' err # nobody told
	mkfifo fifo
	exec 5<>fifo
	CF_PROGRESS_INTERVAL=1 cf-progress -p plain <fifo >out 2>err 3>&- 5>&- &
	pid=$!
	await_file ', 1[0-9]s$' err
	two_jobs >&5
	exec 5>&-
	wait "$pid"
	pid=
	grep -q '1m 44s of work' err
	grep -q '^cf-progress: icml 2023: 85 % of 1m 40s waiting for the rate limit of a.example$' err
}

@test "at most five venue-years and five hosts, the slowest first" {
	for n in 3 9 1 8 2 7 4 6 5; do
		rec start v "$n"
		rec "done" v "$n" ",\"verdict\":\"complete\",\"cpu_ms\":${n}000,\"elapsed_ms\":${n}000,\"hosts\":{\"h$n.example\":{\"wait_net_ms\":${n}000}}"
	done >in
	cf-progress -p plain -v <in >out 2>err
	[ "$(sed -nE 's/^cf-progress: v ([0-9]): 100 % of .* parsing$/\1/p' err | paste -sd,)" = 9,8,7,6,5 ]
	[ "$(sed -nE 's/^cf-progress: from (h[0-9]).*/\1/p' err | paste -sd,)" = h9,h8,h7,h6,h5 ]
}

@test "bars: the lines stand below the closing one, folded" {
	window 60 20 'cf-progress -v <fifo >out'
	two_jobs >&5
	exec 5>&-
	await 'ended:0'
	[ "$(mux capture-pane -p -J | tr -s ' \n' ' ' | grep -c 'cf-progress: icml 2023: 85 % of 1m 40s waiting for the rate limit of a.example cf-progress: iclr 2024')" -eq 1 ]
}

@test "hostile figures: nothing overflows, nothing reaches a terminal" {
	{
		rec start icml 2023 ',"worker":"a\u001b[2J"'
		for _ in 1 2 3; do
			rec "done" icml 2023 ',"verdict":"failed","papers":9223372036854775807,"elapsed_ms":9223372036854775807,"wait_rate_ms":9223372036854775807,"wait_net_ms":-1,
				"cpu_ms":1e99,"hosts":{"a\u001b[2J":{"requests":9223372036854775807,"wait_rate_ms":9223372036854775807},"":{"requests":1},"\u0000":{},"x":7}' | tr -d '\n'
			echo
		done
		rec start uai 2020
		printf '{"type":"done","venue":"uai","year":2020,"verdict":"complete","hosts":{'
		for n in $(seq 1200); do printf '"h%s":{"requests":1},' "$n"; done
		printf '"last":{"requests":1}}}\n'
	} >in
	cf-progress -p plain -v --metrics metrics <in >out 2>err
	run ! grep -aP '[\x00-\x08\x0b-\x1f\x7f]' err
	run ! grep -aP '[\x00-\x08\x0b-\x1f\x7f]' metrics
	[ "$(jq '.hosts | length' metrics)" -eq 1000 ]
	[ "$(jq '.hosts["*"].requests' metrics)" -eq 204 ]
	[ "$(jq -c '[.. | numbers] | min' metrics)" = 0 ]
}

@test "--metrics: written aside, with the mode of a new file; a device too" {
	umask 027
	echo old >metrics
	ln metrics same
	two_jobs | cf-progress -p quiet --metrics metrics >out
	[ "$(cat same)" = old ]
	[ "$(stat -c %a metrics)" = 640 ]
	[ "$(ls metrics*)" = metrics ]
	two_jobs | cf-progress -p quiet --metrics /dev/stderr 2>&1 >out | jq -e .totals.papers
	: | cf-progress -p quiet --metrics empty
	[ "$(jq -c '[.totals.papers, .venues, .hosts]' empty)" = '[0,[],{}]' ]
}

@test "--metrics that cannot be written: said at once, or at the end" {
	two_jobs >in
	for name in nosuch/file . "$(printf 'x%.0s' $(seq 300))"; do
		run -1 --separate-stderr cf-progress -p quiet --metrics "$name" <in
		[ -z "$output" ] # nothing was begun
		[[ $stderr == "cf-progress: cannot write '$name': "* ]]
	done
	[ -w /dev/full ] || skip "no /dev/full"
	run -1 --separate-stderr cf-progress -p quiet --metrics /dev/full <in
	[ "$output" = "$(cat in)" ]
	[ "$stderr" = "cf-progress: cannot write '/dev/full': No space left on device" ]
}

@test "--metrics: also when the reader has left" {
	for _ in $(seq 200); do some icml 2023 10; done >in
	for _ in $(seq 12); do cat in in; done >many
	cf-progress -p quiet --metrics metrics <many | head -1 >out
	jq -e '.totals.papers > 0' metrics
}

@test "--metrics: also after a termination or a hangup, as timeout sends it to all of a pipeline" {
	for sig in TERM HUP; do
		rm -f metrics
		mkfifo "in$sig"
		exec 5<>"in$sig"
		cf-progress -p plain --metrics metrics <"in$sig" >out 2>err 5>&- &
		pid=$!
		{ rec start icml 2023; some icml 2023 10; } >&5
		wait_for has 'icml 2023: started' err
		kill -s "$sig" "$pid"
		status=0
		wait "$pid" || status=$?
		exec 5>&-
		[ "$status" -eq $((128 + $(kill -l "$sig"))) ]
		jq -e '.totals.papers > 0' metrics
		has ' of 1 jobs? complete' err
	done
}

@test "a real run: hosts and venue-years agree, and say what they waited for" {
	without_valgrind "there it is busy and does not wait"
	generate "$TMP/web" neurips 2023 20
	generate "$TMP/web" icml 2023 20
	serve --fault 'url=proceedings.mlr.press*,delay=1.5,count=1' --fault 'url=*/hash/*,status=500,count=2' "$TMP/web" -- sh -c '
		{ cf-scrape -q --no-cache --details all -r 10 neurips 2023; cf-scrape -q --no-cache --details none -r 1000 icml 2023; } |
		cf-progress -p plain -v --metrics metrics >out' 2>err
	jq -e '(.totals.requests == ([.hosts[].requests] | add)) and (.totals.requests == ([.venues[].requests] | add))
		and .totals.retries == 2 and .hosts["proceedings.neurips.cc"].retries == 2
		and (.totals.bytes == ([.hosts[].bytes] | add)) and .totals.complete == 2
		and .hosts["proceedings.mlr.press"].network_ms >= 1400 and .hosts["proceedings.neurips.cc"].rate_ms >= 1500
		and (.venues | all(.rss_kb > 1000 and .elapsed_ms > 0 and .worker != null
			and .rate_ms + .network_ms + .downstream_ms <= .elapsed_ms + 50 and .efficiency <= 1))' metrics || { cat metrics; false; }
	grep -qE '^cf-progress: neurips 2023: [0-9]+ % of [0-9.]+s waiting for the rate limit of proceedings.neurips.cc$' err
	grep -qE '^cf-progress: icml 2023: [0-9]+ % of [0-9.]+s waiting for answers of proceedings.mlr.press$' err
	jq -c . out | diff out - # the stream itself is as it was
}
