#!/usr/bin/env bats
# The fetching half of cf-scrape: logins, failures of a server, the cache, the
# throttle. What needs a server that breaks HTTP itself is in unit/test_http.c.

bats_require_minimum_version 1.5.0
load helper

LIST=proceedings.neurips.cc/paper_files/paper/2023
NOTES='api2.openreview.net/notes?content.venueid=ICLR.cc/2024/Conference&limit=1000&offset=0&sort=number%3Aasc'

setup() {
	export HOME=$TMP XDG_CONFIG_HOME=$TMP/config
	unset OPENREVIEW_TOKEN OPENREVIEW_USERNAME OPENREVIEW_PASSWORD CF_OPENREVIEW
}

neurips() { # OPTION...: the list alone, fast
	cf-scrape -s neurips --details none -r 1000 "$@" neurips 2023
}

openreview() { # OPTION...
	cf-scrape -s openreview -r 1000 "$@" iclr 2024
}
export -f neurips openreview

# a page with the given body at an address, in the mirror's folder
page() { # URL STATUS TYPE BODY
	mkdir -p "$TMP/web"
	[ -e "$TMP/web/MANIFEST.tsv" ] || printf 'file\turl\tstatus\tcontent_type\n' >"$TMP/web/MANIFEST.tsv"
	local n
	n=$(wc -l <"$TMP/web/MANIFEST.tsv")
	printf '%s' "$4" >"$TMP/web/$n"
	printf '%s\t%s\t%s\t%s\n' "$n" "$1" "$2" "$3" >>"$TMP/web/MANIFEST.tsv"
}

one_done() { # VERDICT [FILE]: the only done record has it
	[ "$(jq -r 'select(.type == "done").verdict' ${2+"$2"} <<<"${output-}")" = "$1" ] ||
		{ echo "$output"; echo "${stderr-}"; false; }
}

# --- the login ---------------------------------------------------------------

TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoieCJ9.c2VzYW1lLW9wZW4

login_web() {
	page "https://$NOTES" 200 application/json '{"count":1,"notes":[{"id":"aaaaaaaaaa","forum":"aaaaaaaaaa","number":1,
"content":{"title":{"value":"One"},"authors":{"value":["Ann Bell"]},"abstract":{"value":"Words of it."},"venueid":{"value":"ICLR.cc/2024/Conference"},"venue":{"value":"ICLR 2024 poster"}}}]}'
	page https://api2.openreview.net/login 200 application/json "{\"token\":\"$TOKEN\",\"user\":{}}"
	printf '<!DOCTYPE html><title>Verifying your browser | OpenReview</title>' >"$TMP/challenge"
}

# the first N requests for notes meet the challenge
challenge() { # N
	printf 'url=*/notes*,body=%s,type=text/html,count=%d' "$TMP/challenge" "$1"
}

logins() { grep -c ' /login ' "$TMP/log"; }

credentials() { export OPENREVIEW_USERNAME=ann@example.org OPENREVIEW_PASSWORD='pass"word\1'; }

@test "two workers that need a login make one, and its token is kept for the next" {
	login_web
	credentials
	# shellcheck disable=SC2016
	serve --log "$TMP/log" --fault "$(challenge 2)" --fault 'url=*/login,delay=2' "$TMP/web" -- bash -c '
		openreview --no-cache -v >"$TMP/out1" 2>"$TMP/err1" & one=$!
		openreview --no-cache -v >"$TMP/out2" 2>"$TMP/err2" & two=$!
		wait $one; a=$?; wait $two; b=$?; echo $a $b' >"$TMP/status"
	[ "$(cat "$TMP/status")" = "0 0" ] || { cat "$TMP"/err?; false; }
	[ "$(papers "$TMP/out1" "$TMP/out2" | wc -l)" -eq 2 ]
	[ "$(logins)" -eq 1 ] || { cat "$TMP/log"; false; }
	[ "$(stat -c %a "$TMP/cf/openreview.token")" = 600 ]
	grep -qF "$TOKEN" "$TMP/cf/openreview.token"
	[ "$(stat -c %a "$TMP/cf")" = 700 ]
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape -s openreview --no-cache iclr 2024
	one_done complete
	run ! grep ' /login ' "$TMP/log"
}

