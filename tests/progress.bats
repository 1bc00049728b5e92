#!/usr/bin/env bats
# cf-progress: what it passes on, what it says, how it ends.

bats_require_minimum_version 1.5.0
load helper
load progress

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

@test "a standard error that does not wait for its reader loses no words" {
	mkfifo words
	exec 6<>words
	exec 7<words
	dd oflag=nonblock count=0 >&6 2>/dev/null # as ssh(1) leaves a terminal
	for i in $(seq 3000); do
		echo '{"type":"error","venue":"icml","year":2023,"code":"x","message":"'"$i"' of the messages of a server"}'
	done >in
	cf-progress --progress=json <in >out 2>&6 3>&- 6>&- 7<&- &
	exec 6>&-
	wait_for grep -q . out # it is at work
	cat <&7 >err
	exec 7<&-
	wait $!
	[ "$(grep -c '"type":"error"' err)" -eq 3000 ]
	tail -n 1 err | grep -q '"type":"summary"'
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

@test "a record behind half of another is counted, however the stream is cut" {
	{
		rec start icml 2023
		rec start uai 2023
		some uai 2023 2
		printf '{"type":"paper","venue":"icml","year":2023,"id":"to","abstract":"'
		head -c 400 /dev/zero | tr '\0' a
		rec "done" uai 2023 ',"verdict":"complete","papers":2,"expected":2'
		rec start icml 2023 ',"attempt":2'
		some icml 2023 1
		rec "done" icml 2023 ',"verdict":"complete","papers":1,"expected":1'
	} >in
	for size in 1 7 100 100000; do
		dd bs=$size if=in 2>/dev/null | cf-progress -e >out 2>err
		cmp in out
		grep -q '^cf-progress: 3 of 3 papers, 2 of 2 jobs complete' err
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
	[ "$(jq -c 'select(.type == "summary") | del(.elapsed_ms)' err)" = '{"type":"summary","papers":2,"expected":null,"jobs":2,"complete":0,"incomplete":1,"empty":0,"failed":0,"missing":1,"stalls":0,"killed":0,"errors":0,"requests":0,"retries":0,"cached":0,"bytes":77}' ]
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

@test "of jobs that never started the first twenty are named" {
	for ((i = 1; i <= 100; i++)); do rec plan "v$i" 2023; done >in
	run -0 --separate-stderr cf-progress <in
	[ "$(grep -c ': never started' <<<"$stderr")" -eq 20 ]
	[[ $stderr == *"cf-progress: 80 more never started"* ]]
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
	seq 1000 12000 | sed 's/.*/{"type":"start","venue":"v","year":&}\n{"type":"done","venue":"v","year":&,"verdict":"complete","bytes":1}/' >in
	cf-progress --progress plain <in >out 2>err
	cmp in out
	tail -1 err | grep -q '10,000 of 10,000 jobs complete.*11.0 kB.*not more than 10,000 jobs'
}
