#!/usr/bin/env bats
# cf-collect: what a bad day, or a word that was not thought about, must not cost.

bats_require_minimum_version 1.5.0
load helper

setup() {
	generate "$TMP/web" neurips 2023 20
	generate "$TMP/web" icml 2023 20
}

collect() { serve --log "$TMP/log" "$TMP/web" -- cf-collect -r 1000 --ignore-robots --progress=quiet "$@"; }
export -f wait_for
lines() { wc -l <"$1"; }

@test "a collection that is there outlives a day on which nothing comes" {
	collect --venues neurips,icml --years 2023 -o "$TMP/papers"
	cp "$TMP/papers" "$TMP/before"
	run -3 --separate-stderr serve --fault 'url=*,status=503' "$TMP/web" -- cf-collect -r 1000 --no-cache --ignore-robots --retries 0 \
		--progress=quiet --venues neurips,icml --years 2023 -o "$TMP/papers"
	cmp "$TMP/papers" "$TMP/before"
	[[ $stderr == *"cf-merge: what came is less than '$TMP/papers' has, which stays: it goes to '$TMP/papers.new'"* ]]
	[ -f "$TMP/papers.new" ]
	# a good day replaces it
	run -0 --separate-stderr collect --venues neurips --years 2023 -o "$TMP/papers"
	[ "$(lines "$TMP/papers")" -eq 20 ]
}

@test "no place for what a bad day brings: said before anything is fetched" {
	seq 100 >"$TMP/papers"
	mkdir "$TMP/papers.new"
	run -1 --separate-stderr collect --venues neurips --years 2023 -o "$TMP/papers"
	[ "$stderr" = "cf-collect: cannot write '$TMP/papers.new': it is a directory, name a file" ]
	[ ! -s "$TMP/log" ]
	run -1 --separate-stderr cf-merge --keep -o "$TMP/papers" </dev/null
	[ "$stderr" = "cf-merge: cannot write '$TMP/papers.new': Is a directory" ]
	cf-merge -q -o "$TMP/papers" </dev/null || [ $? -eq 3 ] # not asked for
}

@test "a collection that is there outlives a word mistyped: what cannot be planned did not come" {
	collect --venues neurips,icml --years 2023 -o "$TMP/papers"
	cp "$TMP/papers" "$TMP/before"
	run -2 --separate-stderr collect --venues neurips,icmll --years 2023 -o "$TMP/papers"
	cmp "$TMP/papers" "$TMP/before"
	[ "$(lines "$TMP/papers.new")" -eq 20 ]
	rm "$TMP/papers.new"
	printf 'neurips 2023\nicml 1960\n' >"$TMP/venues"
	run -2 --separate-stderr collect --venue-file "$TMP/venues" -o "$TMP/papers"
	cmp "$TMP/papers" "$TMP/before"
	[ "$(lines "$TMP/papers.new")" -eq 20 ]
}

@test "a file that did not change keeps its time, while pages are asked for again and again" {
	for again in 1 2; do
		serve --log "$TMP/log" --fault 'url=*/hash/*1-*,status=500' "$TMP/web" -- cf-collect -r 1000 --ignore-robots \
			--retries 0 --details all --progress=quiet --venues neurips --years 2023 --output-dir "$TMP/d"
		[ -s "$TMP/log" ]
		[ "$again" -eq 2 ] || touch -d @1 "$TMP/d/neurips-2023.ndjson"
	done
	[ "$(stat -c %Y "$TMP/d/neurips-2023.ndjson")" -eq 1 ]
	collect --details all --venues neurips --years 2023 --output-dir "$TMP/d"
	[ "$(stat -c %Y "$TMP/d/neurips-2023.ndjson")" -gt 1 ]
	[ -z "$(find "$TMP/d/.cf" -name '*.part' -o -name '*.ndjson')" ]
}

