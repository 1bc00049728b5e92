#!/usr/bin/env bats
# The manual pages and the README say what the programs do, and no more.
#
# The EXAMPLES of a page are run here, in order, in one directory, against a
# made-up web: what .Dl shows, and the lines of a literal display that begin
# with "$ " ("> " goes on with one). Other lines of such a display are its
# output and must come out. A display without "$ " is for reading.

bats_require_minimum_version 1.5.0
load helper

PROGRAMS="cf-scrape cf-estimate cf-progress cf-merge cf-collect cf-parse cf-cache"

setup_file() {
	load helper
	local job
	for job in "neurips 2023" "neurips 2024" "neurips 2025" "icml 2020" \
		"icml 2021" "icml 2022" "icml 2023" "icml 2024" "icml 2025" \
		"iclr 2024" "iclr 2025"; do
		# shellcheck disable=SC2086 # two words
		generate "$BATS_FILE_TMPDIR/web" $job 12
	done
}

# help_options PROGRAM: the options that --help lists, sorted. An option stands
# at the start of a line, its letter before its name.
help_options() {
	"$1" --help | sed -nE 's/^ +((-[a-zA-Z], )?--[a-z-]+).*/\1/p' |
		sed 's/, /\n/' | sort
}

# page_options PAGE: the options that the page's lists explain, sorted.
page_options() {
	sed -n 's/^\.It \(Fl .*\)/\1/p' "$1" | grep -oE 'Fl -?[a-zA-Z][a-z-]*' |
		sed 's/^Fl /-/' | sort
}

