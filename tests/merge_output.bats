#!/usr/bin/env bats
# cf-merge: what is written where, and what is left of it after a signal, on a
# full disk, or where the output is an input too.

bats_require_minimum_version 1.5.0
load helper
load merge

# A merge of the fifo that is our descriptor 5, in a process group of its own as
# in a terminal; it has read what it was sent when the pipe is empty.
begin_merge() { # [ARG...]
	mkfifo fifo
	exec 5<>fifo
	set -m
	cf-merge "$@" <fifo 2>err >out 3>&- 5>&- &
	pid=$!
	set +m
	rec start icml 2023 >&5
	some icml 2023 3 >&5
	wait_for drained
}

ended() { # STATUS
	local status=0
	wait "$pid" || status=$?
	[ "$status" -eq "$1" ] || { echo "status $status"; cat err; false; }
}

drained() { ! read -r -t 0 -u 5; }

@test "an interrupt: the writers have the last word, then all is written" {
	begin_merge -o papers
	kill -INT "$pid"
	some uai 2024 1 >&5
	exec 5>&-
	ended 130
	[ "$(wc -l <papers)" -eq 4 ]
	grep -q '^cf-merge: icml 2023: interrupted: 3 papers' err
}

@test "a second interrupt ends it at once, nothing appears" {
	begin_merge -o papers
	kill -INT "$pid"
	# The first one must have been seen: two at a time would be one.
	some uai 2024 1 >&5
	wait_for drained
	kill -INT "$pid"
	ended 130
	exec 5>&-
	run ! ls papers*
}

@test "a termination does not wait for the writers, what came is written" {
	begin_merge -o papers
	printf '{"type":"paper","ven' >&5
	wait_for drained
	kill -TERM "$pid"
	ended 143
	exec 5>&-
	[ "$(wc -l <papers)" -eq 3 ]
	run ! grep -q 'is not a JSON object' err
}

@test "a termination leaves standard input as it was for who reads it next" {
	need timeout
	mkfifo in
	exec 5<>in
	cf-merge -q -o papers <&5 3>&- &
	pid=$!
	some icml 2023 1 >&5
	wait_for drained
	kill -TERM "$pid"
	ended 143
	run -124 timeout 0.2 cat <&5 # it waits
	exec 5>&-
}

@test "a file that cannot be written is refused before anything is read" {
	mkdir folder
	for name in no/such/file folder folder/ ''; do
		mkfifo fifo
		run --separate-stderr cf-merge -o "$name" fifo
		[ "$status" -eq 1 ]
		[[ $stderr == "cf-merge: cannot write '$name': "* ]]
		rm fifo
	done
}

@test "a file system that is full: said, and nothing under the final name" {
	some icml 2023 2000 >in
	run --separate-stderr bash -c 'ulimit -f 16; trap "" XFSZ; cf-merge -o papers in'
	[ "$status" -eq 1 ]
	[[ $stderr == "cf-merge: cannot write 'papers': File too large" ]]
	run ! ls papers*
	run -1 --separate-stderr cf-merge -o /dev/full in
	[[ $stderr == "cf-merge: cannot write '/dev/full': No space left on device" ]]
}

@test "--output appears whole, may be one of the inputs, keeps its permissions and the umask" {
	some icml 2023 3 >in
	cat in in >papers
	umask 027
	chmod 604 papers
	ln -s papers link
	cf-merge -q -o link papers in
	cmp in papers
	[ -L link ]
	[ "$(stat -c %a papers)" = 604 ]
	rm papers
	cf-merge -q -o link in # the link leads to nothing yet
	[ -L link ]
	[ "$(stat -c %a papers)" = 640 ]
	mkdir far
	ln -s ../far/other far/first
	ln -s far/first relative
	cf-merge -q -o relative in
	[ -L relative ] && [ -L far/first ] && cmp in far/other
	ln -s nowhere/other astray
	run -1 cf-merge -q -o astray in
	[ -L astray ]
	cf-merge -q -o - in | cmp in -
	cf-merge -q -o /dev/stdout in | cat >got
	cmp in got
	[ "$(find . -name 'papers*' | wc -l)" -eq 1 ]
	merge -o no/such/folder in
	[ "$status" -eq 1 ]
	[[ $stderr == *"cannot write 'no/such/folder': No such file or directory"* ]]
}

@test "a full disk is an error, a reader that leaves is none" {
	some icml 2023 3 >in
	run --separate-stderr sh -c 'cf-merge -q in >/dev/full'
	[ "$status" -eq 1 ]
	[[ $stderr == *"cannot write 'standard output': No space left on device"* ]]
	some icml 2023 5000 >big
	run --separate-stderr bash -c "set -o pipefail; cf-merge big | head -n 1"
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
}