@test "words of cf-scrape that collect nothing are refused, and harm nothing" {
	echo precious >"$TMP/papers"
	for option in --dry-run --dry --list-venues --list-so --json "--rec=$TMP/r"; do
		run -2 --separate-stderr collect --venues neurips --years 2023 -o "$TMP/papers" "$option"
		[ "$(cat "$TMP/papers")" = precious ]
	done
	[ ! -s "$TMP/log" ]
	run -2 --separate-stderr collect --venues neurips --years 2023 --output-dir ""
	run -2 --separate-stderr collect --venues neurips --years 2023 -o ""
	[ -z "$output" ]
}

@test "a first look with -n among other letters is not taken for the whole" {
	look() { collect --venues neurips --years 2023 --output-dir "$TMP/d" "$@"; }
	look -qn5
	[ "$(lines "$TMP/d/neurips-2023.ndjson")" -eq 5 ]
	look
	[ "$(lines "$TMP/d/neurips-2023.ndjson")" -eq 20 ]
	run -0 --separate-stderr look --refresh -vqj3 --split-years
	[[ $stderr == *'1 venue-year in 1 job, 1 at a time'* ]]
	run -2 --separate-stderr collect --venues neurips --years 2023 -qj many
	[[ $stderr == "cf-collect: --jobs wants a number"* ]]
}

@test "a first look with -n is not taken for the whole" {
	for path in "$PATH" "$(without_parallel)"; do
		rm -rf "$TMP/d"
		serve "$TMP/web" -- env PATH="$path" cf-collect -r 1000 --progress=quiet --venues neurips --years 2023 --output-dir "$TMP/d" -n 5
		collect --venues neurips --years 2023 --output-dir "$TMP/d" -n 4
		[ "$(lines "$TMP/d/neurips-2023.ndjson")" -eq 5 ]
		run -0 --separate-stderr collect --venues neurips --years 2023 --output-dir "$TMP/d"
		[ "$(lines "$TMP/d/neurips-2023.ndjson")" -eq 20 ]
		# more than there are is all of them
		collect --venues icml --years 2023 --output-dir "$TMP/d" -n 50
		run -0 --separate-stderr collect --venues icml --years 2023 --output-dir "$TMP/d"
		[ ! -s "$TMP/log" ]
	done
	# however the number is written
	collect --venues neurips --years 2023 --output-dir "$TMP/f" -n 05
	collect --venues neurips --years 2023 --output-dir "$TMP/f" -n 4 --metrics "$TMP/metrics"
	jq -e '.totals.papers == 5' "$TMP/metrics"
	for n in +6 ' 7' ''; do
		run -2 --separate-stderr collect --venues neurips --years 2023 --output-dir "$TMP/f" -n "$n"
	done
	# what could not be had stays missing, and says so
	collect --venues neurips --years 2023 --output-dir "$TMP/e" -n 5
	run -1 --separate-stderr serve --fault 'url=*/paper/2023,status=404' "$TMP/web" -- cf-collect -r 1000 --no-cache --ignore-robots \
		--progress=quiet --venues neurips --years 2023 --output-dir "$TMP/e"
	[[ $stderr == *"not in '$TMP/e': neurips 2023"* ]]
	[ "$(lines "$TMP/e/neurips-2023.ndjson")" -eq 5 ]
}

@test "a directory in the place of a file: an error, and nothing put into it" {
	mkdir -p "$TMP/d" "$TMP/other"
	ln -s "$TMP/other" "$TMP/d/neurips-2023.ndjson"
	run -1 --separate-stderr collect --venues neurips --years 2023 --output-dir "$TMP/d"
	[ -z "$(ls "$TMP/other")" ]
	[[ $stderr == *"is a directory"* ]]
}

