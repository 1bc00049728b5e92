# ijcai.awk - a volume of www.ijcai.org: the list of its era, and a page per
# paper since 2007.

function ijcai_head(file, caption) {
	printf "<!DOCTYPE html>\n<head>\n<meta charset=\"utf-8\" />\n<title>%s | IJCAI</title>\n</head>\n<body class=\"html\">\n" \
		"<nav><ul class=\"menu\"><li class=\"leaf\"><a href=\"/past_proceedings\">Past Proceedings</a></li></ul></nav>\n" \
		"<div id=\"content\"><h1 class=\"page-title\">%s</h1>\n<div class=\"content node-page\">", caption, caption >file
}

function ijcai_foot(file) {
	printf "</div></div>\n<div id=\"footer\"><p class=\"copyright\">Copyright &copy; 2020, IJCAI </p></div>\n" \
		"<script>\n$('.paper_wrapper').each(function(k) { t = '<div class=\"title\">'; });\n</script>\n</body>\n</html>\n" >file
	close(file)
}

# "A, B, and C" as a scanned list has it.
function ijcai_scanned(   s, j) {
	for (j = 1; j <= authors; j++)
		s = s (j == 1 ? "" : j < authors ? ", " : j == 2 ? " and " : ", and ") html(full[j])
	return s
}

function ijcai_old_entry(file, n) {
	if (n % 50 == 1)
		printf "<u><b>\n<p>SESSION %d</p>\n</b></u>\n", n / 50 + 1 >file
	printf "<p><a href=\"%sProceedings/%s/Papers/%s.pdf\">%s</a>&nbsp; </p>\n", ijcai_site, ijcai_short, ijcai_name, html(bare(title)) >file
	if (authors)
		printf "<p>%s%s%d</p>\n", ijcai_scanned(), n % 3 ? ".. " : "&nbsp;\n ", first_page >file
}

function ijcai_line_entry(file, pdf, page) {
	pdf = "Proceedings/" ijcai_short "/Papers/" ijcai_name ".pdf"
	page = "Abstract/" ijcai_short "/" ijcai_name
	if (year < 2009)
		printf "\n<p><a href=\"%s%s\">Abstract<br />\n<a href=\"%s%s\">%s</a> / %d<br>\n<i>%s</i></p>\n", \
			ijcai_site, page, ijcai_site, pdf, italic(html(title)), first_page, names(", ", 0) >file
	else if (year < 2015)
		printf "\n<p><a href=\"%s%s\">%s</a> / %d<br />\n<i>%s</i><br />\n<a href=\"%s%s\">Abstract</a></p>\n", \
			ijcai_site, pdf, italic(html(title)), first_page, names(", ", 0), ijcai_site, page >file
	else
		printf "\n<p>%s / %d<br />\n<i>%s</i><br />\n<a href=\"/%s\">PDF</a> | <a href=\"/%s\">Abstract</a></p>\n", \
			italic(html(title)), first_page, names(", ", 0), pdf, page >file
}

function ijcai_abstract_page(   file) {
	file = ijcai_folder "/" ijcai_name
	ijcai_head(file, html(bare(title)))
	if (year < 2013)
		printf "<div class=\"pabstract\">%s</div>", loose(abstract) >file
	else
		printf "<p>%s / %d<br/><i>%s</i><br/><a href=\"/Proceedings/%s/Papers/%s.pdf\">PDF</a></p>\n<p>%s</p>", \
			italic(html(title)), first_page, names(", ", 0), ijcai_short, ijcai_name, loose(abstract) >file
	ijcai_foot(file)
	emit(file, ijcai_site "Abstract/" ijcai_short "/" ijcai_name, "text/html; charset=utf-8")
}

