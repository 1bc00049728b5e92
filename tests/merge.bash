# merge.bash - what the tests of cf-merge share: made-up streams. `load merge`
# behind `load helper`.
# shellcheck shell=bash

setup() {
	export LC_ALL=C.UTF-8
	cd "$TMP" || return 1
}

rec() { # TYPE VENUE YEAR [,MEMBERS]
	printf '{"type":"%s","venue":"%s","year":%s%s}\n' "$1" "$2" "$3" "${4:-}"
}

some() { # VENUE YEAR N [PREFIX]: papers
	local i
	for ((i = 1; i <= $3; i++)); do
		rec paper "$1" "$2" ",\"id\":\"${4:-$1}:$i\",\"title\":\"Paper $i\",\"position\":$i"
	done
}

run_of() { # VENUE YEAR N VERDICT [,MEMBERS]
	rec plan "$1" "$2" "${5:-}"
	rec start "$1" "$2"
	some "$1" "$2" "$3"
	rec "done" "$1" "$2" ",\"verdict\":\"$4\",\"expected\":10,\"papers\":$3"
}

merge() { run --separate-stderr cf-merge "$@"; }