@test "the folder of the plan vanishes: words of ours, 75, and it goes on" {
	mkdir "$TMP/t"
	serve "$TMP/web" -- env TMPDIR="$TMP/t" cf-collect --venues neurips,icml --years 2023 -j 1 --rate 8 --details all --no-cache \
		--ignore-robots --progress=quiet --output-dir "$TMP/d" 2>"$TMP/err" &
	wait_for test -s "$TMP/d/.cf/neurips-2023.part"
	rm -rf "$TMP/t"/cf-collect.*
	status=0
	wait $! || status=$?
	cat "$TMP/err"
	[ "$status" -eq 75 ]
	grep -q 'has gone: the same command' "$TMP/err"
	run ! grep -qE 'awk|No such file|Illegal' "$TMP/err"
	collect --venues neurips,icml --years 2023 --output-dir "$TMP/d"
	[ "$(cat "$TMP/d"/*-2023.ndjson | wc -l)" -eq 40 ]
}

@test "the folder of the plan vanishes, then a signal: the workers end, 143" {
	mkdir "$TMP/t"
	# shellcheck disable=SC2016
	serve --fault 'url=*/paper/2023,delay=15' "$TMP/web" -- bash -c '
		TMPDIR=$TMP/t cf-collect --venues neurips --years 2023 --no-cache --ignore-robots --progress=quiet \
			--output-dir "$TMP/d" 2>"$TMP/err" & pid=$!
		wait_for test -s "$TMP/d/.cf/neurips-2023.part" || exit 99
		rm -rf "$TMP/t"/cf-collect.*
		kill -TERM "$pid"
		status=0
		wait "$pid" || status=$?
		echo "$status" >"$TMP/status"
		flock -n "$TMP/d/.cf/lock" true && echo free >>"$TMP/status"' || true
	cat "$TMP/err"
	[ "$(cat "$TMP/status")" = $'143\nfree' ]
}

@test "who read the messages leaves: the papers come all the same" {
	mkdir "$TMP/t"
	# shellcheck disable=SC2016
	run -0 serve "$TMP/web" -- env TMPDIR="$TMP/t" perl -e 'pipe(R, W); close R; open(STDERR, ">&", \*W); $SIG{PIPE} = "DEFAULT"; exec @ARGV' \
		cf-collect -r 1000 --ignore-robots --venues neurips,icml --years 2023 --output-dir "$TMP/d"
	[ "$(cat "$TMP/d"/*.ndjson | wc -l)" -eq 40 ]
	[ -z "$(ls "$TMP/t")" ]
}

@test "--refresh and a bad day: what is there stays, is named, and the exit status tells" {
	collect --venues neurips,icml --years 2023 --output-dir "$TMP/d"
	cp "$TMP/d/neurips-2023.ndjson" "$TMP/before"
	run -75 --separate-stderr serve --fault 'url=*/paper/2023,status=503' "$TMP/web" -- cf-collect -r 1000 --ignore-robots --retries 0 \
		--progress=quiet --venues neurips,icml --years 2023 --output-dir "$TMP/d" --refresh
	cmp "$TMP/before" "$TMP/d/neurips-2023.ndjson"
	[[ $stderr == *"cf-collect: as before in '$TMP/d': neurips 2023; the same command tries again"* ]]
	[[ $stderr != *"not in '$TMP/d'"* && $stderr != *"icml 2023;"* ]]
}

@test "--metrics where nothing is left to do" {
	collect --venues neurips --years 2023 --output-dir "$TMP/d"
	run -0 --separate-stderr collect --venues neurips --years 2023 --output-dir "$TMP/d" --metrics "$TMP/metrics"
	[ ! -s "$TMP/log" ]
	jq -e '.totals.papers == 20 and .totals.saved == 20 and .totals.requests == 0' "$TMP/metrics"
}

@test "a record of a venue-year that is damaged is none: nothing is missing for ever" {
	collect --venues neurips --years 2023 --output-dir "$TMP/d"
	for damage in '' '{"type":"done","unfetched":3' $'\377\n"unfetched":9'; do
		printf '%s\n' "$damage" >"$TMP/d/.cf/neurips-2023.done"
		run -0 --separate-stderr collect --venues neurips --years 2023 --output-dir "$TMP/d" --no-cache
		[[ $stderr != *"missing in"*"same command"* ]] || { echo "$damage: $stderr"; false; }
	done
}
