#!/usr/bin/env bats
# Answers that are not what was asked for, and those that are too much: pages in
# place of data, garbage, wrong character sets, redirects, bombs, headers and
# bodies without end. None is kept, none is believed, none takes much memory.

bats_require_minimum_version 1.5.0
load helper
load faults

setup() {
	generate "$TMP/web" neurips 2023 20
	little=(--max-memory 100M)
	native || little=() # a tool's own memory counts
}

# so many kilobytes at most were in use
light() { # KB
	local used
	native || return 0
	used=$(jq -r 'select(.type == "done").rss_kb' <<<"$output")
	[[ $used -gt 1000 && $used -lt $1 ]] || told "$used kB were used"
}

# --- not what was asked for ---------------------------------------------------

@test "a page or garbage in place of JSON, XML, YAML or a list: no paper, and what came" {
	generate "$TMP/other" acl 2023 10
	generate "$TMP/other" icml 2023 10
	while read -r url source venue fault expected words; do
		run --separate-stderr serve --log "$TMP/log" --fault "url=$url,$fault" "$TMP/web" "$TMP/other" -- \
			cf-scrape -s "$source" --details none -r 1000 --ignore-robots --retries 1 --max-wait 0 "$venue" 2023
		[ "$status" -ne 0 ]
		one_done "$expected"
		[ "$(papers <<<"$output" | wc -l)" -eq 0 ]
		[[ $stderr == *"$words"*"https://"* ]] || told "no '$words'"
		[ "$(jq -r 'select(.type == "error").code' <<<"$output")" = "$expected" ]
		[ "$(kept)" -eq 0 ]
		rm -rf "$TMP/cf"
		run -0 --separate-stderr serve "$TMP/web" "$TMP/other" -- cf-scrape -s "$source" --details none -r 1000 --ignore-robots "$venue" 2023
		one_done complete
		rm -rf "$CF_CACHE" "$TMP/cf"
	done <<-END
		$LIST neurips neurips html layout neither a list of papers
		$LIST neurips neurips garbage=3000 layout neither a list of papers
		neurips.cc/static/virtual/* virtual neurips html layout no papers on the page
		neurips.cc/static/virtual/* virtual neurips garbage=3000 retry-later not a JSON object
		raw.githubusercontent.com/* acl acl html blocked a page came in the place of the data
		raw.githubusercontent.com/* acl acl garbage=3000 retry-later the file broke off
		proceedings.mlr.press/v202/* pmlr icml html layout neither a volume nor a paper
		proceedings.mlr.press/v202/* pmlr icml garbage=3000 layout neither HTML nor a list
	END
}

@test "a header without end is too much, as many headers are: not tried again" {
	local long
	long=$(printf '%0120000d' 0)
	bad --http1 "header=X-Long: $long" --retries 2
	ended 1 failed
	counts 1 0
	recovers 1
}

@test "what cannot be unpacked is no answer" {
	for coding in gzip br deflate zstd; do
		bad "garbage=3000,header=Content-Encoding: $coding"
		ended 1 failed
		counts 1 0
		said failed "cannot fetch 'https://$LIST': "
		recovers 1
	done
}

@test "a packed answer that breaks off is tried again" {
	gzip -9 <"$TMP/web/$(awk -F'\t' -v u="https://$LIST" '$2 == u { print $1 }' "$TMP/web/MANIFEST.tsv")" >"$TMP/packed"
	bad "body=$TMP/packed,header=Content-Encoding: gzip,truncate=400" --retries 1
	ended 75 retry-later
	counts 2 1
	recovers 1
	# cut where HTTP does not show it: the packed stream has no end
	head -c 400 "$TMP/packed" >"$TMP/short"
	bad "body=$TMP/short,header=Content-Encoding: gzip" --retries 1
	[ "$status" -ne 0 ]
	[[ $(verdicts <<<"$output") != *complete || $(verdicts <<<"$output") == *incomplete ]]
}

@test "a character set that is wrong or unknown: the bytes are read as what they are" {
	cf() { serve "$@" "$TMP/web" -- cf-scrape -s neurips --details all --no-cache -r 1000 --ignore-robots neurips 2023 2>"$TMP/err"; }
	cf | papers | jq -cS 'del(.retrieved)' | sort >"$TMP/good"
	[ "$(wc -l <"$TMP/good")" -eq 20 ]
	grep -q '[^ -~]' "$TMP/good" # there is something to get wrong
	for name in iso-8859-5 x-no-such-set utf-16 '""' shift_jis "$(printf '%0500d' 0)"; do
		cf --fault "url=*paper*,charset=$name" | papers | jq -cS 'del(.retrieved)' | sort | cmp - "$TMP/good"
	done
}

# --- redirects ----------------------------------------------------------------

@test "redirects that lead nowhere, or where nothing of ours is" {
	while read -r requests to words; do
		bad "redirect=$to"
		ended 1 failed
		[ "$(wc -l <"$TMP/log")" -eq "$requests" ] || told "not $requests requests"
		said failed "$words"
		[ "$(kept)" -eq 0 ]
	done <<-END
		6 loop Maximum \(5\) redirects followed
		1 file:///etc/passwd not safe to follow
		1 ftp://$LIST not safe to follow
		1 gopher://$LIST not safe to follow
		1 javascript:alert(1) cannot fetch|not safe to follow
		1 http://$LIST not safe to follow
		1 https://127.0.0.1:1/x private network: not followed
		1 https://localhost/x private network: not followed
		1 https://[::1]/x private network: not followed
		1 https://192.168.1.1/x private network: not followed
		1 https://169.254.169.254/latest private network: not followed
		1 https:// cannot fetch|not safe to follow
	END
	recovers 1
}

@test "a chain of redirects is followed five times" {
	chain() { # LENGTH
		local i
		faults=()
		for i in $(seq 2 "$1"); do
			faults+=(--fault "url=$LIST?$i,redirect=https://$LIST?$((i + 1))")
		done
		faults+=(--fault "url=$LIST,redirect=https://$LIST?2")
		local page
		page=$(awk -F'\t' -v u="https://$LIST" '$2 == u { print $1 }' "$TMP/web/MANIFEST.tsv")
		run --separate-stderr serve --log "$TMP/log" "${faults[@]}" --fault "url=$LIST?*,body=$TMP/web/$page" "$TMP/web" -- \
			cf-scrape -s neurips --details none --no-cache -r 1000 --ignore-robots neurips 2023
		rm -rf "$TMP/cf"
	}
	chain 5
	ended 0 complete
	[ "$(wc -l <"$TMP/log")" -eq 6 ]
	chain 6
	ended 1 failed
	[ "$(wc -l <"$TMP/log")" -eq 6 ]
}

# --- too much -----------------------------------------------------------------

@test "bombs: gzip, brotli, one in the other" {
	need brotli
	for bomb in gzip brotli gzip+brotli brotli+gzip; do
		bad "bomb=$bomb" "${little[@]}"
		ended 1 failed
		counts 1 0
		said failed "its bytes unpack to more than 100 times as many"
		light 60000
		recovers 1
	done
}

@test "codings in codings in codings are not unpacked" {
	codings=$(printf 'gzip, %.0s' $(seq 40))gzip
	bad "garbage=1000,header=Content-Encoding: $codings"
	ended 1 failed
	counts 1 0
	recovers 1
}

@test "what packs well, and is not much, is no bomb" {
	page=$TMP/web/$(awk -F'\t' -v u="https://$LIST" '$2 == u { print $1 }' "$TMP/web/MANIFEST.tsv")
	{
		cat "$page"
		head -c 30000000 /dev/zero | tr '\0' ' '
	} | gzip -9 >"$TMP/packed"
	bad "body=$TMP/packed,header=Content-Encoding: gzip"
	ended 0 complete
	light 60000
}

@test "a bomb in a page costs that paper's page" {
	run -0 --separate-stderr serve --log "$TMP/log" --fault 'url=*/hash/*,count=1,bomb=gzip' "$TMP/web" -- \
		cf-scrape -s neurips --details all -r 1000 "${little[@]}" --ignore-robots neurips 2023
	one_done complete
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
	[ "$(jq -r 'select(.type == "error").code' <<<"$output")" = failed ]
	[ "$(kept)" -eq 20 ]
}

@test "headers without end" {
	bad --http1 headers=270
	ended 1 failed
	counts 1 0
	said failed "headers of more than 262144 bytes"
	recovers 1
	# with HTTP/2 libcurl has its own bound and calls it a broken stream
	bad headers=1000 --retries 1
	[ "$status" -ne 0 ]
	[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" -le 1 ]
	light 60000
	recovers 1
	bad headers=50
	ended 0 complete
}

@test "a body without end is broken off at a gigabyte" {
	bad --http1 garbage=1000000,endless "${little[@]}"
	ended 1 failed
	counts 1 0
	said failed "more than 1073741824 bytes"
	light 60000
	recovers 1
}

@test "a body without end that makes sense ends at --timeout" {
	bad endless --timeout 2 --retries 0 "${little[@]}"
	ended 3 incomplete
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
	said retry-later "timed out after 2 s"
	recovers 1
}
