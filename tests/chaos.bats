#!/usr/bin/env bats
# A small bad day of `make chaos`, and that it sees what goes wrong.

bats_require_minimum_version 1.5.0
load helper

setup() {
	need setsid
	export TMPDIR=$TMP/run
	mkdir "$TMPDIR"
}

@test "faults, kills and a full disk leave the papers of a quiet run" {
	run "$ROOT/tests/chaos" -n 4 11
	[ "$status" -ne 125 ] || skip "$output"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ ${lines[0]} =~ ^"seed 11: directory, "[1-9][0-9]*" papers, "[1-9] ]]
	[ -z "$(ls -A "$TMPDIR")" ]
}

@test "papers that are missing afterwards are seen, and the folder is kept" {
	mkdir "$TMP/bin"
	for program in "${CF_BIN:-$ROOT/bin}"/cf-*; do
		ln -s "$program" "$TMP/bin"
	done
	ln -s "$(readlink -f "$TMP/bin/cf-scrape")" "$TMP/bin/real"
	rm "$TMP/bin/cf-scrape"
	cat >"$TMP/bin/cf-scrape" <<-END
		#!/bin/sh
		case \$XDG_RUNTIME_DIR in */seed-*) set -- -n 10 "\$@" ;; esac
		exec "$TMP/bin/real" "\$@"
	END
	chmod +x "$TMP/bin/cf-scrape"
	CF_BIN=$TMP/bin run "$ROOT/tests/chaos" -n 1 11
	[ "$status" -ne 125 ] || skip "$output"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"seed 11: not the papers of the quiet run"*"again: make chaos SEED=11"* ]]
	[ -s "$(echo "$TMPDIR"/cf-chaos.*/seed-11/events)" ]
}
