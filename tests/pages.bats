#!/usr/bin/env bats
# What could not be had for a reason that passes: pages and bulk files are asked
# for again, by the job, by the next run, and lists that were cut unseen, too.

bats_require_minimum_version 1.5.0
load helper

SITE=www.roboticsproceedings.org
PAGE=$SITE/rss19/p005.html
LIST=proceedings.neurips.cc/paper_files/paper/2023

setup() {
	generate "$TMP/web" rss 2023 24
}

faulty=()
scrape() { # OPTION...
	run --separate-stderr serve --log "$TMP/log" "${faulty[@]}" "$TMP/web" -- cf-scrape -r 10000 --details all --max-wait 0 "$@"
}

member() { jq -r "select(.type == \"done\").$1" <<<"$output"; }

collect() { # OPTION...
	run --separate-stderr serve --log "$TMP/log" "${faulty[@]}" "$TMP/web" -- \
		cf-collect --venues rss --years 2023 -r 10000 --details all --output-dir "$TMP/dir" --progress=plain "$@"
}

asked() { grep -c "$1" "$TMP/log"; } # PATTERN
lacking() { jq -r 'select(.abstract | not).id' "$TMP/dir/rss-2023.ndjson" | grep -c ':19/005'; }
logged() { cut -f4,5,6,8 "$TMP/dir/joblog.tsv" | tr '\t\n' ' ;'; } # attempt, status, verdict, unfetched

@test "a page that fails for a reason that passes is told, and costs no verdict" {
	while read -r n fault; do
		faulty=(--fault "url=$PAGE,$fault")
		scrape --retries 1 --no-cache rss 2023
		[ "$status" -eq 0 ]
		[ "$(member verdict) $(member unfetched)" = "complete $n" ] || { echo "$fault: $(member unfetched)"; false; }
		if [ "$n" = 0 ]; then
			[[ $stderr != *"could not be had"* ]]
		else
			[[ $stderr == *"cf-scrape: rss 2023: 1 page could not be had: run again to fill in"* ]]
		fi
	done <<-END
		1 status=500
		1 status=429
		1 reset
		1 close
		1 truncate=100
		0 status=404
		0 status=403
		0 status=401
		0 html
		0 status=500,count=1
	END
	faulty=(--fault "url=$PAGE,status=500")
	scrape --retries 0 --no-cache -q rss 2023
	[ "$(member unfetched)" = 1 ]
	[[ $stderr != *"could not be had"* ]]
}

@test "a host that is given up: all its pages; one that turns us away: none" {
	while read -r n status; do
		faulty=(--fault "url=$SITE/rss19/p*.html,status=$status")
		scrape --retries 0 --no-cache rss 2023
		[ "$(member verdict) $(member unfetched)" = "complete $n" ]
		[ "$(member papers)" = 24 ]
	done <<-END
		24 502
		0 403
	END
	[[ $stderr != *"could not be had"* ]]
	faulty=(--fault "url=$SITE/rss19/p*.html,status=503,header=Retry-After: 7200")
	scrape --retries 0 --no-cache rss 2023
	[ "$(member verdict) $(member unfetched)" = "complete 24" ]
}

@test "pages that robots.txt closes do not count" {
	printf 'User-agent: *\nDisallow: /rss19/p\n' >"$TMP/robots"
	faulty=(--fault "url=$SITE/robots.txt,status=200,type=text/plain,body=$TMP/robots")
	scrape --no-cache rss 2023
	[ "$(member verdict) $(member unfetched)" = "complete 0" ]
	[ "$(asked /rss19/p)" -eq 0 ]
}

@test "a bulk file counts too; what --offline has not got does not" {
	generate "$TMP/web" neurips 2023 20
	scrape --details none neurips 2023
	[ "$(member unfetched)" = 0 ]
	faulty=(--fault "url=neurips.cc/static/virtual/*,status=500")
	scrape --details none --refresh --retries 0 neurips 2023
	[ "$(member verdict) $(member unfetched)" = "complete 1" ]
	find "$CF_CACHE/neurips.cc" -name 'static*' -delete
	scrape --details none --offline neurips 2023
	[ "$(member verdict) $(member unfetched)" = "complete 0" ]
}

