#!/usr/bin/env bats
# oai.bats - OAI-PMH end to end: a year of a journal whose server cannot give
# one of its records, and one that is asked to wait.
bats_require_minimum_version 1.5.0
load helper

setup() {
	cd "$TMP"
	printf 'aaai\t2010-\tlist\tojs\tojs.aaai.org/index.php/AAAI volume+1986\n' >venues
	export REGISTRY=$TMP/venues
}

scrape() {
	serve --log log "$@" -- cf-scrape --retries 0 --rate 1000 aaai 2023 >out 2>err
}

@test "a year is complete, its front matter, errata and other volumes are not in it" {
	need nginx
	generate web aaai 2023 150
	scrape web
	[ "$(verdicts out)" = "aaai 2023 complete" ]
	[ "$(papers out | jq -r .id | sort -u | wc -l)" -eq 150 ]
	[ "$(papers out | jq -r .track | sort | uniq -c | tr -s ' ' | tr '\n' ,)" = ' 3 eaai, 3 iaai, 141 main, 3 student-abstract,' ]
	[ "$(wc -l <log)" -eq 2 ]
}

@test "a record that the server cannot give is named, all others are had" {
	need nginx
	BAD=1 generate web aaai 2023 40
	grep -q 'ListRecords&metadataPrefix=oai_dc'$'\t' web/MANIFEST.tsv
	scrape web
	grep -q ' 500$' log
	[ "$(verdicts out)" = "aaai 2023 complete" ]
	[ "$(papers out | jq -r .id | sort -u | wc -l)" -eq 40 ]
	run -0 jq -r 'select(.type == "error") | .code + " " + .message' out
	[[ $output == "bad-record "*"'oai:ojs.aaai.org:article/39173'"* ]]
	[ "${#lines[@]}" -eq 1 ]
}

@test "Retry-After of a busy server is kept, and nothing is asked in its place" {
	need nginx
	generate web aaai 2023 40
	serve --log log --fault 'url=*ListRecords*,status=503,header=Retry-After: 1,count=1' web -- \
		cf-scrape --retries 2 --rate 1000 aaai 2023 >out 2>err
	[ "$(verdicts out)" = "aaai 2023 complete" ]
	[ "$(cut -d ' ' -f 4 log | tr '\n' ' ')" = '503 200 ' ]
	run ! grep -q ListIdentifiers log
}
