#!/usr/bin/env bats
# cf-scrape: from the (local) web to records, and what it says when it cannot.

bats_require_minimum_version 1.5.0
load helper

# a page with the given body at an address, in a mirror of its own
page() { # URL STATUS TYPE BODY
	mkdir -p "$TMP/web"
	[ -e "$TMP/web/MANIFEST.tsv" ] || printf 'file\turl\tstatus\tcontent_type\n' >"$TMP/web/MANIFEST.tsv"
	local n
	n=$(wc -l <"$TMP/web/MANIFEST.tsv")
	printf '%s' "$4" >"$TMP/web/$n"
	printf '%s\t%s\t%s\t%s\n' "$n" "$1" "$2" "$3" >>"$TMP/web/MANIFEST.tsv"
}

one_done() { # VERDICT: the only done record has it
	[ "$(jq -r 'select(.type == "done").verdict' <<<"$output")" = "$1" ] ||
		{ echo "$output"; echo "$stderr"; false; }
}

@test "nonsense is a usage error that says what was wrong" {
	local args
	for args in "neurips 20x4" "neurips 2024-2020" "neurips 1850" "nosuch 2023" "neurips" "" \
		"--nosuch" "-s nosuch neurips 2023" "-n 0 neurips 2023" "-n x neurips 2023" \
		"-r 0 neurips 2023" "--details some neurips 2023" "--include all neurips 2023" \
		"--offline --no-cache neurips 2023" "neurips 2019-" "-s neurips neurips 1950"; do
		# shellcheck disable=SC2086
		run --separate-stderr cf-scrape $args
		[ "$status" -eq 2 ] && [ -z "$output" ] && [[ $stderr == cf-scrape:* ]] ||
			{ echo "cf-scrape $args: $status $stderr"; false; }
	done
	run --separate-stderr cf-scrape icml 1979
	[[ $stderr == *"only for 1988-2026"* ]]
}

@test "the list of sources" {
	run -0 --separate-stderr cf-scrape --list-sources
	for s in neurips pmlr openreview virtual; do [[ $output == *"$s"$'\t'* ]]; done
}

@test "a year of each conference: all papers, abstracts, few requests" {
	generate "$TMP/web" neurips 2023 300
	generate "$TMP/web" icml 2023 200
	generate "$TMP/web" iclr 2024 250
	for job in "neurips 2023 300" "icml 2023 200" "iclr 2024 250"; do
		read -r venue year n <<<"$job"
		run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache --details none -r 1000 "$venue" "$year"
		one_done complete
		[ "$(papers <<<"$output" | wc -l)" -eq "$n" ]
		[ "$(papers <<<"$output" | jq -r .id | sort -u | wc -l)" -eq "$n" ]
		[ "$(jq -r 'select(.type == "done").requests' <<<"$output")" -le 5 ]
		[ "$(papers <<<"$output" | jq -c 'select(.abstract)' | wc -l)" -ge $((n * 8 / 10)) ]
		[ "$(papers <<<"$output" | jq -c 'select(.decision)' | wc -l)" -ge $((n * 8 / 10)) ]
	done
}

@test "each record says which source gave which field" {
	generate "$TMP/web" neurips 2023 30
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache --details none -r 1000 neurips 2023
	papers <<<"$output" | jq -es 'all(.[]; .source == "neurips")
		and any(.[]; .sources.abstract == "virtual" and .sources.affiliations == "virtual")'
}

@test "papers that no bulk file knows get their abstract from their own page" {
	generate "$TMP/web" neurips 2023 100
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape --no-cache -r 1000 neurips 2023
	one_done complete
	without=$(jq -r 'select(.type == "done").without_abstract' <<<"$output")
	[ "$without" -le 3 ] # those that have none anywhere
	pages=$(grep -c -- '-Abstract' "$TMP/log")
	[ "$pages" -ge 5 ] && [ "$pages" -le 20 ]
}