# examples PAGE: one file ex-N.sh for each display with commands, and ex-N.out
# with the output that the page shows, if it shows any.
examples() {
	awk '
	/^\.Sh/ { inside = $2 == "EXAMPLES" }
	!inside { next }
	/^\.Bd -literal/ { display = 1; n++; next }
	/^\.Ed/ { display = 0; next }
	/^\.Dl / { n++; sub(/^\.Dl (\$ )?/, "$ "); dl = 1 }
	!display && !dl { next }
	{
		dl = 0
		gsub(/\\&/, "")
		gsub(/\\\(aq/, "\047")
		gsub(/\\-/, "-")
		gsub(/\\[e\\]/, "\\")
	}
	/^\$ / { print substr($0, 3) >("ex-" n ".sh"); next }
	/^> / { print substr($0, 3) >("ex-" n ".sh"); next }
	{ print >("ex-" n ".out") }' "$1"
}

run_examples() { # PAGE
	local n failed=0
	mkdir "$TMP/run" "$TMP/path"
	cd "$TMP/run"
	examples "$ROOT/man/$1"
	# curl reaches the made-up web as the programs do
	cat >"$TMP/path/curl" <<-'END'
		#!/bin/bash
		PATH=${PATH#*:}
		for rule in $CF_CONNECT_TO; do
			set -- --connect-to "$rule" "$@"
		done
		exec curl "$@"
	END
	chmod +x "$TMP/path/curl"
	for n in $(seq 50); do
		[ -f "ex-$n.sh" ] || continue
		serve "$BATS_FILE_TMPDIR/web" -- env PATH="$TMP/path:$PATH" \
			bash -euo pipefail "ex-$n.sh" >"got-$n" 2>"err-$n" || {
			echo "$1, example $n: status $?"
			cat "ex-$n.sh" "err-$n"
			failed=1
		}
		if [ -f "ex-$n.out" ] && ! diff "ex-$n.out" "got-$n"; then
			echo "$1, example $n: other output than shown"
			failed=1
		fi
	done
	[ "$failed" -eq 0 ]
	echo ex-*.sh
	[ -n "$(ls ex-*.sh)" ]
}

@test "every program and format has a page, and every page is well formed" {
	for p in $PROGRAMS; do
		[ -f "$ROOT/man/$p.1" ] || { echo "no page for $p"; false; }
	done
	for page in "$ROOT"/man/*.[1-9]; do
		mandoc -T lint -W warning "$page" || { echo "$page"; false; }
	done
}

@test "pages have the same sections in the same order" {
	for page in "$ROOT"/man/*.[1-9]; do
		got=$(sed -n 's/^\.Sh //p' "$page" | grep -xE \
			'NAME|SYNOPSIS|DESCRIPTION|ENVIRONMENT|FILES|EXIT STATUS|EXAMPLES|SEE ALSO' | paste -sd,)
		[[ $got =~ ^NAME,(SYNOPSIS,)?DESCRIPTION,(ENVIRONMENT,)?(FILES,)?(EXIT STATUS,)?EXAMPLES,SEE\ ALSO$ ]] ||
			{ echo "$page: $got"; false; }
		case $page in
		*.1) [[ $got == *SYNOPSIS*"EXIT STATUS"* ]] || { echo "$page: $got"; false; } ;;
		esac
	done
}

@test "a page names itself as its file does, and refers to pages that exist" {
	for page in "$ROOT"/man/*.[1-9]; do
		name=${page##*/}
		[ "$(sed -n 's/^\.Dt //p' "$page")" = "$(tr '[:lower:]' '[:upper:]' <<<"${name%.*}") ${name##*.}" ]
		grep -qxF ".Nm ${name%.*}" "$page"
		while read -r other section; do
			[ -f "$ROOT/man/$other.$section" ] || { echo "$name: no $other($section)"; false; }
		done < <(sed -nE 's/^\.Xr (cf[a-z-]*) ([1-9]).*/\1 \2/p' "$page")
	done
}

@test "the options of --help are those of the page, both ways" {
	for p in $PROGRAMS; do
		help_options "$p" >"$TMP/help"
		page_options "$ROOT/man/$p.1" >"$TMP/page"
		[ -s "$TMP/help" ]
		diff "$TMP/help" "$TMP/page" || { echo "$p: < help only, > page only"; false; }
	done
}

@test "help and version have two forms each, and nonsense has none" {
	for p in $PROGRAMS; do
		run -2 --separate-stderr "$p" --no-such-option-anywhere </dev/null
		[ -z "$output" ]
		for o in h V; do
			name=$([ $o = h ] && echo --help || echo --version)
			[ "$("$p" -$o)" = "$("$p" "$name")" ]
			[ -n "$("$p" "$name")" ]
		done
	done
}

@test "one table of exit statuses: cf(7) has the verdicts and numbers of the code" {
	sed -nE 's/^[[:space:]]*\[V_[A-Z_]+\] = \{"([a-z-]+)", (EXIT_[A-Z]+)\}.*/\1 \2/p' \
		"$ROOT/tools/lib/err.c" >"$TMP/words"
	[ "$(wc -l <"$TMP/words")" -eq 10 ]
	while read -r word macro; do
		number=$(sed -nE "s/^[[:space:]]*$macro = ([0-9]+),.*/\1/p" "$ROOT/tools/cf.h")
		grep -qE "^\.It $number Ta $word Ta " "$ROOT/man/cf.7" ||
			{ echo "cf(7) does not say that $word is $number"; false; }
	done <"$TMP/words"
}

@test "cf-stream(5) knows every member that a run writes" {
	# shellcheck disable=SC2016 # for the inner shell
	serve "$BATS_FILE_TMPDIR/web" -- sh -c '
		cf-estimate neurips 2023; cf-estimate icml 2024
		for v in neurips icml iclr; do cf-scrape $v 2024,2025; done
		cf-scrape neurips 2019 # there is none: an error' >"$TMP/stream" 2>"$TMP/err" || true
	cf-parse -s neurips neurips 2025 >>"$TMP/stream" \
		<"$BATS_FILE_TMPDIR/web/proceedings.neurips.cc/paper_files/paper/2025/index.html"
	jq -r 'keys[]' "$TMP/stream" | sort -u >"$TMP/members"
	[ "$(wc -l <"$TMP/members")" -gt 40 ]
	while read -r member; do
		case $member in type | venue | year) continue ;; esac
		grep -qE "^\.It $member Ta " "$ROOT/man/cf-stream.5" ||
			{ echo "cf-stream(5) lacks '$member'"; false; }
	done <"$TMP/members"
	jq -r .type "$TMP/stream" | sort -u >"$TMP/types"
	# on a busy machine there may be heartbeats too
	[ "$(grep -vx heartbeat "$TMP/types" | paste -sd' ')" = "done error estimate paper plan request start" ]
	while read -r type; do
		grep -qxF ".Ss $type" "$ROOT/man/cf-stream.5" || { echo "cf-stream(5) lacks '$type'"; false; }
	done <"$TMP/types"
}

