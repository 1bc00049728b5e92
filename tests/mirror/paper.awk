# paper.awk - makes up paper number i: always the same one for a venue-year.
#
# Sets title (a marked variable between \001 and \002), abstract ("" for one in
# a hundred), authors, given[], family[], full[], place[] (an institution or
# ""), hash32, forum, uid and pages. What hurts parsers is spread by number, so
# that forty papers have most of it: entities, TeX, bare <, quotation marks,
# right-to-left and Chinese names, emoji, thirty authors, none.

function pick(list,   n) {
	n = split(list, word, "|")
	return word[random(n) + 1]
}

function make_title(i,   t) {
	t = pick("Efficient|Robust|Provable|Adaptive|Scalable|Causal|Private|Sparse|Stochastic|Implicit") " " \
		pick("Learning|Inference|Optimization|Alignment|Sampling|Planning|Generation|Pruning") " " \
		pick("of|for|with|beyond|through|under") " " \
		pick("Graph Transformers|Diffusion Models|Bandits|World Models|Neural Fields|Kernel Machines|Language Models|Point Clouds")
	if (i % 40 == 3) t = "H\\\"{o}lder Continuity and " t
	if (i % 40 == 5) t = "$\\ell_1$-Regularised " t
	if (i % 40 == 8) t = "\001k\002-Means, Revisited: " t
	if (i % 40 == 11) t = "Prediction & Control: " t
	if (i % 40 == 13) t = "“Attention” Isn’t All – " t
	if (i % 40 == 19) t = "What's in a \"Name\"? " t
	if (i % 40 == 23) t = "The Case $p<2$ and $O(n^{2/3})$: " t
	if (i % 40 == 27) t = "🤖 " t
	if (i % 40 == 29) t = "AT&T Meets R&D: " t
	if (i % 40 == 31) t = "Poincaré, Möbius and Łukasiewicz: " t
	t = t " by " spell(i) " " pick("Experts|Examples|Agents|Layers|Views|Queries")
	if (i % 40 == 17)
		while (length(t) < 300)
			t = t " and " pick("Their Limits|Some Consequences|What Follows|More Data")
	return t
}

function joined(a, b) {
	return a (a != "" && b != "" ? " " : "") b
}

function make_abstract(i,   s, part) {
	if (i % 100 == 11)
		return ""
	s = joined(trouble[i % 12], "We study " pick("how|when|why|whether") " " \
		pick("models|learners|agents|networks") " " pick("generalise|converge|transfer|forget") \
		" in setting " i ".")
	s = joined(s, trouble[(i + 5) % 12])
	part = " Our " pick("method|analysis|bound|benchmark") " improves on " \
		pick("earlier work|strong baselines|the best known rate") " by " random(90) + 2 \
		" % over " random(30) + 2 " tasks, and " pick("an ablation|a lower bound|a user study|a proof") \
		" explains the difference."
	while (length(part) * 2 + length(s) <= bytes)
		part = part part
	s = s part
	if (length(s) < bytes)
		s = s substr(part, 1, bytes - length(s) - 1) "."
	return s
}

function add_author(g, f) {
	authors++
	given[authors] = g
	family[authors] = f
	full[authors] = g (g == "" ? "" : " ") f
	place[authors] = pick("Texas A&M University|ETH Zürich|University of Example|Sample Labs, Inc.|清华大学|")
}

function make_authors(i,   n) {
	authors = 0
	if (i % 500 == 37)
		return
	if (i % 20 == 3) add_author("נועה", "כהן")
	if (i % 20 == 5) add_author("小明", "王")
	if (i % 20 == 7) add_author("Chenyue \"xdd44\"", "Dai")
	if (i % 20 == 9) add_author("فاطمة", "الزهراء")
	if (i % 20 == 13) add_author("Jean-Baptiste", "d'Aspremont-O'Neill")
	if (i % 20 == 15) add_author("민준", "김")
	if (i % 20 == 17) add_author("", "Suharto")
	n = i % 40 == 21 ? 30 : authors + 1 + random(6)
	while (authors < n)
		add_author(pick("Ada|Emre|José|Zoë|Wei|Priya|Łucja|Noam|Björn|Mary Ann|Hüseyin|T. J.|Ngọc|Chloé"),
			pick("Smith|Müller|García Márquez|Zhang|Özdemir|Nguyễn|Kowalska|No|van der Berg|Li|Åström|Rao|St. John|Ferreira-Lopes"))
}

function make_paper(i) {
	seed(base + i * i * 7919 + i * 104729) # not linear: neighbours differ
	# The number is part of them: random ones meet among 20,000.
	hash32 = hex(24) sprintf("%08x", i)
	uid = hex(24) sprintf("%08x", i)
	forum = word_id(5) sprintf("%05x", i)
	title = make_title(i)
	make_authors(i)
	abstract = make_abstract(i)
	first_page = (i - 1) * 12 + 1
	last_page = i * 12
}

# The authors in one line, as a site writes each name.
function names(separator, twice,   s, j, name) {
	s = ""
	for (j = 1; j <= authors; j++) {
		name = html(full[j])
		# seen on a NeurIPS 2025 page: a quoted nickname escaped twice
		if (twice && full[j] ~ /"/)
			gsub(/&/, "\\&amp;", name)
		s = s (j > 1 ? separator : "") name
	}
	return s
}

BEGIN {
	bytes = ENVIRON["BYTES"] + 0
	base = hash(ENVIRON["VENUE"] " " ENVIRON["YEAR"])
	trouble[1] = "The bound holds when $W<d$ and $1<p<\\infty$."
	trouble[2] = "The loop stops if a<b and c>d then returns."
	trouble[3] = "A scene is a list of <human, action, object> triples."
	trouble[4] = "It costs $O(n \\log n)$ (see § 3), i.e. 5% more & no less."
	trouble[5] = "Some call it “the naïve way” — others don’t… until now."
	trouble[6] = "R&D at AT&T agrees."
	trouble[7] = "Agents 🤖 draw 𝒳 in 3 ms 🎉."
	trouble[8] = "It takes 100 $\\mu$s and is \\textit{very} robust."
	trouble[9] = "Code: <https://example.org/code?x=1&y=2> and below."
	trouble[10] = "Let f be H\\\"{o}lder and caf\\'e closed."
	trouble[11] = "It's \"just\" a 'quotation', they say."
}
