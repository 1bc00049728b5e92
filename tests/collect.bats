#!/usr/bin/env bats
# cf-collect: the whole pipe, planned and joined.

bats_require_minimum_version 1.5.0
load helper

three() {
	generate "$TMP/web" neurips 2023 150
	generate "$TMP/web" neurips 2024 160
	generate "$TMP/web" icml 2023 120
	generate "$TMP/web" icml 2024 130
	generate "$TMP/web" iclr 2024 140
	generate "$TMP/web" iclr 2025 110
}

# PATH without GNU parallel, so that xargs -P has to do
without_parallel() {
	mkdir -p "$TMP/path"
	local p
	for p in sh cat cut sort wc awk sed tr mktemp rm cp date xargs jq env nginx; do
		ln -sf "$(command -v "$p" || echo /usr/sbin/"$p")" "$TMP/path/$p"
	done
	echo "${CF_BIN:-$ROOT/bin}:$TMP/path"
}

@test "three venues, two years: every paper once, exit 0, a summary" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml,iclr --years 2024 -j 6 \
		-r 1000 --no-cache -o "$TMP/papers"
	[ -z "$output" ]
	[ "$(wc -l <"$TMP/papers")" -eq 430 ]
	[ "$(jq -r .id "$TMP/papers" | sort -u | wc -l)" -eq 430 ]
	[ "$(jq -r .venue "$TMP/papers" | uniq | paste -sd' ')" = "neurips icml iclr" ]
	[[ $stderr == *"430 of 430 papers"* ]]
}

@test "the same bytes whoever is fastest, times aside, with parallel and with xargs" {
	three
	serve "$TMP/web" -- cf-collect --venues iclr,neurips,icml --years 2024 -j 6 -r 1000 --no-cache -o "$TMP/a" 2>"$TMP/err"
	serve "$TMP/web" -- env PATH="$(without_parallel)" cf-collect --venues iclr,neurips,icml --years 2024 --split-years \
		-r 1000 --no-cache 2>"$TMP/err2" >"$TMP/b"
	grep -q '(xargs)' "$TMP/err2"
	jq -c 'del(.retrieved)' "$TMP/a" >"$TMP/a1"
	jq -c 'del(.retrieved)' "$TMP/b" >"$TMP/b1"
	cmp "$TMP/a1" "$TMP/b1"
}

@test "a process per venue; per year when there are slots to spare" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect -v --venues neurips,icml --years 2023-2024 --no-cache -r 1000 -n 1
	[[ $stderr == *"job: neurips 2023,2024"* ]]
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect -v --venues neurips,icml --years 2023-2024 -j 3 --no-cache -r 1000 -n 1
	[[ $stderr == *"job: neurips 2023"$'\n'* ]]
	[[ $stderr == *"job: icml 2024"* ]]
}

@test "-n is per venue-year" {
	three
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2023-2024 -n 5 -r 1000 --no-cache
	[ "$(jq -r '"\(.venue) \(.year)"' <<<"$output" | uniq -c | awk '{ print $1 }' | sort -u)" = 5 ]
	[ "$(wc -l <<<"$output")" -eq 20 ]
}

@test "a venue that is none, a year that a venue did not have: the others run" {
	three
	run -2 --separate-stderr serve "$TMP/web" -- cf-collect --venues nosuch,icml --years 2024 -r 1000 --no-cache
	[ "$(wc -l <<<"$output")" -eq 130 ]
	[[ $stderr == *"unknown venue 'nosuch'"* ]]
	printf 'young\t2024\tlist\tpmlr\t235\t130\n' >>"$TMP/web/venues.tsv"
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venues young --years 2023-2024 -r 1000 --no-cache
	[ "$(wc -l <<<"$output")" -eq 130 ]
	[[ $stderr == *"left out"*"'young' 2023"* ]]
}

@test "what is missing is named and makes the run fail, the rest is there" {
	three
	run -3 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2022-2023 -r 1000 --no-cache --retries 0
	[ "$(wc -l <<<"$output")" -eq 270 ]
	[[ $stderr == *"neurips 2022"* ]] && [[ $stderr == *"icml 2022"* ]]
}

@test "a killed worker is named; the others' papers are there" {
	three
	cat >"$TMP/shim" <<-'END'
		#!/bin/sh
		case "$*" in
		*--dry-run*) exec cf-scrape.real "$@" ;;
		*icml*) printf '{"type":"start","venue":"icml","year":2023}\n'; kill -9 $$ ;;
		esac
		exec cf-scrape.real "$@"
	END
	mkdir "$TMP/bin"
	ln -s "$(command -v cf-scrape)" "$TMP/bin/cf-scrape.real"
	install -m 755 "$TMP/shim" "$TMP/bin/cf-scrape"
	PATH=$TMP/bin:$PATH run -3 --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2023 -r 1000 --no-cache
	[ "$(wc -l <<<"$output")" -eq 150 ]
	[[ $stderr == *"icml 2023"* ]]
}

@test "no --years: this year, and it says so" {
	three
	run --separate-stderr serve "$TMP/web" -- cf-collect --venues neurips -r 1000 --no-cache --retries 0
	[[ $stderr == *"no --years: taking $(date -u +%Y)"* ]]
}

@test "usage errors" {
	run -2 --separate-stderr cf-collect
	run -2 --separate-stderr cf-collect --venues
	run -2 --separate-stderr cf-collect --venues icml --years 20x4
	run -2 --separate-stderr cf-collect --venues icml --years 2023 -j many
	run -2 --separate-stderr cf-collect --venues icml --years 2023 --nosuch
	run -2 --separate-stderr cf-collect icml 2023
	[ -z "$output" ]
}

@test "a pipeline typed by hand does the same" {
	three
	serve "$TMP/web" -- sh -c 'printf "%s\n" neurips icml | xargs -P0 -I{} cf-scrape --no-cache -r 1000 {} 2023-2024 |
		cf-progress | cf-merge >'"$TMP/papers" 2>"$TMP/err"
	[ "$(wc -l <"$TMP/papers")" -eq 560 ]
}
