/*
 * yaml.c - lists of mappings in YAML, entry by entry.
 *
 * libyaml reads one entry; where entries begin is decided here, by the line.
 * That is less than YAML allows, and what makes a list of 3,000 papers survive
 * one that a template has spoilt: volume 263 of PMLR holds a backspace.
 */
#include <utf8proc.h>
#include <yaml.h>

#include "text.h"

struct yaml {
	yaml_document_t doc;
};

struct yaml_split {
	int (*item)(void *ctx, struct yaml *entry);
	void (*bad)(void *ctx, const char *text);
	void *ctx;
	struct buf line;  /* what has come of the current line */
	struct buf entry; /* the lines of the current entry */
	char key[40];	  /* the name that entries begin with */
	bool open;	  /* an entry has begun */
	bool quoted;	  /* and in it, a text in single quotes */
	int rc;
};

struct yaml_split *
yaml_split_open(int (*item)(void *ctx, struct yaml *entry),
	void (*bad)(void *ctx, const char *text), void *ctx)
{
	struct yaml_split *y = xcalloc(1, sizeof(*y));

	y->item = item;
	y->bad = bad;
	y->ctx = ctx;
	buf_init(&y->line, LIMIT_YAML_ITEM);
	buf_init(&y->entry, LIMIT_YAML_ITEM);
	return y;
}

/* Whether YAML allows a character (YAML 1.1, 5.1 "Character Set"). */
static bool
is_allowed(utf8proc_int32_t c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r' ||
	       c == 0x85 || (c >= 0xa0 && c <= 0xfffd && c != 0xfeff) ||
	       c >= 0x10000;
}

/* Appends text so that YAML can read it: what is no UTF-8 counts as
 * windows-1252, what YAML forbids becomes a space. */
static void
add_allowed(struct buf *b, const char *s, size_t n)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;

	for (size_t i = 0, run = 0; i < n; i += run) {
		utf8proc_int32_t c;
		utf8proc_ssize_t len;

		for (run = 0;
			i + run < n && p[i + run] >= 0x20 && p[i + run] < 0x7f;)
			run++;
		buf_add(b, s + i, run);
		if (run > 0)
			continue;
		len = utf8proc_iterate(
			p + i, n - i < 4 ? (utf8proc_ssize_t)(n - i) : 4, &c);
		run = len > 0 ? (size_t)len : 1;
		if (len <= 0)
			c = (utf8proc_int32_t)text_windows_1252(p[i]);
		text_put(b, is_allowed(c) ? (uint32_t)c : ' ');
	}
}

/* Says which entry is bad: its first line mostly holds a title. */
static void
report(struct yaml_split *y, const char *problem)
{
	const char *line = y->entry.s + 2; /* behind "- " */
	size_t n = strcspn(line, "\n");
	struct buf text;

	buf_init(&text, 512);
	buf_printf(&text, "%.100s in the entry '%.*s'", problem,
		n < 120 ? (int)n : 120, line);
	y->bad(y->ctx, buf_str(&text));
	buf_free(&text);
}

static bool
is_anchored(const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return e->data.scalar.anchor;
	case YAML_SEQUENCE_START_EVENT:
		return e->data.sequence_start.anchor;
	case YAML_MAPPING_START_EVENT:
		return e->data.mapping_start.anchor;
	default:
		return false;
	}
}

/* libyaml takes hours over a million brackets, and over as many anchors, for
 * it compares each with all before. What cannot be read is not judged here. */
