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

# cf-job for "v 2023" into $TMP/dir with a cf-scrape that dies when it has sent the
# papers of a line of $TMP/sends, one line a try
export signal=SEGV # what it dies of
job() { # RETRIES
	mkdir -p "$TMP/bin" "$TMP/plan" "$TMP/dir/.cf"
	touch "$TMP/plan/cut"
	cat >"$TMP/bin/cf-scrape" <<-'END'
		#!/bin/sh
		for id in $(sed -n "${CF_ATTEMPT}p" "$TMP/sends"); do
			printf '{"type":"paper","venue":"v","year":2023,"id":"%s","title":"%0900d"}\n' "$id" 0
		done >"$3" # -q --record PART
		kill -s "$signal" $$
	END
	chmod +x "$TMP/bin/cf-scrape"
	PATH=$TMP/bin:$PATH cf-job "$TMP/plan" "$TMP/dir" "$1" "" v 2023 2>/dev/null || true
}
ids() { grep -o '"id":"[^"]*"' "$1" | cut -d'"' -f4 | paste -sd' '; }

@test "what dead workers had sent does not grow with every try" {
	printf '%s\n' "1 2 3 4 5" "1 2 6" "1 2 3 4" "7" >"$TMP/sends"
	job 3
	[ "$(ids "$TMP/dir/.cf/v-2023.part")" = "1 2 3 4 5 6 7" ]
	[ "$(ls "$TMP/dir/.cf")" = v-2023.part ]
}

@test "a power cut in a later try: what the try before and it had sent is there" {
	echo 6 >"$TMP/sends"
	mkdir -p "$TMP/dir/.cf"
	for id in 1 2; do printf '{"type":"paper","venue":"v","year":2023,"id":"%s"}\n' "$id"; done >"$TMP/dir/.cf/v-2023.part.old"
	for id in 3 4 5; do printf '{"type":"paper","venue":"v","year":2023,"id":"%s"}\n' "$id"; done >"$TMP/dir/.cf/v-2023.part"
	job 0
	[ "$(ids "$TMP/dir/.cf/v-2023.part")" = "3 4 5 6" ]
	[ "$(ls "$TMP/dir/.cf")" = v-2023.part ]
}

@test "a worker that dies of whatever it did not ask for is started again" {
	for signal in ILL ABRT BUS FPE KILL SEGV; do
		rm -rf "$TMP/dir" "$TMP/plan"
		printf '%s\n' 1 2 >"$TMP/sends"
		job 1
		[ "$(cut -f5 "$TMP/dir/joblog.tsv" | tr '\n' ' ')" = "$((128 + $(kill -l "$signal"))) $((128 + $(kill -l "$signal"))) " ]
	done
}

@test "what a dead worker had sent is there also when there is no room for more" {
	[ "$(id -u)" -eq 0 ] || skip "only root can have a small disk"
	echo "1 2 3 4 5 6 7 8" >"$TMP/sends"
	printf '%s\n' "7 8 9" "7 8 9" "7 8 9" >"$TMP/less"
	export -f job ids
	# shellcheck disable=SC2016
	run unshare -m bash -c '
		mkdir "$TMP/dir" && mount -t tmpfs -o size=64k none "$TMP/dir" || exit 99
		job 0
		head -c 400000 /dev/zero >"$TMP/dir/fill" 2>/dev/null
		truncate -s -4096 "$TMP/dir/fill"
		mv "$TMP/less" "$TMP/sends"
		job 2
		rm "$TMP/dir/fill"
		job 0
		ids "$TMP/dir/.cf/v-2023.part"'
	[ "$status" -ne 99 ] || skip "no small disk here"
	[ "$output" = "1 2 3 4 5 6 7 8 9" ] || { echo "$output"; false; }
}

@test "a directory, or TMPDIR, that looks like a variable of awk: nothing is lost" {
	cd "$TMP"
	mkdir bin tmp=1
	ln -s "$(command -v cf-scrape)" bin/cf-scrape.real
	# dies behind eight papers; the next one brings another and fails
	cat >bin/cf-scrape <<-'END'
		#!/bin/sh
		case "$*" in *--dry-run*) exec cf-scrape.real "$@" ;; esac
		papers() {
			for i; do printf '{"type":"paper","venue":"neurips","year":2023,"id":"p:%s","title":"%s"}\n' "$i" "$i"; done
		}
		[ "$CF_ATTEMPT" -gt 1 ] || { papers 1 2 3 4 5 6 7 8 >"$3" && kill -KILL $$; }
		papers 9 >"$3"
		exit 1
	END
	chmod +x bin/cf-scrape
	PATH=$TMP/bin:$PATH TMPDIR='tmp=1' run -1 --separate-stderr cf-collect --venues neurips --years 2023 --output-dir date=2026 --progress=quiet </dev/null
	[[ $stderr == *'1 venue-year in 1 job,'* ]]
	[ "$(papers date=2026/.cf/neurips-2023.part | jq -r .id | sort -u | wc -l)" -eq 9 ]
}

