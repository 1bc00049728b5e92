#!/usr/bin/env bats
# cf-collect --output-dir: a file per venue and year, and going on after a bad day.

bats_require_minimum_version 1.5.0
load helper

setup() {
	generate "$TMP/web" neurips 2023 60
	generate "$TMP/web" icml 2023 40
	generate "$TMP/web" icml 2024 30
}

collect() { # OPTION...
	serve --log "$TMP/log" "$TMP/web" -- cf-collect --output-dir "$TMP/dir" -r 1000 --progress=quiet "$@"
}

export -f wait_for has papers
lines() { wc -l <"$TMP/dir/$1.ndjson"; }

@test "a file for each venue and year, and a log of the jobs" {
	run -0 --separate-stderr collect --venues neurips,icml --years 2023
	[ -z "$output" ]
	[ "$(cd "$TMP/dir" && echo *)" = "icml-2023.ndjson joblog.tsv neurips-2023.ndjson" ]
	[ "$(lines neurips-2023)" -eq 60 ] && [ "$(lines icml-2023)" -eq 40 ]
	[ "$(cut -f2- "$TMP/dir/joblog.tsv" | sort | tr '\t\n' ' ;')" = "icml 2023 1 0 complete 40 0;neurips 2023 1 0 complete 60 0;" ]
	[ "$(find "$TMP/dir/.cf" -name '*.part')" = "" ]
	# as one file has them
	serve "$TMP/web" -- cf-collect --venues neurips,icml --years 2023 -r 1000 --progress=quiet >"$TMP/one"
	cat "$TMP/dir/neurips-2023.ndjson" "$TMP/dir/icml-2023.ndjson" | jq -c 'del(.retrieved)' >"$TMP/a"
	jq -c 'del(.retrieved)' "$TMP/one" | cmp - "$TMP/a"
}

@test "the same command again does nothing; a longer list only what is new" {
	collect --venues neurips,icml --years 2023
	: >"$TMP/log"
	cp -p "$TMP/dir/icml-2023.ndjson" "$TMP/before"
	run -0 --separate-stderr collect --venues neurips,icml --years 2023
	[[ $stderr == *"2 of 2 venue-years are in '$TMP/dir'"* ]]
	[ ! -s "$TMP/log" ]
	run -1 --separate-stderr collect --venues icml,neurips --years 2023-2024 --retries 0
	[[ $stderr == *"not in '$TMP/dir': neurips 2024;"* ]]
	[ "$(lines icml-2024)" -eq 30 ]
	[ ! "$TMP/dir/icml-2023.ndjson" -nt "$TMP/before" ]
	run ! grep -q v202 "$TMP/log"
}

@test "what failed is not there, is named, and is what the next run does" {
	run --separate-stderr serve --fault 'url=proceedings.mlr.press*,status=404' "$TMP/web" -- \
		cf-collect --output-dir "$TMP/dir" --venues neurips,icml --years 2023 -r 1000 --progress=quiet
	[ "$status" -eq 1 ]
	[[ $stderr == *"not in '$TMP/dir': icml 2023; the same command tries again"* ]]
	[ "$(lines neurips-2023)" -eq 60 ]
	[ ! -e "$TMP/dir/icml-2023.ndjson" ]
	run -0 --separate-stderr collect --venues neurips,icml --years 2023
	[ "$(lines icml-2023)" -eq 40 ]
	run ! grep -q neurips "$TMP/log"
}

# A cf-scrape that dies in the middle of icml, N times.
dying() { # N
	mkdir "$TMP/bin"
	ln -s "$(command -v cf-scrape)" "$TMP/bin/cf-scrape.real"
	cat >"$TMP/bin/cf-scrape" <<-END
		#!/bin/sh
		case "\$*" in *--dry-run*) exec cf-scrape.real "\$@" ;; esac
		case "\$*" in *icml*)
			if [ "\$(cat "$TMP/deaths" 2>/dev/null | wc -l)" -lt $1 ]; then
				echo dead >>"$TMP/deaths"
				cf-scrape.real -n 10 "\$@"
				kill -9 \$\$
			fi ;;
		esac
		exec cf-scrape.real "\$@"
	END
	chmod +x "$TMP/bin/cf-scrape"
}

@test "a worker that is killed is started again; nothing is lost and nothing doubled" {
	dying 2
	PATH=$TMP/bin:$PATH run -0 --separate-stderr collect --venues neurips,icml --years 2023
	[ "$(lines icml-2023)" -eq 40 ]
	[ "$(jq -r .id "$TMP/dir/icml-2023.ndjson" | sort -u | wc -l)" -eq 40 ]
	[ "$(awk '$2 == "icml" { print $4, $5 }' "$TMP/dir/joblog.tsv" | tr '\n' ';')" = "1 137;2 137;3 0;" ]
}