const char *
yaml_excess(const char *s, size_t n)
{
	yaml_parser_t parser;
	yaml_event_t event;
	size_t signs = 0, depth = 0, anchors = 0;
	bool end = false;

	for (size_t i = 0; i < n; i++)
		signs += s[i] == '[' || s[i] == '{' || s[i] == '&';
	if (signs <= LIMIT_YAML_DEPTH || !yaml_parser_initialize(&parser))
		return NULL;
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)s, n);
	while (!end && depth <= LIMIT_YAML_DEPTH &&
		anchors <= LIMIT_YAML_ANCHORS &&
		yaml_parser_parse(&parser, &event)) {
		end = event.type == YAML_STREAM_END_EVENT;
		depth += event.type == YAML_SEQUENCE_START_EVENT ||
			 event.type == YAML_MAPPING_START_EVENT;
		depth -= event.type == YAML_SEQUENCE_END_EVENT ||
			 event.type == YAML_MAPPING_END_EVENT;
		anchors += is_anchored(&event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return depth > LIMIT_YAML_DEPTH	      ? "too deep a nesting"
	       : anchors > LIMIT_YAML_ANCHORS ? "too many anchors"
					      : NULL;
}

/* Where the value begins in a line of an entry that has one, "  - name: value":
 * its place, or 0. */
static size_t
value_in(const char *s, size_t n)
{
	size_t i = 0, name;

	while (i < n && (s[i] == ' ' || s[i] == '-'))
		i++;
	name = i;
	while (i < n && s[i] > ' ' && s[i] != ':')
		i++;
	if (i == name || i + 2 >= n || s[i] != ':' || s[i + 1] != ' ')
		return 0;
	i += 1 + strspn(s + i + 1, " ");
	return i < n && s[i] != '\n' && s[i] != '\r' ? i : 0;
}

/* Appends a line with its value in quotes. */
static void
quote_value(struct buf *out, const char *s, size_t value, size_t n)
{
	buf_add(out, s, value);
	buf_putc(out, '\'');
	while (n > value && (unsigned char)s[n - 1] <= ' ')
		n--;
	for (size_t i = value; i < n; i++)
		buf_puts(out, s[i] == '\'' ? "''" : (char[]){s[i], '\0'});
	buf_puts(out, "'\n");
}

/* Templates write names as they are, and YAML takes "'t One" for the start of
 * a text in quotes, and "[Two" for a list: this puts the values behind the
 * first line in quotes, but for those that are, over several lines or not;
 * what stands in a list inside of the entry has one line. */
static void
quote_values(struct buf *out, const struct buf *entry)
{
	bool open = false, first = true;

	for (const char *s = entry->s, *end = s + entry->len; s < end;) {
		const char *lf = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((lf ? lf + 1 : end) - s), quotes = 0;
		size_t value = open || first ? 0 : value_in(s, n);
		bool inner = strncmp(s, "    ", 4) == 0 ||
			     strncmp(s, "  - ", 4) == 0;

		for (size_t i = 0; i < n; i++)
			quotes += s[i] == '\'';
		if (value && (inner ? s[value] != '\'' || quotes % 2
				    : !strchr("'\"", s[value])))
			quote_value(out, s, value, n);
		else
			buf_add(out, s, n);
		if (open || first || (value && s[value] == '\'' && !inner))
			open = open != (quotes % 2 == 1);
		first = false;
		s += n;
	}
}

/* Parses an entry and hands it on; false when it is no YAML: *problem then
 * says why. */
static bool
parse_entry(struct yaml_split *y, const struct buf *text, const char **problem)
{
	yaml_parser_t parser;
	struct yaml entry;
	bool good;

	if (!yaml_parser_initialize(&parser))
		return false;
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&parser, (const unsigned char *)text->s, text->len);
	good = yaml_parser_load(&parser, &entry.doc);
	*problem = parser.problem ? parser.problem : "no YAML";
	if (good) {
		y->rc = y->item(y->ctx, &entry);
		yaml_document_delete(&entry.doc);
	}
	yaml_parser_delete(&parser);
	return good;
}

static void
end_entry(struct yaml_split *y)
{
	const char *problem = "no YAML", *other, *excess;
	struct buf quoted;

	if (!y->open || y->rc != 0)
		return;
	y->open = false;
	if (y->entry.full) {
		report(y, "too many bytes");
		return;
	}
	excess = yaml_excess(buf_str(&y->entry), y->entry.len);
	if (excess) {
		report(y, excess);
		return;
	}
	if (parse_entry(y, &y->entry, &problem))
		return;
	buf_init(&quoted, LIMIT_YAML_ITEM);
	quote_values(&quoted, &y->entry);
	if (quoted.full || yaml_excess(buf_str(&quoted), quoted.len) ||
		!parse_entry(y, &quoted, &other))
		report(y, problem);
	buf_free(&quoted);
}