@test "the same bytes in two runs, times aside; from the cache the second time" {
	generate "$TMP/web" neurips 2023 60
	for n in 1 2; do
		serve --log "$TMP/log$n" "$TMP/web" -- cf-scrape -r 1000 neurips 2023 >"$TMP/out$n"
	done
	papers "$TMP/out1" | sort >"$TMP/a"
	papers "$TMP/out2" | sort >"$TMP/b"
	cmp "$TMP/a" "$TMP/b"
	[ ! -s "$TMP/log2" ]
	CF_CONNECT_TO=::127.0.0.1:1 run -0 --separate-stderr cf-scrape --offline neurips 2023
	[ "$(papers <<<"$output" | wc -l)" -eq 60 ]
}

@test "an answer that was found unchanged is as good as a new one" {
	generate "$TMP/web" neurips 2025 20
	local now day=1780000000 # of 2026: it is used for a week
	for now in $day $((day + 8 * 86400)) $((day + 9 * 86400)); do
		CF_NOW=$now run -0 --separate-stderr serve --log "$TMP/log.$now" "$TMP/web" -- \
			cf-scrape -q -s neurips --details none --ignore-robots -r 1000 neurips 2025
		cut -d' ' -f4 "$TMP/log.$now" | sort | uniq -c | tr -s ' ' >>"$TMP/asked"
	done
	grep -q ' 304$' "$TMP/log.$((day + 8 * 86400))"
	[ ! -s "$TMP/log.$((day + 9 * 86400))" ] || { cat "$TMP/asked" "$TMP"/log.*; false; }
}

@test "--offline without the page says so, and is no success" {
	run -1 --separate-stderr cf-scrape --offline neurips 2023
	one_done failed
	[[ $stderr == *"not in the cache"* ]]
}

@test "--refresh asks again and takes 304 for an answer" {
	generate "$TMP/web" neurips 2023 20
	serve "$TMP/web" -- cf-scrape -s neurips --details none -r 1000 neurips 2023 >"$TMP/out1"
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape --refresh -s neurips --details none -r 1000 neurips 2023
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
	grep -q ' 304$' "$TMP/log"
	# what was kept since CF_BEGUN is not asked for again; nonsense is none
	CF_BEGUN=1 run -0 --separate-stderr serve --log "$TMP/log1" "$TMP/web" -- cf-scrape --refresh -s neurips --details none -r 1000 neurips 2023
	[ ! -s "$TMP/log1" ]
	CF_BEGUN=x run -0 --separate-stderr serve --log "$TMP/log0" "$TMP/web" -- cf-scrape --refresh -s neurips --details none -r 1000 neurips 2023
	[ -s "$TMP/log0" ]
}

@test "-n gives exactly that many, and asks for no more than needed" {
	generate "$TMP/web" neurips 2022 300
	generate "$TMP/web" neurips 2023 300
	generate "$TMP/web" icml 2023 300
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape --no-cache --details all -r 1000 -n 5 neurips 2022-2023
	[ "$(papers <<<"$output" | jq -r .year | sort | uniq -c | awk '{ print $1 }' | paste -sd' ')" = "5 5" ]
	[ "$(jq -r 'select(.type == "done") | "\(.verdict) \(.expected)"' <<<"$output" | sort -u)" = "complete 5" ]
	[ "$(wc -l <"$TMP/log")" -le 14 ]
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -r 1000 -n 1000 icml 2023
	[ "$(papers <<<"$output" | wc -l)" -eq 300 ]
}

@test "a page cut short by --max-papers is not kept as if it were whole" {
	generate "$TMP/web" neurips 2023 2000
	serve "$TMP/web" -- cf-scrape -s neurips --details none -r 1000 -n 5 neurips 2023 >"$TMP/out"
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips --details none -r 1000 neurips 2023
	[ "$(papers <<<"$output" | wc -l)" -eq 2000 ]
}

