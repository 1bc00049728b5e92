# pmlr.awk - a volume of proceedings.mlr.press: the list page, citeproc.yaml and
# a page per paper, as the site's generator has written them since 2021.

# The site's key of a paper: "garcia23b".
function key_of(   s, n, tail) {
	s = authors ? family[1] : "anonymous"
	gsub(/ü/, "u", s)
	gsub(/í|á/, "a", s)
	s = tolower(s)
	gsub(/[^a-z]/, "", s)
	s = (s == "" ? "author" : s) sprintf("%02d", year % 100)
	tail = ""
	for (n = taken[s]++; n >= 26; n = int(n / 26) - 1)
		tail = substr(letters, n % 26 + 1, 1) tail
	return s substr(letters, n + 1, 1) tail
}

function pmlr_page_head(file, caption) {
	printf "<!DOCTYPE html>\n<html lang=\"en\">\n\n<head>\n  <meta charset=\"utf-8\">\n" \
		"  <title>%s</title><meta name=\"description\" content=\"%s\">\n", caption, caption >file
}

function pmlr_page_body(file) {
	printf "<script>\n  (function(i,s,o){i['GoogleAnalyticsObject']=o;if(i<s&&s>0){i.l=1*new Date();}})(window,1,'ga');\n</script>\n" \
		"</head>\n\n<body>\n<header class=\"site-header\">\n  <div class=\"wrapper\">\n" \
		"    <nav class=\"site-nav\"><a class=\"page-link\" href=\"%s/\">%s</a>\n" \
		"    <a class=\"page-link\" href=\"https://www.jmlr.org/\">JMLR</a></nav>\n  </div>\n</header>\n\n" \
		"<main class=\"page-content\" aria-label=\"Content\"><div class=\"wrapper\">\n\n", site, toupper(vol) >file
}

function pmlr_page_foot(file) {
	printf "\n</div>\n    </main>\n<footer class=\"site-footer\">\n  <p>This site last compiled Thu, 29 May 2025 08:55:19 +0000</p>\n" \
		"  Copyright &copy; <a href=\"https://proceedings.mlr.press\">The authors and PMLR</a> 2025.\n</footer>\n</body>\n\n</html>\n" >file
	close(file)
}

# A title stands in the page as the editors wrote it: not escaped.
function pmlr_entry(file,   url, pdf) {
	url = site "/" id
	pdf = url "/" id ".pdf"
	printf "<div class=\"paper\">\n  <p class=\"title\">%s</p>\n  <p class=\"details\">\n" \
		"    <span class=\"authors\">%s</span>;\n" \
		"    <span class=\"info\"><i>%s</i>, PMLR %s:%d-%d</span>\n  </p>\n  <p class=\"links\">\n" \
		"    [<a href=\"%s.html\">abs</a>][<a href=\"%s\" target=\"_blank\" " \
		"onclick=\"ga('send', 'event', 'PDF Downloads', 'Download', '%s', 10);\">Download PDF</a>]", \
		italic(title), names(",&nbsp;", 0), container, number_of_volume, first_page, last_page, url, pdf, pdf >file
	if (with_forum)
		printf "[<a href=\"https://openreview.net/forum?id=%s\" target=\"_blank\" " \
			"onclick=\"ga('send', 'event', 'OpenReview site', 'Openreview', 'https://openreview.net/forum?id=false', 0);\">OpenReview</a>]", \
			forum >file
	print "</p>\n</div>" >file
}

function pmlr_yaml(file, i,   j, text) {
	text = abstract
	if (i % 1000 == 45) # seen in v263: a backspace inside a scalar
		sub(/ /, " \b", text)
	printf "- title: %s\n", yaml(bare(title)) >file
	if (text != "" || i % 200 == 11)
		print "  abstract: " yaml(text) >file
	printf "  volume: %s\n  URL: %s/%s.html\n  PDF: %s/%s/%s.pdf\n" \
		"  edit: https://github.com/mlresearch//%s/edit/gh-pages/_posts/%d-07-03-%s.md\n" \
		"  series: 'Proceedings of Machine Learning Research'\n" \
		"  container-title: %s\n  publisher: 'PMLR'\n  author: \n", \
		number_of_volume, site, id, site, id, id, vol, year, id, yaml(container) >file
	for (j = 1; j <= authors; j++) {
		if (given[j] != "")
			printf "  - given: %s\n    family: %s\n", given[j], family[j] >file
		else
			printf "  - family: %s\n", family[j] >file
	}
	printf "  editor: \n  - given: Ada\n    family: Example\n  address: Honolulu, Hawaii, USA\n  page: %d-%d\n  id: %s\n" \
		"  issued:\n    date-parts: \n      - %d\n      - 7\n      - 3\n  firstpage: %d\n  lastpage: %d\n" \
		"  published: %d-07-03 00:00:00 +0000\n", first_page, last_page, id, year, first_page, last_page, year >file
}

