# chaos.awk - the faults of a seed, for tests/chaos: one --fault of serve per
# line, the number of good answers that it may spoil and its URL before it.
#
# With text.awk, whose numbers are the same on every machine. In: the URLs, one a
# line. Environment: SEED; MOST, twice which and one a URL fails at most: more
# often than it is tried, so that its job, or the paper's page, is given up.

function list_only(url) {
	return url ~ /^(api\.crossref\.org|api\.openalex\.org|export\.arxiv\.org|raw\.githubusercontent\.com|ojs\.aaai\.org|api2?\.openreview\.net)\//
}

# Venues that have no other list, to which an answer that is none would send them.
function no_other(url) {
	return url ~ /^(api\.crossref\.org|api\.openalex\.org|export\.arxiv\.org)\//
}

# What goes wrong for a while. Sets spoils: whether the log of the mirror has a
# 200 for it.
function trouble_of(n) {
	spoils = n >= 6
	if (n == 0) return "status=500"
	if (n == 1) return "status=503"
	if (n == 2) return "status=429,header=Retry-After: " 1 + random(2)
	if (n == 3) return "status=502"
	if (n == 4) return "close"
	if (n == 5) return "reset"
	if (n == 6) return "reset=" 1 + random(3000)
	if (n == 7 || n == 8) return "truncate=" 1 + random(3000)
	if (n == 9) return "length=99999999"
	if (n == 10) return "stall=" random(1000)
	if (n == 11) return "trickle=" 100 + random(1000) "/0.05" # a long one takes too long
	spoils = 0
	return "delay=" random(10) / 10
}

# What is not tried again: the job ends, and the next start asks once more.
function nonsense(n) {
	spoils = 1
	if (n == 0) return "html"
	if (n == 1) return "garbage=" 1 + random(5000)
	if (n == 2) return "garbage=" 1 + random(5000) ",header=Content-Encoding: gzip"
	if (n == 3) return "bomb=gzip:10000000"
	spoils = 0
	return n == 4 ? "redirect=loop" : "status=403"
}

function fault(url, count,   what) {
	what = no_other(url) && !random(2) ? nonsense(random(6)) : trouble_of(random(14))
	print (spoils ? count : 0) "\t" url "\turl=" url "," what ",count=" count
}

{
	url[NR] = $0
}

END {
	most = ENVIRON["MOST"]
	seed(ENVIRON["SEED"] * 7919 + 17)
	# a page that all tries of all workers of a start do not bring
	for (i = 1; i <= NR; i++)
		if (url[i] ~ /\/rss19\/p/) page[++pages] = url[i]
	if (most == 1 && pages) {
		one = page[1 + random(pages)]
		print "0\t" one "\turl=" one ",status=500,count=" (most + 2) * (most + 2)
	}
	for (i = 1; i <= NR; i++)
		if (!random(list_only(url[i]) ? 3 : 12))
			fault(url[i], 1 + random(2 * most + 1))
	# and one that is for a whole host
	host = url[1 + random(NR)]
	sub(/\/.*/, "/*", host)
	print "0\t" host "\turl=" host ",close,count=1"
}
