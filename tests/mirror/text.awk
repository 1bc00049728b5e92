# text.awk - escaping, and numbers that are the same on every machine.
#
# Works on bytes (LC_ALL=C), so that mawk, gawk and busybox agree.

# Pseudo-random numbers: Lehmer's generator, exact in double precision.
function seed(n) {
	state = n % 2147483646 + 1
	random(2)
	random(2)
}

function random(n) { # 0 .. n-1
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}

function hash(s,   i, h) {
	h = 7
	for (i = 1; i <= length(s); i++)
		h = (h * 131 + code[substr(s, i, 1)]) % 2147483647
	return h
}

function hex(digits,   s) {
	for (s = ""; length(s) < digits;)
		s = s sprintf("%04x", random(65536))
	return substr(s, 1, digits)
}

function word_id(n,   s) {
	for (s = ""; length(s) < n;)
		s = s substr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
			random(62) + 1, 1)
	return s
}

# Four thousand four hundred ninety-three, in the capitals of a title.
function spell(n) {
	if (n >= 1000)
		return spell(int(n / 1000)) " Thousand" (n % 1000 ? " " spell(n % 1000) : "")
	if (n >= 100)
		return small[int(n / 100)] " Hundred" (n % 100 ? " " spell(n % 100) : "")
	if (n >= 20)
		return tens[int(n / 10)] (n % 10 ? "-" tolower(small[n % 10]) : "")
	return small[n]
}

function html(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	gsub(/"/, "\\&quot;", s)
	gsub(/'/, "\\&#x27;", s)
	return s
}

# An abstract as the sites put it into a page: a bare < stays bare.
function loose(s) {
	gsub(/&/, "\\&amp;", s)
	return s
}

# In HTML the marked variable of a title is italic; elsewhere it is bare.
function italic(s) {
	gsub(/\001/, "<i>", s)
	gsub(/\002/, "</i>", s)
	return s
}

function bare(s) {
	gsub(/[\001\002]/, "", s)
	return s
}

function yaml(s) {
	gsub(/'/, "''", s)
	return "'" s "'"
}

function json(s) {
	gsub(/\\/, "\\\\&", s)
	gsub(/"/, "\\\\&", s)
	return "\"" s "\""
}

# The same with everything past ASCII escaped, astral characters as pairs.
function json_ascii(s,   c) {
	s = json(s)
	while (match(s, /[\300-\367][\200-\277]+/)) {
		c = substr(s, RSTART, RLENGTH)
		gsub(c, escape_of(c), s)
	}
	return s
}

function escape_of(c,   n, i, len) {
	if (c in escapes)
		return escapes[c]
	len = length(c)
	n = code[substr(c, 1, 1)] % (len == 2 ? 32 : len == 3 ? 16 : 8)
	for (i = 2; i <= len; i++)
		n = n * 64 + code[substr(c, i, 1)] % 64
	if (n < 65536)
		escapes[c] = sprintf("\\u%04x", n)
	else
		escapes[c] = sprintf("\\u%04x\\u%04x", 55296 + int((n - 65536) / 1024),
			56320 + (n - 65536) % 1024)
	return escapes[c]
}

BEGIN {
	for (i = 1; i < 256; i++)
		code[sprintf("%c", i)] = i
	n = split("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve " \
		"Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen", word, " ")
	for (i = 1; i <= n; i++)
		small[i] = word[i]
	n = split("Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety", word, " ")
	for (i = 1; i <= n; i++)
		tens[i + 1] = word[i]
}
