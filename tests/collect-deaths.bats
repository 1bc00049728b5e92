#!/usr/bin/env bats
# cf-collect when workers, it itself, or all of the machine die: started again, it
# fetches what it did not have, and the papers are those of a quiet day.

bats_require_minimum_version 1.5.0
load helper
export -f wait_for

# A cf-scrape that notes its pid in $TMP/workers. Time stands still, so that
# runs can be compared byte for byte.
setup() {
	generate "$TMP/web" neurips 2023 60
	mkdir "$TMP/bin"
	ln -s "$(command -v cf-scrape)" "$TMP/bin/cf-scrape.real"
	cat >"$TMP/bin/cf-scrape" <<-END
		#!/bin/sh
		case "\$*" in *--dry-run*) ;; *) echo \$\$ >>"$TMP/workers" ;; esac
		exec cf-scrape.real "\$@"
	END
	chmod +x "$TMP/bin/cf-scrape"
	PATH=$TMP/bin:$PATH
	CF_NOW=$(date +%s)
	mkdir "$TMP/tmp"
	export CF_NOW TMPDIR=$TMP/tmp # who is killed leaves something there
}

# Every answer takes a while, so that there is a time between two of them.
slow() { # COMMAND...
	serve --log "$TMP/log" --fault 'url=*,delay=0.2' "$TMP/web" -- "$@" 2>"$TMP/err" 3>&-
}

# In the background as from a terminal, where an interrupt is not ignored: GNU
# parallel is at work.
beside() { # COMMAND...
	set -m
	"$@" &
	set +m
}

collect=(cf-collect --venues neurips --years 2023 -r 1000 --connections 2 --progress=quiet)
# The arguments of a run into one file, and into a directory; $TMP/papers is what
# came of it.
into() { # MODE
	case $1 in
	file) where=(-o "$TMP/papers") ;;
	dir) where=(--output-dir "$TMP/dir") ;;
	esac
}

undisturbed() {
	serve "$TMP/web" -- env CF_CACHE="$TMP/another" XDG_RUNTIME_DIR="$TMP/bin" "${collect[@]}" -o "$TMP/quiet" 2>"$TMP/err"
	: >"$TMP/workers"
}

afresh() { rm -rf "$CF_CACHE" "$TMP/papers" "$TMP/dir" "$TMP/workers" "$TMP/log"; }
answered() { [ -e "$TMP/log" ] && [ "$(wc -l <"$TMP/log")" -ge "$1" ]; }
newest() { tail -n 1 "$TMP/workers"; }

# As on a quiet day, and nothing was asked twice but what was under way.
as_quiet() {
	[ "$mode" = file ] || cp "$TMP/dir/neurips-2023.ndjson" "$TMP/papers"
	cmp "$TMP/quiet" "$TMP/papers"
	[ "$(cut -d' ' -f2,3 "$TMP/log" | sort -u | wc -l)" -eq 8 ]
	[ "$(cut -d' ' -f2,3 "$TMP/log" | sort | uniq -d | wc -l)" -le 2 ]
}

@test "a worker killed after any answer is started again: same bytes, nothing asked twice" {
	undisturbed
	local n again=0
	for n in 1 2 3 4 5 6 7 8; do
		mode='file'
		[ $((n % 2)) -eq 0 ] || mode=dir
		into "$mode"
		afresh
		beside slow "${collect[@]}" "${where[@]}"
		wait_for answered "$n"
		kill -KILL "$(newest)" || true # it may just have ended
		wait $! || { cat "$TMP/err" "$TMP/log"; false; }
		as_quiet
		[ "$(wc -l <"$TMP/workers")" -eq 2 ] || continue
		again=$((again + 1))
		grep -q '^cf-collect: neurips 2023: worker died of SIGKILL in attempt 1$' "$TMP/err"
		! grep -q Killed "$TMP/err" || false # the shell's own word for it
	done
	[ "$again" -ge 4 ]
}