@test "what a dead worker had sent is there when the next ones bring nothing" {
	# the list stops after some papers; whoever asks again is refused
	list=proceedings.neurips.cc/paper_files/paper/2023
	# shellcheck disable=SC2016
	run --separate-stderr serve --fault "url=$list,stall=8000,count=1" --fault "url=$list,status=503" "$TMP/web" -- bash -c '
		collect() { cf-collect --output-dir "$TMP/dir" --venues neurips --years 2023 --details none -s neurips \
			-r 1000 --max-wait 0 --retries 1 --progress=quiet; }
		part=$TMP/dir/.cf/neurips-2023.part
		collect & all=$!
		wait_for has "\"type\":\"paper\"" "$part"
		kill -KILL "$(sed -n "s/.*\"worker\":\"[^\"]*:\([0-9]*\)\".*/\1/p" "$part")"
		wait $all
		papers "$part" | jq -r .id | sort -u | wc -l
		collect
		papers "$part" | jq -r .id | sort -u | wc -l'
	[ "${lines[0]}" -ge 1 ] && [ "${lines[1]}" -eq "${lines[0]}" ] || { echo "$output"; echo "$stderr"; false; }
	run -0 --separate-stderr collect --venues neurips --years 2023
	[ "$(lines neurips-2023)" -eq 60 ]
	[ "$(find "$TMP/dir/.cf" -name '*.part*')" = "" ]
}

@test "not for ever" {
	dying 99
	PATH=$TMP/bin:$PATH run -1 --separate-stderr collect --venues neurips,icml --years 2023 --retries 1
	[ "$(grep -c icml "$TMP/dir/joblog.tsv")" -eq 2 ]
	[ ! -e "$TMP/dir/icml-2023.ndjson" ]
	[ "$(lines neurips-2023)" -eq 60 ]
}

@test "a host that was busy: the job is tried again within the run" {
	run -0 --separate-stderr serve --fault 'url=proceedings.mlr.press*,status=503,count=2' "$TMP/web" -- \
		cf-collect --output-dir "$TMP/dir" --venues icml --years 2023 -r 1000 --progress=quiet --retries 1 --max-wait 1
	[ "$(lines icml-2023)" -eq 40 ]
}

@test "the bars of what is there stand where it ended" {
	collect --venues neurips --years 2023
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --output-dir "$TMP/dir" --venues neurips,icml --years 2023 -r 1000 --progress=plain
	[[ $stderr == *"100 of 100 papers, 2 of 2 jobs complete"* ]]
}

@test "wrong uses" {
	run -2 --separate-stderr cf-collect --output-dir "$TMP/d" -o "$TMP/f" --venues icml --years 2023
	run -2 --separate-stderr cf-collect --output-dir "$TMP/d" --retries x --venues icml --years 2023
	: >"$TMP/file"
	run -1 --separate-stderr cf-collect --output-dir "$TMP/file" --venues icml --years 2023
	[[ $stderr == *"cannot make '$TMP/file'"* ]]
}

@test "a log of the jobs that cannot be written is told" {
	mkdir -p "$TMP/dir/joblog.tsv"
	run -0 --separate-stderr collect --venues icml --years 2023
	[[ $stderr == *"icml 2023: cannot write '$TMP/dir/joblog.tsv'"* ]]
	[ "$(lines icml-2023)" -eq 40 ]
}

@test "interrupted, it goes on where it was" {
	mkdir "$TMP/bin"
	mkfifo "$TMP/never"
	ln -s "$(command -v cf-scrape)" "$TMP/bin/cf-scrape.real"
	cat >"$TMP/bin/cf-scrape" <<-END
		#!/bin/sh
		case "\$*" in *--dry-run*) ;; *icml*) echo \$\$ >"$TMP/up"; exec cat "$TMP/never" ;; esac
		exec cf-scrape.real "\$@"
	END
	chmod +x "$TMP/bin/cf-scrape"
	set -m
	PATH=$TMP/bin:$PATH serve "$TMP/web" -- sh -c 'echo $$ >"$0"; exec "$@"' "$TMP/pid" cf-collect --output-dir "$TMP/dir" \
		--venues neurips,icml --years 2023 -r 1000 --progress=quiet 2>"$TMP/err" 3>&- &
	set +m
	wait_for test -s "$TMP/up"
	wait_for grep -qs neurips "$TMP/dir/joblog.tsv"
	kill -TERM "$(cat "$TMP/pid")"
	status=0
	wait $! || status=$?
	[ "$status" -eq 143 ]
	[ ! -e "$TMP/dir/icml-2023.ndjson" ]
	[ "$(lines neurips-2023)" -eq 60 ]
	grep -q 'interrupted: the same command goes on' "$TMP/err"
	[ "$(cut -f2-5 "$TMP/dir/joblog.tsv")" = "$(printf 'neurips\t2023\t1\t0\nicml\t2023\t1\t143')" ]
	run -0 --separate-stderr collect --venues neurips,icml --years 2023
	[ "$(lines icml-2023)" -eq 40 ]
	run ! grep -q neurips "$TMP/log"
}