@test "a list shorter than the site says is incomplete" {
	page https://proceedings.neurips.cc/paper_files/paper/2023 200 text/html \
		'<h1 class="book-title">Advances</h1><span class="paper-count">9 papers</span><ul class="paper-list">
<li class="conference" data-track="conference"><div class="paper-content"><a title="paper title" href="/paper_files/paper/2023/hash/000f947dcaff8fbffcc3f53a1314f358-Abstract-Conference.html">One &amp; only</a>
<span class="paper-authors">Ann Bell, Bo Li</span></div></li></ul>'
	run -3 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips --details none -r 1000 neurips 2023
	one_done incomplete
	[ "$(jq -r 'select(.type == "done").expected' <<<"$output")" = 9 ]
	[[ $stderr == *"neurips 2023: incomplete: 1 of 9 papers"* ]]
	[ "$(papers <<<"$output" | jq -r .title)" = "One & only" ]
}

@test "a page with nothing that is known on it is layout, not an empty success" {
	page https://proceedings.neurips.cc/paper_files/paper/2023 200 text/html '<html><body><p>Welcome to our new site</body></html>'
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips -r 1000 neurips 2023
	one_done layout
	[[ $stderr == *"proceedings.neurips.cc/paper_files/paper/2023"* ]]
}

@test "404: moved for a year that is known to be there, not yet for a new one" {
	page https://proceedings.neurips.cc/ 200 text/plain x
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips -r 1000 neurips 2023
	one_done moved
	CF_NOW=1795000000 run -4 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips -r 1000 neurips 2026
	one_done not-yet
	[[ $stderr == *"not published yet"* ]]
}

@test "403 is blocked" {
	page https://proceedings.neurips.cc/paper_files/paper/2023 403 text/html '<title>Just a moment...</title>'
	run -5 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips -r 1000 neurips 2023
	one_done blocked
	[ "$(jq -c 'select(.type == "error") | [.status, .fatal]' <<<"$output")" = '[403,true]' ]
}

@test "a browser challenge in place of JSON needs a login, and says what to do" {
	page 'https://api2.openreview.net/notes?content.venueid=ICLR.cc/2024/Conference&limit=1000&offset=0&sort=number%3Aasc' \
		200 'text/html; charset=utf-8' '<!DOCTYPE html><title>Verifying your browser | OpenReview</title>'
	HOME=$TMP run -5 --separate-stderr serve "$TMP/web" -- cf-scrape -s openreview -r 1000 iclr 2024
	one_done login
	[[ $stderr == *OPENREVIEW_* ]]
}