@test "--keep: a file with more stays, unless all came" {
	{
		rec plan icml 2023
		some icml 2023 3
		rec "done" icml 2023 ',"verdict":"complete","papers":3,"expected":3'
	} >good
	{
		rec plan icml 2023
		some icml 2023 2
		rec "done" icml 2023 ',"verdict":"incomplete","papers":2,"expected":3'
	} >bad
	run -0 --separate-stderr cf-merge -k -o papers good
	cp papers before
	for day in bad /dev/null; do
		run --separate-stderr cf-merge --keep -o papers "$day"
		cmp before papers
		[[ $stderr == *"cf-merge: what came is less than 'papers' has, which stays: it goes to 'papers.new'"* ]]
		[ "$(wc -l <papers.new)" -eq "$(grep -c '"paper"' "$day" || true)" ]
	done
	head -n 1 before >papers
	run -3 --separate-stderr cf-merge --keep -o papers bad # more than there was
	[ "$(wc -l <papers)" -eq 2 ]
	printf 'a\nb\nc\nd\n' >papers
	run -0 --separate-stderr cf-merge --keep -o papers good # all came
	cmp before papers
	cp before papers
	run -3 --separate-stderr cf-merge -o papers bad # not asked for
	[ "$(wc -l <papers)" -eq 2 ]
	mkfifo pipe
	cf-merge -k -o pipe bad & cat pipe >got
	[ "$(wc -l <got)" -eq 2 ]
}

@test "--output /dev/stdout is where standard output goes, also in a file that has something" {
	some icml 2023 2 >in
	for name in /dev/stdout /dev/fd/1; do
		{
			echo before
			cf-merge -q -o "$name" in
			cf-merge -q --keep -o "$name" /dev/null || true
			echo behind
		} >papers
		{ echo before; cat in; echo behind; } | cmp - papers
		cf-merge -q -o "$name" in >>papers
		[ "$(wc -l <papers)" -eq 6 ]
	done
	cf-merge -q -o /dev/fd/5 in 5>five
	cmp in five
}

@test "--output is one of the inputs, and has what was not read: it stays" {
	some icml 2022 1 >papers
	mkfifo slow
	cf-merge -q -o papers papers - <slow 2>err & pid=$!
	exec 8>slow
	[ -r /proc/self/maps ] || skip "no /proc"
	wait_for has '/papers$' "/proc/$pid/maps"
	some icml 2023 2 two | cf-merge -q -o papers papers - # another update, the while
	some icml 2024 1 three >&8
	exec 8>&-
	status=0
	wait "$pid" || status=$?
	[ "$status" -eq 1 ]
	grep -q "'papers' has what was not read, and stays: what came goes to 'papers.new': merge the two" err
	[ "$(wc -l <papers)" -eq 3 ]
	cf-merge -q -o papers papers papers.new
	[ "$(wc -l <papers)" -eq 4 ]
}

@test "--output is standard input, and another one replaced it before it was read: it stays" {
	some icml 2022 1 >papers
	some icml 2023 2 other >two
	mkfifo slow
	# shellcheck disable=SC2094 # that is what it is about
	cf-merge -q -o papers slow - <papers 2>err & pid=$!
	exec 8>slow # it has begun
	cf-merge -q -o papers papers two
	some icml 2024 1 three >&8
	exec 8>&-
	status=0
	wait "$pid" || status=$?
	[ "$status" -eq 1 ]
	[ "$(wc -l <papers)" -eq 3 ]
	[ "$(wc -l <papers.new)" -eq 2 ]
}

@test "--output is a link that the system does not follow: nor is it by us" {
	# as Linux does with fs.protected_symlinks, which a test cannot set
	shim closed <<-'END'
		#include <dlfcn.h>
		#include <errno.h>
		#include <string.h>
		#include <sys/stat.h>
		int
		stat(const char *name, struct stat *st)
		{
			int (*real)(const char *, struct stat *) = dlsym(RTLD_NEXT, "stat");

			if (!strstr(name, "foreign"))
				return real(name, st);
			errno = EACCES;
			return -1;
		}
	END
	echo mine >"$TMP/precious"
	ln -s precious "$TMP/foreign"
	run -1 --separate-stderr env LD_PRELOAD="$TMP/closed.so" cf-merge -q -o "$TMP/foreign" </dev/null
	[ "$stderr" = "cf-merge: cannot write '$TMP/foreign': Permission denied" ]
	[ "$(cat "$TMP/precious")" = mine ]
}

@test "--output is one of the inputs and cannot be read: it stays" {
	unprivileged
	cd "$(mktemp -d /tmp/cf-merge.XXXXXX)"
	some icml 2023 4 >papers
	some icml 2024 1 new >in
	cp "$(command -v cf-merge)" program # our folder may be closed
	chmod 777 .
	[ ${#drop[@]} -eq 0 ] || chown 65534 papers
	chmod 200 papers
	run --separate-stderr "${drop[@]}" ./program -q -o papers papers in
	chmod 600 papers
	n=$(wc -l <papers)
	rm -r "$PWD"
	[ "$status" -eq 1 ]
	[[ $stderr == *"cannot open 'papers': Permission denied"*"'papers' has what was not read, and stays"* ]]
	[ "$n" -eq 4 ]
}

@test "--keep: a last line without its end is a paper, and what cannot be read may have more" {
	some icml 2023 2 >papers
	truncate -s -1 papers
	{
		rec plan icml 2024
		some icml 2024 1
	} >in
	run -3 cf-merge -q -k -o papers in
	[ "$(grep -c . papers)" -eq 2 ]
}

@test "a termination ends it also when --output is a pipe that nobody reads" {
	some icml 2023 20000 >big
	for name in /dev/stdout pipe; do
		mkfifo pipe out
		cf-merge -q -o "$name" big >out & pid=$!
		exec 8<>pipe 9<out
		[ "$name" = pipe ] && fd=8 || fd=9
		wait_for read -t 0 -u "$fd" # the first bytes are there
		kill -TERM "$pid"
		wait_for gone "$pid"
		exec 8<&- 9<&-
		rm pipe out
	done
}
