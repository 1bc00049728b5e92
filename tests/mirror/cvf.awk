# cvf.awk - a conference on openaccess.thecvf.com as the site has it today: one
# list (until 2017, and WACV until 2025), a menu and a list per day (2018 to
# 2020), a menu and a list of all days (since 2021), and a page per paper.
#
# Old pages escape nothing, not even quotation marks inside of attributes; the
# BibTeX has the names without their accents.

function cvf_head(file, caption) {
	printf "\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<html>\n<head>\n" \
		"<meta content=\"text/html; charset=UTF-8\" http-equiv=\"content-type\">\n<title>%s Open Access Repository</title>\n" \
		"<script type=\"text/javascript\" src=\"/static/jquery.js\"></script>\n%s", caption, "" >file
}

function cvf_body(file) {
	printf "</head>\n<body>\n<div id=\"header\">\n<a href=\"/menu\">Back</a>\n<div id=\"disclaimer\" >\nCopyright is retained.<br><br>\n" \
		"<form action=\"/%s\" method=\"post\">\n<input type=\"text\" name=\"query\">\n<input type=\"submit\" value=\"Search\">\n</form>\n" \
		"</div>\n</div>\n<div id=\"content\">\n", cvf_key >file
}

function cvf_foot(file) {
	print "</div>\n</body>\n</html>" >file
	close(file)
}

# As the page of an era writes text.
function cvf_text(s) {
	return cvf_old ? s : html(s)
}

function cvf_slug(s, n) {
	gsub(/[ :-]+/, "_", s)
	gsub(/[^A-Za-z0-9_]/, "", s)
	s = substr(s, 1, n)
	sub(/_$/, "", s)
	return s
}

function cvf_ascii(s) {
	gsub(/[\300-\367][\200-\277]+/, "o", s)
	return s
}

function cvf_bibtex(   j, s) {
	for (j = 1; j <= authors; j++)
		s = s (j > 1 ? " and " : "") family[j] (given[j] == "" ? "" : ", " given[j])
	s = cvf_text(cvf_ascii(s))
	return cvf_old ? \
		sprintf("\n@InProceedings{%s_%d_CVPR,<br>\nauthor = {%s},<br>\ntitle = {%s},<br>\nmonth = {June},<br>\nyear = {%d}<br>\n}\n", \
			cvf_slug(family[1], 20), year, s, bare(title), year) : \
		sprintf("@InProceedings{%s_%d_CVPR,\n    author    = {%s},\n    title     = {%s},\n    month     = {June},\n" \
			"    year      = {%d},\n    pages     = {%d-%d}\n}", \
			cvf_slug(family[1], 20), year, s, html(bare(title)), year, first_page, last_page)
}

function cvf_links(i, up) {
	return sprintf("[<a href=\"%s%s/papers/%s.pdf\">pdf</a>]\n", up, cvf_content, id) \
		(i % 5 ? sprintf("[<a href=\"%s%s/supplemental/%s_supplemental.pdf\">supp</a>]\n", up, cvf_content, substr(id, 1, 30) i) : "") \
		(i % 3 ? "" : sprintf("[<a href=\"http://arxiv.org/abs/%02d%02d.%05d\">arXiv</a>]\n", year % 100, i % 12 + 1, i)) \
		(i % 50 == 7 ? "[<a href=\"https://www.youtube.com/watch?v=" forum "\">video</a>]\n" : "") \
		"<div class=\"link2\">[<a class=\"fakelink\" onclick=\"$(this).siblings('.bibref').slideToggle()\">bibtex</a>]\n" \
		"<div class=\"bibref" (cvf_old ? "" : " pre-white-space") "\">" cvf_bibtex() "</div>\n</div>\n"
}

function cvf_entry(file, i,   j, form) {
	printf "<dt class=\"ptitle\"><br><a href=\"%s%s/html/%s.html\">%s</a></dt>\n<dd>\n", cvf_root, cvf_content, id, \
		cvf_old ? italic(title) : html(bare(title)) >file
	for (j = 1; j <= authors; j++) {
		form = "form-" full[j] cvf_slug(bare(title), 20)
		gsub(/ /, "", form)
		printf "<form id=\"%s\" action=\"%s\" method=\"post\" class=\"authsearch\">\n<input type=\"hidden\" name=\"%s\" value=\"%s%s\">\n" \
			"<a href=\"#\" onclick=\"document.getElementById('%s').submit();\">%s%s</a>%s\n</form>\n", \
			cvf_text(form), cvf_old ? "./" cvf_key "_search.py" : "/" cvf_key, cvf_old ? "query" : "query_author", \
			(j > 1 && cvf_old ? " " : ""), cvf_text(full[j]), cvf_text(form), (j > 1 && cvf_old ? " " : ""), \
			cvf_text(full[j]), (j < authors ? "," : "") >file
	}
	printf "</dd>\n<dd>\n%s</dd>\n", cvf_links(i, cvf_root) >file
}

