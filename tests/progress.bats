#!/usr/bin/env bats
# cf-progress: what it passes on, what it says, and what a real terminal shows.
# Streams come through a fifo held by the test, so nothing depends on timing.

bats_require_minimum_version 1.5.0
load helper

setup() {
	unset CF_PROGRESS CF_PROGRESS_INTERVAL NO_COLOR COLUMNS CF_NOW
	export LC_ALL=C.UTF-8 TZ=UTC
	cd "$TMP"
}

teardown() {
	mux kill-server 2>/dev/null || true
	[ -z "${pid:-}" ] || kill "$pid" 2>/dev/null || true
}

# --- streams ---

rec() { # TYPE VENUE YEAR [,MEMBERS]
	printf '{"type":"%s","venue":"%s","year":%s%s}\n' "$1" "$2" "$3" "${4:-}"
}

some() { # VENUE YEAR N: papers
	local i
	for ((i = 0; i < $3; i++)); do
		rec paper "$1" "$2" ",\"id\":\"$1:$i\""
	done
}

run_of() { # VENUE YEAR N VERDICT [,MEMBERS]: one whole job
	rec start "$1" "$2"
	some "$1" "$2" "$3"
	rec "done" "$1" "$2" ",\"verdict\":\"$4\",\"papers\":$3${5:-}"
}

# --- a terminal ---

mux() { tmux -S "$TMP/mux" -f /dev/null "$@" 3>&- 5>&-; }

# A window in which COMMAND runs; it reads the fifo that is our descriptor 5.
window() { # COLS ROWS COMMAND
	need tmux
	mkfifo fifo
	exec 5<>fifo
	mux new-session -d -x "$1" -y "$2" "cd '$TMP'; trap : INT; $3; echo ended:\$?; exec cat"  
}

screen() { mux capture-pane -p; }

shows() {
	screen >shot
	has "$1" shot
}

await() { # PATTERN: on the screen, which is then in the file shot
	wait_for shows "$1" || {
		cat shot
		return 1
	}
}

await_file() { # PATTERN FILE
	wait_for has "$1" "$2" || {
		cat "$2"
		return 1
	}
}

count() { grep -cE -- "$1" shot || true; }

# The only line that matches has the other thing, too.
line_has() { # PATTERN PATTERN
	grep -E -- "$1" shot | grep -qE -- "$2" || {
		cat shot
		return 1
	}
}

# --- the stream ---

@test "every byte passes unchanged, whatever it is" {
	{
		run_of icml 2023 40 complete
		printf 'no record\n\n{"type":"paper"\n{"type":"done","venue":\n\0\0\n'
		head -c 300000 /dev/urandom
		printf '\n{"type":"error","venue":"x","year":2020,"message":"'
		head -c 3000000 /dev/zero | tr '\0' m
		printf '"}\n{"type":"paper","venue":"x","year":2020,"abstract":"'
		head -c 3000000 /dev/zero | tr '\0' a
		printf '"}\nno newline at the end'
	} >in
	for mode in plain json quiet; do
		cf-progress --progress $mode <in >out 2>err
		cmp in out
	done
	dd bs=999 if=in 2>/dev/null | cf-progress >out 2>err
	cmp in out
	: | cf-progress >out 2>err
	[ ! -s out ]
}

@test "records are counted however the stream is cut and members are ordered" {
	{
		run_of icml 2023 3 complete
		echo '{"year":2023,"id":"x","venue":"uai","type":"paper"}'
		echo ' { "venue" : "uai", "type" : "paper" , "year" : 2023 } '
		printf '{"type":"paper","venue":"uai","year":2023,"abstract":"'
		head -c 2000 /dev/zero | tr '\0' a
		printf '"}\n{"type":"paper","venue":"uai","year":2023}'
	} >in
	for size in 1 7 100 100000; do
		dd bs=$size if=in 2>/dev/null | cf-progress >out 2>err
		cmp in out
		grep -q '^cf-progress: 7 of at least 3 papers, 1 of 1 jobs complete' err
	done
}

