#!/usr/bin/env bats
# The keys of bibliographic APIs: a header of requests to their own host, and
# nowhere else. What is a key is in unit/test_apikey.c.

bats_require_minimum_version 1.5.0
load helper

KEY=c2VzYW1lLW9wZW4
WORK='{"meta":{"count":1,"next_cursor":null},"results":[{"id":"https://openalex.org/W1","title":"One","publication_year":2023}]}'

setup() {
	export HOME=$TMP XDG_CONFIG_HOME=$TMP/config
	unset OPENALEX_API_KEY S2_API_KEY SEMANTIC_SCHOLAR_API_KEY CROSSREF_PLUS_API_TOKEN
	printf 'made-up\t2023\tlist\topenalex\tsource=S1\n' >"$TMP/venues.tsv"
	export CF_VENUES=$TMP/venues.tsv
}

teardown() {
	[ -z "${server-}" ] || kill "$server" 2>/dev/null || true
}

# a server for one answer under the API's name; $port and $TMP/cert lead there
start() { # HEAD BODY
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=api.openalex.org \
		-addext subjectAltName=DNS:api.openalex.org -keyout "$TMP/key" -out "$TMP/cert" 2>/dev/null
	mkfifo "$TMP/answer"
	exec 8<>"$TMP/answer" # never at its end, which would end the server
	printf 'HTTP/1.1 %b\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' "$1" "${#2}" "$2" >&8
	openssl s_server -accept 127.0.0.1:0 -naccept 1 -key "$TMP/key" -cert "$TMP/cert" \
		<&8 >"$TMP/asked" 2>&1 3>&- &
	server=$!
	wait_for has '^ACCEPT 127' "$TMP/asked"
	port=$(sed -n 's/^ACCEPT 127.0.0.1://p' "$TMP/asked")
}

scrape() {
	run --separate-stderr cf-scrape -vvv -r 1000 --retries 0 --cacert "$TMP/cert" \
		--connect-to "api.openalex.org:443:127.0.0.1:$port" made-up 2023
}

@test "a key is a header of the request, and in no output, log or cache" {
	start '200 OK\r\nContent-Type: application/json' "$WORK"
	OPENALEX_API_KEY=$KEY scrape
	[ "$status" -eq 0 ] || { echo "$stderr"; false; }
	[ "$(papers <<<"$output" | jq -r .id)" = openalex:W1 ]
	grep -aq "^Authorization: Bearer $KEY" "$TMP/asked" || { cat "$TMP/asked"; false; }
	run ! grep -aq "^GET .*$KEY" "$TMP/asked"
	[[ $output$stderr != *$KEY* ]]
	[ -d "$CF_CACHE/api.openalex.org" ]
	run ! grep -rq "$KEY" "$CF_CACHE"
}

@test "with a key no redirect is followed, without one it may be" {
	start '302 Found\r\nLocation: https://evil.example/' ''
	OPENALEX_API_KEY=$KEY scrape
	[ "$status" -eq 1 ]
	[[ $stderr == *"answered 302"* ]]
	[[ $stderr != *evil.example* ]]
}

@test "a refusal says which key is wanted, or looked at" {
	start '401 Unauthorized' '{"error":"x"}'
	scrape
	[ "$status" -eq 5 ]
	[[ $stderr == *"set OPENALEX_API_KEY to a key from openalex.org"* ]]
	[ "$(jq -r 'select(.type == "done").verdict' <<<"$output")" = login ]
}

@test "what cannot be a key is told and not sent" {
	start '200 OK\r\nContent-Type: application/json' "$WORK"
	OPENALEX_API_KEY=$'a\r\nEvil: 1' scrape
	[ "$status" -eq 0 ]
	[[ $stderr == *"OPENALEX_API_KEY holds no key"* ]]
	run ! grep -aiq -e '^evil' -e '^authorization' "$TMP/asked"
}
