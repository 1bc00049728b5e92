#!/usr/bin/env bats
# The cache as a checkpoint one can trust: damage is found, and cf-cache keeps
# it in hand.

bats_require_minimum_version 1.5.0
load helper

PAGE=proceedings.neurips.cc

setup() {
	export CF_NOW=1790000000
	DAY=86400
}

fetch() { # OPTION...
	cf-scrape -s neurips --details all -r 1000 "$@" neurips 2023
}
export -f fetch

# entry HOST NAME TEXT AGE: an answer fetched AGE days ago, as of old
entry() {
	mkdir -p "$CF_CACHE/$1/.meta"
	printf '%s' "$3" >"$CF_CACHE/$1/$2"
	printf 'url: https://%s/%s\ncontent-type: text/html\netag: "e"\nlast-modified: \nlength: %d\nretrieved: %d\n' \
		"$1" "$2" "${#3}" $((CF_NOW - $4 * DAY)) >"$CF_CACHE/$1/.meta/$2"
}

# index NAME AGE: an index of dblp with one file of records
index() {
	mkdir -p "$CF_CACHE/$1"
	echo record | gzip >"$CF_CACHE/$1/00.gz"
	printf 'release: x\nencoding: UTF-8\nretrieved: %d\n00: %d\n' $((CF_NOW - $2 * DAY)) \
		"$(stat -c %s "$CF_CACHE/$1/00.gz")" >"$CF_CACHE/$1/release"
}

# names: the files that are left, sorted
names() { (cd "$CF_CACHE" && find . -type f ! -path '*/.meta/*' ! -name '*.lock' | sort | paste -sd' '); }

# spoil FILE: other bytes, the same length
spoil() { printf 'XXXX' | dd of="$1" bs=1 seek=100 conv=notrunc status=none; }

one_paper() { find "$CF_CACHE/$PAGE" -type f -name '*Abstract*' ! -path '*/.meta/*' | sort | head -n "${1:-1}"; }

@test "a damaged answer is said once, asked for anew, and the papers are the same" {
	generate "$TMP/web" neurips 2023 20
	serve "$TMP/web" -- bash -c fetch | papers | sort >"$TMP/want"
	one_paper 2 | while read -r f; do spoil "$f"; done
	run -1 --separate-stderr cf-cache verify
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- bash -c fetch
	[ "$(grep -c 'is damaged in the cache: asking for it anew' <<<"$stderr")" -eq 2 ] || { echo "$stderr"; false; }
	[ "$(grep -c "$PAGE" "$TMP/log")" -eq 2 ] || { cat "$TMP/log"; false; }
	papers <<<"$output" | sort >"$TMP/got"
	diff "$TMP/want" "$TMP/got"
	run -0 --separate-stderr cf-cache verify
	[[ $stderr == "cf-cache: 0 of "*" entries are damaged" ]]
}

@test "a description with a wrong byte is damage: no address follows from it" {
	generate "$TMP/web" neurips 2023 5
	serve "$TMP/web" -- bash -c fetch | papers | sort >"$TMP/want"
	sed -i 's/^url: https:..proceedings/url: https:\/\/proceedinGs/' "$CF_CACHE/$PAGE/.meta/paper_files,paper,2023"
	run -1 --separate-stderr cf-cache verify
	[[ $stderr == "cf-cache: 1 of "* ]]
	run -0 --separate-stderr serve "$TMP/web" -- bash -c fetch
	[[ $stderr == *"is damaged in the cache: asking for it anew"* ]]
	papers <<<"$output" | sort | diff "$TMP/want" -
}

@test "with --refresh a damaged answer is asked for without a condition" {
	generate "$TMP/web" neurips 2023 20
	serve "$TMP/web" -- bash -c fetch >/dev/null
	spoil "$(one_paper)"
	run -0 --separate-stderr serve "$TMP/web" -- bash -c 'fetch --refresh'
	[ "$(grep -c 'is damaged in the cache' <<<"$stderr")" -eq 1 ]
	run -0 cf-cache verify
}

@test "with --offline damage is an error that says so" {
	generate "$TMP/web" neurips 2023 20
	serve "$TMP/web" -- bash -c fetch >/dev/null
	spoil "$(find "$CF_CACHE/$PAGE" -type f -name '*2023' ! -path '*/.meta/*')"
	run --separate-stderr fetch --offline
	[ "$status" -ne 0 ]
	[[ $stderr == *"is damaged in the cache, and --offline asks nothing of the web"* ]]
	[ -z "$(papers <<<"$output")" ]
}