@test "an unreachable host: try later, after the retries that were asked for" {
	CF_CONNECT_TO=::127.0.0.1:1 run -75 --separate-stderr cf-scrape --retries 1 -r 1000 -s neurips neurips 2023
	one_done retry-later
	[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" = 1 ]
}

@test "a failure that passes is tried again, and counted" {
	generate "$TMP/web" neurips 2023 20
	run -0 --separate-stderr serve --fault 'url=proceedings.neurips.cc/paper_files/paper/2023,status=503,count=2' "$TMP/web" -- \
		cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2023
	one_done complete
	[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" = 2 ]
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
}

@test "Retry-After longer than --max-wait ends the job and says when to come back" {
	generate "$TMP/web" neurips 2023 20
	run -75 --separate-stderr serve --fault 'url=proceedings.neurips.cc/*,status=429,header=Retry-After: 4000' "$TMP/web" -- \
		cf-scrape --no-cache -s neurips -r 1000 neurips 2023
	one_done retry-later
	[[ $stderr == *"4000 s"* ]]
}

@test "a certificate that nobody vouches for is not trusted" {
	generate "$TMP/web" neurips 2023 5
	run -1 --separate-stderr serve "$TMP/web" -- env -u CURL_CA_BUNDLE cf-scrape --no-cache -s neurips --retries 0 -r 1000 neurips 2023
	one_done failed
	[[ $stderr == *"cannot trust"* ]]
}

@test "one year that fails leaves the others alone" {
	generate "$TMP/web" neurips 2022 10
	generate "$TMP/web" neurips 2024 10
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2022-2024
	[ "$(jq -r 'select(.type == "done") | "\(.year) \(.verdict)"' <<<"$output" | paste -sd' ')" = "2022 complete 2023 moved 2024 complete" ]
}

@test "every record begins with type, venue, year; plans come first" {
	generate "$TMP/web" neurips 2022 10
	generate "$TMP/web" neurips 2023 10
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -r 1000 neurips 2022-2023
	run ! grep -vE '^\{"type":"[a-z]+","venue":"neurips","year":202[23][,}]' <<<"$output"
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -r 1000 neurips 2022-2023
	[ "$(head -2 <<<"$output" | jq -r .type | paste -sd' ')" = "plan plan" ]
}

@test "--record does not go over the list of venues" {
	echo neurips 2023 >"$TMP/list"
	run -2 --separate-stderr cf-scrape --offline --venue-file "$TMP/list" --record "$TMP/list"
	[ "$(cat "$TMP/list")" = "neurips 2023" ]
}

@test "16 writers on one pipe with records of 200 kB: none torn, none lost" {
	generate "$TMP/web" neurips 2023 12 --abstract-bytes 200000
	seq 16 | serve "$TMP/web" -- xargs -P16 -I{} cf-scrape --no-cache --details all -r 100000 neurips 2023 2>"$TMP/err" | cat >"$TMP/out"
	jq -c . "$TMP/out" >"$TMP/parsed"
	[ "$(papers "$TMP/out" | wc -l)" -eq 192 ]
	[ "$(jq -r 'select(.type == "done").verdict' "$TMP/out" | sort | uniq -c | awk '{ print $1, $2 }')" = "16 complete" ]
}

@test "a reader that leaves ends it quietly; a full disk does not" {
	generate "$TMP/web" neurips 2023 500
	serve "$TMP/web" -- bash -c 'cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2023 2>"$0" | head -1 >/dev/null' "$TMP/err"
	run ! grep -v 'known to bear' "$TMP/err"
	serve "$TMP/web" -- bash -c 'cf-scrape --no-cache -s neurips --details all -r 1000 neurips 2023 2>"$0" | head -4 >/dev/null' "$TMP/err"
	run ! grep -v 'known to bear' "$TMP/err"
	[ -w /dev/full ] || skip "no /dev/full"
	run -1 --separate-stderr serve "$TMP/web" -- sh -c 'cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2023 >/dev/full'
	[[ $stderr == *"cannot write standard output: No space left on device"* ]]
}

@test "nothing of a page reaches the terminal as an escape sequence" {
	page https://proceedings.neurips.cc/paper_files/paper/2023 200 text/html \
		$'<span class="paper-count">1 papers</span><ul class="paper-list"><li class="conference" data-track="conference"><a title="paper title" href="/paper_files/paper/2023/hash/000f947dcaff8fbffcc3f53a1314f358-Abstract-Conference.html">A \e]0;evil\a title \u202e x</a></li></ul>'
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape -v -s neurips --details none -r 1000 neurips 2023
	run ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\\u001b|\xe2\x80\xae' <<<"$output$stderr"
}

@test "a host that dies under the pages is given up, the papers are there" {
	generate "$TMP/web" neurips 2023 400
	run -0 --separate-stderr serve --log "$TMP/log" --fault 'url=*-Abstract*,status=500' "$TMP/web" -- \
		cf-scrape --no-cache -s neurips --retries 0 -r 1000 neurips 2023
	one_done complete
	[ "$(papers <<<"$output" | wc -l)" -eq 400 ]
	[ "$(jq -r 'select(.type == "done").without_abstract' <<<"$output")" -eq 400 ]
	[ "$(jq -r 'select(.type == "error").code' <<<"$output" | sort | uniq -c | awk '{ print $1, $2 }' | paste -sd' ')" = "1 pages 7 retry-later" ]
	[ "$(wc -l <"$TMP/log")" -le 30 ]
}

@test "a worker that wants more memory than it may have fails alone, and says so" {
	natively "the tool's own memory counts"
	generate "$TMP/web" neurips 2023 3000
	generate "$TMP/web" icml 2023 30
	run -2 --separate-stderr cf-scrape --max-memory 5x neurips 2023
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape -q --max-memory 3M --no-cache -r 1000 neurips 2023
	[[ $stderr == *"out of memory"* ]]
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape -q --max-memory 64M --no-cache -r 1000 --details none neurips 2023
	run --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2023 --max-memory 3M -r 1000 --no-cache --progress=quiet
	[ "$status" -ne 0 ]
	[[ $stderr == *"neurips 2023"* && $stderr == *"out of memory"* ]]
}

@test "memory that is out while an answer comes is no fault of the server: all or exit 1" {
	natively "other limits"
	generate "$TMP/web" neurips 2023 20
	scrape() { cf-scrape -q --no-cache -s neurips --details all -r 1000 --connections 64 --retries 1 "$@" neurips 2023; }
	export -f scrape
	serve "$TMP/web" -- bash -c scrape >"$TMP/whole"
	# from where the program only just starts: TLS takes memory of its own
	for size in $(seq -f %.0fk 1500 150 3000) 3500k 4M 5M; do
		run --separate-stderr serve "$TMP/web" -- bash -c "scrape --max-memory $size"
		echo "$size: $status $stderr"
		if [ "$status" -eq 0 ]; then
			diff <(papers "$TMP/whole" | jq -c 'del(.retrieved)' | sort) <(papers <<<"$output" | jq -c 'del(.retrieved)' | sort)
		else
			[ "$status" -eq 1 ]
			[[ $stderr == *"out of memory"* ]]
		fi
	done
}

@test "done: the figures are those of the venue-year, also of a later one, and of each host" {
	generate "$TMP/web" neurips 2021 3000
	generate "$TMP/web" neurips 2023 20
	run -0 --separate-stderr serve --fault 'url=neurips.cc*,delay=1.2' "$TMP/web" -- \
		cf-scrape --no-cache --details all -r 10 -n 20 neurips 2021,2023
	jq -es 'map(select(.type == "done")) as $d | ($d | length == 2)
		# the second year takes a fraction of the time, not both
		and $d[1].cpu_ms < $d[0].cpu_ms
		and ($d | all(([.hosts[].requests] | add) == .requests and ([.hosts[].retries] | add) == .retries
			and ([.hosts[].bytes] | add) == .bytes))
		and $d[1].requests >= 20 and $d[1].wait_rate_ms >= 1500
		and $d[1].hosts["proceedings.neurips.cc"].wait_rate_ms >= 1500
		and $d[1].hosts["neurips.cc"].wait_net_ms >= 1100 and $d[1].wait_net_ms >= 1100
		and $d[1].wait_rate_ms + $d[1].wait_net_ms <= $d[1].elapsed_ms' <<<"$output" ||
		{ jq -c 'select(.type == "done")' <<<"$output"; false; }
	# answers are always under way, and yet it is the rate that holds it up
	run -0 --separate-stderr serve --fault 'url=*-Abstract*,delay=0.5' "$TMP/web" -- \
		cf-scrape --no-cache --details all -r 5 --connections 8 neurips 2023
	jq -es 'map(select(.type == "done"))[0] | .wait_rate_ms >= 2500 and .wait_rate_ms > .wait_net_ms' <<<"$output" ||
		{ jq -c 'select(.type == "done")' <<<"$output"; false; }
}
