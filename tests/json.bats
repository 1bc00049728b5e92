#!/usr/bin/env bats
# The JSON reader beside jq: both read the same texts and say the same of them.

bats_require_minimum_version 1.5.0

setup() {
	load helper
	cd "$ROOT"
	echo="${CF_BUILD:-$ROOT/build}/unit/json_echo"
}

# The text of FILE as the project reads it is what jq reads in it.
agrees() { # FILE
	local ours theirs
	ours=$(set -o pipefail; "$echo" <"$1" 2>/dev/null | jq -c .) || ours=refused
	theirs=$(jq -c . <"$1" 2>/dev/null) || theirs=refused
	[ "$ours" = "$theirs" ] || {
		printf '%s: here %.200q, jq %.200q\n' "$1" "$ours" "$theirs"
		return 1
	}
}

@test "bytes that are no UTF-8 are read as jq reads them" {
	local bytes
	for bytes in '\xff' 'caf\xe9' '\xe2\x82' '\xe2\x82x' '\xf0\x9f\x98' '\xf0\x9f\x98\x80' \
		'\xed\xa0\x80' '\xc0\xaf' '\xf4\x90\x80\x80' '\x80\x80\x80' '\xf8\x88\x80\x80\x80' 'a\xc3'; do
		printf '["%b"]\n' "$bytes" >"$TMP/text"
		agrees "$TMP/text"
		printf '{"a%b":1}\n' "$bytes" >"$TMP/text"
		agrees "$TMP/text"
	done
	printf '\xef\xbb\xbf{"a":[]}' >"$TMP/text"
	agrees "$TMP/text"
}

@test "a text that is no JSON is refused by both" {
	local text
	for text in '' '[1,]' '{"a" 1}' '"a' '[nul]' "['a']" $'["a\tb"]' '["\x41"]' '{"a":1' '[1}'; do
		printf '%s' "$text" >"$TMP/text"
		run "$echo" <"$TMP/text"
		[ "$status" -eq 1 ]
		[ -z "$text" ] || run ! jq . <"$TMP/text"
	done
}

@test "the naughty strings and what JSON leaves open are read as jq reads them" {
	local f n=0
	[ -n "${CORPUS:-}" ] || skip 'no CORPUS'
	for f in "$CORPUS"/blns/*.json "$CORPUS"/jsontestsuite/i_*.json; do
		case $f in
		# jq 1.6 refuses a lone surrogate, 1.7 takes U+FFFD for it, and so do we
		*surrogate*) run -0 "$echo" <"$f" ;;
		# jq takes what is cut off at the end of a string for one U+FFFD
		*truncated-utf-8*) run -0 "$echo" <"$f" ;;
		# an array in 500 arrays: jq 1.6 stops at 256
		*500_nested*) run -0 "$echo" <"$f" ;;
		# jq 1.6 sees the end of its input in the first byte, a NUL
		*utf16BE_no_BOM*) run -1 "$echo" <"$f" ;;
		*) agrees "$f" ;;
		esac
		n=$((n + 1))
	done
	[ "$n" -ge 30 ]
}

@test "a paper whose bytes are not all UTF-8 is merged, not lost" {
	printf '{"type":"paper","venue":"v","year":2020,"id":"1","title":"caf\xe9"}\n' >"$TMP/in"
	printf '{"type":"paper","venue":"v","year":2020,"id":"2","title":"x \xe2\x82"}\n' >>"$TMP/in"
	run -0 --separate-stderr cf-merge -q <"$TMP/in"
	[ "$(jq -r .title <<<"$output" | paste -sd,)" = $'caf\ufffd,x \ufffd' ]
	[ -z "$stderr" ]
	iconv -f UTF-8 -t UTF-8 <<<"$output" >/dev/null
}