@test "half a record at the end is not counted" {
	{
		rec start icml 2023
		some icml 2023 2
		printf '{"type":"paper","venue":"icml","year":2023,"id":"to'
	} >in
	cf-progress <in >out 2>err
	cmp in out
	grep -q '^cf-progress: 2 papers,' err
}

# --- plain ---

@test "plain: one line for a start, an end, an error, and the closing line" {
	{
		rec plan icml 2023
		rec estimate icml 2023 ',"count":3,"exact":true'
		rec start icml 2023 ',"attempt":2'
		some icml 2023 2
		rec error icml 2023 ",\"message\":\"cannot fetch 'x'\""
		rec error icml 2023 ',"code":"http-503"'
		rec heartbeat icml 2023 ',"papers":2,"bytes":5'
		rec "done" icml 2023 ',"verdict":"incomplete","expected":3,"papers":2,"retries":2,"cached":1120,"bytes":14200000'
		run_of uai 2020 4 complete ',"expected":4,"retries":1'
	} >in
	cf-progress <in >out 2>err
	sed -E 's/[0-9.]+s$/Ns/' err >got
	cat >want <<-'END'
		cf-progress: icml 2023: started, attempt 2, 3 papers expected
		cf-progress: icml 2023: cannot fetch 'x'
		cf-progress: icml 2023: http-503
		cf-progress: icml 2023: incomplete, 2 of 3 papers in Ns
		cf-progress: uai 2020: started
		cf-progress: uai 2020: complete, 4 of 4 papers in Ns
		cf-progress: 6 of 7 papers, 1 of 2 jobs complete, 1 incomplete, 0 failed, 3 retries, 1,120 cached, 14.2 MB, Ns
	END
	diff want got
}

@test "plain: no control byte reaches a log, whatever the stream says" {
	{
		run_of 'i\u001b[31mcml' 2023 1 complete
		rec error uai 2020 ',"message":"a\u001b[2J\u0000b\nc\u009b\u202e"'
		printf '{"type":"paper","venue":"x\033[2J\a","year":2020}\n'
		rec start "$(head -c 1000 /dev/zero | tr '\0' v)" 2020
	} >in
	cf-progress <in >out 2>err
	cmp in out
	run ! grep -aP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae' err
	grep -q 'uai 2020: a' err
}

@test "plain: a summary line comes while the input pauses" {
	mkfifo fifo
	exec 5<>fifo
	CF_PROGRESS_INTERVAL=0.05 cf-progress <fifo >out 2>err 3>&- 5>&- &
	pid=$!
	rec plan uai 2020 >&5
	rec start icml 2023 ',"attempt":1' >&5
	some icml 2023 2 >&5
	await_file '^cf-progress: 2 papers, 0 of 2 jobs complete, 1 running, 1 waiting, ' err
	exec 5>&-
	wait $pid
	pid=
	tail -1 err | grep -q '0 of 2 jobs complete, 2 failed'
}

# --- the other modes ---

@test "json: records pass, progress comes, a summary ends it" {
	mkfifo fifo
	exec 5<>fifo
	CF_PROGRESS_INTERVAL=0.05 cf-progress --progress json <fifo >out 2>err 3>&- 5>&- &
	pid=$!
	{
		rec start icml 2023
		rec estimate icml 2023 ',"count":9'
		rec plan uai 2020
		some icml 2023 2
		echo 'no record'
	} >&5
	await_file '"type":"progress","venue":"icml","year":2023,"done":2,"total":9,"elapsed_ms":[0-9]+,"eta":null' err
	rec "done" icml 2023 ',"verdict":"incomplete","papers":2,"expected":9,"bytes":77' >&5
	exec 5>&-
	wait $pid
	pid=
	jq -e . err >/dev/null
	[ "$(jq -r 'select(.type != "progress").type' err | paste -sd' ')" = "start estimate plan done missing summary" ]
	[ "$(jq -c 'select(.type == "summary") | del(.elapsed_ms)' err)" = '{"type":"summary","papers":2,"expected":null,"jobs":2,"complete":0,"incomplete":1,"empty":0,"failed":0,"missing":1,"errors":0,"requests":0,"retries":0,"cached":0,"bytes":77}' ]
}