@test "no secret on stderr with -vvv, in the cache, or in a URL" {
	login_web
	credentials
	run -0 --separate-stderr serve --log "$TMP/log" --fault "$(challenge 1)" "$TMP/web" -- cf-scrape -vvv -s openreview -r 1000 iclr 2024
	one_done complete
	[[ $stderr == *"< "* ]] # -vvv shows what is no secret
	[ "$(logins)" -eq 1 ]
	printf '%s\n%s\n' "$output" "$stderr" >"$TMP/said"
	run ! grep -rqF -e c2VzYW1l -e 'pass"word' -e 'pass\"word' "$TMP/said" "$TMP/cache" "$TMP/log"
	run -0 grep -c . "$TMP/log"
}

@test "a refused login says what to do, and is not tried again for each page" {
	login_web
	credentials
	for code in 400 401 403; do
		rm -f "$TMP/cf/openreview.token"
		run -5 --separate-stderr serve --log "$TMP/log" --fault "$(challenge 99)" --fault "url=*/login,status=$code" "$TMP/web" -- \
			cf-scrape -s openreview --no-cache -r 1000 iclr 2024
		one_done login
		[[ $stderr == *"refuses the login ($code): check the user name and password"* ]]
		[ "$(logins)" -eq 1 ]
	done
}

@test "a login that fails for now is tried again, and is not called a wrong password" {
	login_web
	credentials
	run -0 --separate-stderr serve --log "$TMP/log" --fault "$(challenge 2)" --fault 'url=*/login,status=503,count=1' "$TMP/web" -- \
		cf-scrape -s openreview --no-cache -r 1000 --max-wait 0 iclr 2024
	one_done complete
	[ "$(logins)" -eq 2 ]
	rm -f "$TMP/cf/openreview.token"
	run -75 --separate-stderr serve --fault "$(challenge 99)" --fault 'url=*/login,status=429' "$TMP/web" -- \
		cf-scrape -s openreview --no-cache -r 1000 --retries 1 --max-wait 0 iclr 2024
	one_done retry-later
	[[ $stderr != *password* ]]
}

@test "a login that is refused for a while leaves the host alone, and so do those who wait for it" {
	login_web
	credentials
	# shellcheck disable=SC2016
	serve --log "$TMP/log" --times "$TMP/times" --fault "$(challenge 99)" \
		--fault 'url=*/login,status=429,header=Retry-After: 3,delay=1' "$TMP/web" -- bash -c '
		for n in 1 2 3; do
			openreview --no-cache -v --retries 1 2>"$TMP/err$n" >"$TMP/out$n" &
		done
		wait' || true
	# times says when an answer ended, and how long it took
	awk '$4 == 429 { if (last && $1 - $2 - last < 2.9) exit; last = $1; n++ } END { exit n < 2 }' "$TMP/times" ||
		{ cat "$TMP/times" "$TMP"/err?; false; }
}

@test "a challenge that says that no request is left now: the login is made when one is" {
	login_web
	credentials
	run -0 --separate-stderr serve --log "$TMP/log" --times "$TMP/times" \
		--fault "$(challenge 1),header=RateLimit-Limit: 100,header=RateLimit-Remaining: 0,header=RateLimit-Reset: 2" "$TMP/web" -- \
		bash -c 'openreview --no-cache --retries 0'
	one_done complete
	[ "$(logins)" -eq 1 ]
	# not before that time
	awk '{ at = $1 - $2; if (NR == 2 && at - last < 1.9) exit 1; last = $1 }' "$TMP/times"
}

@test "heartbeats go on while a login is waited for, one's own or another's" {
	login_web
	credentials
	# shellcheck disable=SC2016
	serve --fault "$(challenge 2)" --fault 'url=*/login,delay=8' "$TMP/web" -- bash -c '
		for n in 1 2; do
			openreview --no-cache >"$TMP/out$n" 2>/dev/null & pids="${pids-} $!"
		done
		for pid in $pids; do wait "$pid" || exit; done'
	for n in 1 2; do
		jq -e -s 'any(.[]; .type == "heartbeat" and .elapsed_ms < 7500)' "$TMP/out$n"
	done
}