@test "quotes in a venue or an id: of what two workers sent each paper is there once" {
	mkdir "$TMP/bin" "$TMP/plan"
	: >"$TMP/plan/cut"
	# four papers, then the first three again, then the same
	cat >"$TMP/bin/cf-scrape" <<-'END'
		#!/bin/sh
		for i in 1 2 3 4; do
			[ "$i$CF_ATTEMPT" -gt 41 ] ||
				printf '{"type":"paper","venue":"the\\"nips","year":2023,"id":"p:a\\"%s","title":"%s"}\n' "$i" "$i"
		done >"$3"
		kill -KILL $$
	END
	chmod +x "$TMP/bin/cf-scrape"
	mkdir -p "$TMP/dir/.cf"
	PATH=$TMP/bin:$PATH run -137 cf-job "$TMP/plan" "$TMP/dir" 2 '' 'the"nips' 2023
	cat "$TMP"/dir/.cf/*.part* >"$TMP/sent"
	[ "$(wc -l <"$TMP/sent")" -eq 4 ] || { cat "$TMP/sent"; false; }
}

@test "a venue with a slash has a file of its own" {
	generate "$TMP/other" icml 2023 12
	printf '%s\t2023\tlist\tpmlr\t202\t12\n' a/b a_b >"$TMP/venues"
	for _ in 1 2; do
		run -0 --separate-stderr serve "$TMP/other" -- cf-collect --venues-file "$TMP/venues" --venues a/b,a_b --years 2023 \
			-r 1000 -j 1 --progress=quiet --output-dir "$TMP/dir"
		[ "$(cat "$TMP"/dir/*.ndjson | jq -r .venue | sort | uniq -c | tr -s ' \n' ' ')" = ' 12 a/b 12 a_b ' ]
	done
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

@test "no process to be had for the name of a file: no file of another name, and never exit 0" {
	mkdir "$TMP/few"
	ln -s "$(command -v tr)" "$TMP/few/real-tr"
	printf '#!/bin/sh\ngrep -qa cf-job "/proc/$PPID/cmdline" && exit 1\nexec real-tr "$@"\n' >"$TMP/few/tr"
	chmod +x "$TMP/few/tr"
	PATH=$TMP/few:$PATH run -0 --separate-stderr collect --venues neurips,icml --years 2023 -j 1
	[ "$(cd "$TMP/dir" && echo .[!.]*)" = .cf ]
	[ -s "$TMP/dir/neurips-2023.ndjson" ]
	[ -s "$TMP/dir/icml-2023.ndjson" ]
}

@test "of what the jobs said the gravest is the exit status" {
	mkdir "$TMP/bin"
	# its status is a word of $TMP/said: that of neurips, then that of icml
	cat >"$TMP/bin/cf-job" <<-'END'
		#!/bin/sh
		read -r one other <"$TMP/said"
		for word; do venue=${year-} year=$word; done
		[ "$venue" = neurips ] || one=$other
		printf '%s %s %s\n' "$one" "$venue" "$year" >>"$1/results"
	END
	chmod +x "$TMP/bin/cf-job"
	for pair in '2 1' '1 5' '5 75' '75 3' '3 4' '4 0'; do
		for said in "$pair" "${pair#* } ${pair% *}"; do
			echo "$said" >"$TMP/said"
			PATH=$TMP/bin:$PATH run -"${pair% *}" cf-collect --output-dir "$TMP/dir" --progress=quiet --venues neurips,icml --years 2023
		done
	done
}

@test "a file that is gone at the end is missing, and the exit status tells" {
	(wait_for test -f "$TMP/dir/neurips-2023.ndjson" && rm "$TMP/dir/neurips-2023.ndjson") &
	run -3 --separate-stderr serve --fault 'url=*/v202/*,delay=2' "$TMP/web" -- cf-collect --output-dir "$TMP/dir" -r 1000 \
		--progress=quiet --venues neurips,icml --years 2023 -j 1
	[[ $stderr == *"not in '$TMP/dir': neurips 2023; the same command tries again"* ]]
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