@test "a cache that may not be read or written is told once for a host, not for each answer" {
	generate "$TMP/web" neurips 2022 20
	generate "$TMP/web" neurips 2023 20
	serve "$TMP/web" -- bash -c fetch >/dev/null
	chmod 0 "$CF_CACHE/$PAGE"
	# what root may do nobody else may
	local may_not=()
	[ "$(id -u)" -ne 0 ] || may_not=(setpriv "--bounding-set=-dac_override,-dac_read_search")
	"${may_not[@]}" test ! -r "$CF_CACHE/$PAGE" || skip "nothing is forbidden here"
	run -0 --separate-stderr serve "$TMP/web" -- "${may_not[@]}" cf-collect -r 1000 --details all \
		--ignore-robots --progress=quiet --venues neurips --years 2022-2023 --split-years -j 2
	chmod 755 "$CF_CACHE/$PAGE"
	[ "$(grep -c "^cf-scrape: .*'$PAGE' may not be read" <<<"$stderr")" -eq 1 ] || { echo "$stderr"; false; }
	[ "$(grep -c "cannot write cache '$CF_CACHE/$PAGE': Permission denied" <<<"$stderr")" -eq 1 ] || { echo "$stderr"; false; }
	[[ $stderr != *damaged* ]]
}

@test "without HOME the cache is that of the user all the same, not one in /" {
	home=$(getent passwd "$(id -u)" | cut -d: -f6)
	[ -n "$home" ] || skip "nobody knows the home of this user"
	run --separate-stderr env -u HOME -u XDG_CACHE_HOME -u CF_CACHE cf-cache list "no.example"
	[[ $stderr != *"'/.cache/cf'"* ]]
	run --separate-stderr env -u XDG_CACHE_HOME -u CF_CACHE HOME="$TMP/none" cf-cache list
	[[ $stderr == *"'$TMP/none/.cache/cf'"* ]]
}

