/*
 * venue_file.c - a file of the venues and years that somebody wants.
 *
 * Lines "VENUE YEARS", empty ones and what follows a # passed over; or YAML as
 *
 *	venues:
 *	  - name: neurips
 *	    years: [2023, 2024]
 *
 * where years may be a list, a text such as "2019-2021,2023" or a number.
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <yaml.h>

#include "registry.h"

#define LIMIT_FILE (1UL << 20)
#define BOM "\xEF\xBB\xBF"

struct wanted {
	const char *file, *years; /* years: for an entry without */
	int (*each)(
		void *ctx, const char *venue, const char *years, struct err *e);
	void *ctx;
	struct err *e;
};

/* What is wrong with an entry, with file and line; standard input is a
 * program's and has none that a person could look up. */
static int complain(const struct wanted *w, size_t line, const char *fmt, ...)
	CF_PRINTF(3, 4);

static int
complain(const struct wanted *w, size_t line, const char *fmt, ...)
{
	char text[sizeof(w->e->text)];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (strcmp(w->file, "-") == 0)
		return err_set(w->e, V_FAILED, "%s", text);
	return err_set(
		w->e, V_FAILED, "%.200s:%zu: %.300s", w->file, line, text);
}

/* Hands on one entry. */
static int
entry(const struct wanted *w, size_t line, const char *venue, const char *years)
{
	struct err why = {0};

	if (!*venue)
		return complain(w, line, "%s", "an entry without a venue");
	if (!years || !*years)
		years = w->years;
	if (!years)
		return complain(w, line, "which years of '%.80s'?", venue);
	if (w->each(w->ctx, venue, years, &why) < 0)
		return complain(w, line, "%s", why.text);
	return 0;
}

/* --- lines --- */

/* "VENUE YEARS": the years are the last word if they begin with a digit, what
 * stands before is the venue. */
static int
read_line(const struct wanted *w, size_t number, char *line)
{
	size_t n;
	char *years;

	line[strcspn(line, "#\r")] = '\0';
	line += strspn(line, " \t");
	for (n = strlen(line); n && isspace((unsigned char)line[n - 1]); n--)
		line[n - 1] = '\0';
	if (!n)
		return 0;
	for (years = line + n; years > line; years--) {
		if (isspace((unsigned char)years[-1]))
			break;
	}
	if (years == line || !isdigit((unsigned char)*years))
		return entry(w, number, line, NULL);
	for (n = (size_t)(years - line);
		n && isspace((unsigned char)line[n - 1]); n--)
		line[n - 1] = '\0';
	return entry(w, number, line, years);
}

static int
read_lines(const struct wanted *w, char *text)
{
	size_t number = 0;

	while (text) {
		char *line = text, *end = strchr(text, '\n');

		if (end)
			*end++ = '\0';
		text = end;
		if (read_line(w, ++number, line) < 0)
			return -1;
	}
	return 0;
}

/* --- YAML --- */

static const yaml_node_t *
member(yaml_document_t *doc, const yaml_node_t *map, const char *name)
{
	if (!map || map->type != YAML_MAPPING_NODE)
		return NULL;
	for (const yaml_node_pair_t *p = map->data.mapping.pairs.start;
		p < map->data.mapping.pairs.top; p++) {
		const yaml_node_t *key = yaml_document_get_node(doc, p->key);

		if (key && key->type == YAML_SCALAR_NODE &&
			strcmp((const char *)key->data.scalar.value, name) == 0)
			return yaml_document_get_node(doc, p->value);
	}
	return NULL;
}

static const char *
scalar(const yaml_node_t *n)
{
	return n && n->type == YAML_SCALAR_NODE
		       ? (const char *)n->data.scalar.value
		       : "";
}

/* Years in any of their forms as one text. */
static void
years_text(struct buf *out, yaml_document_t *doc, const yaml_node_t *n)
{
	buf_reset(out);
	if (n && n->type == YAML_SEQUENCE_NODE) {
		for (const yaml_node_item_t *i = n->data.sequence.items.start;
			i < n->data.sequence.items.top; i++)
			buf_printf(out, "%s%s", out->len ? "," : "",
				scalar(yaml_document_get_node(doc, *i)));
		return;
	}
	for (const char *s = scalar(n); *s; s++) {
		if (!isspace((unsigned char)*s))
			buf_putc(out, *s);
	}
}