@test "a worker that has done a year and dies in the next" {
	generate "$TMP/web" neurips 2022 40
	collect=("${collect[@]}" --years 2022-2023)
	undisturbed
	into file
	beside slow "${collect[@]}" "${where[@]}"
	wait_for answered 9
	kill -KILL "$(newest)"
	wait $!
	cmp "$TMP/quiet" "$TMP/papers"
	[ "$(wc -l <"$TMP/workers")" -eq 2 ]
	[ "$(cut -d' ' -f2,3 "$TMP/log" | sort | uniq -d | wc -l)" -le 2 ]
}

# The session of a cf-collect, killed as a power cut does it after the Nth answer;
# then the same command.
power_cut() { # N
	cat >"$TMP/cut" <<-'END'
		n=$1
		shift
		env --default-signal=INT setsid "$@" & # as beside() does
		while [ "$(wc -l <"$TMP/log")" -lt "$n" ]; do sleep 0.05; done
		session() { ps -A -o pid= -o sid= -o stat= | awk -v s="$!" -v but="^[$1]" '$2 == s && $3 !~ but { print $1 }'; }
		# all at once: none shall see the end of another
		while [ -n "$(session ZT)" ]; do session ZT | xargs kill -STOP; done 2>/dev/null
		while [ -n "$(session Z)" ]; do session Z | xargs kill -KILL; done 2>/dev/null
		wait "$!"
		for name in "$TMP/papers" "$TMP"/dir/*.ndjson; do # it may just have ended
			[ ! -e "$name" ] || cmp "$TMP/quiet" "$name" || exit 99
		done
		exec "$@"
	END
	slow bash "$TMP/cut" "$1" "${collect[@]}" "${where[@]}"
}

@test "a worker killed with --refresh: what it had asked for is not asked for again" {
	generate "$TMP/web" neurips 2023 40
	unset CF_NOW # its time goes on
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- bash -c '
		collect() { cf-collect --output-dir "$TMP/dir" --venues neurips --years 2023 --details all -s neurips \
			--ignore-robots --progress=quiet "$@"; }
		collect -r 1000
		: >"$TMP/log"
		collect -r 10 --refresh & all=$!
		asked() { [ "$(wc -l <"$TMP/log")" -ge 30 ]; }
		wait_for asked
		kill -KILL "$(sed -n "s/.*\"worker\":\"[^\"]*:\([0-9]*\)\".*/\1/p" "$TMP/dir/.cf/neurips-2023.part")"
		wait $all'
	[ "$(awk '$2 == "neurips" { print $5 }' "$TMP/dir/joblog.tsv" | tr '\n' ' ')" = "0 137 0 " ]
	# all of them, and again what was under way and what came in the first second
	n=$(wc -l <"$TMP/log")
	[ "$n" -ge 41 ] && [ "$n" -le 60 ] || { echo "$n"; cat "$TMP/log"; false; }
}

@test "a power cut, then the same command: same bytes, nothing asked twice" {
	need setsid
	undisturbed
	local cut=0
	for n in 1 3 5; do
		for mode in file dir; do
			into $mode
			afresh
			power_cut "$n"
			as_quiet
			cut=$((cut + $(wc -l <"$TMP/workers") - 1))
		done
	done
	[ "$cut" -ge 4 ]
}

@test "a part of what was written for the directory is never taken for the whole" {
	into dir
	mkdir -p "$TMP/dir/.cf"
	echo '{"type":"paper","venue":"neurips","year":2023,"id":"x","title":"old"}' >"$TMP/dir/.cf/neurips-2023.part"
	cp "$TMP/dir/.cf/neurips-2023.part" "$TMP/dir/.cf/neurips-2023.ndjson.Ab1cDe"
	printf '2026-11-22T00:00:00Z\tneur' >"$TMP/dir/joblog.tsv"
	serve "$TMP/web" -- "${collect[@]}" "${where[@]}"
	[ "$(wc -l <"$TMP/dir/neurips-2023.ndjson")" -eq 60 ]
	run ! grep -q '"old"' "$TMP/dir/neurips-2023.ndjson"
	ls "$TMP/dir/.cf"
	[ "$(cd "$TMP/dir/.cf" && echo *)" = "lock neurips-2023.done" ]
	[ "$(sed -n 2p "$TMP/dir/joblog.tsv" | cut -f2-)" = $'neurips\t2023\t1\t0\tcomplete\t60\t0' ]
}

