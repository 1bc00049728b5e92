# usenix.awk - a conference of www.usenix.org: its programme with abstracts, and
# a page per paper.

function usenix_people(   s, j) {
	for (j = 1; j <= authors; j++)
		s = s (j > 1 ? " " : "") html(full[j]) (place[j] == "" ? "," : ", <em>" html(place[j]) ";</em>")
	return s
}

function usenix_field(name, body) {
	return "<div class=\"field field-name-field-" name " field-label-hidden\"><div class=\"field-items\">" \
		"<div class=\"field-item odd\">" body "</div></div></div>"
}

function usenix_entry(file, n) {
	if (n % 4 == 1)
		printf "%s<article id=\"session-%d\" class=\"node node-session view-mode-schedule\">\n<h2 class=\"node-title\">Session %d</h2>\n", \
			(n > 1 ? "</article>\n" : ""), n, n >file
	printf "<article id=\"node-%d\" class=\"node node-paper view-mode-schedule\">\n<h2><a href=\"/conference/%s/presentation/%s\">%s</a></h2>\n" \
		"<div class=\"content\">%s%s%s</div>\n</article>\n", n, usenix_conference, usenix_name, italic(html(title)), \
		usenix_field("paper-people-text", "<p>" usenix_people() "</p>"), \
		usenix_field("paper-description-long", abstract == "" ? "" : "<p>" loose(abstract) "</p>"), \
		usenix_field("final-paper-pdf", "<span class=\"file\"><a href=\"https://www.usenix.org/system/files/" usenix_name ".pdf\">PDF</a></span>") >file
}

function usenix_page(   file, j) {
	file = usenix_folder "/presentation/" usenix_name
	printf "<!DOCTYPE html>\n<html><head>\n<meta name=\"citation_title\" content=\"%s\" />\n", html(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "<meta name=\"citation_author\" content=\"%s\" />\n<meta name=\"citation_author_institution\" content=\"%s\" />\n", \
			html(full[j]), html(place[j]) >file
	printf "<meta name=\"citation_publication_date\" content=\"%d\" />\n<meta name=\"citation_firstpage\" content=\"%d\" />\n" \
		"<meta name=\"citation_lastpage\" content=\"%d\" />\n</head><body><h1 id=\"page-title\">%s</h1>\n" \
		"<article class=\"node node-paper view-mode-full\"><div class=\"content\">%s%s</div></article></body></html>\n", \
		year, first_page, last_page, italic(html(title)), usenix_field("paper-people-text", "<p>" usenix_people() "</p>"), \
		usenix_field("paper-description", "<p>" loose(abstract) "</p>") >file
	close(file)
	emit(file, "https://" file, "text/html; charset=utf-8")
}

function usenix(key, from, to,   file, i) {
	usenix_conference = key
	sub(/\/.*/, "", usenix_conference)
	usenix_folder = "www.usenix.org/conference/" usenix_conference
	system("mkdir -p " usenix_folder "/presentation")
	file = usenix_folder "/technical-sessions"
	printf "<!DOCTYPE html>\n<html><head><title>Sessions | USENIX</title></head><body>\n<article class=\"node node-session\"><h2>Keynote</h2>\n" \
		"<article class=\"node node-paper\"><h2><a href=\"/conference/%s/presentation/keynote\">A Talk</a></h2></article>\n</article>\n", \
		usenix_conference >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		usenix_name = "author" i
		usenix_entry(file, i - from + 1)
		usenix_page()
	}
	printf "</article>\n</body></html>\n" >file
	close(file)
	emit(file, "https://" file, "text/html; charset=utf-8")
}