function cvf_paper(i,   file, j) {
	file = "openaccess.thecvf.com/" cvf_content "/html/" id ".html"
	cvf_head(file, toupper(venue) " " year)
	printf "<meta name=\"citation_title\" content=\"%s\">\n", cvf_text(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "<meta name=\"citation_author\" content=\"%s%s\">\n", cvf_text(family[j]), given[j] == "" ? "" : ", " cvf_text(given[j]) >file
	printf "<meta name=\"citation_publication_date\" content=\"%d\">\n<meta name=\"citation_firstpage\" content=\"%d\">\n" \
		"<meta name=\"citation_lastpage\" content=\"%d\">\n<meta name=\"citation_pdf_url\" content=\"https://openaccess.thecvf.com/%s/papers/%s.pdf\">\n", \
		year, first_page, last_page, cvf_content, id >file
	cvf_body(file)
	printf "<dl>\n<dd>\n<div id=\"papertitle\">\n%s</div><div id=\"authors\"><br><b><i>", cvf_old ? italic(title) : html(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "%s%s", (j > 1 ? ", " : ""), cvf_text(full[j]) >file
	printf "</i></b>; Proceedings of the IEEE/CVF Conference, %d, pp. %d-%d\n</div><font size=\"5\"><br><b>Abstract</b></font><br><br>" \
		"<div id=\"abstract\" >\n", year, first_page, last_page >file
	printf "%s", loose(abstract) >file
	printf "%s<font size=\"5\"><br><b>Related Material</b></font><br><br>%s</dd>\n</dl>\n", \
		i % 100 == 12 ? "" : "</div>", cvf_links(i, cvf_old ? "../../" : "/") >file
	cvf_foot(file)
	emit(file, "https://openaccess.thecvf.com/" cvf_content "/html/" id ".html", "text/html; charset=utf-8")
}

# A list of the papers from..to at an address below the site.
function cvf_list(file, address, from, to,   i) {
	file = "openaccess.thecvf.com/" file
	cvf_head(file, toupper(venue) " " year)
	cvf_body(file)
	print "<h3>Papers</h3>\n<dl>" >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		id = cvf_slug(family[1] == "" || !authors ? "Anonymous" : family[1], 20) "_" cvf_slug(bare(title), 40) "_" i "_" \
			toupper(venue) "_" year "_paper"
		sub(/^_/, "", id)
		cvf_entry(file, i)
		cvf_paper(i)
	}
	print "</dl>" >file
	cvf_foot(file)
	emit(file, "https://openaccess.thecvf.com/" address, "text/html; charset=utf-8")
}

function cvf_menu(days, all,   file, d) {
	file = "openaccess.thecvf.com/" cvf_key ".html"
	cvf_head(file, toupper(venue) " " year)
	cvf_body(file)
	print "<h3>Papers</h3>\n<dl>" >file
	for (d = 1; d <= days; d++)
		printf "<dd>\n<a href=\"%s?day=%d-06-%d\">Day %d: %d-06-%d</a><br><br>\n</dd>\n", cvf_old ? cvf_key ".py" : "/" cvf_key, \
			year, 15 + d, d, year, 15 + d >file
	if (all)
		printf "<dd>\n<a href=\"/%s?day=all\">All Papers</a>\n</dd>\n", cvf_key >file
	print "</dl>" >file
	cvf_foot(file)
	emit(file, "https://openaccess.thecvf.com/" cvf_key, "text/html; charset=utf-8")
}

# Papers from..to as the conference `key` ("CVPR2020").
function cvf(key, from, to,   name, d, n, to_day) {
	cvf_key = key
	name = key
	sub(/[0-9].*/, "", name)
	cvf_old = year <= 2020
	cvf_root = cvf_old ? "" : "/"
	cvf_content = year <= 2018 ? "content_" tolower(name) "_" year : cvf_old ? "content_" name "_" year : "content/" name year
	system("mkdir -p openaccess.thecvf.com/" cvf_content "/html")
	if (year <= 2017 || name == "WACV" && year <= 2025 || name == "ECCV") {
		cvf_list(key ".html", key, from, to)
		return
	}
	cvf_menu(3, !cvf_old)
	if (!cvf_old) {
		cvf_list(key "@day=all.html", key "?day=all", from, to)
		return
	}
	n = int((to - from) / 3) + 1
	for (d = 1; d <= 3; d++) {
		to_day = from + d * n - 1
		cvf_list(key "@day=" d ".html", key ".py?day=" year "-06-" 15 + d, from + (d - 1) * n, to_day < to ? to_day : to)
	}
}