@test "quiet says nothing" {
	run_of icml 2023 2 failed >in
	run --separate-stderr cf-progress --progress=quiet <in
	[ "$status" -eq 0 ]
	[ "$output" = "$(cat in)" ]
	[ -z "$stderr" ]
}

@test "the environment gives the default mode, an option is stronger" {
	run_of icml 2023 2 complete >in
	CF_PROGRESS=quiet cf-progress <in >out 2>err
	[ ! -s err ]
	CF_PROGRESS=quiet cf-progress --progress plain <in >out 2>err
	[ -s err ]
	# A terminal that is not there is an error only when asked for here.
	CF_PROGRESS="tty" cf-progress <in >out 2>err
	grep -q '^cf-progress: 2 of 2 papers' err
}

@test "nonsense is a usage error" {
	for args in "--progress tty" "--progress nosuch" "--nosuch" "file"; do
		# shellcheck disable=SC2086
		run --separate-stderr cf-progress $args </dev/null
		[ "$status" -eq 2 ]
		[ -z "$output" ]
		[[ $stderr == cf-progress:* ]]
	done
	CF_PROGRESS=nosuch run -2 cf-progress </dev/null
	CF_PROGRESS_INTERVAL=never run -2 cf-progress </dev/null
}

# --- ends ---

@test "--exit-status is the gravest verdict, without it all is well" {
	for pair in complete:0 incomplete:3 empty:4 not-yet:4 moved:1 blocked:5 login:5 layout:1 failed:1 retry-later:75; do
		run_of icml 2023 1 "${pair%:*}" >in
		run -0 cf-progress <in
		run "-${pair#*:}" cf-progress --exit-status <in
	done
	{
		run_of icml 2023 1 incomplete
		run_of uai 2023 1 login
		run_of colt 2023 1 complete
	} >in
	run -5 cf-progress --exit-status <in
	run -0 cf-progress --exit-status </dev/null
}

@test "a promised end that does not come is 3 and has a name" {
	{
		run_of icml 2023 2 complete
		rec start neurips 2023
		some neurips 2023 1
		rec plan uai 2020
	} >in
	run --separate-stderr cf-progress --exit-status <in
	[ "$status" -eq 3 ]
	[[ $stderr == *"neurips 2023: no end (worker died?), 1 paper "* ]]
	[[ $stderr == *"uai 2020: never started"* ]]
	[[ $stderr == *"3 of at least 2 papers, 1 of 3 jobs complete, 2 failed"* ]]
}

@test "a new attempt after an end decides" {
	{
		run_of icml 2023 1 retry-later ',"bytes":1000'
		run_of icml 2023 2 complete ',"bytes":500'
	} >in
	run --separate-stderr -0 cf-progress --exit-status <in
	[[ $stderr == *"cf-progress: 2 of 2 papers, 1 of 1 jobs complete, 0 failed, 0 retries, 0 cached, 1.5 kB"* ]]
}

@test "a writer killed in the middle ends the run, the gap is named" {
	mkfifo fifo
	cf-progress <fifo >out 2>err 3>&- &
	pid=$!
	sh -c 'printf "%s\n%s" "$1" "$2"; kill -9 $$' sh "$(rec start icml 2023)" '{"type":"paper","ven' >fifo 3>&- || true
	wait $pid
	pid=
	grep -q 'icml 2023: no end (worker died?)' err
	[ "$(wc -l <out)" -eq 1 ]
	[ "$(tail -c 20 out)" = '{"type":"paper","ven' ]
}

@test "a reader that leaves ends it quietly" {
	for _ in $(seq 200); do some icml 2023 10; done >in
	for _ in $(seq 12); do cat in in; done >many
	(cf-progress <many 2>err; echo $? >status) | head -1 >out
	[ "$(cat status)" -eq 0 ]
	[ ! -s err ]
}

@test "a full disk is an error" {
	[ -w /dev/full ] || skip "no /dev/full"
	run_of icml 2023 2 complete >in
	run -1 sh -c 'cf-progress <in 2>err >/dev/full'
	grep -q '^cf-progress: cannot write standard output: No space left' err
	run -1 cf-progress <"$TMP"
}

