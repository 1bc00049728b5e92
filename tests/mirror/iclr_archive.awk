# iclr_archive.awk - the lists of ICLR 2013 to 2017 on iclr.cc: Google Sites up
# to 2014, then DokuWiki, where talks are listed again as posters.

function iclr_arxiv(i) {
	return sprintf("%02d12.%05d", year % 100 - 1, i)
}

# "A, B and C", as the wiki's authors write it.
function iclr_names(   s, j) {
	s = ""
	for (j = 1; j <= authors; j++)
		s = s (j == 1 ? "" : j < authors ? ", " : " and ") html(full[j])
	return s
}

function iclr_google_entry(file, i) {
	printf "<p dir=\"ltr\"><span style=\"font-weight:bold\"><b><a href=\"http://arxiv.org/abs/%s\" rel=\"nofollow\">%s</a></b></span></p>" \
		"<p dir=\"ltr\"><span style=\"font-style:italic\"><span>    </span>%s</span></p>%s\n", \
		iclr_arxiv(i), italic(html(title)), names("; ", 0), i % 2 ? "<p><br /></p>" : "<br />" >file
}

function iclr_wiki_entry(file, i, cell,   link) {
	link = "http://arxiv.org/abs/" iclr_arxiv(i)
	if (i % 7 == 0)
		link = "http://beta.openreview.net/forum?id=" forum
	link = sprintf("<a href=\"%s\" class=\"urlextern\" target=\"_blank\" title=\"%s\"  rel=\"nofollow\">%s</a>", \
		link, link, italic(html(title)))
	if (cell)
		printf "\t<tr class=\"row%d\">\n\t\t<td class=\"col0\"> %d </td><td class=\"col1\"> %s, %s   </td>\n\t</tr>\n", i, i, link, iclr_names() >file
	else
		printf "<li class=\"level1\"><div class=\"li\"> %s%s<br/>\n%s</div>\n</li>\n", link, \
			i % 11 ? "" : " <a href=\"https://example.org/code\" class=\"urlextern\">[code]</a>", iclr_names() >file
}

# Papers from..to as the list of the year.
function iclr_archive(from, to,   file, i, talks) {
	system("mkdir -p iclr.cc/archive")
	file = "iclr.cc/archive/" year ".html"
	print "<!DOCTYPE html>\n<html><body>\n<ul><li class=\"level1\"><div class=\"li\"> <a href=\"doku.php\" class=\"wikilink1\">Main</a></div></li></ul>" >file
	if (year <= 2014) {
		print "<h3 id=\"sites-page-title-header\"><span>Conference Proceedings</span></h3><div dir=\"ltr\">" >file
		for (i = from; i <= to; i++) {
			make_paper(i)
			iclr_google_entry(file, i)
		}
		print "</div><div><a href=\"http://www.google.com/sites\">Google Sites</a></div>" >file
	} else {
		talks = from + int((to - from) / 10)
		print "<h3 id=\"oral\">Main Conference - Oral Presentations</h3><ol>" >file
		for (i = from; i <= talks; i++) {
			make_paper(i)
			iclr_wiki_entry(file, i, 0)
		}
		print "</ol><h3 id=\"poster\">Main Conference - Poster Presentations</h3><table class=\"inline\">" >file
		for (i = from; i <= to; i++) {
			make_paper(i)
			iclr_wiki_entry(file, i, 1)
		}
		print "</table>" >file
	}
	print "</body></html>" >file
	close(file)
	emit(file, "https://iclr.cc/archive/" (year == 2013 ? "2013/conference-proceedings.html" : \
		year == 2014 ? "2014/conference-proceedings/" : \
		year == 2017 ? "www/doku.php%3Fid=iclr2017:conference_posters.html" : \
		"www/doku.php%3Fid=iclr" year ":accepted-main.html"), "text/html")
}
