/* hash: the algorithm and the table of strings. */
#include "cf.h"
#include "test.h"

static void
test_known(void)
{
	/* As CPython 3.11 and later computes with PYTHONHASHSEED=0. */
	check("one byte", hash_bytes("a", 1) == 0x407448d2b89b1813);
	check("eight bytes", hash_bytes("01234567", 8) == 0xda3dcedf84ea6cc6);
	check("more", hash_bytes("The quick brown fox jumps over the lazy dog",
			      43) == 0x8df676d3d00c451e);
	check("the secret hash is stable in the process",
		hash_secret("abc", 3) == hash_secret("abc", 3));
	check("and another", hash_secret("abc", 3) != hash_bytes("abc", 3));
}

static void
test_table(void)
{
	static int value[20000];
	struct table t = {0};
	size_t wrong = 0;
	char key[32];
	bool made;

	check("nothing in an empty table", table_get(&t, "a", 1) == NULL);
	for (int i = 0; i < 20000; i++) {
		int n = snprintf(key, sizeof(key), "key %d", i);

		*table_put(&t, key, (size_t)n, &made) = &value[i];
		wrong += !made;
	}
	check_int("every new key is new", wrong, 0);
	for (int i = 0; i < 20000; i++) {
		int n = snprintf(key, sizeof(key), "key %d", i);

		wrong += table_get(&t, key, (size_t)n) != &value[i];
	}
	check_int("every key has its value", wrong, 0);
	check_int("and no more are there", t.used, 20000);
	check("an old key is found",
		*table_put(&t, "key 7", 5, &made) == &value[7] && !made);
	check("a prefix is another key", table_get(&t, "key 77", 4) == NULL);
	table_put(&t, "a\0b", 3, NULL);
	check("NUL is a byte like others", !table_get(&t, "a\0c", 3));
	*table_put(&t, "", 0, &made) = &value[1];
	check("the empty key", made && table_get(&t, "", 0) == &value[1]);
	table_free(&t);
	check("freed is empty", table_get(&t, "key 7", 5) == NULL);
}

int
main(void)
{
	test_known();
	test_table();
	return test_end();
}