@test "more venue-years than are told apart are bounded and said" {
	seq 1000 12000 | sed 's/.*/{"type":"done","venue":"v","year":&,"verdict":"complete","bytes":1}/' >in
	cf-progress --progress plain <in >out 2>err
	cmp in out
	tail -1 err | grep -q '10,000 of 10,000 jobs complete.*11.0 kB.*not more than 10,000 jobs'
}

# --- bars ---

@test "bars: all planned are there, in venue order, then year" {
	window 100 20 'cf-progress <fifo >out'
	{
		rec plan neurips 2023 ',"order":2'
		rec plan neurips 2022 ',"order":1'
		rec plan icml 2023 ',"order":0'
		rec plan uai 2021
		rec estimate neurips 2022 ',"count":600,"exact":true'
		rec start neurips 2022
		some neurips 2022 150
	} >&5
	await 'neurips +2022 .*[0-9]+\.[0-9]% +\([0-9,]+/600\)'
	await '^neurips 2022  ▕█+[^0-9]*▏ +25\.0% +\(150/600\) +0:0[0-9]  \(ETA --:--:--\)$'
	[ "$(grep -oE '^[a-z]+ +20[0-9]+' shot | tr -s ' ' | paste -sd,)" = "icml 2023,neurips 2022,neurips 2023,uai 2021" ]
	line_has '^icml    2023' 'waiting'
	rec "done" neurips 2022 ',"verdict":"complete","expected":600,"papers":600' >&5
	await '^neurips 2022  ▕█+▏  100\.0% +\(600/600\) +0:0[0-9]  ✓ complete$'
	rec "done" icml 2023 ',"verdict":"login","papers":0' >&5
	await 'icml    2023 .* ✗ login'
}

@test "bars: an unknown total is not 0 %, a total may come and change" {
	window 100 20 'cf-progress <fifo >out'
	rec start iclr 2024 >&5
	some iclr 2024 12 >&5
	await 'iclr 2024 .* --  \(12/\?\)'
	[ "$(count '%')" -eq 0 ]
	rec estimate iclr 2024 ',"count":24' >&5
	await '50\.0%  \(12/24\)'
	rec estimate iclr 2024 ',"count":48' >&5
	await '25\.0%  \(12/48\)'
	rec "done" iclr 2024 ',"verdict":"incomplete","expected":16,"papers":12' >&5
	await '75\.0%  \(12/16\).* ! incomplete'
}

@test "bars: more of them than rows never break the screen" {
	window 80 8 'echo top; cf-progress <fifo >out'
	for year in $(seq 2000 2039); do rec plan icml "$year"; done >&5
	for year in $(seq 2000 2010); do run_of icml "$year" 1 complete; done >&5
	rec start icml 2030 >&5
	some icml 2030 3 >&5
	run_of icml 2035 2 failed >&5
	await 'icml 2035 .* ✗ failed'
	await '^\.\.\. and 34 more: 11 done, 23 waiting$'
	line_has '^icml 2030' '\(3/\?\)'
	[ "$(count '^icml 20')" -eq 6 ]
	# Frame after frame stands in the same place.
	for n in $(seq 4 9); do
		some icml 2030 1 >&5
		await "^icml 2030 .*\($n/"
	done
	[ "$(mux display-message -p '#{history_size}')" -le 1 ]
	exec 5>&-
	await 'ended:0'
}

@test "bars: messages scroll above, whole" {
	window 60 10 'cf-progress <fifo >out'
	rec start icml 2023 >&5
	for n in $(seq 1 30); do
		rec error icml 2023 ",\"message\":\"message number $n, which is too long for one line of this screen\"" >&5
		await "message number $n,"
	done
	await '^icml 2023  ▕'
	[ "$(count '^icml 2023  ▕')" -eq 1 ]
	# Folded at a space, what follows is indented.
	mux capture-pane -p -J -S - | sed -n '/^icml 2023: message/ { N; s/ *\n    */ /; p; }; /▕/p' >all
	[ "$(grep -c '^icml 2023: message number [0-9]*, which is too long for one line of this screen$' all)" -eq 30 ]
	[ "$(grep -c '▕' all)" -eq 1 ]
}

