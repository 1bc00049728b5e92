# progress.bash - what the tests of cf-progress share: made-up streams, and a
# real terminal to look at. `load progress` behind `load helper`.
# Streams come through a fifo held by the test, so nothing depends on timing.
# shellcheck shell=bash disable=SC2034,SC2154

setup() {
	unset CF_PROGRESS CF_PROGRESS_INTERVAL NO_COLOR COLUMNS CF_NOW
	export LC_ALL=C.UTF-8 TZ=UTC
	cd "$TMP"
}

progress_teardown() {
	mux kill-server 2>/dev/null || true
	[ -z "${pid:-}" ] || kill "$pid" 2>/dev/null || true
}

# --- streams ---

rec() { # TYPE VENUE YEAR [,MEMBERS]
	printf '{"type":"%s","venue":"%s","year":%s%s}\n' "$1" "$2" "$3" "${4:-}"
}

some() { # VENUE YEAR N: papers
	local i
	for ((i = 0; i < $3; i++)); do
		rec paper "$1" "$2" ",\"id\":\"$1:$i\""
	done
}

run_of() { # VENUE YEAR N VERDICT [,MEMBERS]: one whole job
	rec start "$1" "$2"
	some "$1" "$2" "$3"
	rec "done" "$1" "$2" ",\"verdict\":\"$4\",\"papers\":$3${5:-}"
}

# --- a terminal ---

mux() { tmux -S "$TMP/mux" -f /dev/null "$@" 3>&- 5>&-; }

# A window in which COMMAND runs; it reads the fifo that is our descriptor 5.
window() { # COLS ROWS COMMAND
	need tmux
	mkfifo fifo
	exec 5<>fifo
	mux new-session -d -x "$1" -y "$2" "cd '$TMP'; trap : INT; $3; echo ended:\$?; exec cat"  
}

screen() { mux capture-pane -p; }

shows() {
	screen >shot
	has "$1" shot
}

await() { # PATTERN: on the screen, which is then in the file shot
	wait_for shows "$1" || {
		cat shot
		return 1
	}
}

await_file() { # PATTERN FILE
	wait_for has "$1" "$2" || {
		cat "$2"
		return 1
	}
}

count() { grep -cE -- "$1" shot || true; }

# The only line that matches has the other thing, too.
line_has() { # PATTERN PATTERN
	grep -E -- "$1" shot | grep -qE -- "$2" || {
		cat shot
		return 1
	}
}

# A file with more to clean up has its own.
teardown() { progress_teardown; }
