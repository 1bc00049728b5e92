#!/usr/bin/env bats
# cf-progress: workers that say nothing, and what is done about them.

bats_require_minimum_version 1.5.0
load helper
load progress

# cf-progress reads the fifo that is our descriptor 5
progress() { # ARG...
	mkfifo fifo
	exec 5<>fifo
	cf-progress "$@" <fifo >out 2>err 3>&- 5>&- &
	pid=$!
}

ends() { # STATUS
	local status=0
	exec 5>&-
	wait "$pid" || status=$?
	pid=
	[ "$status" -eq "$1" ]
}

# a process that can be killed: its number in $worker
dummy() { # COMMAND...
	"$@" tail -f /dev/null 3>&- 5>&- &
	worker=$!
	dummies+=("$worker")
	disown "$worker" # no word of its end
}

worker() { # PID
	printf ',"worker":"%s:%s"' "$(uname -n)" "$1"
}

teardown() {
	progress_teardown
	[ -z "${dummies[*]:-}" ] || kill -9 "${dummies[@]}" 2>/dev/null || true
}

@test "plain: a line when a worker falls silent and one when it goes on" {
	progress -p plain --stall-timeout 1
	rec start icml 2023 >&5
	rec plan uai 2020 >&5
	await_file '^cf-progress: icml 2023: stalled: nothing came for 1\.[0-9]s$' err
	rec heartbeat icml 2023 ',"papers":2' >&5
	await_file '^cf-progress: icml 2023: goes on after [0-9.]+s$' err
	run_of uai 2020 2 complete >&5
	rec "done" icml 2023 ',"verdict":"complete","papers":2' >&5
	ends 0
	[ "$(grep -c 'stalled: ' err)" -eq 1 ]
	tail -1 err | grep -q '2 of 2 jobs complete, 0 failed, 1 stalled, 0 retries'
}

@test "who goes on talking is not stalled, whoever else is" {
	progress -p plain --stall-timeout 3
	rec start icml 2023 >&5
	rec start uai 2020 >&5
	stalled() {
		rec heartbeat uai 2020 >&5
		has 'icml 2023: stalled' err
	}
	wait_for stalled
	run ! grep 'uai 2020: stalled' err
	rec plan icml 2023 >&5 # that is not its worker's
	rec "done" uai 2020 ',"verdict":"complete"' >&5
	await_file 'uai 2020: complete' err
	run ! grep 'goes on' err
	ends 0
	grep -q 'icml 2023: no end (stalled), 0 papers' err
}

@test "json: the records stalled and resumed, and a summary that counts" {
	progress -p json --stall-timeout 0.5 --metrics metrics
	rec start icml 2023 ',"worker":"elsewhere:17"' >&5
	await_file '"type":"stalled","venue":"icml","year":2023,"silent_ms":[0-9]+,"worker":"elsewhere:17"\}' err
	rec heartbeat icml 2023 >&5
	await_file '"type":"resumed","venue":"icml","year":2023,"silent_ms":[0-9]+\}' err
	rec "done" icml 2023 ',"verdict":"complete"' >&5
	ends 0
	jq -es 'all(.[]; type == "object") and (map(select(.type == "stalled"))[0].silent_ms >= 500)
		and last.type == "summary" and last.stalls == 1 and last.killed == 0' err
	jq -e '.venues[0] | .stalls == 1 and .stalled_ms >= 500 and .killed == 0' metrics
}

@test "the sums say how many are stalled" {
	CF_PROGRESS_INTERVAL=0.1 progress -p plain --stall-timeout 0.5
	rec start icml 2023 >&5
	rec plan uai 2020 >&5
	await_file '0 of 2 jobs complete, 1 running, 1 of them stalled, 1 waiting' err
	ends 0
}

@test "quiet says nothing of it, and 0 is never" {
	progress -p quiet --stall-timeout 0.2 --metrics metrics
	rec start icml 2023 >&5
	mkfifo fifo2
	exec 6<>fifo2
	CF_PROGRESS_INTERVAL=0.2 cf-progress -p plain --stall-timeout 0 <fifo2 >out2 2>err2 3>&- 5>&- 6>&- &
	second=$!
	rec start icml 2023 >&6
	await_file 'running, 0 waiting, [2-9]\.[0-9]s$' err2
	exec 6>&-
	wait "$second"
	ends 0
	[ ! -s err ]
	[ "$(jq .totals.stalls metrics)" -eq 1 ]
	run ! grep stalled err2
}

