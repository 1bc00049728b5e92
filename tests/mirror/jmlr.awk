# jmlr.awk - jmlr.org: the page of a volume as it is written today, or, up to
# volume 4, by hand; a page per paper; the list of TMLR.

function jmlr_head(file, caption) {
	printf "<!DOCTYPE HTML>\n<html lang=\"en-us\">\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">\n" \
		"<title>%s</title>\n<script>if (1<2) document.write(\"<dt>none</dt>\");</script>\n</head>\n<body>\n" \
		"<div id=\"fixed\"><a href=\"/\">Home</a> <a href=\"/papers\">Papers</a></div>\n<div id=\"content\">\n", caption >file
}

function jmlr_foot(file) {
	print "</div>\n</body>\n</html>" >file
	close(file)
}

function jmlr_entry(file, i) {
	if (jmlr_volume <= 4)
		printf "<tr><td><dl><dt>%s\n<dd><i><b>%s</b></i>; %d(Jan):%d--%d, %d.\n<br><a href=\"%s.html\">[abs]</a> " \
			"<a href=\"/papers/volume%d/%s/%s.pdf\">[pdf]</a></dl></td></tr>\n", italic(html(title)), names(", ", 0), \
			jmlr_volume, first_page, last_page, year, id, jmlr_volume, id, id >file
	else
		printf "<dl>\n<dt>%s</dt>\n<dd><b><i>%s</i></b>; (%d):%d&minus;%d, %d.%s\n" \
			"<br>[<a href='/papers/v%d/%s.html'>abs</a>][<a target=_blank href='/papers/volume%d/%s/%s.pdf'>pdf</a>]" \
			"[<a href=\"/papers/v%d/%s.bib\">bib</a>]\n</dd>\n</dl>\n", italic(html(title)), names(", ", 0), i, first_page, last_page, year, \
			i % 9 ? "" : " &nbsp;&nbsp; (<a href=\"/mloss/\">Machine Learning Open Source Software Paper</a>)", \
			jmlr_volume, id, jmlr_volume, id, id, jmlr_volume, id >file
}

function jmlr_page(   file, j) {
	file = jmlr_folder "/" id ".html"
	jmlr_head(file, "paper")
	printf "<meta name=\"citation_title\" content=\"%s\">\n", html(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "<meta name=\"citation_author\" content=\"%s\">\n", html(full[j]) >file
	printf "<meta name=\"citation_publication_date\" content=\"%d\">\n<h2>%s</h2>\n<p><b><i>%s</i></b>; %d(1):%d&minus;%d, %d.</p>\n<h3>Abstract</h3>\n", \
		year, italic(html(title)), names(", ", 0), jmlr_volume, first_page, last_page, year >file
	printf (jmlr_volume <= 4 ? "%s\n<p>\n" : "<p class=\"abstract\">\n%s\n</p>\n"), loose(abstract) >file
	printf "<font color=\"gray\"><p>[abs]\n[<a target=_blank href=\"/papers/volume%d/%s/%s.pdf\">pdf</a>]" \
		"<br> &copy JMLR %d. (<a href=\"https://example.org/\">edit</a>)</p></font>\n", jmlr_volume, id, id, year >file
	jmlr_foot(file)
	emit(file, "https://jmlr.org/papers/v" jmlr_volume "/" id ".html", "text/html")
}

# One page with all years: another year's paper stands between any two.
function tmlr_entry(file, when, forum_id) {
	printf "     <li class=\"item %s \">\n        <h4><a class=\"paper-data-bs-title darkblue\" href=\"https://openreview.net/pdf?id=%s\"><b>%s</b></a></h4>\n" \
		"        <p><i>%s</i>, %s %d  <br>\n            [<a href=\"https://openreview.net/forum?id=%s\">openreview</a>] " \
		"[<a href=\"https://openreview.net/pdf?id=%s\">pdf</a>] [<a href=\"/tmlr/papers/bib/%s.bib\">bib</a>] \n        </p>\n    </li>\n", \
		"nocertificate", forum_id, italic(html(title)), names(", ", 0), pick("January|March|May"), when, forum_id, forum_id, forum_id >file
}

function tmlr(from, to,   file, i) {
	system("mkdir -p jmlr.org/tmlr")
	file = "jmlr.org/tmlr/papers.html"
	jmlr_head(file, "TMLR")
	print "<h1>Accepted papers</h1>\n<ul class=\"list-papers list-group\">" >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		tmlr_entry(file, year, forum)
		if (i % 3 == 0)
			tmlr_entry(file, year - 1, forum "x")
	}
	print "</ul>" >file
	jmlr_foot(file)
	emit(file, "https://jmlr.org/tmlr/papers/", "text/html")
}

# Papers from..to as the list `key` ("v23", "tmlr", or "" for the year's).
function jmlr(key, from, to,   list, i) {
	if (key == "tmlr") {
		tmlr(from, to)
		return
	}
	jmlr_volume = key ~ /^v[0-9]+$/ ? substr(key, 2) + 0 : year - 1999
	jmlr_folder = "jmlr.org/papers/v" jmlr_volume
	system("mkdir -p " jmlr_folder)
	list = jmlr_folder "/index.html"
	jmlr_head(list, "JMLR")
	printf "<h1>JMLR Volume %d</h1>\n%s", jmlr_volume, jmlr_volume <= 4 ? "<table>\n" : "" >list
	for (i = from; i <= to; i++) {
		make_paper(i)
		id = sprintf("%02d-%04d", year % 100, i)
		jmlr_entry(list, i)
		jmlr_page()
	}
	jmlr_foot(list)
	emit(list, "https://jmlr.org/papers/v" jmlr_volume "/", "text/html")
}