six_bars() { # COUNT of the job that changes
	screen >shot
	[ "$(count 'neurips 20')" -eq 6 ] && has "neurips 2020 .*\(0/$1\)" shot
}

told() { # TTY SIZE
	[ "$(stty size <"$1")" = "$2" ]
}

# The terminal folds its lines first and tells its programs later; nothing may
# be painted between, so no job runs here and no time is shown.
@test "bars: a window that changes its size stays clean" {
	window 100 20 'cf-progress <fifo >out'
	for year in $(seq 2018 2023); do rec estimate neurips "$year" ',"count":600'; done >&5
	await 'neurips 2023 .*waiting'
	tty=$(mux display-message -p '#{pane_tty}')
	n=600
	for size in 60x20 120x20 70x14 100x30; do
		mux resize-window -x "${size%x*}" -y "${size#*x}"
		wait_for told "$tty" "${size#*x} ${size%x*}"
		n=$((n + 1))
		rec estimate neurips 2020 ",\"count\":$n" >&5
		wait_for six_bars $n || {
			cat shot
			false
		}
	done
	# What a smaller screen has pushed out of its top cannot be taken back,
	# but what is painted stays whole.
	rec start neurips 2020 >&5
	some neurips 2020 300 >&5
	for size in 40x10 100x5 9x2 100x20; do
		mux resize-window -x "${size%x*}" -y "${size#*x}"
		some neurips 2020 1 >&5
	done
	await "neurips 2020 .*\(304/604\)"
	[ "$(count "\(304/604\)")" -eq 1 ]
	exec 5>&-
	await 'ended:0'
}

@test "bars: the screen is left clean, stdout has it all" {
	window 100 20 'cf-progress <fifo >out'
	run_of icml 2023 2 complete >in
	cat in >&5
	await '✓ complete'
	[ "$(mux display-message -p '#{cursor_flag}')" = 0 ]
	exec 5>&-
	await 'ended:0'
	[ "$(mux display-message -p '#{cursor_flag}')" = 1 ]
	cmp in out
	grep -v '^$' shot >lines
	[ "$(wc -l <lines)" -eq 3 ]
	sed -n 2p lines | grep -q '^cf-progress: 2 of 2 papers, 1 of 1 jobs complete, 0 failed, 0 retries, 0 cached, 0 B, '
}

@test "bars: papers are not dumped on a terminal" {
	window 100 20 'cf-progress <fifo'
	run_of icml 2023 5 complete >&5
	await '✓ complete'
	exec 5>&-
	await 'ended:0'
	line_has 'icml 2023' '✓ complete'
	[ "$(count '"type"|\{')" -eq 0 ]
}

@test "bars: Ctrl-C waits for the writers, restores the terminal, then ends" {
	window 100 20 'bash -c "cf-progress <fifo >out"'
	rec start icml 2023 >&5
	some icml 2023 3 >&5
	await '\(3/\?\)'
	mux send-keys C-c
	some icml 2023 1 >&5
	await '\(4/\?\)'
	exec 5>&-
	await 'ended:130'
	line_has 'cf-progress:' '4 papers, 0 of 1 jobs complete, 1 failed'
	[ "$(wc -l <out)" -eq 5 ]
	[ "$(mux display-message -p '#{cursor_flag}')" = 1 ]
}

@test "bars: Ctrl-C in a whole pipeline: what came is merged, the end is calm" {
	cat >worker <<-'END'
		echo '{"type":"start","venue":"icml","year":2023}'
		echo '{"type":"paper","venue":"icml","year":2023,"id":"icml:1","title":"T"}'
		exec cat fifo
	END
	window 80 20 'bash -c "sh worker | cf-progress | cf-merge -o papers"'
	await '\(1/\?\)'
	mux send-keys C-c
	await 'ended:130'
	[ "$(wc -l <papers)" -eq 1 ]
	line_has '^cf-merge: icml 2023:' 'interrupted: 1 paper$'
	line_has '^cf-merge: 1 paper in' "'papers', 1 of 1 venue-years not complete$"
	# The bar says it, so no message repeats it; long lines are folded.
	[ "$(count 'no end')" -eq 1 ]
	line_has '^    ' '^    [0-9.]+s$'
	[ "$(mux display-message -p '#{cursor_flag}')" = 1 ]
}