@test "a login that wants us back later than --max-wait ends the job, and says when" {
	login_web
	credentials
	run -75 --separate-stderr serve --fault "$(challenge 99)" --fault 'url=*/login,status=429,header=Retry-After: 4000' "$TMP/web" -- \
		cf-scrape -s openreview --no-cache -r 1000 iclr 2024
	one_done retry-later
	[[ $stderr == *"asks to come back in 4000 s"* ]]
}

@test "pages that stay forbidden after a login cost one login, not one each" {
	login_web
	credentials
	run -5 --separate-stderr serve --log "$TMP/log" --fault 'url=*/notes*,status=403' "$TMP/web" -- \
		cf-scrape -s openreview --no-cache -r 1000 iclr 2022-2024
	[ "$(jq -r 'select(.type == "done").verdict' <<<"$output" | sort -u)" = login ]
	[ "$(grep -c '/notes' "$TMP/log")" -ge 4 ]
	[ "$(logins)" -eq 1 ] || { cat "$TMP/log"; false; }
}

@test "a token that was refused is replaced once" {
	login_web
	credentials
	mkdir -m 700 "$TMP/cf"
	(umask 077 && echo "99999999999 old-token" >"$TMP/cf/openreview.token")
	run -0 --separate-stderr serve --log "$TMP/log" --fault "$(challenge 1)" "$TMP/web" -- cf-scrape -s openreview --no-cache -r 1000 iclr 2024
	one_done complete
	[ "$(logins)" -eq 1 ]
	grep -qF "$TOKEN" "$TMP/cf/openreview.token"
}

@test "a corrupt token file is no token" {
	login_web
	credentials
	mkdir -m 700 "$TMP/cf"
	for text in '-9223372036854775808 x' '99999999999' '' $'99999999999 a\001b' '99999999999  '; do
		(umask 077 && printf '%s' "$text" >"$TMP/cf/openreview.token")
		run -0 --separate-stderr serve --log "$TMP/log" --fault "$(challenge 1)" "$TMP/web" -- cf-scrape -s openreview --no-cache -r 1000 iclr 2024
		one_done complete
		[ "$(logins)" -eq 1 ]
		rm "$TMP/cf/openreview.token"
	done
}

@test "credentials that others can read are refused with what to do; ours are taken" {
	login_web
	mkdir -p "$TMP/config/cf"
	printf 'username = ann@example.org\npassword = secret-word\n' >"$TMP/config/cf/openreview"
	chmod 644 "$TMP/config/cf/openreview"
	run -5 --separate-stderr serve --log "$TMP/log" --fault "$(challenge 99)" "$TMP/web" -- cf-scrape -s openreview --no-cache -r 1000 iclr 2024
	one_done login
	[[ $stderr == *"open to other users: chmod 600"* ]]
	[[ $output$stderr != *secret-word* ]]
	run ! grep ' /login ' "$TMP/log"
	chmod 600 "$TMP/config/cf/openreview"
	run -0 --separate-stderr serve --log "$TMP/log" --fault "$(challenge 1)" "$TMP/web" -- cf-scrape -s openreview --no-cache -r 1000 iclr 2024
	one_done complete
}

