# faults.awk - fault specifications, one per line, as a Lua table for fault.lua.
#
# A comma ends a value only before another key, so that a date in a header
# needs no escape. Environment: TMP, the folder to write to: faults.lua; tls,
# "HOST KIND DELAY" for each fault of a handshake; bombs, "FILE CODINGS BYTES".

function fail(text) {
	print "serve: fault: " text >"/dev/stderr"
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

function number(key, text) {
	if (text !~ /^[0-9]+([.][0-9]+)?$/)
		fail(key " '" text "' is not a number")
	return text
}

function is_key(piece,   key) {
	key = piece
	sub(/=.*/, "", key)
	return key in flag ? piece == key || key == "reset" : key in valued && key != piece
}

# bomb=gzip+brotli:BYTES, each coding around the one before it.
function bomb(rest,   codings, size, n, i, part, names) {
	codings = size = rest
	sub(/:.*/, "", codings)
	sub(/^[^:]*:?/, "", size)
	n = split(codings, part, "+")
	for (i = 1; i <= n; i++) {
		if (part[i] != "gzip" && part[i] != "brotli")
			fail("bomb '" rest "' is not of gzip or brotli")
		names = names (i > 1 ? ", " : "") (part[i] == "gzip" ? "gzip" : "br")
	}
	file = ENVIRON["TMP"] "/bomb." ++bombs
	print file, codings, number("bomb", size == "" ? 268435456 : size) >(ENVIRON["TMP"] "/bombs")
	return "bomb = " quote(file) ", coding = " quote(names) ", whole = true, "
}

function trickle(rest,   part) {
	split(rest, part, "/")
	return "trickle = " number("trickle", part[1]) ", pause = " \
		number("trickle", part[2] == "" ? 1 : part[2]) ", whole = true, "
}

function entry(piece,   key, rest) {
	key = rest = piece
	sub(/=.*/, "", key)
	sub(/^[a-z]*=?/, "", rest)
	given[key] = rest
	if (key == "reset")
		return "reset = " number(key, rest == "" ? 0 : rest) ", whole = true, "
	if (key in flag)
		return key " = true, whole = true, "
	if (key == "url")
		return "url = " quote(pattern(rest)) ", "
	if (key == "header") {
		if (rest !~ /^[A-Za-z0-9-]+: */)
			fail("header '" rest "' is not 'Name: value'")
		headers = headers quote(rest) ", "
		return ""
	}
	if (key == "bomb")
		return bomb(rest)
	if (key == "trickle")
		return trickle(rest)
	if (key ~ /^(body|charset|redirect)$/)
		return key " = " quote(rest) ", whole = true, "
	if (key == "type")
		return "type = " quote(rest) ", whole = true, "
	if (key == "tls")
		return "tls = true, "
	if (key == "length" && rest ~ /^(chunked|none)$/)
		return "length = " quote(rest) ", whole = true, "
	return key " = " number(key, rest) ", " \
		(key ~ /^(delay|count|headers)$/ ? "" : "whole = true, ")
}

# A bad handshake is one of all connections to a host.
function handshake(   key) {
	for (key in given)
		if (key !~ /^(url|tls|delay)$/)
			fail("'" key "' does not go with tls")
	if (given["url"] !~ /^[A-Za-z0-9.-]+$/)
		fail("tls wants a host as url, not '" given["url"] "'")
	if (given["tls"] !~ /^(expired|stranger|self|old|slow)$/)
		fail("tls '" given["tls"] "' is not known")
	print given["url"], given["tls"], number("delay", given["delay"] == "" ? 0 : given["delay"]) \
		>(ENVIRON["TMP"] "/tls")
}

BEGIN {
	n = split("url status header body type delay count truncate stall trickle " \
		"length garbage charset redirect bomb headers tls", word, " ")
	for (i = 1; i <= n; i++)
		valued[word[i]]
	n = split("close reset html endless freeze", word, " ")
	for (i = 1; i <= n; i++)
		flag[word[i]]
	out = ENVIRON["TMP"] "/faults.lua"
	print "return {" >out
}

{
	n = split($0, part, ",")
	if (!is_key(part[1]))
		fail("unknown key in '" $0 "'")
	split("", given)
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
	if ("tls" in given)
		handshake()
	print "{ " fields "add = { " headers "} }," >out
}

END {
	if (failed)
		exit 1
	print "}" >out
}