function pmlr_paper(   file, url, j) {
	file = folder "/" id ".html"
	url = site "/" id
	pmlr_page_head(file, html(bare(title)))
	printf "<meta name=\"citation_publisher\" content=\"PMLR\" /><meta name=\"citation_title\" content=\"%s\" />" \
		"<meta name=\"citation_language\" content=\"en\" />\n" \
		"<meta name=\"citation_abstract_html_url\" content=\"%s.html\" /><meta name=\"citation_pdf_url\" content=\"%s/%s.pdf\">" \
		"<meta name=\"citation_firstpage\" content=\"%d\"><meta name=\"citation_lastpage\" content=\"%d\">", \
		html(bare(title)), url, url, id, first_page, last_page >file
	for (j = 1; j <= authors; j++)
		printf "<meta name=\"citation_author\" content=\"%s\">", html(full[j]) >file
	printf "<meta name=\"citation_publication_date\" content=\"%d/07/03\"><meta name=\"twitter:title\" content=\"%s\" />\n", \
		year, html(bare(title)) >file
	pmlr_page_body(file)
	printf "<article class=\"post-content\">\n  <h1>%s</h1><span class=\"authors\">%s</span>\n" \
		"<div id=\"info\"><i>%s</i>,&nbsp;PMLR %s:%d-%d,&nbsp;%d.\n  </div> \n  \n  <h4>Abstract</h4>\n  <div id=\"abstract\" class=\"abstract\">\n", \
		italic(title), names(",&nbsp;", 0), container, number_of_volume, first_page, last_page, year >file
	printf "%s</div>\n", abstract >file
	printf "  <hr>\n  <div class=\"panel panel-default\">\n    <h4>Cite this Paper</h4>\n    <code class=\"citecode\" id=\"bibtex\">\n" \
		"@InProceedings{pmlr-%s-%s,\n  title = \t {%s},\n  author = {Others},\n  year = \t {%d}\n}\n    </code>\n  </div>\n" \
		"  <h4>Related Material</h4>\n  <div id=\"extras\">\n    <ul>\n      <li><a href=\"%s/%s.pdf\" target=\"_blank\">Download PDF</a></li>\n" \
		"    </ul>\n  </div>\n</article>\n", vol, id, bare(title), year, url, id >file
	pmlr_page_foot(file)
	emit(file, url ".html", "text/html; charset=utf-8")
}

# Papers from..to as volume `key` ("202", "r5").
function pmlr(key, from, to,   list, bulk, i) {
	number_of_volume = key
	sub(/^r/, "", number_of_volume)
	vol = key ~ /^[0-9]/ ? "v" key : key
	folder = "proceedings.mlr.press/" vol
	site = "https://" folder
	container = venue == "icml" ? "Proceedings of the " (year - 1983) "th International Conference on Machine Learning" : \
		"Proceedings of " toupper(venue) " " year
	with_forum = year >= 2023
	letters = "abcdefghijklmnopqrstuvwxyz"
	system("mkdir -p " folder "/assets/bib")
	list = folder "/index.html"
	bulk = folder "/assets/bib/citeproc.yaml"
	pmlr_page_head(list, "Proceedings")
	pmlr_page_body(list)
	printf "<h2>Volume %s: %s, 23-29 July %d, Honolulu, Hawaii, USA</h2>\n\n" \
		"<p><strong>Editors: Ada Example</strong></p>\n<p>[<a href=\"./assets/bib/bibliography.bib\" target=\"_blank\">bib</a>]" \
		"[<a href=\"./assets/bib/citeproc.yaml\"  target=\"_blank\">citeproc</a>]</p>\n\n", number_of_volume, container, year >list
	print "" >bulk
	for (i = from; i <= to; i++) {
		make_paper(i)
		id = key_of()
		pmlr_entry(list)
		pmlr_yaml(bulk, i)
		pmlr_paper()
	}
	printf "\n<p class=\"rss-subscribe\">subscribe <a href=\"/%s/assets/rss/feed.xml\">via RSS</a></p>\n", vol >list
	pmlr_page_foot(list)
	close(bulk)
	emit(list, site "/", "text/html; charset=utf-8")
	emit(list, site, "text/html; charset=utf-8")
	emit(bulk, site "/assets/bib/citeproc.yaml", "text/yaml")
}
