#!/usr/bin/env bats
# Handshakes that fail: certificates that are not to be trusted, a TLS of old,
# a server that takes its time. Nothing is asked and nothing taken over such a
# connection.

bats_require_minimum_version 1.5.0
load helper
load faults

HOST=${LIST%%/*}

setup() {
	generate "$TMP/web" neurips 2023 20
}

handshake() { # FAULT [OPTION...]
	# shellcheck disable=SC2034 # faults.bash shows it
	fault_now=$1
	run --separate-stderr serve --log "$TMP/log" --fault "url=$HOST,$1" "$TMP/web" -- \
		cf-scrape -s neurips --details none -r 1000 --max-wait 0 "${@:2}" neurips 2023
}

@test "a certificate that cannot be trusted: not tried again, and what to look at" {
	while read -r kind words; do
		for robots in --ignore-robots --quiet; do # either is the first request
			handshake "tls=$kind" $robots
			ended 1 failed
			[ ! -s "$TMP/log" ]
			[ "$(jq -r 'select(.type == "done").retries' <<<"$output")" -eq 0 ]
			[[ $(jq -r 'select(.type == "error").message' <<<"$output") =~ "cannot trust 'https://$HOST/".*$words.*": see --cacert" ]] || told "no $words"
			recovers 1
		done
	done <<-END
		expired has expired
		self self-signed
		stranger no alternative certificate subject name|does not match
	END
}

@test "nothing before TLS 1.2: not tried again, and whose fault it is" {
	handshake tls=old --ignore-robots
	ended 1 failed
	counts 1 0
	[ ! -s "$TMP/log" ]
	said failed "'https://$LIST' knows no TLS from 1.2 on"
	recovers 1
}

@test "a handshake that takes too long is tried again" {
	handshake tls=slow,delay=60 --connect-timeout 1 --retries 1 --ignore-robots
	ended 75 retry-later
	counts 2 1
	[ ! -s "$TMP/log" ]
	said retry-later "cannot reach 'https://$LIST': .*time.*out.*: try again later"
	recovers 1
}

@test "a slow handshake is no stall" {
	handshake tls=slow,delay=2 --connect-timeout 20 --speed-time 1 --retries 0 --ignore-robots
	ended 0 complete
	counts 1 0
}
