#!/usr/bin/env bats
# Where secrets may not be: the command line of a process, a log, a file of
# records, a core file, a file that others can read. That none is in a URL, in
# the cache or on a terminal is in fetch.bats and apikey.bats, what a file for
# secrets must be in unit/test_auth.c.

bats_require_minimum_version 1.5.0
load helper

NOTES='api2.openreview.net/notes?content.venueid=ICLR.cc/2024/Conference&limit=1000&offset=0&sort=number%3Aasc'
TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoieCJ9.c2VzYW1lLW9wZW4
PASSWORD=open-sesame-1001

setup() {
	export HOME=$TMP XDG_CONFIG_HOME=$TMP/config
	unset OPENREVIEW_TOKEN OPENREVIEW_USERNAME OPENREVIEW_PASSWORD CF_OPENREVIEW
	mkdir -p "$TMP/web"
	printf 'file\turl\tstatus\tcontent_type\n1\thttps://%s\t200\tapplication/json\n2\thttps://%s\t200\tapplication/json\n' \
		"$NOTES" api2.openreview.net/login >"$TMP/web/MANIFEST.tsv"
	printf '{"count":1,"notes":[{"id":"aaaaaaaaaa","forum":"aaaaaaaaaa","number":1,"content":{"title":{"value":"One"},"authors":{"value":["Ann Bell"]},"abstract":{"value":"Words of it."},"venueid":{"value":"ICLR.cc/2024/Conference"},"venue":{"value":"ICLR 2024 poster"}}}]}' >"$TMP/web/1"
	printf '{"token":"%s","user":{}}' "$TOKEN" >"$TMP/web/2"
	printf '<!DOCTYPE html><title>Verifying your browser | OpenReview</title>' >"$TMP/challenge"
	CHALLENGE="url=*/notes*,body=$TMP/challenge,type=text/html"
}

login() { export OPENREVIEW_USERNAME=ann@example.org OPENREVIEW_PASSWORD=$PASSWORD; }

# no_secret FILE|DIR...: whole or in the form that a URL, JSON or a header has
no_secret() {
	run ! grep -arlF -e "$PASSWORD" -e "$TOKEN" -e c2VzYW1l -e "$(printf %s "$PASSWORD" | base64)" "$@"
}

export -f wait_for has

@test "no secret in the command line of any process, the records, the log of jobs or the files" {
	login
	[ -r /proc/self/cmdline ] || skip "no /proc"
	# all command lines, again and again until it ends
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve --log "$TMP/log" --fault "$CHALLENGE,count=1" --fault 'url=*/login,delay=1' \
		--fault 'url=*/notes*,delay=1' "$TMP/web" -- bash -c '
		cf-collect --output-dir "$TMP/dir" -s openreview --venues iclr --years 2024 -r 1000 -v --progress=plain 2>"$TMP/err" & pid=$!
		watched() {
			cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\0" " " >>"$TMP/ps"
			! kill -0 $pid 2>/dev/null
		}
		wait_for watched || exit 99
		wait $pid'
	grep -aq 'cf-scrape ' "$TMP/ps"
	[ "$(jq -r .title "$TMP/dir/iclr-2024.ndjson")" = One ] || { cat "$TMP/err"; false; }
	[ "$(grep -c ' /login ' "$TMP/log")" -eq 1 ]
	printf '%s\n%s\n' "$output" "$stderr" >"$TMP/said"
	no_secret "$TMP/ps" "$TMP/err" "$TMP/said" "$TMP/dir" "$TMP/cache" "$TMP/log"
}

