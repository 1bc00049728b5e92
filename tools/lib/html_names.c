/*
 * html_names.c - which names are elements and attributes of HTML: they decide
 * whether a `<` begins a tag.
 *
 * Left out on purpose are `search` and the old `image`: they stand in abstracts
 * as tokens of language models, and nowhere on these sites as elements.
 */
#include "html.h"

/* clang-format off */

/* The elements of HTML, past and present, and what stands in its pages of SVG
 * and MathML: by first letter, the common ones first. A '+' says that the
 * element is a block: its tags become a space. */
static const char *const elements[26] = {
	"a abbr acronym +address applet area +article +aside audio",
	("b base basefont bdi bdo bgsound big blink +blockquote +body +br "
	 "button"),
	"canvas +caption +center circle cite code +col +colgroup",
	"+div data datalist +dd del +details dfn +dialog +dir +dl +dt",
	"ellipse em embed",
	"+fieldset +figcaption +figure font +footer +form +frame +frameset",
	"g",
	"+h1 +h2 +h3 +h4 +h5 +h6 +head +header +hgroup +hr +html",
	"i iframe img input ins isindex",
	NULL,
	"kbd keygen",
	"+li link label +legend +listing",
	("meta +main map mark +marquee math menclose +menu menuitem meter "
	 "mfrac mi mn mo mover mpadded mphantom mrow mspace msqrt mstyle msub "
	 "msubsup msup +mtable +mtd mtext +mtr munder munderover"),
	"+nav nobr +noframes noscript",
	"object +ol +optgroup +option output",
	"+p param path picture +plaintext polygon polyline +pre progress",
	"q",
	"rect rp rt ruby",
	("span script s samp +section select semantics slot small source "
	 "strike strong style sub +summary sup svg"),
	("+td +tr +table +tbody template textarea +tfoot +th +thead time +title "
	 "track tt"),
	"u +ul",
	"var video",
	"wbr",
	"+xmp",
	NULL,
	NULL,
};

/* The attributes of HTML, past and present, of RDFa and microdata, and of the
 * SVG icons of the sites' themes. */
static const char *const attributes[26] = {
	"abbr about accept accept-charset accesskey action align alink allow "
	"allowfullscreen alt archive as async autocapitalize autocomplete "
	"autofocus autoplay axis",
	"background behavior bgcolor blocking border bordercolor",
	"class content capture cellpadding cellspacing char charoff charset "
	"checked cite classid clear code codebase codetype color cols colspan "
	"compact contenteditable controls coords crossorigin cx cy",
	"d data datatype datetime declare decoding default defer dir dirname "
	"disabled display download draggable",
	"enctype enterkeyhint exportparts",
	"face fetchpriority fill fill-rule focusable for form formaction "
	"formenctype formmethod formnovalidate formtarget frame frameborder",
	NULL,
	"href headers height hidden high hreflang hspace http-equiv",
	"id imagesizes imagesrcset inert inputmode integrity is ismap itemid "
	"itemprop itemref itemscope itemtype",
	NULL,
	"kind",
	"label lang language link list loading longdesc loop low",
	"manifest marginheight marginwidth max maxlength media method min "
	"minlength multiple muted",
	"name nohref nomodule nonce noresize noshade novalidate nowrap",
	"object open optimum",
	"part pattern ping placeholder playsinline points popover poster "
	"prefix preload profile property",
	NULL,
	"rel r readonly referrerpolicy required resource rev reversed role "
	"rows rowspan rules rx ry",
	"src style sandbox scheme scope scrolling selected shape size sizes "
	"slot span spellcheck srcdoc srclang srcset standby start step stroke "
	"stroke-linecap stroke-linejoin stroke-width summary",
	"title type target tabindex text transform translate typeof",
	"usemap",
	"valign value valuetype version viewbox vlink vocab vspace",
	"width wrap",
	"x xlink xmlns",
	"y",
	NULL,
};

/* clang-format on */

static bool
is_letter(char c)
{
	return html_lower(c) >= 'a' && html_lower(c) <= 'z';
}

/* Whether such a table has a name of any case, and with a '+'. */
static bool
find(const char *const table[26], const char *name, size_t n, bool *plus)
{
	const char *word;

	if (n == 0 || !is_letter(*name))
		return false;
	word = table[html_lower(*name) - 'a'];
	while (word && *word) {
		size_t i = 0;

		*plus = *word == '+';
		word += *plus;
		while (i < n && word[i] && word[i] == html_lower(name[i]))
			i++;
		if (i == n && (word[n] == ' ' || word[n] == '\0'))
			return true;
		for (word += i; *word && *word++ != ' ';)
			;
	}
	return false;
}

/* The elements that journals put into abstracts: jats:p, mml:mi. */
static bool
has_prefix(const char *name, size_t n)
{
	return html_starts(name, n, "jats:") || html_starts(name, n, "mml:");
}

bool
html_element(const char *name, size_t n, bool *block)
{
	if (!has_prefix(name, n))
		return find(elements, name, n, block);
	while (*name++ != ':')
		n--;
	n--;
	*block = html_starts(name, n, "p") || html_starts(name, n, "sec") ||
		 html_starts(name, n, "title") || html_starts(name, n, "list");
	return true;
}

/*
 * Beside the names of HTML, any name with a value in quotes will do: themes
 * invent some, prose does not quote so. The names of event handlers would be
 * words ("only") without a value.
 */
bool
html_attribute(const struct html_slice *a)
{
	bool plus;

	return a->quoted || find(attributes, a->name, a->nname, &plus) ||
	       html_starts(a->name, a->nname, "data-") ||
	       html_starts(a->name, a->nname, "aria-") ||
	       (html_starts(a->name, a->nname, "on") && a->value);
}