@test "list: a line for each entry, of the hosts that are named" {
	entry a.example x 'body of x' 3
	entry b.example y 'y' 0
	run -0 cf-cache list
	[ "$(jq -r '[.url, .host, .size, .retrieved, .etag, .content_type] | @tsv' <<<"$output")" = "$(printf '%s\n' \
		$'https://a.example/x\ta.example\t9\t2026-09-18T14:13:20Z\t"e"\ttext/html' \
		$'https://b.example/y\tb.example\t1\t2026-09-21T14:13:20Z\t"e"\ttext/html')" ]
	[ "$(jq -r .file <<<"$output" | xargs cat)" = "body of xy" ]
	run -0 cf-cache list b.example
	[ "$(jq -r .url <<<"$output")" = https://b.example/y ]
	run -0 cf-cache --cache "$CF_CACHE" list nobody.example
	[ -z "$output" ]
}

@test "size: the largest host first, the sum last, an index of dblp as one entry" {
	entry a.example x 12 0
	entry b.example x 1234 0
	entry b.example y 1234 0
	index dblp-0123456789abcdef 0
	mkdir -p "$CF_CACHE/dblp-0123456789abcdef.part" "$CF_CACHE/other"
	echo half >"$CF_CACHE/dblp-0123456789abcdef.part/00.gz"
	echo mine >"$CF_CACHE/other/notes"
	n=$(cat "$CF_CACHE"/dblp-0123456789abcdef/* | wc -c)
	exec 8>"$CF_CACHE/dblp-0123456789abcdef.lock" # somebody makes it anew
	flock -x 8
	run -0 cf-cache size
	exec 8>&-
	[ "$output" = "$n	1	dblp-0123456789abcdef
8	2	b.example
2	1	a.example
$((n + 10))	4	total" ]
	run -0 cf-cache size a.example
	[ "${lines[1]}" = "2	1	total" ]
}

@test "verify: damage of every kind, nothing else, and --remove" {
	generate "$TMP/web" neurips 2023 5
	serve "$TMP/web" -- bash -c fetch >/dev/null
	index dblp-0123456789abcdef 0
	entry old.example fine fine 0
	run -0 --separate-stderr cf-cache verify
	[[ $stderr == "cf-cache: 0 of "*" entries are damaged, 1 have no checksum" ]]
	spoil "$(one_paper)"
	entry old.example longer longer 0
	echo more >>"$CF_CACHE/old.example/longer"
	echo alone >"$CF_CACHE/old.example/alone" # without a description
	printf 'x' | dd of="$CF_CACHE/dblp-0123456789abcdef/00.gz" bs=1 seek=12 conv=notrunc status=none
	run -1 --separate-stderr cf-cache verify
	[ "$(jq -r '.damaged, .host' <<<"$output" | paste -sd' ')" = \
		"true dblp-0123456789abcdef true old.example true old.example true $PAGE" ] || { echo "$output"; false; }
	[[ $stderr == "cf-cache: 4 of "*": see --remove" ]]
	before=$(names | wc -w)
	run -1 --separate-stderr cf-cache verify --remove
	[ $((before - $(names | wc -w))) -eq 5 ] # an index is two files
	[ -f "$CF_CACHE/old.example/fine" ]
	run -0 --separate-stderr cf-cache verify
	[ ! -e "$CF_CACHE/old.example/.meta/longer" ]
}

@test "prune by age" {
	entry a.example new new 9
	entry a.example edge edge 10
	entry a.example old old 11
	entry b.example older older 400
	index dblp-0123456789abcdef 30
	run -0 --separate-stderr cf-cache prune --older-than 10 --dry-run
	[ "$(jq -r .host <<<"$output" | paste -sd' ')" = "b.example dblp-0123456789abcdef a.example" ]
	[ "$(jq -r .url <<<"$output" | sed -n 3p)" = https://a.example/old ]
	[ "$(cf-cache list | sort)" = "$(cf-cache prune --max-size 0 --dry-run | sort)" ]
	[ -f "$CF_CACHE/b.example/older" ]
	run -0 --separate-stderr cf-cache prune --older-than 10 --host b.example
	[ "$stderr" = "cf-cache: removed 1 of 1 entries and 5 of 5 bytes" ]
	run -0 --separate-stderr cf-cache -v prune --older-than 10
	[[ $stderr == *"removed '$CF_CACHE/a.example/old'"* ]]
	[ "$(names)" = "./a.example/edge ./a.example/new" ]
	[ ! -e "$CF_CACHE/a.example/.meta/old" ]
	[ ! -e "$CF_CACHE/dblp-0123456789abcdef" ]
	[ ! -e "$CF_CACHE/dblp-0123456789abcdef.old" ]
}

@test "prune by size: the oldest go until the rest fits" {
	entry a.example one "$(printf '%0600d' 1)" 4
	entry b.example two "$(printf '%0600d' 1)" 3
	entry a.example three "$(printf '%0600d' 1)" 2
	entry b.example four "$(printf '%0600d' 1)" 1
	run -0 --separate-stderr cf-cache prune --max-size 1800
	[ "$(names)" = "./a.example/three ./b.example/four ./b.example/two" ]
	run -0 --separate-stderr cf-cache prune --max-size 1k --host b.example
	[ "$(names)" = "./a.example/three ./b.example/four" ]
	run -0 --separate-stderr cf-cache prune --max-size 1G
	[ "$(names)" = "./a.example/three ./b.example/four" ]
	run -0 --separate-stderr cf-cache prune --max-size 0
	[ -z "$(names)" ]
}

@test "prune keeps what is being written" {
	entry a.example old old 50
	echo half >"$CF_CACHE/a.example/.meta/.part-1-0-0"
	index dblp-0123456789abcdef 50
	# somebody makes that index anew
	exec 8>"$CF_CACHE/dblp-0123456789abcdef.lock"
	flock -x 8
	run -0 --separate-stderr cf-cache -v prune --max-size 0
	[[ $stderr == *"'$CF_CACHE/dblp-0123456789abcdef' is being written or has changed: it stays"* ]]
	exec 8>&-
	[ -f "$CF_CACHE/dblp-0123456789abcdef/00.gz" ]
	[ -f "$CF_CACHE/a.example/.meta/.part-1-0-0" ]
	[ ! -e "$CF_CACHE/a.example/old" ]
}

@test "what a killed process left of an index is an entry that goes, unless it is being made" {
	for left in part old; do
		index dblp-0123456789abcdef 0
		rm "$CF_CACHE/dblp-0123456789abcdef/release"
		mv "$CF_CACHE/dblp-0123456789abcdef" "$CF_CACHE/dblp-0123456789abcdef.$left"
	done
	exec 8>"$CF_CACHE/dblp-0123456789abcdef.lock"
	flock -x 8
	run -0 --separate-stderr cf-cache prune --max-size 0
	[[ $stderr == *"removed 0 of 0 entries"* ]]
	exec 8>&-
	run -0 cf-cache size
	[[ ${lines[-1]} == *$'\t'2$'\t'total ]]
	run -1 --separate-stderr cf-cache verify
	[[ $stderr == *"2 of 2 entries are damaged"* ]]
	run -0 --separate-stderr cf-cache prune --max-size 0
	[[ $stderr == *"removed 2 of 2 entries"* ]]
	[ -z "$(names)" ]
}

@test "what does not belong to a cache is never removed" {
	mkdir -p "$CF_CACHE/mine/.hidden" "$CF_CACHE/dblp-notes" "$TMP/else/.meta"
	echo x >"$CF_CACHE/mine/file"
	echo x >"$CF_CACHE/dblp-notes/file"
	echo x >"$TMP/else/file"
	ln -s "$TMP/else" "$CF_CACHE/link"
	entry a.example x x 50
	ln -s "$TMP/else/file" "$CF_CACHE/a.example/to"
	run -0 --separate-stderr cf-cache prune --max-size 0
	[[ $stderr == *"removed 1 of 1 entries"* ]]
	run -0 --separate-stderr cf-cache verify --remove
	[ "$(names)" = "./dblp-notes/file ./mine/file" ]
	[ -f "$TMP/else/file" ]
}

@test "a name in the cache drives no terminal" {
	entry $'a\e]0;x\a' x x 0
	run -0 cf-cache size
	[[ $output != *$'\e'* ]]
	run -0 cf-cache list
	[[ $output != *$'\e'* ]]
}

@test "a cache that is not there, or no folder, is an error and is not made" {
	run -1 --separate-stderr cf-cache --cache "$TMP/none" size
	[ "$stderr" = "cf-cache: cannot open cache '$TMP/none': No such file or directory: see --cache" ]
	[ ! -e "$TMP/none" ]
	echo x >"$TMP/file"
	run -1 --separate-stderr cf-cache --cache "$TMP/file" list
	[ "$stderr" = "cf-cache: '$TMP/file' is not a directory: see --cache" ]
}

# closed PATH COMMAND: what another user is told of a cache that has PATH closed
closed() {
	unprivileged
	CF_CACHE=$(mktemp -d /tmp/cf-cache.XXXXXX)
	entry a.example x x 0
	chmod 755 "$CF_CACHE"
	chmod 0 "$CF_CACHE/$1"
	cp "$(command -v cf-cache)" "$CF_CACHE/program" # our folder may be closed
	run --separate-stderr "${drop[@]}" "$CF_CACHE/program" "$2"
	chmod 755 "$CF_CACHE/$1"
	rm -r "$CF_CACHE"
	[ "$status" -eq 1 ]
}

@test "verify: an answer that cannot be read is damaged" {
	closed a.example/x verify
	[[ $stderr == "cf-cache: 1 of 1 entries are damaged"* ]]
}

@test "a FIFO in the place of the descriptions is not waited for" {
	entry $PAGE x x 0
	rm -r "$CF_CACHE/$PAGE/.meta"
	mkfifo "$CF_CACHE/$PAGE/.meta"
	generate "$TMP/web" neurips 2023 5
	mv "$CF_CACHE/$PAGE/x" "$CF_CACHE/$PAGE/paper_files,paper,2023"
	run -0 --separate-stderr serve "$TMP/web" -- timeout 15 cf-scrape -s neurips --details all -r 1000 neurips 2023
	[[ $stderr == *"cannot write cache"* ]]
}

@test "a folder that cannot be read is an error that names it" {
	closed a.example list
	[ -z "$output" ]
	[ "$stderr" = "cf-cache: cannot read '$CF_CACHE/a.example': Permission denied" ]
}

@test "wrong usage" {
	mkdir -p "$CF_CACHE"
	for words in "" "tidy" "prune" "prune a.example --older-than 1" "list --remove" "size --dry-run" \
		"list --host a" "prune --older-than -1" "prune --older-than 1x" "prune --older-than 99999" \
		"prune --max-size" "prune --max-size 1T" "prune --max-size 1kk" "prune --max-size 9999999999999G"; do
		# shellcheck disable=SC2086 # words
		run -2 --separate-stderr cf-cache $words
		[ -z "$output" ]
		[[ $stderr == "cf-cache: "*"try 'cf-cache --help'" ]] || { echo "$words: $stderr"; false; }
	done
}