@test "the record of a venue-year is brought to the disk before it has its name" {
	into dir
	cat >"$TMP/bin/sync" <<-END
		#!/bin/sh
		tail -n 1 "\$1" >>"$TMP/synced"
		[ ! -e "$TMP/dir/.cf/neurips-2023.done" ] || echo named >>"$TMP/synced"
		exit 1 # it may know no files
	END
	chmod +x "$TMP/bin/sync"
	serve "$TMP/web" -- "${collect[@]}" "${where[@]}"
	[ "$(jq -r .verdict "$TMP/dir/.cf/neurips-2023.done")" = complete ]
	# before the papers have their name
	[ "$(jq -Rr '. as $line | try (fromjson | .verdict) catch $line' "$TMP/synced" | xargs)" = complete ] ||
		{ cat "$TMP/synced"; false; }
}

@test "the disk is full as soon as a file has arrived: it is complete all the same" {
	into dir
	# its record is there by then, and written once
	cat >"$TMP/bin/sync" <<-END
		#!/bin/sh
		case \$1 in *.done) if [ -e "$TMP/dir/neurips-2023.ndjson" ]; then rm -f "\$1"; fi ;; esac
	END
	chmod +x "$TMP/bin/sync"
	serve "$TMP/web" -- "${collect[@]}" "${where[@]}" 2>"$TMP/err" || { cat "$TMP/err"; false; }
	[ "$(ls "$TMP/dir/.cf")" = "$(printf 'lock\nneurips-2023.done')" ]
}

@test "a worker that hangs is killed and started again, with parallel and with xargs" {
	without_valgrind "a worker that works says nothing for longer, there"
	undisturbed
	mode='file'
	for path in "$PATH" "$(without_parallel)"; do
		into "$mode"
		afresh
		beside slow env PATH="$TMP/bin:$path" "${collect[@]}" "${where[@]}" --stall-timeout 6
		wait_for answered 4
		kill -STOP "$(newest)"
		wait $! || { cat "$TMP/err" "$TMP/log"; false; }
		as_quiet
		[ "$(wc -l <"$TMP/workers")" -eq 2 ]
		grep -q 'worker died of SIGKILL in attempt 1$' "$TMP/err"
		mode=dir
	done
}

@test "a host that was busy: the job is tried again within the run, also into one file" {
	run -0 --separate-stderr serve --fault 'url=proceedings.neurips.cc*,status=503,count=2' "$TMP/web" -- \
		"${collect[@]}" --retries 1 --max-wait 1
	[ "$(wc -l <<<"$output")" -eq 60 ]
	[ "$(wc -l <"$TMP/workers")" -eq 2 ]
}

@test "a host that was busy for one year of a process, while another is not there" {
	generate "$TMP/web" neurips 2022 20
	for how in "status=404 1" "status=403 5"; do
		rm -rf "$CF_CACHE" "$TMP/cf"
		run -3 --separate-stderr serve --log "$TMP/log" --fault "url=*paper/2022,${how% *}" --fault 'url=*paper/2023,status=503,count=2' \
			"$TMP/web" -- cf-collect --venues neurips --years 2022-2023 -r 1000 --max-wait 0 --retries 1 --details none -s neurips \
			--progress=quiet
		[ "$(wc -l <<<"$output")" -eq 60 ] || { echo "$stderr"; cat "$TMP/log"; false; }
	done
}

@test "a host that was busy for one year of a process without a cache: the others are not asked again" {
	generate "$TMP/web" neurips 2022 20
	run -3 --separate-stderr serve --log "$TMP/log" --fault "url=*paper/2023,status=503" --fault "url=*paper/2021,status=404" \
		"$TMP/web" -- cf-collect --venues neurips --years 2021-2023 -r 1000 --max-wait 0 --retries 1 --details none -s neurips \
		--progress=quiet --no-cache
	[ "$(grep -c 'paper/2022 ' "$TMP/log")" -eq 1 ] || { cat "$TMP/log"; false; }
}

