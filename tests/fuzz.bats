#!/usr/bin/env bats
# The inputs that are kept for the fuzz targets (tests/fuzz).

bats_require_minimum_version 1.5.0

setup() {
	load helper
	cd "$ROOT"
}

# Those of gcc without libFuzzer; under make check-sanitize with ASan and UBSan.
replay() { # TARGET FOLDER...
	local target=$1
	shift
	"${CF_BUILD:-$ROOT/build}/replay_$target" "$@" >"$TMP/$target.log" 2>&1 || {
		echo "fuzz target $target:"
		tail -n 30 "$TMP/$target.log"
		return 1
	}
	! grep -q ' 0 files of tests/fuzz/seeds' "$TMP/$target.log"
}

@test "every target has seeds and passes them and all that was ever found" {
	local f target
	for f in tests/fuzz/fuzz_*.c; do
		target=${f##*/fuzz_}
		target=${target%.c}
		replay "$target" "tests/fuzz/seeds/$target" "tests/fuzz/regress/$target"
	done
}

@test "every source takes the fixtures, whole and in portions" {
	tests/fuzz/run -s "$TMP/seeds"
	replay sources "$TMP/seeds"
	[ "$(find "$TMP/seeds" -type f | wc -l)" -ge 50 ]
	# most sources have a fixture
	[ "$(for f in "$TMP"/seeds/*; do head -c 1 "$f"; echo; done | sort -u | wc -l)" -ge 15 ]
}

@test "a folder that is not there has no files, and a file that cannot be read ends a replay" {
	run "${CF_BUILD:-$ROOT/build}/replay_json" "$TMP/none"
	[ "$status" -eq 0 ]
	[[ $output == *"ok 1 - 0 files of $TMP/none"* ]]
	mkdir "$TMP/broken"
	ln -s nowhere "$TMP/broken/file"
	run "${CF_BUILD:-$ROOT/build}/replay_json" "$TMP/broken"
	[ "$status" -ne 0 ]
}