@test "paper records have the members in the order of cf-stream(5)" {
	sed -n '/^\.Ss paper/,/^\.El/s/^\.It \([a-z_]*\) Ta .*/\1/p' "$ROOT/man/cf-stream.5" >"$TMP/order"
	serve "$BATS_FILE_TMPDIR/web" -- sh -c 'cf-scrape neurips 2024; cf-scrape icml 2024' >"$TMP/stream"
	papers "$TMP/stream" | jq -r 'keys_unsorted[3:] | join(" ")' | sort -u >"$TMP/seen"
	[ -s "$TMP/seen" ]
	while read -r members; do
		want=$(grep -xF "$(tr ' ' '\n' <<<"$members")" "$TMP/order" | paste -sd' ')
		[ "$members" = "$want" ] || { echo "got $members, not $want"; false; }
	done <"$TMP/seen"
}

@test "examples of cf(7)" { run_examples cf.7; }
@test "examples of cf-sources(7)" { run_examples cf-sources.7; }
@test "examples of cf-stream(5)" { run_examples cf-stream.5; }
@test "examples of cf-venues(5)" { run_examples cf-venues.5; }
@test "examples of cf-scrape(1)" { run_examples cf-scrape.1; }
@test "examples of cf-estimate(1)" { run_examples cf-estimate.1; }
@test "examples of cf-collect(1)" { run_examples cf-collect.1; }
@test "examples of cf-parse(1)" { run_examples cf-parse.1; }
@test "examples of cf-progress(1)" { run_examples cf-progress.1; }
@test "examples of cf-merge(1)" { run_examples cf-merge.1; }
@test "examples of cf-cache(1)" { run_examples cf-cache.1; }

@test "--offline sends no request, as cf-scrape(1) says" {
	serve --log "$TMP/log" "$BATS_FILE_TMPDIR/web" -- sh -c '
		for v in neurips icml iclr; do cf-scrape --offline $v 2024; done' >"$TMP/stream" || true
	[ "$(jq -r 'select(.type == "done") | .verdict, .requests' "$TMP/stream" | paste -sd' ')" = "failed 0 failed 0 failed 0" ]
	[ ! -s "$TMP/log" ]
}

@test "what README and CONTRIBUTING tell to make can be made" {
	# also in the middle of a line, between back quotes
	cat "$ROOT/README.md" "$ROOT/CONTRIBUTING.md" |
		grep -oE '(^    |`|; |&& )make( [a-zA-Z][a-z-]*)?' |
		sed -nE 's/.*make ([a-z-]+)$/\1/p' | sort -u >"$TMP/targets"
	[ "$(wc -l <"$TMP/targets")" -ge 5 ]
	while read -r target; do
		grep -qE "^$target:" "$ROOT/Makefile" || { echo "no target '$target'"; false; }
	done <"$TMP/targets"
}

@test "the README's demonstration is what make demo runs" {
	line=$(sed -nE 's/^    (.*cf-collect .*--offline.*)/\1/p' "$ROOT/README.md")
	[ -n "$line" ]
	make -C "$ROOT" -n demo 2>/dev/null | tr -s ' \t\\\n' ' ' >"$TMP/demo"
	grep -qF -- "$line" "$TMP/demo"
}

@test "the README's recipes run on a collection" {
	cd "$TMP"
	serve "$BATS_FILE_TMPDIR/web" -- cf-collect --progress quiet \
		--venues neurips,icml --years 2024 -o papers.ndjson
	grep -E '^    jq ' "$ROOT/README.md" | sed 's/^    //' >recipes
	[ "$(wc -l <recipes)" -ge 2 ]
	while read -r recipe; do
		bash -euo pipefail -c "$recipe" >out || { echo "fails: $recipe"; false; }
		[ -s out ] || { echo "says nothing: $recipe"; false; }
	done <recipes
}

@test "the README links to pages and files that exist" {
	while read -r target; do
		[ -e "$ROOT/$target" ] || { echo "README links to '$target'"; false; }
	done < <(grep -oE '\]\([^)]+\)' "$ROOT/README.md" | sed 's/^](//; s/)$//' | grep -v '^http')
	for p in $PROGRAMS; do
		grep -qF "](man/$p.1)" "$ROOT/README.md" || { echo "README lacks $p"; false; }
	done
}

@test "one version everywhere" {
	version=$(sed -n 's/^#define CF_VERSION "\(.*\)"/\1/p' "$ROOT/tools/cf.h")
	[ -n "$version" ]
	for p in $PROGRAMS; do
		[ "$("$p" --version)" = "$p $version" ] || { echo "$p: $("$p" --version)"; false; }
	done
	grep -qE "^## $version" "$ROOT/CHANGELOG.md"
}