@test "a token does not follow a redirect to another host" {
	login_web
	need openssl
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=evil.example \
		-addext subjectAltName=DNS:evil.example -keyout "$TMP/key" -out "$TMP/cert" 2>/dev/null
	mkfifo "$TMP/answer"
	exec 8<>"$TMP/answer" # never at its end, which would end the server
	printf 'HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' >&8
	openssl s_server -accept 127.0.0.1:0 -naccept 1 -key "$TMP/key" -cert "$TMP/cert" \
		<&8 >"$TMP/evil" 2>&1 3>&- &
	server=$!
	wait_for has '^ACCEPT 127' "$TMP/evil"
	port=$(sed -n 's/^ACCEPT 127.0.0.1://p' "$TMP/evil")
	# shellcheck disable=SC2016
	PORT=$port OPENREVIEW_TOKEN=$TOKEN run --separate-stderr serve \
		--fault 'url=*/notes*,status=302,header=Location: https://evil.example/x' "$TMP/web" -- bash -c '
		cat "$CURL_CA_BUNDLE" "$TMP/cert" >"$TMP/both"
		openreview --no-cache --retries 0 --cacert "$TMP/both" --connect-to "evil.example:443:127.0.0.1:$PORT $CF_CONNECT_TO"'
	kill "$server" 2>/dev/null || true
	wait "$server" 2>/dev/null || true
	grep -aq '^GET /x' "$TMP/evil" || { cat "$TMP/evil"; echo "$stderr"; false; }
	run ! grep -ai -e authorization -e c2VzYW1l "$TMP/evil"
}

# --- a server's failures -------------------------------------------------------