@test "bars: the word, and for how long" {
	window 100 20 'cf-progress --stall-timeout 2 <fifo >out'
	rec estimate icml 2023 ',"count":9' >&5
	rec start icml 2023 >&5
	await '^icml 2023 .*\(0/9\) +0:0[0-9]  stalled 0:0[0-9]$'
	await 'stalled 0:(0[2-9]|[1-5])'
	some icml 2023 1 >&5
	await '^icml 2023 .*\(1/9\) +0:0[0-9]  \(ETA'
	await 'stalled 0:0'
	rec "done" icml 2023 ',"verdict":"complete","papers":9' >&5
	await '✓ complete'
	exec 5>&-
	await 'ended:0'
	line_has '^cf-progress:' ' 0 failed, 2 stalled, 0 retries'
}

@test "time in which our reader did not read is nobody's silence" {
	mkfifo fifo go
	exec 5<>fifo 6<>go
	CF_PROGRESS_INTERVAL=0.5 cf-progress -p plain --stall-timeout 2 <fifo 2>err 3>&- 5>&- 6>&- |
		(read -r _ <go && cat >out) 3>&- 5>&- 6>&- &
	pid=$!
	# More than pipes and buffers hold, and the end comes behind it.
	some icml 2023 1000 >thousand
	rec start icml 2023 >&5
	(
		for _ in $(seq 60); do cat thousand; done
		rec "done" icml 2023 ',"verdict":"complete"'
	) >&5 3>&- 6>&- &
	writer=$!
	await_file 'running, 0 waiting, [4-9]\.[0-9]s$' err
	echo go >&6
	wait "$writer"
	ends 0
	exec 6>&-
	[ "$(wc -l <out)" -eq 60002 ]
	grep -q '^cf-progress: 60,000 of 60,000 papers' err
	run ! grep stalled err
}

@test "time in which it was stopped itself is nobody's silence" {
	progress -p plain --stall-timeout 2
	rec start icml 2023 >&5
	some icml 2023 1 >&5
	await_file icml:0 out
	kill -STOP "$pid"
	# as long as another one needs to see the same silence
	mkfifo fifo2
	exec 6<>fifo2
	cf-progress -p plain --stall-timeout 3 <fifo2 >out2 2>err2 3>&- 5>&- 6>&- &
	second=$!
	rec start icml 2023 >&6
	await_file stalled err2
	exec 6>&-
	wait "$second"
	rec "done" icml 2023 ',"verdict":"complete"' >&5
	kill -CONT "$pid"
	ends 0
	run ! grep stalled err
}

@test "--kill-stalled kills a worker, once per start" {
	progress -p plain --stall-timeout 0.5 --kill-stalled
	dummy
	first=$worker
	rec start icml 2023 "$(worker "$first")" >&5
	await_file "^cf-progress: icml 2023: stalled, killed its worker $(uname -n):$first\$" err
	wait_for gone "$first"
	rec heartbeat icml 2023 >&5
	await_file 'goes on' err
	twice() { [ "$(grep -c 'stalled: ' err)" -eq 2 ]; }
	wait_for twice
	[ "$(grep -c kill err)" -eq 1 ]
	dummy
	rec start icml 2023 "$(worker "$worker"),\"attempt\":2" >&5
	await_file "killed its worker $(uname -n):$worker\$" err
	wait_for gone "$worker"
	rec start icml 2023 "$(worker 1),\"attempt\":3" >&5
	rec "done" icml 2023 ',"verdict":"complete"' >&5
	ends 0
	tail -1 err | grep -q '0 failed, 3 stalled, 2 killed'
}

@test "--kill-stalled: who waits for one that hangs while it writes is not killed" {
	[ -r /proc/locks ] || skip "no /proc/locks"
	mkfifo fifo go1 go2
	exec 5<>fifo
	for ((i = 0; i < 3000; i++)); do rec paper icml 2023 ",\"id\":\"icml:$i\",\"title\":\"Paper\""; done >big
	rec paper uai 2020 ',"id":"uai:1","title":"Paper"' >small
	sh -c 'read -r _ <go1; exec cf-merge -q big' >&5 3>&- & hangs=$!
	sh -c 'read -r _ <go2; exec cf-merge -q small' >&5 3>&- & waits=$!
	rec start uai 2020 "$(worker "$waits")" >&5
	rec start icml 2023 "$(worker "$hangs")" >&5
	dummy # it hangs, too: its turn comes when that can be seen
	rec start aaai 2020 "$(worker "$worker")" >&5
	echo >go1
	wait_for has " WRITE $hangs " /proc/locks
	kill -STOP "$hangs"
	echo >go2
	wait_for has "-> .* WRITE $waits " /proc/locks
	cf-progress -p plain --stall-timeout 1 --kill-stalled <fifo >out 2>err 3>&- 5>&- &
	pid=$!
	wait_for has 'icml 2023: stalled, killed its worker' err
	wait "$waits"
	wait_for gone "$worker"
	exec 5>&-
	wait "$pid"
	pid=
	grep -q '"uai:1"' out
	run ! grep 'uai 2020: stalled, killed' err
}