@test "cf-collect's job asks for it again, and only for it" {
	faulty=(--fault "url=$PAGE,status=500,count=2")
	collect --retries 1
	[ "$status" -eq 0 ]
	[ "$(asked p005)" -eq 3 ] && [ "$(wc -l <"$TMP/log")" -eq 27 ]
	[ "$(lacking)" -eq 0 ]
	[ "$(logged)" = "1 0 complete 1;2 0 complete 0;" ]
	[[ $stderr != *"missing"* ]]
	collect
	[ ! -s "$TMP/log" ]
	[ "$(wc -l <"$TMP/dir/joblog.tsv")" -eq 2 ]
	# but not where it would cost everything
	rm -r "$TMP/dir"
	faulty=(--fault "url=$PAGE,status=500,count=2")
	collect --retries 1 --no-cache
	[ "$status" -eq 0 ]
	[ "$(logged)" = "1 0 complete 1;" ]
}

@test "given up, the file is there all the same, and the same command asks again" {
	faulty=(--fault "url=$PAGE,status=500")
	collect --retries 0 --metrics "$TMP/metrics"
	[ "$status" -eq 0 ]
	[ "$(jq .totals.unfetched "$TMP/metrics")" -eq 1 ]
	[ "$(lacking)" -eq 1 ] && [ "$(wc -l <"$TMP/dir/rss-2023.ndjson")" -eq 24 ]
	[[ $stderr == *"24 of 24 papers, 1 of 1 jobs complete, 0 failed, 1 pages missing"* ]]
	[[ $stderr == *"cf-collect: pages are missing in 1 venue-year of '$TMP/dir': the same command asks for them again"* ]]
	[ "$(logged)" = "1 0 complete 1;" ]
	# still so: the file stays
	cp "$TMP/dir/rss-2023.ndjson" "$TMP/before"
	collect --retries 0
	[ "$status" -eq 0 ]
	[ "$(asked p005)" -eq 1 ] && [ "$(wc -l <"$TMP/log")" -eq 1 ]
	[[ $stderr == *"cf-collect: 1 of 1 venue-years are in '$TMP/dir'"*"pages are missing in 1 venue-year of these: asking for them again"* ]]
	cmp "$TMP/before" "$TMP/dir/rss-2023.ndjson"
	faulty=()
	collect --retries 0 --offline
	[ "$status" -eq 0 ]
	cmp "$TMP/before" "$TMP/dir/rss-2023.ndjson"
	[[ $stderr != *"missing"* ]]
	collect --retries 0
	[ "$(wc -l <"$TMP/log")" -eq 1 ]
	[ "$(lacking)" -eq 0 ]
	[ "$(logged)" = "1 0 complete 1;1 0 complete 1;1 0 complete 0;" ]
	[[ $stderr != *"the same command"* ]]
	collect --retries 0
	[ ! -s "$TMP/log" ]
}

@test "what is there stays when nothing better comes" {
	faulty=(--fault "url=$PAGE,status=500")
	collect --retries 0
	cp "$TMP/dir/rss-2023.ndjson" "$TMP/before"
	local record=$TMP/dir/.cf/rss-2023.done
	cp "$record" "$TMP/record"
	for options in '-n 5' '--details none'; do
		# shellcheck disable=SC2086 # two words
		collect --retries 0 $options
		[ "$status" -eq 0 ]
		[[ $stderr == *"rss 2023: what came has less than '$TMP/dir/rss-2023.ndjson', which stays"* ]]
	done
	# the whole site is down, and nothing is in the cache
	faulty=(--fault "url=$SITE*,status=503")
	collect --retries 0 --no-cache --max-wait 0
	[ "$status" -eq 0 ]
	cmp "$TMP/before" "$TMP/dir/rss-2023.ndjson"
	cmp "$TMP/record" "$record"
	[ "$(cd "$TMP/dir/.cf" && echo *.done)" = rss-2023.done ]
}