@test "failures that pass: cut, closed, 429, 503, 502, a date to come back" {
	generate "$TMP/web" neurips 2023 200
	for fault in truncate=1000 close status=502 'status=429,header=Retry-After: 0' \
		'status=503,header=Retry-After: Sun, 06 Nov 1994 08:49:37 GMT' \
		'status=503,header=Retry-After: soon'; do
		run -0 --separate-stderr serve --fault "url=$LIST,$fault,count=1" "$TMP/web" -- \
			cf-scrape --no-cache -s neurips --details none -r 1000 --max-wait 1 neurips 2023
		one_done complete
		[ "$(papers <<<"$output" | wc -l)" -eq 200 ]
		[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" = 1 ]
	done
}

@test "failures that do not pass are not tried again" {
	generate "$TMP/web" neurips 2023 5
	for fault in "status=302,header=Location: https://$LIST" "status=302,header=Location: http://$LIST" \
		'status=302,header=Location: file:///etc/passwd' status=304 status=400 status=501 \
		'status=404,header=Retry-After: 9999'; do
		run -1 --separate-stderr serve --log "$TMP/log" --fault "url=$LIST,$fault" "$TMP/web" -- \
			cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2023
		[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" = 0 ]
		[ "$(wc -l <"$TMP/log")" -le 6 ] # redirects: five at most
		[[ $stderr == *"$LIST'"* ]]
	done
}

@test "an empty answer with status 200 is no success and is not kept" {
	page "https://$LIST" 200 text/html ''
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips -r 1000 neurips 2023
	one_done layout
	[ -z "$(find "$CF_CACHE" -type f ! -name robots.txt)" ]
}

@test "an answer that never comes ends at --timeout" {
	generate "$TMP/web" neurips 2023 5
	run -75 --separate-stderr serve --fault "url=$LIST,delay=60" "$TMP/web" -- \
		cf-scrape --no-cache -s neurips --timeout 1 --retries 0 -r 1000 neurips 2023
	one_done retry-later
	[[ $stderr == *"timed out"* ]]
}

@test "a long Retry-After keeps the other workers away too, and none of them waits in silence" {
	generate "$TMP/web" neurips 2023 5
	run -75 --separate-stderr serve --fault "url=$LIST,status=429,header=Retry-After: 4000" "$TMP/web" -- \
		cf-scrape --no-cache -s neurips -r 1000 neurips 2023
	run -75 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- \
		cf-scrape --no-cache -s neurips -r 1000 neurips 2023
	one_done retry-later
	[[ $stderr =~ 'asks to come back in '[34][0-9]{3}' s, longer than --max-wait' ]]
	[ ! -s "$TMP/log" ]
}

@test "a rate limit that is used up pauses the host, as far as --max-wait" {
	generate "$TMP/web" neurips 2022 5
	generate "$TMP/web" neurips 2023 5
	run -75 --separate-stderr serve --log "$TMP/log" --fault "url=*,header=RateLimit-Remaining: 0,header=RateLimit-Reset: 900" "$TMP/web" -- \
		cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2022-2023
	[ "$(jq -r 'select(.type == "done") | "\(.year) \(.verdict)"' <<<"$output" | paste -sd' ')" = "2022 complete 2023 retry-later" ]
	[ "$(wc -l <"$TMP/log")" -eq 1 ]
}

# --- the cache -------------------------------------------------------------------

@test "--cache that cannot be: a file, nothing, below a file" {
	: >"$TMP/file"
	for dir in "$TMP/file" '' "$TMP/file/x"; do
		run -1 --separate-stderr cf-scrape --cache "$dir" -s neurips neurips 2023
		[[ $stderr == "cf-scrape: "*"'$dir'"*": see --cache" ]]
	done
}

@test "a cache that cannot be written is said once and costs nothing else" {
	generate "$TMP/web" neurips 2023 20
	mkdir -p "$CF_CACHE"
	: >"$CF_CACHE/proceedings.neurips.cc" # where a folder should be
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --details all -r 1000 neurips 2023
	one_done complete
	[ "$(grep -c 'cannot write cache' <<<"$stderr")" -eq 1 ]
	[[ $stderr == *": Not a directory: going on without"* ]]
}

@test "a full disk: the papers come, nothing half is kept" {
	generate "$TMP/web" neurips 2023 400
	mkdir "$TMP/small"
	mount -t tmpfs -o size=64k none "$TMP/small" 2>/dev/null || skip "cannot mount"
	run --separate-stderr serve "$TMP/web" -- cf-scrape --cache "$TMP/small" -s neurips --details none -r 1000 neurips 2023
	left=$(find "$TMP/small" -type f ! -name robots.txt)
	umount "$TMP/small"
	[ "$status" -eq 0 ]
	one_done complete
	[ "$(papers <<<"$output" | wc -l)" -eq 400 ]
	[[ $stderr == *"No space left on device: going on without"* ]]
	[ -z "$left" ]
}

@test "a state folder on a full disk: no shared rate, and it says so" {
	generate "$TMP/web" neurips 2023 20
	mkdir "$TMP/full"
	mount -t tmpfs -o size=16k none "$TMP/full" 2>/dev/null || skip "cannot mount"
	mkdir -m 700 "$TMP/full/cf"
	head -c 100000 /dev/zero >"$TMP/full/fill" 2>/dev/null || true
	XDG_RUNTIME_DIR=$TMP/full run --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2023
	umount "$TMP/full"
	[ "$status" -eq 0 ]
	one_done complete
	[[ $stderr == *"not counted"*"No space left on device"* ]]
}

@test "a state folder of somebody else: no shared rate, and it says so" {
	generate "$TMP/web" neurips 2023 20
	mkdir -m 755 "$TMP/cf"
	chmod 755 "$TMP/cf"
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -s neurips --details none -r 1000 neurips 2023
	one_done complete
	[ "$(grep -c 'not counted' <<<"$stderr")" -eq 1 ]
}

@test "killed in the middle of a transfer: no half entry is used, the rest is" {
	generate "$TMP/web" neurips 2023 300
	# shellcheck disable=SC2016
	serve --fault 'url=*/hash/*,delay=20,count=1' "$TMP/web" -- bash -c '
		cf-scrape --details all -r 1000 -j 4 neurips 2023 >"$TMP/out" 2>/dev/null & pid=$!
		for i in $(seq 400); do
			[ "$(find "$CF_CACHE" -name "*-Abstract*" ! -path "*/.meta/*" 2>/dev/null | wc -l)" -lt 20 ] || break
			sleep 0.02
		done
		kill -KILL $pid; wait $pid 2>/dev/null; true'
	had=$(find "$CF_CACHE" -type f ! -path '*/.meta/*' ! -name robots.txt | wc -l)
	[ "$had" -ge 20 ]
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape --details all -r 1000 neurips 2023
	one_done complete
	[ "$(papers <<<"$output" | wc -l)" -eq 300 ]
	[ "$(jq -r 'select(.type == "done").cached' <<<"$output")" -ge "$had" ]
	[ "$(papers <<<"$output" | jq -r .abstract | sort | sum)" = "$(serve "$TMP/web" -- \
		cf-scrape --no-cache --details all -r 1000 neurips 2023 2>/dev/null | papers | jq -r .abstract | sort | sum)" ]
}

# --- the throttle ------------------------------------------------------------------

@test "16 processes share one rate" {
	generate "$TMP/web" neurips 2023 30
	# 16 lists and 16 * 30 pages at 100 a second: 496 requests, 4.9 s at least
	# shellcheck disable=SC2016
	serve --log "$TMP/log" "$TMP/web" -- bash -c '
		start=$(date +%s%N)
		seq 16 | xargs -P16 -I{} cf-scrape --no-cache -s neurips --details all -r 100 neurips 2023 >"$TMP/out" 2>/dev/null
		end=$(date +%s%N)
		echo $(((end - start) / 1000000)) >"$TMP/ms"'
	[ "$(papers "$TMP/out" | wc -l)" -eq 480 ]
	n=$(wc -l <"$TMP/log")
	[ "$n" -eq 496 ]
	# an upper bound alone: a slow machine is no failure
	[ $((n - 3)) -le $((100 * $(cat "$TMP/ms") / 1000)) ] || { cat "$TMP/ms"; false; }
}

# With a small buffer libcurl 7.88 does not see the end of such an answer when
# the connection is a used one: each stalled until its time-out.
@test "answers of just about 16 kB come to their end" {
	list='<h1 class="book-title">A</h1><ul class="paper-list">'
	for pad in $(seq 20700 40 21900); do
		name=/paper_files/paper/2023/hash/$(printf %032x "$pad")-Abstract-Conference.html
		list+="<li class=\"conference\" data-track=\"conference\"><a title=\"paper title\" href=\"$name\">T $pad</a></li>"
		page "https://proceedings.neurips.cc$name" 200 text/html "<meta name=\"citation_title\" content=\"T $pad\">
<p class=\"paper-abstract\">Words.</p><!-- $(head -c 17000 /dev/urandom | base64 -w0 | head -c "$pad") -->"
	done
	page "https://$LIST" 200 text/html "$list</ul>"
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape -s neurips --key "$LIST" --details all --no-cache -r 1000 -j 1 \
		--timeout 10 --retries 0 x 2023
	[ "$(papers <<<"$output" | jq -r .abstract | uniq -c | tr -s ' ')" = " 31 Words." ]
}

# --- what an answer was ------------------------------------------------------

@test "a page that wants a browser is blocked, with any status and for any source" {
	page https://openaccess.thecvf.com/CVPR2024?day=all 200 text/html '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script src="/cdn-cgi/challenge-platform/h/b/x.js"></script></body></html>'
	page https://openaccess.thecvf.com/CVPR2024 200 text/html '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>'
	run -5 --separate-stderr serve "$TMP/web" -- cf-scrape -s cvf --no-cache -r 1000 cvpr 2024
	one_done blocked
	[[ $stderr == *"wants a browser"*"Just a moment"* ]]
	run -5 --separate-stderr cf-parse -s ijcai ijcai 2023 <<<'<html><head><title>Access Denied</title></head>'
	run -1 --separate-stderr cf-parse -s ijcai ijcai 2023 <<<'<html><head><title>A new layout</title></head>'
}

@test "no paper where some are expected is a layout that is not known, with the place" {
	page "https://$LIST" 200 text/html '<h1 class="book-title">A</h1><span class="paper-count">0 papers</span><ul class="paper-list"></ul>'
	printf 'mine\t2020\tlist\tneurips\t%s\t30\n' "$LIST" >"$TMP/my.tsv"
	run -1 --separate-stderr serve "$TMP/web" -- cf-scrape --venues-file "$TMP/my.tsv" --no-cache -r 1000 mine 2020
	one_done layout
	[[ $(jq -r 'select(.type == "error") | .message' <<<"$output") == *"30 are expected"* ]]
	printf 'mine\t2020\tlist\tneurips\t%s\n' "$LIST" >"$TMP/my.tsv"
	run --separate-stderr serve "$TMP/web" -- cf-scrape --venues-file "$TMP/my.tsv" --no-cache -r 1000 mine 2020
	[ "$status" -ne 0 ] && [[ $(verdicts <<<"$output") != *complete ]]
}
