/*
 * cf-cache - what the cache holds, whether it is sound, and less of it.
 *
 * lib/cache_walk.c finds and removes; here are the commands. Nothing is fetched
 * and nothing is written: what is removed is fetched again when it is wanted.
 */
#include <errno.h>

#include "lib/cache_walk.h"

#define DAY 86400

struct cf {
	struct cache_options o;
	struct cache_sums sums;
	struct cache_prune prune;
	uint64_t entries, damaged, unchecked, removed, freed;
	bool failed;
};

static bool
wanted(const struct cf *cf, const char *host)
{
	for (size_t i = 0; i < cf->o.nhost; i++) {
		if (strcmp(cf->o.host[i], host) == 0)
			return true;
	}
	return cf->o.nhost == 0;
}

static void
print_item(const struct cache_item *it)
{
	struct buf b;

	buf_init(&b, 64 * LIMIT_URL);
	cache_report_item(&b, it);
	(void)fwrite(buf_str(&b), 1, b.len, stdout);
	buf_free(&b);
}

static void
remove_item(struct cf *cf, const struct cache_item *it)
{
	int r = cache_remove(it);

	if (r < 0) {
		msg_warn("cannot remove '%s': %s", it->path, strerror(errno));
		cf->failed = true;
	} else if (r == 0) {
		msg_note("'%s' is being written or has changed: it stays",
			it->path);
	} else {
		msg_note("removed '%s'", it->path);
		cf->removed++;
		cf->freed += it->size;
	}
}

/* --- the commands --- */

static int
on_list(void *ctx, const struct cache_item *it)
{
	if (wanted(ctx, it->host))
		print_item(it);
	return ferror(stdout) ? 1 : 0;
}

static int
on_size(void *ctx, const struct cache_item *it)
{
	struct cf *cf = ctx;

	if (wanted(cf, it->host))
		cache_sums_note(&cf->sums, it);
	return 0;
}

static void
print_sums(struct cf *cf)
{
	struct buf b;

	buf_init(&b, LIMIT_RECORD);
	cache_sums_report(&b, &cf->sums);
	(void)fwrite(buf_str(&b), 1, b.len, stdout);
	buf_free(&b);
	cache_sums_free(&cf->sums);
}

static int
on_verify(void *ctx, const struct cache_item *it)
{
	struct cf *cf = ctx;

	if (!wanted(cf, it->host))
		return 0;
	cf->entries++;
	if (it->about->damaged) {
		cf->damaged++;
		print_item(it);
		if (cf->o.remove)
			remove_item(cf, it);
	} else if (!it->index && !*it->about->checksum) {
		cf->unchecked++;
	}
	return ferror(stdout) ? 1 : 0;
}

static int
on_prune(void *ctx, const struct cache_item *it)
{
	struct cf *cf = ctx;

	if (wanted(cf, it->host))
		cache_prune_note(&cf->prune, it);
	return 0;
}

static void
prune(struct cf *cf)
{
	int64_t before = cf->o.days < 0 ? 0 : clock_wall() - cf->o.days * DAY;
	size_t n = cache_prune_pick(&cf->prune, before, cf->o.most);

	for (size_t i = 0; i < n; i++) {
		struct cache_aged *a = &cf->prune.item[i];
		struct cache_entry about = {
			.retrieved = a->retrieved, .damaged = a->damaged};

		a->item.about = &about;
		if (cf->o.dry_run && !a->item.index)
			cache_look(&about, &a->item);
		if (cf->o.dry_run)
			print_item(&a->item);
		else
			remove_item(cf, &a->item);
	}
	if (!cf->o.dry_run)
		msg_warn("removed %llu of %zu entries and %llu of %llu bytes",
			(unsigned long long)cf->removed, cf->prune.n,
			(unsigned long long)cf->freed,
			(unsigned long long)cf->prune.size);
	cache_prune_free(&cf->prune);
}

static int
report_verify(const struct cf *cf)
{
	char also[64] = "";

	if (cf->unchecked)
		(void)snprintf(also, sizeof(also), ", %llu have no checksum",
			(unsigned long long)cf->unchecked);
	msg_warn("%llu of %llu entries are damaged%s%s",
		(unsigned long long)cf->damaged,
		(unsigned long long)cf->entries, also,
		cf->damaged && !cf->o.remove ? ": see --remove" : "");
	return cf->damaged ? EXIT_FAILED : EXIT_COMPLETE;
}

static int
run(struct cf *cf)
{
	static int (*const fns[])(void *, const struct cache_item *) = {
		[CACHE_LIST] = on_list,
		[CACHE_SIZE] = on_size,
		[CACHE_VERIFY] = on_verify,
		[CACHE_PRUNE] = on_prune};
	enum cache_command what = cf->o.command;
	int status = EXIT_COMPLETE;
	struct err e = {0};

	if (cache_walk(buf_str(&cf->o.dir), what == CACHE_VERIFY, fns[what], cf,
		    &e) < 0)
		return msg_fail(EXIT_FAILED, "%s", e.text);
	if (what == CACHE_SIZE)
		print_sums(cf);
	else if (what == CACHE_VERIFY)
		status = report_verify(cf);
	else if (what == CACHE_PRUNE)
		prune(cf);
	return cf->failed ? EXIT_FAILED : status;
}

int
main(int argc, char **argv)
{
	struct cf cf = {.removed = 0};
	int status;

	start("cf-cache");
	status = cache_options_read(&cf.o, argc, argv);
	if (status < 0)
		status = run(&cf);
	cache_options_free(&cf.o);
	return out_close(status);
}
