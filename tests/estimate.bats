#!/usr/bin/env bats
# cf-estimate: how many papers to expect, for the price of a request or two.

bats_require_minimum_version 1.5.0
load helper

@test "a site that states its number is asked once, and not to the end" {
	generate "$TMP/web" neurips 2023 3000
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-estimate --no-cache -r 1000 neurips 2023
	[ "$output" = '{"type":"estimate","venue":"neurips","year":2023,"count":3000,"method":"count","exact":true,"requests":1}' ]
	[ "$(wc -l <"$TMP/log")" -eq 1 ]
}

@test "a site that lists its papers is counted" {
	generate "$TMP/web" icml 2023 40
	run -0 --separate-stderr serve "$TMP/web" -- cf-estimate --no-cache -r 1000 icml 2023
	[ "$(jq -c '[.count, .method, .exact, .requests]' <<<"$output")" = '[40,"listing",true,1]' ]
}

@test "-n bounds the estimate as it bounds the collection" {
	generate "$TMP/web" neurips 2023 40
	run -0 --separate-stderr serve "$TMP/web" -- cf-estimate --no-cache -n 7 -r 1000 neurips 2023
	[ "$(jq .count <<<"$output")" = 7 ]
}

@test "where nobody can be asked, the registry's number is no exact one" {
	CF_CONNECT_TO=::127.0.0.1:1 run -75 --separate-stderr cf-estimate --no-cache --retries 0 neurips 2023
	[ "$(jq -c 'select(.type == "estimate") | [.count, .method, .exact]' <<<"$output")" = '[3540,"registry",false]' ]
	[[ $stderr == cf-estimate:* ]]
}

@test "where nobody says, the nearest year is a guess and called one" {
	printf 'mine\t2020\tlist\tojs\tojs.example.org/M volume+1986\t30\nmine\t2022\tlist\tojs\tojs.example.org/M volume+1986\t50\nmine\t2023-\tlist\tojs\tojs.example.org/M volume+1986\n' >"$TMP/my.tsv"
	run -0 --separate-stderr cf-estimate --venues-file "$TMP/my.tsv" --no-cache mine 2024
	[ "$(jq -c '[.count, .method, .exact]' <<<"$output")" = '[50,"history",false]' ]
	run -0 --separate-stderr cf-estimate --venues-file "$TMP/my.tsv" --no-cache -n 7 mine 2024
	[ "$(jq -c '[.count, .method, .exact]' <<<"$output")" = '[7,"history",false]' ]
}

@test "one record per year" {
	generate "$TMP/web" neurips 2022 11
	generate "$TMP/web" neurips 2023 12
	run -0 --separate-stderr serve "$TMP/web" -- cf-estimate --no-cache -r 1000 neurips 2022-2023
	[ "$(jq -r .count <<<"$output" | paste -sd' ')" = "11 12" ]
}

@test "nonsense is a usage error" {
	run -2 --separate-stderr cf-estimate neurips 1850
	run -2 --separate-stderr cf-estimate --details all neurips 2023
}