/* Whether a line begins an entry: "- name:". A dash may also begin a line
 * inside of a quoted abstract, "- Theory: ..."; so where quotes are open only
 * the name that the first entry begins with counts. */
static bool
begins_entry(struct yaml_split *y, const char *s, size_t n)
{
	size_t i = 2;

	if (n < 4 || s[0] != '-' || s[1] != ' ')
		return false;
	while (i < n &&
		((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') ||
			s[i] == '-' || s[i] == '_'))
		i++;
	if (i == 2 || i == n || s[i] != ':' || i - 2 >= sizeof(y->key) ||
		(i + 1 < n && !strchr(" \r\n", s[i + 1])))
		return false;
	if (!*y->key)
		(void)snprintf(
			y->key, sizeof(y->key), "%.*s", (int)(i - 2), s + 2);
	return !y->quoted ||
	       (strlen(y->key) == i - 2 && memcmp(y->key, s + 2, i - 2) == 0);
}

/* Takes a whole line, with its line feed but for the last. */
static void
end_line(struct yaml_split *y, const char *s, size_t n)
{
	if (begins_entry(y, s, n)) {
		end_entry(y);
		buf_reset(&y->entry);
		y->open = true;
		y->quoted = false;
	}
	for (size_t i = 0; i < n; i++)
		y->quoted = y->quoted != (s[i] == '\'');
	if (y->open)
		add_allowed(&y->entry, s, n);
}

int
yaml_split_feed(struct yaml_split *y, const char *s, size_t n)
{
	const char *end = s + n, *lf;

	while (y->rc == 0 && s < end) {
		lf = memchr(s, '\n', (size_t)(end - s));
		n = (size_t)((lf ? lf + 1 : end) - s);
		if (lf && y->line.len == 0) {
			end_line(y, s, n);
		} else {
			buf_add(&y->line, s, n);
			if (lf) {
				end_line(y, y->line.s, y->line.len);
				y->entry.full |= y->line.full;
				buf_reset(&y->line);
			}
		}
		s += n;
	}
	return y->rc;
}

int
yaml_split_close(struct yaml_split *y, bool whole)
{
	int rc;

	if (whole && y->line.len)
		end_line(y, y->line.s, y->line.len);
	if (whole)
		end_entry(y);
	rc = y->rc;
	buf_free(&y->line);
	buf_free(&y->entry);
	free(y);
	return rc;
}

int
yaml_top(struct yaml *entry)
{
	return yaml_at(entry, 1, 0); /* 1: the list of this one entry */
}

int
yaml_get(struct yaml *entry, int value, const char *name)
{
	yaml_node_t *node = yaml_document_get_node(&entry->doc, value);

	if (!node || node->type != YAML_MAPPING_NODE)
		return 0;
	for (yaml_node_pair_t *p = node->data.mapping.pairs.start;
		p < node->data.mapping.pairs.top; p++) {
		const char *key = yaml_text(entry, p->key);

		if (key && strcmp(key, name) == 0)
			return p->value;
	}
	return 0;
}

int
yaml_at(struct yaml *entry, int value, size_t i)
{
	yaml_node_t *node = yaml_document_get_node(&entry->doc, value);

	if (!node || node->type != YAML_SEQUENCE_NODE ||
		i >= (size_t)(node->data.sequence.items.top -
			      node->data.sequence.items.start))
		return 0;
	return node->data.sequence.items.start[i];
}

const char *
yaml_text(struct yaml *entry, int value)
{
	yaml_node_t *node = yaml_document_get_node(&entry->doc, value);

	if (!node || node->type != YAML_SCALAR_NODE)
		return NULL;
	return (const char *)node->data.scalar.value;
}
