# crossref.awk - works of api.crossref.org as it answers since 2021: a journal
# (issn=...) by thousands with cursors, or a proceedings (prefix=10.1/2) as its
# record and the days around it, among works of the same publisher.

function crossref_fields(count) {
	return count ? "DOI,title,author,type,container-title,short-container-title,event,published,published-print,published-online,issued" : \
		"DOI,title,subtitle,original-title,author,abstract,type,page,article-number,volume,container-title," \
		"short-container-title,event,published,published-print,published-online,issued,link,resource,relation"
}

# A cursor as the API makes them, and as a client must write it.
function crossref_cursor(n, encoded) {
	return n == 0 ? "%2A" : "MTU5OTYx" n "+a/b" (encoded ? "%3D%3D" : "==")
}

function crossref_encoded(n,   s) {
	s = crossref_cursor(n, 1)
	gsub(/[+]/, "%2B", s)
	gsub(/\//, "%2F", s)
	return s
}

function crossref_author(j) {
	return (given[j] == "" ? "{\"name\":" json(family[j]) : \
		"{\"given\":" json(given[j]) ",\"family\":" json(family[j])) \
		",\"sequence\":\"" (j == 1 ? "first" : "additional") "\",\"affiliation\":[" \
		(place[j] == "" ? "" : "{\"name\":" json(place[j]) "}") "]}"
}

# Paper i as a work; the title's markup and both halves of some are apart.
function crossref_work(file, i, journal,   j, list, rest, head) {
	list = ""
	for (j = 1; j <= authors; j++)
		list = list (j > 1 ? "," : "") crossref_author(j)
	head = title
	rest = ""
	if (i % 4 == 1 && match(head, /: /)) {
		rest = substr(head, RSTART + 2)
		head = substr(head, 1, RSTART - 1)
	}
	printf "{\"indexed\":{\"date-parts\":[[2026,9,18]],\"timestamp\":1789720365131},\"DOI\":\"%s\",\"type\":\"%s\"," \
		"\"title\":[%s],\"subtitle\":[%s]%s,\"page\":\"%d-%d\",\"volume\":\"14\",%s" \
		"\"published\":{\"date-parts\":[[%d,1,%s]]},\"issued\":{\"date-parts\":[[%d,1,29]]},\"published-print\":{\"date-parts\":[[null]]}," \
		"\"container-title\":[\"Made Up\"],\"resource\":{\"primary\":{\"URL\":\"https:\\/\\/publisher.example\\/doi\\/%d\"}}}", \
		crossref_doi(i, journal), journal ? "journal-article" : "proceedings-article", json(italic(html_text(head))), \
		rest == "" ? "" : json(italic(html_text(rest))), authors ? ",\"author\":[" list "]" : "", first_page, last_page, \
		abstract == "" ? "" : "\"abstract\":" json("<jats:title>Abstract</jats:title><jats:p>" html_text(abstract) "</jats:p>") ",", \
		year, i % 7 ? "29" : "null", year, i >file
}

function html_text(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	return s
}

function crossref_doi(i, journal) {
	return (journal ? "10.1038/S41999-" year "-" : prefix_of_all ".") sprintf("%07d", i)
}

# What is in the list and is no paper of it.
function crossref_stranger(file, n, journal) {
	printf n % 2 ? "{\"DOI\":\"%s.f%d\",\"title\":[\"[Front matter]\"],\"type\":\"%s\",\"published\":{\"date-parts\":[[%d,1,29]]}}" : \
		"{\"DOI\":\"%s9.f%d\",\"title\":[\"Of the December Before\"],\"type\":\"%s\",\"published\":{\"date-parts\":[[%d,12,31]]}}", \
		journal ? "10.1038/s41999" : prefix_of_all, n, journal ? "journal-article" : "proceedings-article", n % 2 ? year : year - 1 >file
}

# The list at `url` (without select and cursor) in pages of 1000 works; each has
# two strangers. A count of a proceedings reads the same pages.
function crossref_list(url, folder, from, to, journal, counting,   file, n, i, page, last) {
	last = int((to - from) / 998)
	i = from
	for (page = 0; page <= last; page++) {
		file = folder (counting ? "/count-" : "/works-") page ".json"
		printf "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message-version\":\"1.0.0\",\"message\":{\"facets\":{}," \
			"\"total-results\":%d,\"items\":[", to - from + 1 + 2 * (last + 1) >file
		crossref_stranger(file, 2 * page, journal)
		printf "," >file
		crossref_stranger(file, 2 * page + 1, journal)
		for (n = 2; n < 1000 && i <= to; n++) {
			make_paper(i)
			if (counting)
				abstract = ""
			printf "," >file
			crossref_work(file, i, journal)
			i++
		}
		printf "],\"items-per-page\":1000%s}}", page < last ? ",\"next-cursor\":\"" crossref_cursor(page + 1) "\"" : "" >file
		close(file)
		emit(file, url "&rows=1000&select=" crossref_fields(counting) "&cursor=" crossref_encoded(page), "application/json")
	}
}

# Papers from..to as `key`.
function crossref(key, from, to,   filter, folder, file, url, total) {
	filter = "type:journal-article,type:proceedings-article,from-pub-date:"
	folder = "api.crossref.org/" year
	system("mkdir -p " folder)
	if (key ~ /^issn=/) {
		url = "https://api.crossref.org/journals/" substr(key, 6) "/works?filter=" filter year "-01-01,until-pub-date:" year "-12-31"
		crossref_list(url, folder, from, to, 1, 0)
		file = folder "/count.json"
		total = to - from + 1
		printf "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{\"total-results\":%d,\"items\":[]}}", total >file
		close(file)
		emit(file, url "&rows=0", "application/json")
	} else if (key ~ /^prefix=10[.][0-9]+\/[^;,]+$/) {
		prefix_of_all = substr(key, 8)
		file = folder "/record.json"
		printf "{\"status\":\"ok\",\"message-type\":\"work\",\"message\":{\"reference-count\":0,\"DOI\":\"%s\",\"type\":\"proceedings\"," \
			"\"title\":[\"Proceedings\"],\"published\":{\"date-parts\":[[%d,1,29]]},\"ISBN\":[\"9781450361255\"]}}", prefix_of_all, year >file
		close(file)
		emit(file, "https://api.crossref.org/works/" prefix_of_all, "application/json")
		sub(/\/.*/, "", key)
		url = "https://api.crossref.org/works?filter=prefix:" substr(key, 8) "," filter year "-01-22,until-pub-date:" year "-02-05"
		crossref_list(url, folder, from, to, 0, 0)
		crossref_list(url, folder, from, to, 0, 1)
	} else {
		fail("cannot make up crossref with key '" key "'")
	}
}