# --- signals ---

# $TMP/bin/cf-scrape says that it runs and waits for ever.
waiting_scrape() {
	mkfifo "$TMP/never"
	cat >"$TMP/bin/cf-scrape" <<-END
		#!/bin/sh
		case "\$*" in *--dry-run*) exec cf-scrape.real "\$@" ;; esac
		echo \$\$ >>"$TMP/workers"
		exec cat "$TMP/never"
	END
}

@test "a termination: xargs begins no other job" {
	generate "$TMP/web" icml 2023 40
	waiting_scrape
	for mode in file dir; do
		into "$mode"
		rm -f "$TMP/workers" "$TMP/pid"
		serve "$TMP/web" -- sh -c 'echo $$ >"$0"; exec "$@"' "$TMP/pid" env PATH="$TMP/bin:$(without_parallel)" \
			cf-collect --venues neurips,icml --years 2023 -j 1 "${where[@]}" 2>"$TMP/err" 3>&- &
		wait_for test -s "$TMP/workers"
		kill -TERM "$(cat "$TMP/pid")"
		status=0
		wait $! || status=$?
		[ "$status" -eq 143 ]
		[ "$(wc -l <"$TMP/workers")" -eq 1 ]
	done
}

@test "Ctrl-C in a terminal: an end, and the same command goes on" {
	need tmux
	undisturbed
	mode=dir
	into dir
	cat >"$TMP/run" <<-END
		cd "$TMP"
		$MIRROR/serve --log "$TMP/log" --fault 'url=*,delay=0.2' "$TMP/web" -- ${collect[*]} ${where[*]} --progress=auto
		echo "ended with \$?"
		exec cat
	END
	tmux -S "$TMP/mux" -f /dev/null new-session -d -x 100 -y 20 "bash '$TMP/run'" 3>&-
	wait_for answered 4
	tmux -S "$TMP/mux" send-keys C-c
	shows() { tmux -S "$TMP/mux" capture-pane -p >"$TMP/shot" && has "$1" "$TMP/shot"; }
	wait_for shows '^ended with 130'
	tmux -S "$TMP/mux" kill-server
	grep -q 'interrupted: the same command goes on' "$TMP/shot"
	[ ! -e "$TMP/dir/neurips-2023.ndjson" ]
	cp "$TMP/log" "$TMP/first"
	slow "${collect[@]}" "${where[@]}"
	cat "$TMP/first" >>"$TMP/log"
	as_quiet
}

@test "under nohup a hangup ends nothing, and an interrupt where that is ignored" {
	generate "$TMP/web" icml 2023 5
	into dir
	for signal in HUP INT; do
		afresh
		# shellcheck disable=SC2016
		beside slow setsid -w sh -c 'trap "" "$1"; shift; echo $$ >"$0"; exec "$@"' "$TMP/pid" $signal \
			"${collect[@]}" --venues neurips,icml -j 1 "${where[@]}"
		wait_for answered 2
		kill -s $signal -- "-$(cat "$TMP/pid")"
		wait $! || { cat "$TMP/err"; false; }
		[ -s "$TMP/dir/neurips-2023.ndjson" ] && [ -s "$TMP/dir/icml-2023.ndjson" ]
	done
}

# --- one directory ---

@test "a termination of all at once, as by timeout: the directory is free when it has ended" {
	need flock
	into dir
	for signal in TERM HUP; do
		afresh
		# shellcheck disable=SC2016
		beside slow sh -c 'setsid -w sh -c "echo \$\$ >\"\$0\"; exec \"\$@\"" "$@"; echo $?; flock -n "$0" true && echo free' \
			"$TMP/dir/.cf/lock" "$TMP/pid" "${collect[@]}" "${where[@]}" >"$TMP/said"
		wait_for answered 3
		kill -s $signal -- "-$(cat "$TMP/pid")"
		wait $! || true
		[ "$(tail -n 1 "$TMP/said")" = free ] || { cat "$TMP/said" "$TMP/err"; false; }
	done
}

