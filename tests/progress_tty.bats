#!/usr/bin/env bats
# cf-progress: what a real terminal shows.

bats_require_minimum_version 1.5.0
load helper
load progress

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
	without_valgrind "it gives programs another name and other descriptors"
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

# slow_reader [NAME=VALUE]: the environment of cf-progress
slow_reader() {
	mkfifo "$TMP/go" # or there is nothing to wait for
	window 100 20 "env $* cf-progress <fifo | (read -r go <go; cat >out)"
	rec start icml 2023 >&5
	await 'icml 2023'
	exec 6<>go
	some icml 2023 1000 >thousand
	for _ in $(seq 60); do cat thousand; done >many
	cat many >&5 3>&- 6>&- &
	pid=$!
	# More than pipes and buffers hold, and nobody reads.
	await ' 0:(0[2-9]|[1-5])'
	await ' 0:(0[4-9]|[1-5])'
	echo go >&6
	wait $pid
	pid=
	rec "done" icml 2023 ',"verdict":"complete"' >&5
	exec 5>&- 6>&-
	await 'cf-progress: 60,000 of 60,000 papers'
	[ "$(wc -l <out)" -eq 60002 ]
}

@test "bars: the display goes on while the reader is slow" {
	slow_reader
}

@test "bars: also when the machine was asleep just before the write" {
	# a write that would wait begins after the alarm
	shim late <<-'END'
		#include <poll.h>
		#include <sys/syscall.h>
		#include <unistd.h>
		ssize_t
		write(int fd, const void *s, size_t n)
		{
			struct pollfd room = {fd, POLLOUT, 0};

			if (fd == STDOUT_FILENO && poll(&room, 1, 0) == 0)
				(void)poll(NULL, 0, 3000);
			return syscall(SYS_write, fd, s, n);
		}
	END
	slow_reader LD_PRELOAD="$TMP/late.so"
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
