#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031 # scripts for inner shells; each test is its own
# The local web that the other tests rest on: serve and generate.

bats_require_minimum_version 1.5.0
load helper

setup() {
	export TMPDIR=$TMP/run # where serve puts its folder
	mkdir -p "$TMP/web" "$TMPDIR"
	cd "$TMP" || return
	printf 'hello\n' >web/a.txt
	printf '<html>b</html>\n' >'web/b@x=1&y=%2F: $z.html'
	printf '{"n":1}\n' >web/json
	printf 'other case\n' >web/upper
	printf 'gone\n' >web/gone
	printf 'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nServer: real\r\nETag: "r$1"\r\nContent-Length: 999\r\n\r\n' >web/gone.hdr
	printf 'kept\n' >web/kept
	printf 'HTTP/1.1 200 OK\r\nX-Recorded: yes\r\nLast-Modified: Mon, 06 Jul 2020 00:00:00 GMT\r\nTransfer-Encoding: chunked\r\n' >web/kept.hdr
	{
		printf 'file\turl\tstatus\tcontent_type\n'
		printf 'a.txt\thttps://one.example/a?x=%%253A&y=*&z\t\t\n'
		printf 'kept\thttps://one.example/a?x=%%253A&y=*&z\t\t\n'
		printf 'b@x=1&y=%%2F: $z.html\thttp://Two.Example\t200\ttext/html; charset=utf-8\n'
		printf 'json\thttps://one.example/Case\t\t\n'
		printf 'upper\thttps://one.example/case\t\t\n'
		printf 'a.txt\thttps://one.example/Only\t\t\n'
		printf 'gone\thttps://one.example/gone\t\t\n'
		printf 'kept\thttps://one.example/kept\t\t\n'
		printf 'a.txt\thttps://one.example/moved\t302\t\n'
		printf 'a.txt\thttps://one.example/missing\t404\t\n'
		printf 'a.txt\tno scheme\t\t\n'
		printf 'a.txt\thttps://one.example/x (inner record)\t\t\n'
	} >web/MANIFEST.tsv
}

# Run inside serve: curl by way of the mirror, [-X for all but] what -w prints.
get() {
	local rule rules=()
	for rule in $CF_CONNECT_TO; do
		rules+=(--connect-to "$rule")
	done
	curl -sS --max-time 20 "${rules[@]}" "$@"
}
export -f get

inside() { # OPTIONS... -- SCRIPT: the script under serve
	local options=()
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	serve "${options[@]}" web -- bash -euc "$2"
}

@test "http, https and h2 answer the URL that the manifest names" {
	run -0 inside -- '
		u="one.example/a?x=%253A&y=*&z"
		get "https://$u"; get "http://$u"; get --http1.1 "https://$u"
		get --http2 -o /dev/null -w "%{http_version}\n" "https://$u"'
	[ "$output" = $'hello\nhello\nhello\n2' ]
}

@test "host and URI are exact: query, case, percent signs; the first entry wins" {
	run -0 inside -- '
		for u in "a?x=%253A&y=*" "a?x=%3A&y=*&z" "a" only "nothing"; do
			get -o /dev/null -w "%{http_code}\n" "https://one.example/$u"
		done
		get -o /dev/null -w "%{http_code}\n" "https://two.example/Case"
		get https://one.example/Case; get https://one.example/case'
	[ "$output" = $'404\n404\n404\n404\n404\n404\n{"n":1}\nother case' ]
}

@test "a URL without a path, a file name full of marks, types told and guessed" {
	run -0 inside -- '
		get -w "%{content_type}\n" http://two.example
		get -o /dev/null -w "%{content_type}\n" https://one.example/Case
		get -o /dev/null -w "%{content_type}\n" https://one.example/Only'
	[ "$output" = $'<html>b</html>\ntext/html; charset=utf-8\napplication/json\ntext/plain' ]
}

@test "statuses: from the column, from recorded headers; the body comes along" {
	run -0 inside -- '
		for u in missing moved gone kept; do
			get -w "%{http_code}\n" "https://one.example/$u"
		done'
	[ "$output" = $'hello\n404\nhello\n302\ngone\n429\nkept\n200' ]
}

