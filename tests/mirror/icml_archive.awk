# icml_archive.awk - ICML's own pages: 2004 with a page per abstract, 2005 and
# 2006 without, 2008 to 2012 as one page with all abstracts.

# The bytes of old: windows-1252 for what it has.
function cp1252(s) {
	gsub(/é/, "\351", s)
	gsub(/ü/, "\374", s)
	gsub(/“/, "\223", s)
	gsub(/”/, "\224", s)
	gsub(/–/, "\226", s)
	return s
}

function icml_table_entry(file, i,   j) {
	if (year == 2005) {
		printf "<tr class=\"proc_2005_link\">\n<td><a href=\"proceedings/papers/%05d_Some_Name.pdf\">%s</a></td>\n</tr>\n" \
			"<tr class=\"proc_2005_authors\">\n<td>%s</td>\n</tr>\n", i, italic(html(title)), names(", ", 0) >file
		return
	}
	if (year == 2006) {
		printf "<tr>\n<td>\n<p>\n<sup><sub>%05d</sub></sup>\n</p></td><td><p><sup><sub><a href=\"http://example.org/%05d_A.pdf\"><em>\n%s </em></a></sub></sup></p>" \
			"</td><td><p><sup><sub>%s</sub></sup></p></td></tr>\n", i, i, italic(html(title)), names(", ", 0) >file
		return
	}
	printf "<tr class=\"proc_2004_title\">\n<td colspan=\"2\">\n      %s\n      </td>\n</tr>\n<tr>\n<td colspan=\"2\"><a href=\"proceedings/abstracts/%d.htm\">[Abstract]</a>" \
		"<a href=\"proceedings/papers/%d.pdf\">[Paper]</a></td>\n</tr>\n<tr class=\"proc_2004_authors\">\n<td width=\"16%%\"></td><td width=\"84%%\">\n", italic(html(title)), i, i >file
	for (j = 1; j <= authors; j++)
		printf "      %s\n       - <em>%s</em>\n<br>\n", html(full[j]), html(place[j]) >file
	print "</td>\n</tr>" >file
}

function icml_paper(i,   file, j) {
	file = icml_folder "/" i ".htm"
	printf "<html><body><table border cellspacing=1 cellpadding=5><tr><th>\n%s\n</th></tr><tr><td>\n", italic(html(title)) >file
	for (j = 1; j <= authors; j++)
		printf "%s - <i>%s</i><br>\n", html(full[j]), html(place[j]) >file
	printf "</td></tr><tr><td>\n%s\n</td></tr></table></body></html>\n", loose(abstract) >file
	close(file)
	emit(file, "https://icml.cc/Conferences/2004/proceedings/abstracts/" i ".htm", "text/html")
}

function icml_entry(file, i) {
	if (year == 2012)
		printf "<div class=\"paper\" id=\"paper-%d\">\r\n  <h2>%s</h2>\n  <p class=\"authors\">%s\n  <p class=\"type\">&ndash; Accepted\n" \
			"  <p class=\"abstract\"><strong>Abstract: </strong>%s\n<p><a href=\"http://icml.cc/discuss/2012/%d.html\">discussion+video</a>, " \
			"<a href=\"papers/%d.pdf\">ICML version (pdf)</a>\n</div>\n", i, italic(html(title)), names(", ", 0), loose(abstract), i, i >file
	else if (year == 2011)
		printf "<a name='%d'><h3 style='margin-top:6ex;'>%s </h3>\n<span class='name'>%s</span>\n<p><span style='font-weight:bold;'>Abstract:</span>%s </p></a>\n" \
			"<p>[<a href='papers/%d_icmlpaper.pdf'>download</a>] &nbsp; [<a href='papers/%d_bibfile.bib'>bibTeX</a>]</p>\n", \
			i, italic(html(title)), names(", ", 0), loose(abstract), i, i >file
	else if (year == 2009)
		printf "<h3><a name=\"%d\"></a>%s</h3>\n   <p><i>%s</i></p>\n  <p>paper ID: %d </p>\n    <p>%s</p>\n         [<a href=\"papers/%d.pdf\">Full paper</a>]\n<hr/>\n", \
			i, italic(html(title)), names(", ", 0), i, loose(abstract), i >file
	else
		printf "<a name=\"%d\"></a>\n<p>paper ID: %d</p>\n<h3>%s</h3>\n<p><i> %s</i><br></p>\n<p>%s</p>\n<p>[<a href=\"papers/%d.pdf\">Full paper</a>]</p><hr>\n", \
			i, i, cp1252(italic(html(title))), cp1252(names(", ", 0)), cp1252(loose(abstract)), i >file
}

# Papers from..to as the page of the year.
function icml_archive(from, to,   file, i, tables, name) {
	tables = year >= 2004 && year <= 2006
	if (!tables && (year < 2008 || year > 2012))
		fail("cannot make up ICML's own page of " year)
	icml_folder = "icml.cc/Conferences/" year
	system("mkdir -p " icml_folder)
	file = icml_folder "/list.html"
	printf "<html><head><META CONTENT=\"text/html; charset=iso-8859-1\" HTTP-EQUIV=\"Content-Type\"></head><body>\n" \
		"<div class=\"menu\"><h3><a name=\"10\"></a>For Participants</h3><a href=\"x.html\">x</a></div>\n%s", \
		tables ? "<table class=\"proceedings\">\n" : "<div class=\"content\">\n" >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		if (tables)
			icml_table_entry(file, i)
		else
			icml_entry(file, i)
		if (year == 2004)
			icml_paper(i)
	}
	print (tables ? "</table>" : "</div>") "\n<p>Last modified: long ago</p></body></html>" >file
	close(file)
	name = tables ? "proceedings.html" : year == 2008 ? "abstracts.shtml.html" : year == 2011 ? "papers.php.html" : "abstracts.html"
	emit(file, year == 2012 ? "https://icml.cc/2012/papers/" : "https://icml.cc/Conferences/" year "/" name, "text/html")
}
