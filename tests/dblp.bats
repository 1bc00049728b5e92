#!/usr/bin/env bats
# The release of dblp: read once into an index, from which all is answered.

bats_require_minimum_version 1.5.0
load helper

RELEASE=https://drops.dagstuhl.de/storage/artifacts/dblp/xml/2026/dblp-2026-10-03.xml.gz

setup() {
	export HOME=$TMP XDG_CONFIG_HOME=$TMP/config REGISTRY=$TMP/registry
	unset CF_DBLP
	printf '%s\t%s\tlist\tdblp\t%s\t0\tx\n' \
		mlx 1988 'conf/icml/{year}' mlx 1989 conf/icml kddx 2001 conf/kdd/2001 >"$REGISTRY"
}

# mlx 1988 and 1989 and kddx 2001, in one release
release() { # N
	generate "$TMP/web" mlx 1988 "$1"
	generate "$TMP/web" mlx 1989 7
	generate "$TMP/web" kddx 2001 5
	file=$TMP/web/${RELEASE#https://}
}

scrape() { # OPTION...
	cf-scrape -s dblp --venues-file "$REGISTRY" -r 1000 "$@"
}
export -f scrape

indexes() { find "$CF_CACHE" -maxdepth 1 -type d -name 'dblp-*' | wc -l; }

@test "a release is read once, and every question is answered from its index" {
	release 40
	# shellcheck disable=SC2016
	serve --log "$TMP/log" "$TMP/web" -- bash -c '
		scrape mlx 1988 >"$TMP/a" && scrape mlx 1989 >"$TMP/b" && scrape kddx 2001 >"$TMP/c"' 2>"$TMP/err" ||
		{ cat "$TMP/err"; false; }
	[ "$(papers "$TMP/a" | wc -l)" -eq 40 ]
	[ "$(papers "$TMP/b" | wc -l)" -eq 8 ] # the stream has a workshop too
	[ "$(papers "$TMP/c" | wc -l)" -eq 5 ]
	[ "$(wc -l <"$TMP/log")" -eq 1 ] || { cat "$TMP/log"; false; }
	[ "$(grep -c 'making an index' "$TMP/err")" -eq 1 ]
	[ "$(indexes)" -eq 1 ]
	[ -z "$(find "$CF_CACHE" -name 'drops*' -o -name '*.part')" ] # no body of a gigabyte
	run -0 papers "$TMP/a"
	[[ $output == *'"id":"dblp:conf/icml/P1"'* ]]
	[[ $output != *'Home Page'* && $output != *Noise* && $output != *'Workshop Paper'* ]]
	[ "$(papers "$TMP/b" | jq -r .published | sort -u)" = 1989 ]
}

@test "--offline is answered from the index, and says what is missing without one" {
	release 3
	run -1 --separate-stderr scrape --offline mlx 1988
	[[ $stderr == *"no index of '$RELEASE'"*--offline* ]] || { echo "$stderr"; false; }
	[ "$(verdicts <<<"$output")" = 'mlx 1988 failed' ]
	serve "$TMP/web" -- cf-scrape -s dblp --venues-file "$REGISTRY" mlx 1988 >"$TMP/a"
	run -0 --separate-stderr scrape --offline mlx 1988
	[ -z "$stderr" ]
	[ "$(papers <<<"$output")" = "$(papers "$TMP/a")" ]
}

@test "CF_DBLP names a file, in gzip or not, and no web is needed" {
	release 12
	CF_DBLP=$file scrape --offline mlx 1988 >"$TMP/a"
	gzip -dc "$file" >"$TMP/dblp.xml"
	CF_DBLP=$TMP/dblp.xml scrape mlx 1988 >"$TMP/b" 2>"$TMP/err"
	[ "$(papers "$TMP/a" | wc -l)" -eq 12 ]
	diff <(papers "$TMP/a" | jq -c 'del(.retrieved)') <(papers "$TMP/b" | jq -c 'del(.retrieved)')
	[ "$(indexes)" -eq 2 ]
	CF_DBLP=$TMP/none.xml run -1 --separate-stderr scrape mlx 1988
	[[ $stderr == *"cannot open '$TMP/none.xml'"* ]] || { echo "$stderr"; false; }
}

@test "CF_DBLP names another URL" {
	release 3
	printf 'file\turl\n%s\thttps://other.example/dblp.xml.gz\n' "${file#"$TMP/web/"}" >"$TMP/web/MANIFEST.tsv"
	export CF_DBLP=https://other.example/dblp.xml.gz
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape -s dblp --venues-file "$REGISTRY" mlx 1988
	[ "$(papers <<<"$output" | wc -l)" -eq 3 ]
}

@test "a build that is killed leaves no index, and the next one begins anew" {
	release 400
	# the download breaks off, and the rest of it does not come
	# shellcheck disable=SC2016
	serve --fault 'url=*drops*,truncate=20000,count=1' --fault 'url=*drops*,delay=60,count=1' "$TMP/web" -- bash -c '
		cf-scrape -v -s dblp --venues-file "$REGISTRY" -r 1000 mlx 1988 >"$TMP/a" 2>&1 &
		until [ "$(grep -c "GET https" "$TMP/a")" -eq 2 ]; do sleep 0.05; done
		kill -KILL $!
		wait $!
		ls "$CF_CACHE" >"$TMP/left"
		scrape mlx 1988 >"$TMP/b"'
	grep -q '^dblp-[0-9a-f]*\.part$' "$TMP/left"
	run ! grep -E '^dblp-[0-9a-f]*$' "$TMP/left"
	[ "$(papers "$TMP/b" | wc -l)" -eq 400 ]
	run ! ls -d "$CF_CACHE"/dblp-*.part
}

@test "two processes that want the same index make one" {
	release 40
	# shellcheck disable=SC2016
	serve --log "$TMP/log" --fault 'url=*drops*,delay=1' "$TMP/web" -- bash -c '
		scrape -v mlx 1988 >"$TMP/a" 2>"$TMP/err1" & one=$!
		scrape -v mlx 1989 >"$TMP/b" 2>"$TMP/err2" & two=$!
		wait $one; x=$?; wait $two; echo $x $?' >"$TMP/status"
	[ "$(cat "$TMP/status")" = '0 0' ] || { cat "$TMP"/err?; false; }
	[ "$(papers "$TMP/a" | wc -l) $(papers "$TMP/b" | wc -l)" = '40 8' ]
	[ "$(wc -l <"$TMP/log")" -eq 1 ] || { cat "$TMP/log"; false; }
	[ "$(cat "$TMP"/err? | grep -c 'waiting for another process')" -eq 1 ]
}

@test "a download that breaks off goes on where it was" {
	release 400
	size=$(stat -c %s "$file")
	[ "$size" -gt 20000 ]
	run -0 --separate-stderr serve --log "$TMP/log" --fault 'url=*drops*,truncate=20000,count=1' "$TMP/web" -- \
		cf-scrape -v -s dblp --venues-file "$REGISTRY" mlx 1988
	[ "$(papers <<<"$output" | wc -l)" -eq 400 ]
	[ "$(cut -d' ' -f4 "$TMP/log" | paste -sd' ')" = '200 206' ] || { cat "$TMP/log"; echo "$stderr"; false; }
	[ "$(jq -s 'map(select(.type == "done"))[0].bytes' <<<"$output")" -lt $((size + 400 * 1500)) ]
}

@test "what is no release makes no index" {
	release 3
	printf '<!DOCTYPE html><html><title>Just a moment</title></html>' >"$file"
	run -5 --separate-stderr serve "$TMP/web" -- cf-scrape -s dblp --venues-file "$REGISTRY" mlx 1988
	[[ $stderr == *'no release of dblp'* ]] || { echo "$stderr"; false; }
	[ "$(indexes)" -eq 0 ]
	printf '<dblp><article key="a/b/c">' | gzip >"$file"
	run -75 --separate-stderr serve "$TMP/web" -- cf-scrape --retries 0 -s dblp --venues-file "$REGISTRY" mlx 1988
	[ "$(indexes)" -eq 0 ]
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -s dblp --venues-file "$REGISTRY" mlx 1988
	[[ $stderr == *--no-cache* ]]
}

@test "--refresh makes an index anew that is older than a day" {
	release 3
	# shellcheck disable=SC2016
	serve --log "$TMP/log" "$TMP/web" -- bash -c '
		scrape mlx 1988 && scrape --refresh mlx 1988 && wc -l <"$TMP/log" >"$TMP/once" &&
		CF_NOW=$(($(date +%s) + 100000)) scrape --refresh mlx 1988' >"$TMP/a"
	[ "$(cat "$TMP/once")" -eq 1 ]
	[ "$(wc -l <"$TMP/log")" -eq 2 ]
	[ "$(papers "$TMP/a" | wc -l)" -eq 9 ]
	[ "$(indexes)" -eq 1 ]
}

@test "a damaged index is told, and one of another size is made anew" {
	release 3
	CF_DBLP=$file scrape mlx 1988 >"$TMP/a"
	bucket=$(grep -l . "$CF_CACHE"/dblp-*/*.gz | while read -r f; do gzip -dc "$f" | grep -q '^.... conf/icml' && echo "$f"; done)
	printf x | dd of="$bucket" bs=1 seek=30 conv=notrunc status=none
	CF_DBLP=$file run -1 --separate-stderr scrape mlx 1988
	[[ $stderr == *damaged*remove* ]] || { echo "$stderr"; false; }
	printf x >>"$bucket"
	CF_DBLP=$file scrape mlx 1988 >"$TMP/b"
	[ "$(papers "$TMP/b" | wc -l)" -eq 3 ]
}

@test "the number of papers is counted from the index" {
	release 9
	CF_DBLP=$file run -0 --separate-stderr cf-estimate -s dblp --venues-file "$REGISTRY" mlx 1988
	[ "$(jq -r 'select(.type == "estimate").count' <<<"$output")" = 9 ] || { echo "$output"; false; }
}

@test "a full disk: no index, nothing half is kept, and it says so" {
	release 400
	mkdir "$TMP/small"
	mount -t tmpfs -o size=32k none "$TMP/small" 2>/dev/null || skip "cannot mount"
	CF_DBLP=$file run --separate-stderr scrape --cache "$TMP/small" mlx 1988
	left=$(find "$TMP/small" -size +0 -type f)
	umount "$TMP/small"
	[ "$status" -eq 1 ]
	[[ $stderr == *"No space left on device"* ]] || { echo "$stderr"; false; }
	[ -z "$left" ]
}