@test "recorded headers are replayed, those of the transfer are not" {
	run -0 inside -- 'get -D - -o /dev/null https://one.example/gone
		get -D - -o /dev/null https://one.example/kept'
	[[ ${output,,} == *"retry-after: 7"* && ${output,,} == *'etag: "r$1"'* ]]
	[[ ${output,,} == *"x-recorded: yes"* ]]
	[[ ${output,,} == *"last-modified: mon, 06 jul 2020 00:00:00 gmt"* ]]
	[[ ${output,,} != *"content-length: 999"* && ${output,,} != *"server: real"* ]]
}

@test "an unchanged file is not sent twice, a POST is answered like a GET" {
	run -0 inside -- '
		get -o /dev/null --etag-save tag https://one.example/Only
		get -o /dev/null --etag-compare tag -w "%{http_code}\n" https://one.example/Only
		get -d x=1 https://one.example/Only'
	[ "$output" = $'304\nhello' ]
}

@test "text is compressed when the client asks" {
	head -c 20000 /dev/zero | tr '\0' x >web/a.txt
	run -0 inside -- '
		get -o /dev/null -w "%{size_download}\n" https://one.example/Only
		get --compressed -o body -D head https://one.example/Only
		wc -c <body; grep -ci "^content-encoding: gzip" head'
	[ "$output" = $'20000\n20000\n1' ]
}

@test "the log has a line per request: time, host, URI, status" {
	inside --log log -- '
		get -o /dev/null "https://one.example/a?x=%253A&y=*&z" http://one.example/none'
	[ "$(wc -l <log)" -eq 2 ]
	run -0 cut -d' ' -f2- log
	[ "${lines[0]}" = 'one.example /a?x=%253A&y=*&z 200' ]
	[ "${lines[1]}" = 'one.example /none 404' ]
	[[ $(cut -d' ' -f1 log | head -n 1) =~ ^20[0-9-]+T[0-9:]+ ]]
}

@test "the command's status, input and output are its own" {
	run -7 serve web -- sh -c 'exit 7'
	[ -z "$output" ]
	run -127 --separate-stderr serve web -- no-such-command
	run -143 serve web -- sh -c 'kill -TERM $$'
	seq 3 >in
	run -0 serve web -- cat <in
	[ "$output" = $'1\n2\n3' ]
	run -0 --separate-stderr serve web -- sh -c 'echo out; echo err >&2'
	[ "$output" = out ] && [ "$stderr" = err ]
}

@test "afterwards nothing is left: no process, no folder" {
	serve web -- sh -c 'cat "${CURL_CA_BUNDLE%/*}/pid" >pid; kill -0 "$(cat pid)"'
	gone "$(cat pid)"
	[ -z "$(ls -A "$TMPDIR")" ]
	# whoever reads its output does not wait for more
	[ -d /proc/self/fd ] || skip "no /proc"
	serve web -- true >output
	[ -z "$(find /proc/[0-9]*/fd -lname "$PWD/output" 2>/dev/null)" ]
}

@test "a signal ends the command and the mirror" {
	mkfifo never
	for signal in INT TERM; do
		rm -f pid
		# its own process group, so that INT is not ignored from the start
		set -m
		"$MIRROR/serve" web -- sh -c 'cat "${CURL_CA_BUNDLE%/*}/pid" >pid; exec cat never' 3>&- &
		served=$!
		set +m
		wait_for test -s pid
		kill -s $signal $served
		status=0
		wait $served || status=$?
		[ "$status" -gt 128 ]
		gone "$(cat pid)"
	done
	[ -z "$(ls -A "$TMPDIR")" ]
}

@test "mirrors side by side do not disturb each other" {
	for i in 1 2 3 4; do
		inside -- 'get -o /dev/null -w "%{http_code}\n" https://one.example/Only' >out$i 3>&- &
	done
	wait
	[ "$(cat out?)" = $'200\n200\n200\n200' ]
}

@test "the registry of the folders is handed on" {
	generate made neurips 2023 3
	generate more iclr 2024 2
	run -0 serve made -- sh -c 'cat "$CF_VENUES"'
	[ "$output" = "$(cat made/venues.tsv)" ]
	run -0 serve made more -- sh -c 'cat "$CF_VENUES"'
	[ "${#lines[@]}" -eq 2 ]
	run -0 serve web -- sh -c 'echo "${CF_VENUES-none}"'
	[ "$output" = none ]
}