static int
read_document(const struct wanted *w, yaml_document_t *doc)
{
	const yaml_node_t *list =
		member(doc, yaml_document_get_root_node(doc), "venues");
	struct buf years;
	int r = 0;

	if (!list || list->type != YAML_SEQUENCE_NODE)
		return err_set(w->e, V_FAILED,
			"'%s' has no list 'venues' of entries with 'name' and "
			"'years'",
			w->file);
	buf_init(&years, LIMIT_LINE);
	for (const yaml_node_item_t *i = list->data.sequence.items.start;
		r == 0 && i < list->data.sequence.items.top; i++) {
		const yaml_node_t *n = yaml_document_get_node(doc, *i);

		years_text(&years, doc, member(doc, n, "years"));
		r = entry(w, n ? n->start_mark.line + 1 : 0,
			scalar(member(doc, n, "name")), buf_str(&years));
	}
	buf_free(&years);
	return r;
}

/* A document behind the first would be venues that nobody collects. */
static int
no_other(const struct wanted *w, yaml_parser_t *parser)
{
	const yaml_node_t *root;
	yaml_document_t doc;
	size_t line;
	bool more;

	if (!yaml_parser_load(parser, &doc))
		return err_set(w->e, V_FAILED, "%s:%zu: %s", w->file,
			parser->problem_mark.line + 1,
			parser->problem ? parser->problem : "this is no YAML");
	root = yaml_document_get_root_node(&doc);
	more = root && (root->type != YAML_SCALAR_NODE || *scalar(root));
	line = doc.start_mark.line + 1;
	yaml_document_delete(&doc);
	return more ? complain(w, line,
			      "another document begins: all venues go into "
			      "one list")
		    : 0;
}

static int
read_yaml(const struct wanted *w, const char *text)
{
	yaml_parser_t parser;
	yaml_document_t doc;
	const char *excess = yaml_excess(text, strlen(text));
	int r;

	if (excess)
		return err_set(w->e, V_FAILED, "'%s': %s", w->file, excess);
	if (!yaml_parser_initialize(&parser))
		return err_set(w->e, V_FAILED, "out of memory");
	yaml_parser_set_input_string(
		&parser, (const unsigned char *)text, strlen(text));
	if (!yaml_parser_load(&parser, &doc)) {
		r = err_set(w->e, V_FAILED, "%s:%zu: %s", w->file,
			parser.problem_mark.line + 1,
			parser.problem ? parser.problem : "this is no YAML");
	} else {
		r = read_document(w, &doc);
		yaml_document_delete(&doc);
		if (r == 0)
			r = no_other(w, &parser);
	}
	yaml_parser_delete(&parser);
	return r;
}

/* --- either --- */

/* YAML has a key at the top; a line of venues has no colon. */
static bool
is_yaml(const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "#\n"), all = strcspn(text, "\n");
		const char *colon = memchr(text, ':', n);

		if (colon || (n == 3 && strncmp(text, "---", 3) == 0))
			return true;
		if (strspn(text, " \t\r") < n)
			return false;
		text += all + (text[all] == '\n');
	}
	return false;
}

int
venue_file_read(const char *file, const char *years,
	int (*each)(
		void *ctx, const char *venue, const char *years, struct err *e),
	void *ctx, struct err *e)
{
	const struct wanted w = {file, years, each, ctx, e};
	FILE *f = strcmp(file, "-") == 0 ? stdin : fopen(file, "r");
	struct buf text;
	char piece[4096], *s;
	size_t n;
	int r = 0;

	if (!f)
		return err_set(e, V_FAILED, "cannot open '%s': %s", file,
			strerror(errno));
	buf_init(&text, LIMIT_FILE);
	while (!text.full && (n = fread(piece, 1, sizeof(piece), f)) > 0)
		(void)buf_add(&text, piece, n);
	s = text.s;
	if (text.len >= 3 && memcmp(s, BOM, 3) == 0)
		s += 3;
	if (ferror(f))
		r = err_set(e, V_FAILED, "cannot read '%s': %s", file,
			strerror(errno));
	else if (text.full)
		r = err_set(e, V_FAILED, "'%s' is larger than %lu bytes", file,
			LIMIT_FILE);
	else if (text.len && memchr(text.s, '\0', text.len))
		r = err_set(e, V_FAILED, "'%s' is no text: it has a NUL byte",
			file);
	else if (text.len)
		r = is_yaml(s) ? read_yaml(&w, s) : read_lines(&w, s);
	if (f != stdin)
		(void)fclose(f);
	buf_free(&text);
	return r;
}