@test "two at once in a directory: the second says so; a death leaves no lock" {
	need flock
	waiting_scrape
	into dir
	again=("${collect[@]}" "${where[@]}")
	again[0]=$(command -v cf-collect)
	beside serve "$TMP/web" -- sh -c 'echo $$ >"$0"; exec "$@"' "$TMP/pid" "${again[@]}" 2>"$TMP/err" 3>&-
	first=$!
	wait_for test -s "$TMP/workers"
	run -75 --separate-stderr serve "$TMP/web" -- "${again[@]}"
	[[ $stderr == *"cf-collect: another cf-collect is at work in '$TMP/dir'"* ]]
	kill -KILL "$(cat "$TMP/pid")"
	wait "$first" || true
	# its worker lives, and would write the same file
	run -75 --separate-stderr serve "$TMP/web" -- "${again[@]}"
	ln -sf "$(readlink "$TMP/bin/cf-scrape.real")" "$TMP/bin/cf-scrape"
	kill -TERM "$(cat "$TMP/workers")"
	wait_for flock -n "$TMP/dir/.cf/lock" true
	run -0 --separate-stderr serve "$TMP/web" -- "${again[@]}"
	[ "$(wc -l <"$TMP/dir/neurips-2023.ndjson")" -eq 60 ]
}

@test "a directory that vanishes in the middle: each job says so, exit 1" {
	generate "$TMP/web" icml 2023 40
	into dir
	beside slow "${collect[@]}" --venues neurips,icml -j 1 "${where[@]}"
	wait_for answered 3
	rm -r "$TMP/dir"
	status=0
	wait $! || status=$?
	cat "$TMP/err"
	[ "$status" -eq 1 ]
	[ ! -e "$TMP/dir" ]
	grep -q "^cf-scrape: cannot write '$TMP/dir/.cf/icml-2023.part': No such file or directory" "$TMP/err"
	grep -q "^cf-collect: neurips 2023: '$TMP/dir/.cf/neurips-2023.part' has no end, or cannot be read" "$TMP/err"
	grep -q "^cf-collect: '$TMP/dir' cannot be written any more" "$TMP/err"
	grep -q "^cf-collect: not in '$TMP/dir': neurips 2023, icml 2023" "$TMP/err"
}

# A small disk, in a name space of its own: SIZE COMMAND...
on_disk() {
	unshare -m sh -c 'mount -t tmpfs -o "size=$1" none "$2" && shift 2 && "$@"' sh "$1" "$TMP/dir" "${@:2}"
}

@test "a full disk: nothing under a final name, exit 1; with room the same command goes on" {
	[ "$(id -u)" -eq 0 ] || skip "only root can have a small disk"
	generate "$TMP/web" icml 2023 5
	mkdir "$TMP/dir"
	on_disk 4k true || skip "no small disk here"
	into dir
	# too small for what comes, then for that and the file made of it
	for size in 40k 150k; do
		on_disk "$size" sh -c '"$@"; status=$?; ls "$0"; mount -o remount,size=10m "$0"; "$@" >&2 && ls "$0"; exit $status' "$TMP/dir" \
			"$MIRROR/serve" "$TMP/web" -- "${collect[@]}" --venues neurips,icml -j 1 --output-dir "$TMP/dir" >"$TMP/out" 2>"$TMP/err" || status=$?
		cat "$TMP/out" "$TMP/err"
		[ "$status" -eq 1 ]
		grep -q '^cf-[a-z]*: cannot write .*: No space left on device' "$TMP/err"
		grep -q "^cf-collect: not in '$TMP/dir': neurips 2023" "$TMP/err"
		[ "$(tail -n 3 "$TMP/out" | tr '\n' ' ')" = "icml-2023.ndjson joblog.tsv neurips-2023.ndjson " ]
		[ "$(grep -c neurips "$TMP/out")" -eq 1 ]
	done
}