@test "what cannot be served is said, and the command is not run" {
	for args in "--log" "--fault status=503" "--nonsense web" ""; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr serve $args -- touch ran
		[[ $stderr == serve:* ]]
	done
	run -2 --separate-stderr serve web --
	run -2 --separate-stderr serve web
	run -125 --separate-stderr serve nothing -- touch ran
	mkdir empty
	run -125 --separate-stderr serve empty -- touch ran
	printf 'a\tb\n' >empty/MANIFEST.tsv
	run -125 --separate-stderr serve empty -- touch ran
	[[ $stderr == *"no columns file and url"* ]]
	run -2 --separate-stderr serve --fault speed=3 web -- touch ran
	[[ $stderr == *"unknown key"* ]]
	[ ! -e ran ]
	[ -z "$(ls -A "$TMPDIR")" ]
}

need_lua() {
	run serve --fault url=none web -- true
	# shellcheck disable=SC2154 # set by run
	[ "$status" -eq 0 ] || skip "$output"
}

@test "fault: status and headers, for the first N matching requests" {
	need_lua
	run -0 inside --fault 'url=one.example/O*,status=503,header=Retry-After: Fri, 31 Dec 2027 23:59:59 GMT,header=X-A: b,count=2' -- '
		for u in Only Case Only Only; do
			get -D head -o body -w "%{http_code}\n" https://one.example/$u
			grep -iE "^(retry-after|x-a):" head || true
		done'
	[ "${output//$'\r'/}" = $'503\nretry-after: Fri, 31 Dec 2027 23:59:59 GMT\nx-a: b\n200\n503\nretry-after: Fri, 31 Dec 2027 23:59:59 GMT\nx-a: b\n200' ]
}

@test "fault: another body and type; a later fault takes over" {
	need_lua
	printf '<p>Just a moment</p>\n' >other
	run -0 inside --fault "url=*Only,count=1,type=text/html,body=$TMP/other" \
		--fault 'url=*/Only,status=404,count=1' -- '
		for i in 1 2 3; do
			get -o body -w "%{http_code} %{content_type}\n" https://one.example/Only
			head -n 1 body
		done'
	[ "${lines[0]}" = "200 text/html" ] && [ "${lines[1]}" = "<p>Just a moment</p>" ]
	[ "${lines[2]}" = "404 text/html" ]
	[ "${lines[4]}" = "200 text/plain" ] && [ "${lines[5]}" = hello ]
}

@test "fault: a delay, a dropped connection, an answer cut short" {
	need_lua
	head -c 50000 /dev/zero | tr '\0' x >web/a.txt
	run -0 inside --fault 'url=*Only,delay=0.3,count=1' --fault 'url=*Only,close,count=2' \
		--fault 'url=*Only,truncate=1000,count=2' -- '
		get -o /dev/null -w "%{time_starttransfer}\n" https://one.example/Only
		for v in --http1.1 --http2 --http1.1 --http2 --http2; do
			code=0
			get $v -o /dev/null -w "%{size_download}\n" https://one.example/Only 2>/dev/null || code=$?
			echo "$code"
		done'
	[[ ${lines[0]} =~ ^(0\.[3-9]|[1-9]) ]]
	[ "${lines[1]}" = 0 ] && [ "${lines[2]}" -ne 0 ]
	[ "${lines[3]}" = 0 ] && [ "${lines[4]}" -ne 0 ]
	[ "${lines[5]}" = 1000 ] && [ "${lines[6]}" -ne 0 ]
	[ "${lines[7]}" = 1000 ] && [ "${lines[8]}" -ne 0 ]
	[ "${lines[9]}" = 50000 ] && [ "${lines[10]}" = 0 ]
}