# One line, without a line feed in it.
function ijcai_new_entry(file, n) {
	if (n % 1000 == 1)
		printf "%s<div class=\"section\"><div class=\"section_title\"><h3>%s</h3></div>", \
			(n > 1 ? "</div></div>" : ""), n == 1 ? "Main track" : "Track " n >file
	if (n % 100 == 1)
		printf "%s<div class=\"subsection\"><div class=\"subsection_title\">Subject %d</div>", n % 1000 == 1 ? "" : "</div>", n >file
	printf "<div id=\"paper%d\" class=\"paper_wrapper\"><div class=\"title\">%s</div><div class=\"authors\">%s</div>" \
		"<div class=\"details\">(<a href=\"%04d.pdf\">PDF</a> | <a href=\"/proceedings/%s/%d\">  Details</a>)</div></div>", \
		n, italic(html(title)), names(", ", 0), n, ijcai_volume, n >file
}

function ijcai_detail_page(n,   file, j) {
	file = ijcai_folder "/" n
	printf "<!DOCTYPE html>\n<html><head>\n<meta name=\"citation_title\" content=\"%s\">\n", html(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "<meta name=\"citation_author\" content=\"%s\">\n", html(full[j]) >file
	printf "<meta name=\"citation_firstpage\" content=\"%d\">\n<meta name=\"citation_lastpage\" content=\"%d\">\n" \
		"<meta name=\"citation_doi\" content=\"10.24963/ijcai.%d/%d\">\n</head><body>\n" \
		"<div class=\"row\"><div class=\"col-md-12\">Proceedings<br/>Main track. Pages %d-%d. </div></div><hr>\n" \
		"<div class=\"row\"><div class=\"col-md-12\">%s</div>\n" \
		"<div class=\"col-md-12\"><div class=\"keywords\">Keywords:<div class=\"topic\">Learning: %s</div></div></div></div>\n</body></html>\n", \
		first_page, last_page, year, n, first_page, last_page, loose(abstract), n % 7 >file
	close(file)
	emit(file, ijcai_site "proceedings/" ijcai_volume "/" n, "text/html; charset=utf-8")
}

function ijcai_list(from, to,   file, i, n) {
	ijcai_short = substr(ijcai_volume, 3)
	ijcai_folder = "www.ijcai.org/proceedings/" ijcai_volume
	system("mkdir -p " ijcai_folder)
	file = ijcai_folder "/index.html"
	ijcai_head(file, "Proceedings of a Joint Conference")
	if (year >= 2017)
		printf "<div class=\"proceedings\"><div class=\"section\" id=\"section0\"><h3>Edited by Ada Example<h3>\n" \
			"<p>\n<div>Donwnload preface <a href=\"%sproceedings/%s/preface.pdf\"> here</a>.</div></p></div>\n", \
			ijcai_site, ijcai_volume >file
	else
		printf "<h2>Contents</h2>\n" >file
	for (i = from; i <= to; i++) {
		n = i - from + 1
		ijcai_name = sprintf("%03d", n)
		make_paper(i)
		if (year >= 2017) {
			ijcai_new_entry(file, n)
			ijcai_detail_page(n)
		} else if (year >= 2007) {
			ijcai_line_entry(file)
			ijcai_abstract_page()
		} else {
			ijcai_old_entry(file, n)
		}
	}
	if (year >= 2017)
		printf "</div></div></div>  </div>\n" >file
	ijcai_foot(file)
	emit(file, ijcai_site "proceedings/" ijcai_volume "/", "text/html; charset=utf-8")
}

# Papers from..to as the volumes of `key` ("2018", "1977-1,1977-2"); a year
# of which there were two stands for both.
function ijcai(key, from, to,   volume, n, v, share) {
	ijcai_site = "https://www.ijcai.org/"
	if (key ~ /^(19[789].|200[01])$/ && key >= 1977)
		key = key "-1," key "-2"
	n = split(key, volume, ",")
	share = int((to - from + n) / n)
	for (v = 1; v <= n; v++) {
		ijcai_volume = volume[v]
		ijcai_list(from, v < n ? from + share - 1 : to)
		from += share
	}
}