@test "a full disk below TMPDIR in the middle: the workers go on, with parallel too" {
	without_valgrind "it needs room in TMPDIR itself"
	[ "$(id -u)" -eq 0 ] || skip "only root can have a small disk"
	generate "$TMP/web" icml 2023 5
	mkdir "$TMP/dir"
	on_disk 400k true || skip "no small disk here"
	# shellcheck disable=SC2016
	on_disk 400k sh -c '(until grep -q -- -Abs "$TMP/log"; do sleep 0.1; done 2>/dev/null; head -c 1000000 /dev/zero >"$TMP/dir/zeros") & exec "$@"' - \
		"$MIRROR/serve" --log "$TMP/log" --fault 'url=*,delay=0.5' "$TMP/web" -- \
		env TMPDIR="$TMP/dir" "${collect[@]}" --venues neurips,icml -j 1 --output-dir "$TMP/out" 2>"$TMP/err" 3>&- ||
		grep -q '^cf-collect: not every job has said how it ended' "$TMP/err"
	cat "$TMP/err"
	[ -s "$TMP/out/neurips-2023.ndjson" ] && [ -s "$TMP/out/icml-2023.ndjson" ]
	run ! grep 'I/O error' "$TMP/err"
}

@test "no room for the plan: exit 1, and no venue-year is forgotten" {
	without_valgrind "it needs room in TMPDIR itself"
	[ "$(id -u)" -eq 0 ] || skip "only root can have a small disk"
	mkdir "$TMP/dir"
	on_disk 256k true || skip "no small disk here"
	for v in neurips icml cvpr acl emnlp naacl; do echo "$v 1990-2024"; done >"$TMP/venues"
	for room in 4 8 12 16 20 24 28 32 36 40 44 48 52 56; do
		# shellcheck disable=SC2016
		TMPDIR=$TMP/dir run --separate-stderr on_disk "${room}k" cf-collect --offline --venue-file "$TMP/venues" \
			--output-dir "$TMP/out" -j 1 --progress quiet -q
		echo "$room: $status ${stderr: -200}"
		[ "$status" -eq 1 ]
		if [[ $stderr == *" job"[,s]* ]]; then break; fi # it had enough
		[[ $stderr == *"cf-collect: cannot write "* ]]
	done
}

@test "no file of the plan can be made: exit 1, whichever it is" {
	without_valgrind "it needs room in TMPDIR itself"
	[ "$(id -u)" -eq 0 ] || skip "only root can have a small disk"
	mkdir "$TMP/dir"
	on_disk 256k true || skip "no small disk here"
	for n in 3 4 5 6 7 8 9 10 11 12 13 14; do
		# shellcheck disable=SC2016
		TMPDIR=$TMP/dir run --separate-stderr on_disk "256k,nr_inodes=$n" cf-collect --offline --venues neurips,icml --years 2023 \
			--output-dir "$TMP/out" -j 1 --progress quiet -q
		echo "$n: $status $stderr"
		[ "$status" -eq 1 ]
		[[ $stderr == *"cf-collect: cannot write in '$TMP/dir/"* ]]
	done
}

@test "the lines of the log stay whole when many jobs end at once" {
	cat >"$TMP/bin/cf-scrape" <<-'END'
		#!/bin/sh
		case "$*" in *--dry-run*) exec cf-scrape.real "$@" ;; esac
		exit 4
	END
	into dir
	for _ in 1 2 3; do
		run -4 --separate-stderr cf-collect --venues neurips,icml,iclr,cvpr --years 2018-2023 -j 24 "${where[@]}" --progress=quiet
	done
	[ "$(wc -l <"$TMP/dir/joblog.tsv")" -ge 60 ]
	run ! grep -vE $'^20[0-9-]*T[0-9:]*Z\t[a-z]+\t20[0-9]*\t1\t4\t\t\t$' "$TMP/dir/joblog.tsv"
}