# what curl makes of a fault: status, size, type, its exit status; then the body
meets() { # [--http1] FAULT [OPTION-OF-CURL...]
	local http1=()
	[ "$1" != --http1 ] || { http1=(--http1); shift; }
	SHOW='%{http_code} %{size_download} %{content_type} %{num_redirects}' inside "${http1[@]}" --fault "url=*Only,$1" -- '
		code=0
		get -o body -D head --max-time 2 -w "$SHOW" '"${*:2}"' https://one.example/Only 2>/dev/null || code=$?
		echo " $code"'
}

@test "fault: other bodies, types and places" {
	need_lua
	[ "$(meets html)" = "200 107 text/html 0 0" ]
	grep -q '<title>Maintenance</title>' body
	[ "$(meets garbage=999)" = "200 999 text/plain 0 0" ]
	[ "$(LC_ALL=C tr -d '\0-\177' <body | wc -c)" -gt 300 ]
	[[ $(meets 'garbage=999,header=Content-Encoding: gzip' --compressed) == *" 61" ]]
	[ "$(meets charset=koi8-r)" = "200 6 text/plain; charset=koi8-r 0 0" ]
	[ "$(meets redirect=loop -L --max-redirs 4)" = "302 107 text/html 4 47" ]
	[[ $(meets redirect=ftp://x.example/y) == 302* ]]
	grep -q 'ocation: ftp://x.example/y' ./head
	meets headers=20 >/dev/null
	[ "$(grep -ci '^x-flood' head)" -eq 20 ]
}

@test "fault: bombs are small on the way, whatever they are packed with" {
	need_lua
	need brotli
	for coding in gzip brotli gzip+brotli brotli+gzip; do
		read -r code size _ < <(meets "bomb=$coding:30000000" --compressed)
		[ "$code" -eq 200 ] && [ "$size" -lt 200000 ]
		[ "$(wc -c <body)" -eq 30000000 ]
	done
}

@test "fault: what breaks, stalls and trickles, with HTTP/1.1 and 2" {
	need_lua
	head -c 50000 /dev/zero | tr '\0' x >web/a.txt
	while read -r fault expected expected2; do
		meets --http1 "$fault" >got 3>&- & # side by side: some wait for the end of curl's patience
		meets "$fault" >got2
		wait $!
		[[ $(cat got) =~ ^$expected$ ]] || { echo "$fault:"; cat got; false; }
		[[ $(cat got2) =~ ^$expected2$ ]] || { echo "$fault, HTTP/2:"; cat got2; false; }
	done <<-'END'
		trickle=10000/0.01 200.50000.*.0 200.50000.*.0
		trickle=1/1 200.[1-5].*.28 200.[1-5].*.28
		stall=1000 200.1000.*.28 200.1000.*.28
		reset 000.0.*.56 000.0.*.92
		reset=1000 200.1000.*.56 200.1000.*.92
		close 000.0.*.52 000.0.*.92
		truncate=1000,length=chunked 200.1000.*.18 200.1000.*.92
		truncate=1000,length=none 200.1000.*.0 200.1000.*.92
		length=100 200.100.*.0 .*.92
		length=60000 200.50000.*.18 200.50000.*.92
		endless 200.[0-9]{7,}.*.28 200.[0-9]{7,}.*.28
		freeze 000.0.*.28 000.0.*.28
	END
}

@test "fault: handshakes" {
	need_lua
	while read -r fault expected; do
		run -0 inside --fault "url=one.example,$fault" -- '
			for host in one two; do
				code=0
				get -o /dev/null --tlsv1.0 --ciphers DEFAULT@SECLEVEL=0 "https://$host.example/" 2>err || code=$?
				echo "$code"
				if [ $host = one ]; then cp err err1; fi
			done'
		[ "$output" = "${expected%% *}"$'\n0' ] || { echo "$fault: $output"; cat err1; false; }
		[ "${expected%% *}" = 0 ] || grep -qE -- "${expected#* }" err1
	done <<-'END'
		tls=expired 60 expired
		tls=self 60 self-signed
		tls=stranger 60 does not match|no alternative certificate
		tls=slow,delay=0.3 0
	END
	# libcurl says what it was spoken to with
	run -0 inside --fault 'url=one.example,tls=old' -- '
		get -v -o /dev/null --tlsv1.0 --ciphers DEFAULT@SECLEVEL=0 https://one.example/ 2>&1 | grep -o "using TLSv1[.0-9]*"
		get --tlsv1.2 https://one.example/ 2>/dev/null || echo no'
	[ "$output" = $'using TLSv1.1\nno' ]
}

@test "fault: what is none is refused" {
	for fault in lenght=3 html=3 stall stall=x trickle=1/x reset=x bomb=zip bomb=gzip:x tls=expired \
		'url=*,tls=old' url=a.example/b,tls=old url=a.example,tls=ancient url=a.example,tls=old,count=1; do
		run -2 --separate-stderr serve --fault "$fault" web -- touch ran
		[[ $stderr == "serve: fault: "* ]]
	done
	[ ! -e ran ]
}

@test "the manifests of real pages are served as they are" {
	need_corpus
	for manifest in "$CORPUS" "$CORPUS"/MANIFEST*.tsv; do
		run -0 --separate-stderr serve "$manifest" -- true
		[ -z "$output$stderr" ]
	done
	# every recorded URL, as curl sends it, with its recorded status
	awk -F '\t' 'NR > 1 { print $3 " " $2 }' "$CORPUS/MANIFEST.live.tsv" >urls
	serve "$CORPUS/MANIFEST.live.tsv" -- bash -c 'while read -r want url; do
			got=$(get -g -o /dev/null -w "%{http_code}" "$url")
			[ "$got" = "$want" ] || echo "$got, not $want: $url"
		done <urls' >wrong
	cat wrong
	[ ! -s wrong ] && [ -s urls ]
}

@test "generate: the same call writes the same bytes, another year is added" {
	generate once neurips 2023 60
	generate twice iclr 2024 30
	generate twice neurips 2023 80
	generate twice neurips 2023 60
	[ "$(cut -f1,6 twice/venues.tsv | paste -sd' ')" = $'iclr\t30 neurips\t60' ]
	generate twice iclr 2024 0
	(cd once && find . -type f ! -name '*.tsv' | sort | xargs cksum) >sum1
	(cd twice && find . -path './iclr.cc' -prune -o -path './proceedings.iclr.cc' -prune -o \
		-type f ! -name '*.tsv' -print | sort | xargs cksum) >sum2
	cmp sum1 sum2
	(cd once && tail -n +2 MANIFEST.tsv | cut -f1 | sort -u) >named
	(cd once && find . -type f ! -name '*.tsv' | sed 's,^\./,,' | sort) >there
	cmp named there
}

@test "generate: counts, tracks and pages of a NeurIPS year" {
	generate made neurips 2023 200
	year=made/proceedings.neurips.cc/paper_files/paper/2023
	grep -qF '<span class="paper-count">200 papers</span>' $year/index.html
	[ "$(grep -c 'a title="paper title"' $year/index.html)" -eq 200 ]
	[ "$(grep -c '<li class="datasets_and_benchmarks"' $year/index.html)" -eq 20 ]
	grep -o 'href="/paper_files[^"]*Abstract[^"]*"' $year/index.html | sed 's/.*hash/hash/; s/"//' | sort >links
	(cd $year && find hash -type f) | sort >pages
	cmp links pages
	# titles: one of a kind, the same on the list and on the page
	sed -n 's/.*title="paper title"[^>]*>\(.*\)<\/a>.*/\1/p' $year/index.html | sort >listed
	[ "$(sort -u listed | wc -l)" -eq 200 ]
	sed -n 's/.*<h1 class="paper-title">\(.*\)<\/h1>.*/\1/p' $year/hash/*.html | sort | cmp - listed
}

@test "generate: the programme has most papers, orals twice, strangers" {
	generate made neurips 2023 200
	file=made/neurips.cc/static/virtual/data/neurips-2023-orals-posters.json
	[ "$(jq -c '[.count, (.results | length)]' $file)" = '[194,194]' ]
	[ "$(jq '[.results[] | select(.session != "Journal Track").uid] | unique | length' $file)" -eq 182 ]
	[ "$(jq '[.results[] | select(.eventtype == "Oral")] | length' $file)" -eq 9 ]
	# the file is ASCII, astral characters as pairs; jq reads them back
	run ! grep -qP '[^\x00-\x7f]' $file
	grep -qF '\ud83e\udd16' $file
	jq -r '.results[].name' $file | grep -q '^🤖 '
	# but for escapes its titles are those of the list
	jq -r '.results[] | select(.session != "Journal Track").name' $file | sort -u >told
	sed -n 's/.*title="paper title"[^>]*>\(.*\)<\/a>.*/\1/p' made/proceedings.neurips.cc/paper_files/paper/2023/index.html |
		sed "s/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#x27;/'/g" | sort >listed
	[ "$(comm -23 told listed | wc -l)" -eq 0 ]
}

@test "generate: 2026 keeps its abstracts in a second file; 2025 has two volumes" {
	generate made iclr 2026 40
	file=made/iclr.cc/static/virtual/data/iclr-2026
	[ "$(jq '[.results[] | select(.session != "Journal Track" and has("abstract"))] | length' $file-orals-posters.json)" -eq 0 ]
	# an abstract for each listed paper but the one that has none
	[ "$(jq length $file-abstracts.json)" -eq 35 ]
	generate made neurips 2025 200
	year=made/proceedings.neurips.cc/paper_files/paper/2025
	grep -q 'class="book-see-also".*/paper_files/paper/2025/vol38-main-conference"' $year/index.html
	[ "$(cat $year/index.html $year/vol38-main-conference/index.html | grep -c 'a title="paper title"')" -eq 200 ]
}

@test "generate: a PMLR volume as pages and as citeproc.yaml" {
	generate made icml 2023 200
	volume=made/proceedings.mlr.press/v202
	[ "$(grep -c '<div class="paper">' $volume/index.html)" -eq 200 ]
	[ "$(grep -c '^- title: ' $volume/assets/bib/citeproc.yaml)" -eq 200 ]
	[ "$(grep -c "^  abstract: '..*'$" $volume/assets/bib/citeproc.yaml)" -eq 198 ]
	[ "$(find $volume -name '*23*.html' | wc -l)" -eq 200 ]
	grep -q "What''s in a" $volume/assets/bib/citeproc.yaml
	grep -o 'v202/[a-z0-9]*\.html">abs' $volume/index.html | sort -u | wc -l | grep -qx 200
	if [ -x "$ROOT/bin/cf-parse" ]; then
		cf-parse -s pmlr --url https://proceedings.mlr.press/v202/assets/bib/citeproc.yaml icml 2023 \
			<$volume/assets/bib/citeproc.yaml >out || true
		[ "$(papers out | wc -l)" -eq 200 ]
	fi
}

@test "generate: an OpenReview group by thousands, and its count" {
	generate made icml 2026 1500
	[ "$(awk -F '\t' '{ n += $6 } END { print n }' made/venues.tsv)" -eq 1500 ]
	group='https://api2.openreview.net/notes?content.venueid=ICML.cc/2026/Conference'
	GROUP=$group run -0 serve made -- bash -c '
		for q in "limit=1000&offset=0&sort=number%3Aasc" "limit=1000&offset=1000&sort=number%3Aasc" "limit=1&offset=0&select=id"; do
			get "$GROUP&$q" | jq -c "[.count, (.notes | length)]"
		done'
	[ "$output" = $'[1350,1000]\n[1350,350]\n[1350,1]' ]
}

@test "generate: abstracts as large as asked for" {
	generate made neurips 2023 20 --abstract-bytes 100000
	for page in made/proceedings.neurips.cc/paper_files/paper/2023/hash/*.html; do
		size=$(wc -c <"$page")
		[ "$size" -gt 100000 ] || grep -q 'paper-abstract"></section>' "$page"
		[ "$size" -lt 110000 ]
	done
}

@test "generate: usage errors leave the folder as it was" {
	generate made neurips 2023 3
	find made -type f -exec cksum {} + | sort >before
	for args in "made neurips 2023" "made neurips x 3" "made neurips 2023 x" "made nosuch 2023 3" \
		"made neurips 1900 3" "made tmlr 2019 3" "made neurips 2023 3 --abstract-bytes x" "made neurips 2023 3 --no"; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr generate $args
		[[ $stderr == generate:* ]]
	done
	find made -type f -exec cksum {} + | sort >after
	cmp before after
}
