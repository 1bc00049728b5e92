/*
 * replay.c - a fuzz target on the files of folders, without libFuzzer.
 *
 *	replay_json tests/fuzz/seeds/json tests/fuzz/regress/json
 *
 * One TAP line per folder; a folder that is not there counts as empty. What is
 * wrong ends the program, and the last line told which file it was.
 */
#include <dirent.h>

#include "fuzz.h"

static void
replay_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	struct buf b;
	char piece[4096];
	size_t got;
	uint8_t *exact;

	if (!f) {
		printf("Bail out! cannot open %s\n", name);
		exit(1);
	}
	buf_init(&b, LIMIT_BODY);
	while ((got = fread(piece, 1, sizeof(piece), f)) > 0)
		(void)buf_add(&b, piece, got);
	(void)fclose(f);
	exact = xmalloc(b.len ? b.len : 1);
	memcpy(exact, buf_str(&b), b.len);
	printf("# %s\n", name);
	(void)fflush(stdout);
	(void)LLVMFuzzerTestOneInput(exact, b.len);
	free(exact);
	buf_free(&b);
}

static size_t
replay_folder(const char *name)
{
	DIR *d = opendir(name);
	struct dirent *entry;
	struct buf path;
	size_t files = 0;

	buf_init(&path, LIMIT_URL);
	while (d && (entry = readdir(d))) {
		if (entry->d_name[0] == '.')
			continue;
		buf_reset(&path);
		(void)buf_printf(&path, "%s/%s", name, entry->d_name);
		replay_file(buf_str(&path));
		files++;
	}
	if (d)
		(void)closedir(d);
	buf_free(&path);
	return files;
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("ok %d - %zu files of %s\n", i, replay_folder(argv[i]),
			argv[i]);
	printf("1..%d\n", argc - 1);
	return 0;
}