@test "bars: jobs without an end that have no bar are named" {
	window 80 6 'cf-progress <fifo >out'
	for year in $(seq 2010 2019); do rec start icml "$year"; done >&5
	await 'and 6 more'
	exec 5>&-
	await 'ended:0'
	mux capture-pane -p -S - >shot
	[ "$(count 'icml 20.*: no end')" -eq 10 ]
}

@test "bars: a second Ctrl-C and a SIGTERM end it at once, cursor and all" {
	window 100 20 'bash -c "cf-progress <fifo >out"; bash -c "echo \$\$ >number; exec cf-progress <fifo >out"'
	rec start icml 2023 >&5
	await '\(0/\?\)'
	[ "$(mux display-message -p '#{cursor_flag}')" = 0 ]
	mux send-keys C-c
	# The first one must have been seen.
	rec start icml 2024 >&5
	await 'icml 2024'
	mux send-keys C-c
	await_file '^[0-9]+$' number
	rec start uai 2019 >&5
	await 'uai 2019'
	kill -TERM "$(cat number)"
	await 'ended:143'
	[ "$(mux display-message -p '#{cursor_flag}')" = 1 ]
}

@test "bars: stopped and continued, it restores and repaints" {
	window 100 20 'bash --norc -i'
	mux send-keys 'cf-progress <fifo >out' Enter
	rec start icml 2023 >&5
	some icml 2023 3 >&5
	await '\(3/\?\)'
	mux send-keys C-z
	await 'Stopped'
	[ "$(mux display-message -p '#{cursor_flag}')" = 1 ]
	mux send-keys 'bg' Enter
	some icml 2023 4 >&5
	await_file icml:3 out
	mux send-keys 'echo in the shell' Enter
	await '^in the shell'
	[ "$(count '\(7/')" -eq 0 ]
	mux send-keys 'fg' Enter
	await '\(7/\?\)'
	exec 5>&-
	await 'cf-progress: 7 papers'
	[ "$(mux display-message -p '#{cursor_flag}')" = 1 ]
}

@test "bars: the display goes on while the reader is slow" {
	window 100 20 'cf-progress <fifo | (read -r go <go; cat >out)'
	mkfifo go
	rec start icml 2023 >&5
	await 'icml 2023'
	exec 6<>go
	some icml 2023 1000 >thousand
	for _ in $(seq 60); do cat thousand; done >many
	cat many >&5 3>&- 6>&- &
	pid=$!
	# More than pipes and buffers hold, and nobody reads.
	await '0:02'
	await '0:04'
	echo go >&6
	wait $pid
	pid=
	rec "done" icml 2023 ',"verdict":"complete"' >&5
	exec 5>&- 6>&-
	await 'cf-progress: 60,000 of 60,000 papers'
	[ "$(wc -l <out)" -eq 60002 ]
}

@test "bars: NO_COLOR removes colour only, a dumb terminal gets plain lines" {
	window 100 20 'NO_COLOR=1 cf-progress <fifo >out'
	run_of icml 2023 2 failed >&5
	await '✗ failed'
	mux capture-pane -p -e >shot
	[ "$(count $'\033')" -eq 0 ]
	mux kill-server
	rm fifo
	window 100 20 'cf-progress <fifo >out'
	run_of icml 2023 2 failed >&5
	await '✗ failed'
	mux capture-pane -p -e >shot
	[ "$(count $'\033\[31m')" -eq 1 ]
	mux kill-server
	rm fifo
	window 100 20 'TERM=dumb cf-progress <fifo >out'
	run_of icml 2023 2 failed >&5
	await '^cf-progress: icml 2023: failed, 2 papers'
}

@test "bars: ASCII where the locale is not UTF-8" {
	window 80 20 'LC_ALL=C cf-progress <fifo >out'
	run_of icml 2023 2 complete >&5
	rec error icml 2023 ',"message":"na\u00efve"' >&5
	await '^icml 2023  \[#+\]  100\.0%  \(2/2\).*\+ complete'
	await '^icml 2023: na\?ve'
}