@test "--kill-stalled: nor who waited for one that was killed just now" {
	[ -r /proc/locks ] || skip "no /proc/locks"
	mkfifo fifo go1
	exec 5<>fifo
	for ((i = 0; i < 3000; i++)); do rec paper icml 2023 ",\"id\":\"icml:$i\",\"title\":\"Paper\""; done >big
	sh -c 'read -r _ <go1; exec cf-merge -q big' >&5 3>&- & hangs=$!
	rec start icml 2023 "$(worker "$hangs")" >&5
	# those between give the first one time to die
	for ((i = 1; i <= 300; i++)); do rec start "x$i" 2023 ',"worker":"elsewhere:1"' >&5; done
	waits=()
	for n in 1 2 3 4 5 6 7 8; do
		mkfifo "go2.$n"
		rec paper "uai$n" 2020 ",\"id\":\"uai:$n\",\"title\":\"Paper\"" >"small$n"
		sh -c "read -r _ <go2.$n; exec cf-merge -q small$n" >&5 3>&- & waits+=($!)
		rec start "uai$n" 2020 "$(worker "$!")" >&5
	done
	echo >go1
	wait_for has " WRITE $hangs " /proc/locks
	kill -STOP "$hangs"
	for n in 1 2 3 4 5 6 7 8; do
		echo >"go2.$n"
		wait_for has "-> .* WRITE ${waits[n - 1]} " /proc/locks
	done
	cf-progress -p plain --stall-timeout 1 --kill-stalled <fifo >out 2>err 3>&- 5>&- &
	pid=$!
	wait_for has 'icml 2023: stalled, killed its worker' err
	for w in "${waits[@]}"; do wait "$w"; done
	exec 5>&-
	wait "$pid"
	pid=
	run ! grep 'uai.*: stalled, killed' err
}

@test "without --kill-stalled nobody is killed" {
	progress -p plain --stall-timeout 0.5
	dummy
	rec start icml 2023 "$(worker "$worker")" >&5
	await_file 'icml 2023: stalled' err
	ends 0
	kill -0 "$worker"
	run ! grep -i kill err
}

@test "of a process that does many years only the running one counts" {
	progress -p plain --stall-timeout 1 --kill-stalled
	dummy
	rec start icml 2021 "$(worker "$worker")" >&5
	rec "done" icml 2021 ',"verdict":"complete"' >&5
	rec start icml 2022 "$(worker "$worker")" >&5 # its end is lost
	rec start icml 2023 "$(worker "$worker")" >&5
	talking() {
		rec heartbeat icml 2023 >&5
		has 'icml 2022: stalled' err
	}
	wait_for talking
	await_file 'icml 2022: stalled, cannot kill .*: it is at another venue or year$' err
	kill -0 "$worker"
	await_file "icml 2023: stalled, killed its worker $(uname -n):$worker\$" err
	wait_for gone "$worker"
	ends 0
	run ! grep 'icml 2021: stalled' err
	grep -q 'icml 2023: no end (worker killed), 0 papers' err
}

@test "who is no worker of ours is not killed, whatever the stream says" {
	mkfifo fifo
	exec 5<>fifo
	sh -c 'cf-progress -p plain --stall-timeout 0.5 --kill-stalled <fifo >out 2>err; echo "ended:$?" >ended' 3>&- 5>&- &
	pid=$!
	dummy setsid
	foreign=$worker
	(exit 0) &
	dead=$!
	wait "$dead"
	rec start foreign 1 "$(worker "$foreign")" >&5
	rec start parent 1 "$(worker "$pid")" >&5
	rec start init 1 "$(worker 1)" >&5
	rec start group 1 "$(worker -1)" >&5
	rec start all 1 "$(worker 0)" >&5
	rec start words 1 "$(worker "$pid x")" >&5
	rec start large 1 "$(worker 99999999999999999999)" >&5
	rec start elsewhere 1 ',"worker":"elsewhere.example:1"' >&5
	rec start dead 1 "$(worker "$dead")" >&5
	rec start unnamed 1 >&5
	rec start number 1 ',"worker":17' >&5
	rec start title 1 ',"worker":"a\u001b]0;x:1"' >&5
	rec start escape 1 ',"worker":"a\u001b[2J:\u00001"' >&5
	await_file 'escape 1: stalled, cannot kill' err
	exec 5>&-
	wait_for has 'ended:0' ended
	wait "$pid"
	pid=
	kill -0 "$foreign"
	for who in foreign parent; do grep -q "$who 1: stalled, cannot kill its worker .*: it is no worker of this session\$" err; done
	for who in init group all words large elsewhere title; do grep -q "$who 1: stalled, cannot kill its worker .*: it is not on this machine\$" err; done
	grep -q 'dead 1: stalled, cannot kill its worker .*: there is no such process$' err
	for who in unnamed number escape; do grep -q "$who 1: stalled, cannot kill its worker: its start record does not name it\$" err; done
	run ! grep -a $'\033' err
}

