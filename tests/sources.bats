#!/usr/bin/env bats
# Every source, from the registry to the records, through a made-up web.

bats_require_minimum_version 1.5.0
load helper

setup() {
	awk -F'\t' -v OFS='\t' '/^[^#]/ && $4 != "" { print $2, $3, "list", $1, $4 == "-" ? "" : $4 }' \
		"$MIRROR/sources.tsv" | cat "$ROOT/tools/venues.tsv" - >"$TMP/registry.tsv"
	export REGISTRY=$TMP/registry.tsv
}

each() { # FUNCTION: called with source, venue and year of each
	local source venue year
	while IFS=$'\t' read -r source venue year _; do
		rm -rf "$TMP/web" "$CF_CACHE"
		generate "$TMP/web" "$venue" "$year" 60
		"$1" "$source" "$venue" "$year" || { echo "$source $venue $year: $status"; echo "${output:-}" | grep -v '"paper"'; echo "${stderr:-}"; return 1; }
	done < <(grep -v '^#' "$MIRROR/sources.tsv")
}

@test "the list of made-up venues has every source" {
	run -0 cf-scrape --list-sources
	[ "$(cut -f1 <<<"$output" | grep -vx virtual | sort)" = "$(grep -v '^#' "$MIRROR/sources.tsv" | cut -f1 | sort -u)" ]
}

# The estimate, then the papers, which must be what it said.
both() {
	cf-estimate -s "$1" -r 1000 "$2" "$3" && cf-scrape -q -s "$1" --details none -r 1000 "$2" "$3"
}
export -f both

collected() {
	OPENREVIEW_TOKEN=made.up.token run --separate-stderr serve "$TMP/web" -- bash -c 'both "$@"' both "$@"
	[ "$status" -eq 0 ] &&
		jq -es 'first | .count == 60 and .requests <= 2 and .exact == (.method != "registry")' <<<"$output" >/dev/null &&
		jq -es 'last | .verdict == "complete" and .papers == 60 and .errors <= 2' <<<"$output" >/dev/null &&
		[ "$(papers <<<"$output" | jq -r .id | sort -u | wc -l)" -eq 60 ] &&
		papers <<<"$output" | jq -es --arg s "$1" 'all(.[]; .source == $s and (.title | length > 0))' >/dev/null
}

@test "a year of each: as many as estimated, every paper once, complete" {
	each collected
}
