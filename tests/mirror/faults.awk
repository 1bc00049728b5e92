# faults.awk - fault specifications, one per line, as a Lua table for fault.lua.
#
# A comma ends a value only before another key, so that a date in a header
# needs no escape. Environment: FAULTS, the file to write.

function fail(text) {
	print "serve: " text >"/dev/stderr"
	failed = 1
	exit 1
}

# A string as Lua reads it; every byte that is not plain goes by number.
function quote(s,   i, c, out) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		out = out (c == "\\" || c == "\"" ? "\\" c : c)
	}
	return "\"" out "\""
}

# GLOB as an anchored Lua pattern.
function pattern(glob) {
	gsub(/[^A-Za-z0-9*?\/ ]/, "%&", glob)
	gsub(/[*]/, ".*", glob)
	gsub(/[?]/, ".", glob)
	return "^" glob "$"
}

function is_key(piece) {
	return piece == "close" ||
		piece ~ /^(url|status|header|delay|body|type|truncate|count)=/
}

function entry(piece,   key, rest) {
	if (piece == "close")
		return "close = true, "
	key = rest = piece
	sub(/=.*/, "", key)
	sub(/^[a-z]*=/, "", rest)
	if (key == "url")
		return "url = " quote(pattern(rest)) ", "
	if (key == "header") {
		if (rest !~ /^[A-Za-z0-9-]+: */)
			fail("fault: header '" rest "' is not 'Name: value'")
		headers = headers quote(rest) ", "
		return ""
	}
	if (key == "body" || key == "type")
		return key " = " quote(rest) ", "
	if (rest !~ /^[0-9]+([.][0-9]+)?$/)
		fail("fault: " key " '" rest "' is not a number")
	return key " = " rest ", "
}

BEGIN {
	out = ENVIRON["FAULTS"]
	print "return {" >out
}

{
	n = split($0, part, ",")
	if (!is_key(part[1]))
		fail("fault: unknown key in '" $0 "'")
	fields = headers = ""
	piece = part[1]
	for (i = 2; i <= n; i++) {
		if (is_key(part[i])) {
			fields = fields entry(piece)
			piece = part[i]
		} else {
			piece = piece "," part[i]
		}
	}
	fields = fields entry(piece)
	print "{ " fields "headers = { " headers "} }," >out
}

END {
	if (failed)
		exit 1
	print "}" >out
}
