# rss.awk - a volume of www.roboticsproceedings.org: its index and a page per
# paper.

function rss_page(   file, j) {
	file = rss_folder "/" rss_name ".html"
	printf "<!DOCTYPE html>\n<html><head>\n<meta name=\"citation_title\" content=\"%s\" />\n", html(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "<meta name=\"citation_author\" content=\"%s\" />\n", html(full[j]) >file
	printf "<meta name=\"citation_publication_date\" content=\"%d/07/10\" />\n</head><body><h3>%s</h3><i>%s</i>\n" \
		"<p><b>Abstract:</b></p>\n<p>%s</p>\n<p><b>Download:</b> <a href=\"%s.pdf\">PDF</a></p>\n<p><b>Bibtex:</b></p>\n" \
		"<pre>\n@INPROCEEDINGS{Others, \n    YEAR      = {%d}, \n    MONTH     = {July}\n}\n</pre></body></html>\n", \
		year, italic(html(title)), names(", ", 0), loose(abstract), rss_name, year >file
	close(file)
	emit(file, "https://" file, "text/html; charset=utf-8")
}

function rss(from, to,   file, i) {
	rss_folder = sprintf("www.roboticsproceedings.org/rss%02d", year - 2004)
	system("mkdir -p " rss_folder)
	file = rss_folder "/index.html"
	printf "<!DOCTYPE html>\n<html><head><title>Robotics: Science and Systems</title></head><body>\n<table>\n" >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		rss_name = sprintf("p%03d", i)
		printf "<tr><td><a href=\"%s.html\">%s</a><br/><i>%s</i></td><td><a href=\"%s.pdf\">PDF</a></td></tr>\n", \
			rss_name, italic(html(title)), names(", ", 0), rss_name >file
		rss_page()
	}
	printf "</table></body></html>\n" >file
	close(file)
	emit(file, "https://" file, "text/html; charset=utf-8")
}