@test "a server that repeats a secret gets it into no message, record or file" {
	login
	# in the answer to the login, in a refusal, in a header, as the place of a redirect
	printf '{"message":"%s is not the password","token":"%s"}' "$PASSWORD" "$TOKEN" >"$TMP/echo"
	for fault in "url=*/login,status=400,body=$TMP/echo,type=application/json" \
		"url=*/login,status=403,header=X-Echo: $PASSWORD,header=RateLimit-Reset: $TOKEN" \
		"url=*/login,status=302,header=Location: https://api2.openreview.net/$PASSWORD" \
		"url=*/login,status=503,body=$TMP/echo"; do
		run --separate-stderr serve --fault "$CHALLENGE" --fault "$fault" "$TMP/web" -- \
			cf-scrape -vvv -s openreview -r 1000 --retries 0 --record "$TMP/record" iclr 2024
		[ "$status" -ne 0 ]
		[[ $stderr == *"api2.openreview.net"* ]]
		printf '%s\n%s\n' "$output" "$stderr" >"$TMP/said"
		no_secret "$TMP/said" "$TMP/record" "$TMP/cache"
	done
	# to a request that carries the token
	OPENREVIEW_TOKEN=$TOKEN run --separate-stderr serve --fault "url=*/notes*,status=403,header=X-Echo: $TOKEN,body=$TMP/echo" "$TMP/web" -- \
		cf-scrape -vvv -s openreview -r 1000 --retries 0 --record "$TMP/record" iclr 2024
	[ "$status" -eq 5 ]
	printf '%s\n%s\n' "$output" "$stderr" >"$TMP/said"
	no_secret "$TMP/said" "$TMP/record" "$TMP/cache"
}

