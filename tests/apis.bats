#!/usr/bin/env bats
# The sources for bibliographic APIs through the engine: lists of several pages,
# each led to by the one before.

bats_require_minimum_version 1.5.0
load helper

setup() {
	printf '%s\tlist\t%s\n' $'journal\t2023' $'crossref\tissn=2041-1723' $'meeting\t2020' $'crossref\tprefix=10.1145/3999999' \
		$'source\t2023' $'openalex\tsource=S41' $'venue\t2023' $'semanticscholar\tSome Venue' >"$TMP/registry.tsv"
	export CF_VENUES=$TMP/registry.tsv REGISTRY=$TMP/registry.tsv
}

# all papers of a made-up venue-year, each once, in as many requests
whole() { # VENUE YEAR PAPERS REQUESTS
	generate "$TMP/web" "$1" "$2" "$3"
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape -r 1000 --no-cache "$1" "$2"
	[ "$(papers <<<"$output" | jq -r .id | sort -u | wc -l)" -eq "$3" ]
	[ "$(jq -c 'select(.type == "done") | [.verdict, .expected, .requests]' <<<"$output")" = "[\"complete\",$3,$4]" ] ||
		{ jq -c 'select(.type == "done" or .type == "error")' <<<"$output"; false; }
	run -0 --separate-stderr serve "$TMP/web" -- cf-estimate -r 1000 --no-cache "$1" "$2"
	[ "$(jq -c '[.count, .method]' <<<"$output")" = "[$3,\"count\"]" ] || { echo "$output"; false; }
}

@test "crossref: a journal, page by page" { whole journal 2023 2100 3; }

@test "crossref: a proceedings by its record, then the days around it" {
	printf 'meeting\t2020\tlist\tcrossref\tprefix=10.1145/3999999\t1100\n' >"$TMP/registry.tsv"
	whole meeting 2020 1100 3
}

@test "openalex: a source, a hundred at a time" { whole source 2023 250 3; }

@test "semanticscholar: a venue, token by token" { whole venue 2023 1100 2; }

@test "a list that is cut off in its middle is incomplete" {
	generate "$TMP/web" journal 2023 2100
	run -3 --separate-stderr serve --fault 'url=*cursor=MTU5OTYx2*,status=404' "$TMP/web" -- \
		cf-scrape -r 1000 --no-cache journal 2023
	[ "$(papers <<<"$output" | wc -l)" -eq 1996 ]
	# what the last page holds besides papers is not known yet
	[ "$(jq -r 'select(.type == "done").expected' <<<"$output")" -eq 2102 ]
}

@test "a worker that is started again goes on from its cache" {
	generate "$TMP/web" journal 2023 2100
	run -3 --separate-stderr serve --fault 'url=*cursor=MTU5OTYx2*,status=404' "$TMP/web" -- cf-scrape -r 1000 journal 2023
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape -r 1000 journal 2023
	[ "$(papers <<<"$output" | wc -l)" -eq 2100 ]
	[ "$(wc -l <"$TMP/log")" -eq 1 ]
}

@test "a server that hands out cursors for ever is left after a while" {
	generate "$TMP/web" source 2023 250
	page=$(awk -F'\t' '$2 ~ /cursor=(\*|%2A)/ { print $1; exit }' "$TMP/web/MANIFEST.tsv")
	for next in this that; do
		jq -c --arg next "$next" '.meta.next_cursor = $next | .meta.count = 900000000 | .results |= .[:2]' "$TMP/web/$page" >"$TMP/to-$next"
	done
	run --separate-stderr serve --log "$TMP/log" --fault "url=*cursor=this*,body=$TMP/to-that,type=application/json" \
		--fault "url=*cursor=*,body=$TMP/to-this,type=application/json" \
		"$TMP/web" -- cf-scrape -q -r 100000 --no-cache source 2023
	[ "$status" -eq 3 ]
	[[ $(jq -r 'select(.type == "error" and .fatal) | .message' <<<"$output") == *"has no end"* ]]
	[ "$(papers <<<"$output" | wc -l)" -eq 2 ]
	[ "$(wc -l <"$TMP/log")" -le 2010 ]
}