@test "a death between the file and its record hides nothing" {
	faulty=(--fault "url=$PAGE,status=500")
	collect --retries 0
	mkdir "$TMP/bin"
	cat >"$TMP/bin/mv" <<-END
		#!/bin/sh
		for last; do :; done
		case \$last in *"\$STOP") exit 1 ;; esac
		exec $(command -v mv) "\$@"
	END
	chmod +x "$TMP/bin/mv"
	faulty=()
	for STOP in dir/rss-2023.ndjson .cf/rss-2023.done; do
		export STOP
		PATH=$TMP/bin:$PATH collect --retries 0
		[ "$status" -eq 1 ]
		grep -q '"unfetched":1' "$TMP/dir/.cf/rss-2023.done"
	done
	collect --retries 0
	[ ! -s "$TMP/log" ]
	[ "$(lacking)" -eq 0 ]
	[[ $stderr != *"the same command"* ]]
}

# --- lists that were cut unseen -----------------------------------------------

# A list of 60 papers of which 8000 bytes come, and nothing says so.
cut_list() {
	generate "$TMP/web" neurips 2023 60
	faulty=(--http1 --fault "url=$LIST,length=8000,truncate=8000")
	scrape -s neurips neurips 2023
	[ "$status" -eq 3 ]
	[ "$(member verdict)" = incomplete ] && [ "$(member papers)" -lt 60 ]
	pages=$(($(wc -l <"$TMP/log") - 1))
}

@test "a list that was cut unseen is asked for anew, its pages are not" {
	cut_list
	[ -z "$(find "$CF_CACHE/proceedings.neurips.cc" -name 'paper_files,paper,2023')" ] # nor in .meta
	[ "$(find "$CF_CACHE/proceedings.neurips.cc" -name '*hash*' ! -path '*/.meta/*' | wc -l)" -eq "$pages" ]
	faulty=()
	scrape -s neurips neurips 2023
	[ "$status" -eq 0 ]
	[ "$(member verdict) $(member papers)" = "complete 60" ]
	[ "$(wc -l <"$TMP/log")" -eq $((61 - pages)) ]
	[ "$(asked " /paper_files/paper/2023 200")" -eq 1 ]
	scrape -s neurips neurips 2023
	[ ! -s "$TMP/log" ]
}

@test "one that was kept is dropped once it was seen to be short; not with --offline" {
	generate "$TMP/web" neurips 2023 60
	local list=$CF_CACHE/proceedings.neurips.cc/paper_files,paper,2023
	serve --http1 --fault "url=$LIST,length=8000,truncate=8000" --fault 'url=*/hash/*,stall=0' "$TMP/web" -- \
		sh -c 'echo $$ >"$0"; exec "$@"' "$TMP/pid" cf-scrape -s neurips --details all -r 10000 neurips 2023 >"$TMP/out" 2>&1 3>&- &
	wait_for test -s "$list"
	kill -KILL "$(cat "$TMP/pid")"
	wait "$!" || true
	for option in --offline --connections=2; do
		[ -s "$list" ]
		scrape -s neurips $option neurips 2023
		[ "$status" -eq 3 ]
		[ "$(member verdict)" = incomplete ]
	done
	[ ! -e "$list" ]
	scrape -s neurips neurips 2023
	[ "$(member verdict) $(member papers)" = "complete 60" ]
}

@test "a list that failed takes no other list with it" {
	generate "$TMP/web" neurips 2023 60
	generate "$TMP/web" neurips 2022 30
	printf 'neurips\t2023\tlist\tneurips\tproceedings.neurips.cc/paper_files/paper/2022\t30\n' >"$TMP/venues.tsv"
	faulty=(--fault "url=${LIST%3}2,status=500")
	scrape --venues-file "$TMP/venues.tsv" -s neurips --retries 0 neurips 2023
	[ "$(member verdict) $(member papers)" = "incomplete 60" ]
	faulty=()
	scrape --venues-file "$TMP/venues.tsv" -s neurips neurips 2023
	[ "$(member verdict) $(member papers)" = "complete 90" ]
	[ "$(wc -l <"$TMP/log")" -eq 31 ]
}