@test "json: what became of the worker" {
	progress -p json --stall-timeout 0.5 --kill-stalled --metrics metrics
	dummy
	rec start icml 2023 "$(worker "$worker")" >&5
	rec start uai 2020 ',"worker":"elsewhere:17"' >&5
	await_file '"uai".*"killed":false,"reason":"it is not on this machine"' err
	wait_for gone "$worker"
	ends 0
	jq -es --arg w "$(uname -n):$worker" 'any(.[]; .type == "stalled" and .venue == "icml" and .worker == $w and .killed == true)
		and last.stalls == 2 and last.killed == 1' err
	jq -e '[.venues[] | .venue, .killed] == ["icml", 1, "uai", 0]' metrics
}

@test "bars: that it was killed is a message" {
	# a terminal is a session of its own
	window 100 20 'tail -f /dev/null & echo $! >number; sh -c "cf-progress --stall-timeout 0.5 --kill-stalled <fifo >out; exit \$?"'
	await_file '^[0-9]+$' number
	worker=$(cat number)
	rec start icml 2023 "$(worker "$worker")" >&5
	await "^icml 2023: stalled, killed its worker $(uname -n):$worker\$"
	await '^icml 2023 .*stalled 0:0'
	# its leader is the shell that somebody works in
	rec start uai 2020 "$(worker "$(mux display-message -p '#{pane_pid}')")" >&5
	await '^uai 2020: stalled, cannot kill its worker .*: it is no worker of this session$'
	exec 5>&-
	await 'ended:0'
	line_has '^icml 2023 .*▕' 'no end'
}

@test "json on a terminal: what a worker calls itself does not drive it" {
	window 100 20 'cf-progress -p json --stall-timeout 0.5 <fifo >out'
	rec start 'a\u001b' 2023 "$(printf ',"worker":"w\302\233\342\200\256:1"')" >&5
	await '"type":"stalled",.*"worker":"w\?\?:1"'
	exec 5>&-
	await 'ended:0'
}

@test "a real worker that is stopped is found and killed" {
	without_valgrind "a worker that works says nothing for longer, there"
	generate "$TMP/web" neurips 2022 3
	generate "$TMP/web" neurips 2023 400
	# shellcheck disable=SC2016 # for the inner shell
	serve "$TMP/web" -- sh -c 'cf-scrape -q --no-cache --details all -r 10 neurips 2022-2023 |
		cf-progress -e -p plain --stall-timeout 3 --kill-stalled --metrics metrics >out 2>err; echo "ended:$?" >ended' 3>&- &
	pid=$!
	await_file '"type":"paper","venue":"neurips","year":2023' out
	worker=$(jq -r 'select(.type == "start" and .year == 2023).worker' out)
	kill -STOP "${worker##*:}"
	await_file '^ended:3$' ended
	wait "$pid"
	pid=
	grep -qxE 'cf-progress: neurips 2023: stalled: nothing came for [0-9.]+s' err
	grep -qxF "cf-progress: neurips 2023: stalled, killed its worker $worker" err
	grep -qE 'neurips 2023: no end \(worker killed\), [0-9]+ of 400 papers' err
	grep -qE '1 of 2 jobs complete, 1 failed, 1 stalled, 1 killed' err
	jq -e '.venues | map({year, verdict, stalls, killed}) ==
		[{year: 2022, verdict: "complete", stalls: 0, killed: 0}, {year: 2023, verdict: null, stalls: 1, killed: 1}]' metrics
}

@test "nonsense about stalls is a usage error" {
	for args in "--stall-timeout x" "--stall-timeout -1" "--stall-timeout=" "--stall-timeout 1e9" "--kill-stalled --stall-timeout 0"; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr cf-progress $args </dev/null
		[[ $stderr == cf-progress:* ]]
	done
}
