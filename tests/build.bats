#!/usr/bin/env bats
# The programs are built hardened, as their ELF headers say, and installed whole.

bats_require_minimum_version 1.5.0
load helper

setup() {
	unset MAKEFLAGS MAKELEVEL # of the make that runs the tests
	command -v readelf >/dev/null || skip "no readelf here"
	read -ra names < <(sed -n 's/^PROGRAMS = //p' "$ROOT/Makefile")
	programs=()
	for p in "${names[@]}"; do
		programs+=("$(command -v "$p")")
	done
	[ "$(head -c 4 "${programs[0]}" | tail -c 3)" = ELF ] || skip "no ELF here"
}

# sanitized PROGRAM: a build of make SANITIZE=... has other guards
sanitized() { readelf -Ws "$1" | grep -qE ' __(asan|ubsan|tsan)_'; }

@test "programs are position independent" {
	for p in "${programs[@]}"; do
		readelf -Wh "$p" >"$TMP/header"
		grep -qE '^ *Type: +DYN ' "$TMP/header" || { echo "$p is not PIE"; false; }
		readelf -Wd "$p" >"$TMP/dynamic"
		grep -qE '\(FLAGS_1\).* PIE' "$TMP/dynamic" || { echo "$p is not PIE"; false; }
	done
}

@test "what the linker resolved is read-only, and resolved at start" {
	for p in "${programs[@]}"; do
		readelf -Wl "$p" >"$TMP/segments"
		grep -q ' GNU_RELRO ' "$TMP/segments" || { echo "$p: no RELRO"; false; }
		readelf -Wd "$p" >"$TMP/dynamic"
		grep -qE 'BIND_NOW|\(FLAGS_1\).* NOW' "$TMP/dynamic" || { echo "$p: lazy binding"; false; }
	done
}

@test "the stack cannot be executed, and no segment can be written and executed" {
	for p in "${programs[@]}"; do
		readelf -Wl "$p" >"$TMP/segments"
		grep -qE '^ +GNU_STACK .* RW +0x' "$TMP/segments" || { echo "$p: executable stack"; false; }
		run ! grep -E ' RWE ' "$TMP/segments"
	done
}

@test "stacks are guarded, and copies are checked" {
	for p in "${programs[@]}"; do
		! sanitized "$p" || skip "a sanitized build"
		readelf -W --dyn-syms "$p" >"$TMP/symbols"
		grep -q ' __stack_chk_fail' "$TMP/symbols" || { echo "$p: no stack protector"; false; }
		# a C library without them has no names of this kind at all
		ldd "$p" | grep -q 'libc\.so\.6' || skip "another C library than glibc"
		grep -qE ' __(v?snprintf|memcpy|memmove|read)_chk' "$TMP/symbols" ||
			{ echo "$p: not fortified"; false; }
	done
}

@test "copies into memory of a size known at run time are checked too" {
	! sanitized "${programs[0]}" || skip "a sanitized build"
	cat >"$TMP/level.c" <<-'END'
		#include <stdio.h>
		FORTIFIED _FORTIFY_SOURCE
	END
	# the flags of the build, on a file that shows what they define
	make -C "$ROOT" -n -B BUILD="$TMP/b" "$TMP/b/lib/buf.o" 2>/dev/null |
		grep -F 'tools/lib/buf.c' >"$TMP/command"
	sed "s| -c -o [^ ]* tools/lib/buf.c| -E -o $TMP/level $TMP/level.c|" "$TMP/command" >"$TMP/preprocess"
	(cd "$ROOT" && sh "$TMP/preprocess") || { cat "$TMP/preprocess"; false; }
	grep -qE '^FORTIFIED [23]$' "$TMP/level" || { cat "$TMP/level" "$TMP/command"; false; }
	if [ "$(${CC:-cc} -dumpversion | cut -d. -f1)" -ge 12 ]; then
		grep -qx 'FORTIFIED 3' "$TMP/level"
	fi
}

@test "on x86-64, jumps land only where they may" {
	[ "$(uname -m)" = x86_64 ] || skip "not x86-64"
	make -s -C "$ROOT" BUILD="$TMP/b" "$TMP/b/lib/buf.o"
	readelf -Wn "$TMP/b/lib/buf.o" | grep -q 'IBT, SHSTK'
}

@test "a distribution may define _FORTIFY_SOURCE itself" {
	CPPFLAGS=-D_FORTIFY_SOURCE=2 CFLAGS='-O2 -Werror -D_FORTIFY_SOURCE=2' \
		run -0 make -s -C "$ROOT" BUILD="$TMP/b" "$TMP/b/lib/buf.o"
	[ -z "$output" ]
	[ -s "$TMP/b/lib/buf.o" ]
}

@test "the address of the project stands in the User-Agent" {
	natively "another build than that of the programs"
	mkdir -p "$TMP/b/lib"
	make -s -C "$ROOT" BUILD="$TMP/b" PROJECT_URL=https://cf.example/about "$TMP/b/lib/http.o"
	# the rest is that of the programs, the new part comes first
	make -s -C "$ROOT" -n -B BUILD=build bin/cf-scrape 2>/dev/null | grep -F ' -o bin/cf-scrape ' |
		sed "s|-o bin/cf-scrape |-o $TMP/cf-scrape $TMP/b/lib/http.o |" >"$TMP/link"
	(cd "$ROOT" && sh "$TMP/link")
	generate "$TMP/web" neurips 2023 2
	serve "$TMP/web" -- "$TMP/cf-scrape" -vvv --details none neurips 2023 2>"$TMP/err" >/dev/null
	grep -qiE '> user-agent: cf/[0-9.]+ \(\+https://cf\.example/about; conference paper metadata\)' "$TMP/err"
	serve "$TMP/web" -- env CF_CACHE="$TMP/other" cf-scrape -vvv --details none neurips 2023 2>"$TMP/err" >/dev/null
	grep -qiE '> user-agent: cf/[0-9.]+ \(conference' "$TMP/err"
}

@test "what is installed works without the tree, and is removed again" {
	natively "another build than that of the programs"
	local bin path
	bin=$(dirname "$(command -v cf-scrape)")
	path=$TMP/root/usr/bin:${PATH//$bin:/}
	install=(make -s -C "$ROOT" BUILD="${CF_BUILD:-$ROOT/build}" BIN="$bin" DESTDIR="$TMP/root" PREFIX=/usr)
	"${install[@]}" install
	[ -s "$TMP/root/usr/share/man/man1/cf-collect.1" ]
	generate "$TMP/web" neurips 2023 2
	PATH=$path run -0 --separate-stderr serve "$TMP/web" -- \
		cf-collect --venues neurips --years 2023 --output-dir "$TMP/papers"
	[ "$(wc -l <"$TMP/papers/neurips-2023.ndjson")" -eq 2 ]
	"${install[@]}" uninstall
	[ -z "$(find "$TMP/root" ! -type d)" ]
}