@test "-vvv shows neither the password of a proxy nor a header with a secret" {
	login
	# the mirror is no proxy: it refuses the tunnel
	# shellcheck disable=SC2016
	run --separate-stderr serve "$TMP/web" -- bash -c '
		port=${CF_CONNECT_TO##*:}
		https_proxy=http://bo:$OPENREVIEW_PASSWORD@127.0.0.1:$port no_proxy= NO_PROXY= \
			cf-scrape -vvv -s openreview -r 1000 --retries 0 --record "$TMP/record" iclr 2024'
	[ "$status" -ne 0 ]
	[[ $stderr == *"> Proxy-Authorization: (not shown)"* ]] || { echo "$stderr"; false; }
	[[ $stderr == *"* (not shown)"* && $stderr == *"> CONNECT "*" HTTP/1.1"* ]]
	printf '%s\n%s\n' "$output" "$stderr" >"$TMP/said"
	no_secret "$TMP/said" "$TMP/record"
	# variables that are none, without -v, in the message and in the record
	for proxy in "foo://bo:$PASSWORD@127.0.0.1:1" "http://bo:$PASSWORD@[x" "http://bo:$PASSWORD @h:1" "http://bo:$PASSWORD/@h:1"; do
		https_proxy=$proxy no_proxy='' NO_PROXY='' run --separate-stderr cf-scrape -s openreview -r 1000 --retries 0 --record "$TMP/record" iclr 2024
		[ "$status" -ne 0 ]
		[ -n "$stderr" ]
		printf '%s\n%s\n' "$output" "$stderr" >"$TMP/said"
		no_secret "$TMP/said" "$TMP/record"
	done
	unset OPENREVIEW_USERNAME OPENREVIEW_PASSWORD
	# what a server sends
	for header in "Set-Cookie: sid=$TOKEN" "X-Api-Key: $PASSWORD" "X-Amz-Security-Token: $TOKEN" \
		"Authorization: Basic $(printf %s "$PASSWORD" | base64)" "Location: https://bo:$PASSWORD@papers.nips.cc/"; do
		run --separate-stderr serve --fault "url=*/notes*,header=$header" "$TMP/web" -- \
			cf-scrape -vvv -s openreview --no-cache -r 1000 iclr 2024
		printf '%s\n%s\n' "$output" "$stderr" >"$TMP/said"
		grep -qi "< ${header%%:*}: .*(not shown)" "$TMP/said" || { cat "$TMP/said"; false; }
		no_secret "$TMP/said"
	done
}

@test "a token is kept with mode 0600 in a folder with 0700, whatever the umask" {
	login
	# shellcheck disable=SC2016
	run -0 --separate-stderr serve --fault "$CHALLENGE,count=1" "$TMP/web" -- \
		bash -c 'umask 0; cf-scrape -s openreview -r 1000 iclr 2024'
	[ "$(stat -c %a "$TMP/cf" "$TMP/cf/openreview.token" | paste -sd' ')" = "700 600" ]
	[ "$(find "$TMP/cf" -type f -perm /077)" = "" ]
}

@test "a kept token that others can read is not used, and its place is taken" {
	login
	mkdir -m 700 "$TMP/cf"
	echo "99999999999 eyJrept.by.others" >"$TMP/cf/openreview.token"
	chmod 644 "$TMP/cf/openreview.token"
	run -0 --separate-stderr serve --log "$TMP/log" --fault "$CHALLENGE,count=1" "$TMP/web" -- cf-scrape -s openreview -r 1000 iclr 2024
	[ "$(grep -c ' /login ' "$TMP/log")" -eq 1 ]
	[ "$(stat -c %a "$TMP/cf/openreview.token")" = 600 ]
	run ! grep -q others "$TMP/cf/openreview.token"
}

@test "a file for secrets that another user's link leads to is not read; one's own may" {
	[ "$(id -u)" -eq 0 ] || skip "only root can make somebody else's link"
	mkdir -p "$TMP/real" "$TMP/config/cf"
	(umask 077 && printf 'username = ann@example.org\npassword = %s\n' "$PASSWORD" >"$TMP/real/openreview")
	ln -s "$TMP/real/openreview" "$TMP/config/cf/openreview"
	chown -h 65534 "$TMP/config/cf/openreview"
	run -5 --separate-stderr serve --log "$TMP/log" --fault "$CHALLENGE" "$TMP/web" -- cf-scrape -s openreview -r 1000 iclr 2024
	[[ $stderr == *"'$TMP/config/cf/openreview' is a link of another user: it is not followed"* ]]
	run ! grep ' /login ' "$TMP/log"
	chown -h 0 "$TMP/config/cf/openreview"
	run -0 --separate-stderr serve --fault "$CHALLENGE,count=1" "$TMP/web" -- cf-scrape -s openreview -r 1000 iclr 2024
	# a token where a link was: the link goes, what it led to stays
	rm "$TMP/cf/openreview.token"
	echo mine >"$TMP/else"
	ln -s "$TMP/else" "$TMP/cf/openreview.token"
	run -0 --separate-stderr serve --fault "$CHALLENGE,count=1" "$TMP/web" -- cf-scrape --no-cache -s openreview -r 1000 iclr 2024
	[ "$(cat "$TMP/else")" = mine ]
	[ ! -L "$TMP/cf/openreview.token" ]
}

@test "a login file of somebody else is refused, with its name" {
	[ "$(id -u)" -eq 0 ] || skip "only root can give a file away"
	(umask 077 && printf 'token = %s\n' "$TOKEN" >"$TMP/login")
	chown 65534 "$TMP/login"
	CF_OPENREVIEW=$TMP/login run -5 --separate-stderr serve --fault "$CHALLENGE" "$TMP/web" -- cf-scrape -s openreview -r 1000 iclr 2024
	[[ $stderr == *"'$TMP/login' belongs to another user: make one of your own"* ]]
	no_secret <(printf %s "$output$stderr")
}

@test "no program leaves a core file, which would have the environment in it" {
	[ -r /proc/self/limits ] || skip "no /proc"
	mkfifo "$TMP/never"
	# shellcheck disable=SC2016
	run -0 bash -c 'ulimit -S -c unlimited 2>/dev/null || ulimit -S -c "$(ulimit -H -c)"
		for command in cf-merge "cf-parse -s neurips neurips 2023" "cf-scrape --venue-file - 2023" \
			"cf-estimate --venue-file - 2023"; do
			$command <>"$TMP/never" >/dev/null 2>&1 & pid=$!
			wait_for grep -q "^SigIgn:.*1...$" "/proc/$pid/status"
			awk "/^Max core file size/ { print \$5 }" "/proc/$pid/limits"
			kill $pid
		done'
	[ "$output" = "$(printf '0\n0\n0\n0')" ] || { echo "$output"; false; }
	# cf-collect sees to it for the programs between
	printf '#!/bin/sh\nulimit -c >"%s/limit"\nexec cat\n' "$TMP" >"$TMP/cf-progress"
	chmod +x "$TMP/cf-progress"
	PATH=$TMP:$PATH run bash -c 'ulimit -S -c "$(ulimit -H -c)"; cf-collect --offline --venues icml --years 2023'
	[ "$(cat "$TMP/limit")" = 0 ]
}
