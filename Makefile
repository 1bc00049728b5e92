# cf - the metadata of every paper of the conferences you follow.
#
#   make              build the programs into bin/
#   make deps         install what the build needs and is missing
#   make demo         collect three conferences from the embedded snapshot
#   make check        run all tests (CORPUS=DIR: also the real pages there)
#   make help         the other targets

PREFIX ?= /usr/local
BINDIR = $(DESTDIR)$(PREFIX)/bin
MANDIR = $(DESTDIR)$(PREFIX)/share/man
DATADIR = $(DESTDIR)$(PREFIX)/share/cf

CC ?= cc
CFLAGS ?= -O2 -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wformat=2 -Wwrite-strings
HARDEN = -fstack-protector-strong -fPIE
HARDEN_LD = -pie -Wl,-z,relro,-z,now
LIBS = libcurl yaml-0.1 libutf8proc libxml-2.0 zlib

# make SANITIZE=address,undefined keeps its objects and programs apart.
ifdef SANITIZE
BUILD = build/$(subst $(comma),-,$(SANITIZE))
BIN = $(BUILD)/bin
SAN = -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
else
BUILD = build
BIN = bin
HARDEN += -D_FORTIFY_SOURCE=2
endif
comma = ,

CPPFLAGS += -D_POSIX_C_SOURCE=200809L -Itools
ALL_CFLAGS = -std=c11 $(WARN) $(HARDEN) $(SAN) $(CFLAGS) \
	$(shell pkg-config --cflags $(LIBS))
ALL_LDFLAGS = $(HARDEN_LD) $(SAN) $(LDFLAGS)
LDLIBS += $(shell pkg-config --libs $(LIBS)) -lm

PROGRAMS = cf-scrape cf-estimate cf-progress cf-merge cf-parse
SCRIPTS = cf-collect

LIB_OBJ = $(patsubst tools/%.c,$(BUILD)/%.o,$(wildcard tools/lib/*.c tools/sources/*.c)) \
	$(BUILD)/tables.o
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
MAN = $(wildcard man/*.[157])

all: $(PROGRAMS:%=$(BIN)/%) $(SCRIPTS:%=$(BIN)/%)

$(BUILD)/%.o: tools/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The tables are compiled in, so that a lone binary works.
$(BUILD)/tables.c: tools/venues.tsv tools/hosts.tsv
	@mkdir -p $(@D)
	{ echo '#include "lib/registry.h"'; for t in venue host; do \
		echo "const char *const $${t}_lines[] = {"; \
		sed -e '/^#/d' -e '/^$$/d' -e 's/[\\"]/\\&/g' -e 's/.*/	"&",/' tools/$${t}s.tsv; \
		echo "	NULL};"; done; } >$@

$(BUILD)/tables.o: $(BUILD)/tables.c
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/libcf.a: $(LIB_OBJ)
	rm -f $@
	ar rcs $@ $^

$(PROGRAMS:%=$(BIN)/%): $(BIN)/%: $(BUILD)/%.o $(BUILD)/libcf.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libcf.a $(LDLIBS)

$(SCRIPTS:%=$(BIN)/%): $(BIN)/%: tools/%
	@mkdir -p $(@D)
	install -m 755 $< $@

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libcf.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -Itests/unit -MMD -MP -o $@ $< \
		$(BUILD)/libcf.a $(LDLIBS)

unit: $(UNIT) $(BUILD)/fidelity

# --- the two commands --------------------------------------------------------

deps:
	@sh tools/deps build

DEMO = --offline --cache examples/snapshot --venues neurips,icml,iclr \
	--years 2023-2024 -o papers.ndjson

demo: deps
	@$(MAKE) --no-print-directory -s all
	PATH="$(CURDIR)/bin:$$PATH" CF_VENUES=examples/snapshot/venues.tsv cf-collect $(DEMO)
	@echo; jq -rsf examples/summary.jq papers.ndjson | expand -t 10

# CORPUS=DIR: also the real pages there.
check:
	@sh tools/deps test
	@$(MAKE) --no-print-directory -s all unit
	@CORPUS="$(CORPUS)" tests/run -b $(BUILD)

check-sanitize:
	@sh tools/deps test
	@$(MAKE) --no-print-directory -s SANITIZE=address,undefined all unit
	@CORPUS="$(CORPUS)" tests/run -b build/address-undefined

check-valgrind: all unit
	@sh tools/deps lint
	@tests/run -b $(BUILD) -x 'valgrind -q --error-exitcode=99 --leak-check=full' unit

# Real pages against independent lists of their papers; keeps the table.
fidelity:
	@$(MAKE) --no-print-directory -s all $(BUILD)/fidelity
	@[ -r "$(CORPUS)/truth/INDEX.tsv" ] || { echo "make fidelity: say CORPUS=DIR, a folder of real pages" >&2; exit 2; }
	@tests/fidelity/run -b $(BUILD) "$(CORPUS)" tests/fidelity.md

$(BUILD)/fidelity: tests/fidelity/compare.c $(BUILD)/libcf.a
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libcf.a $(LDLIBS)

SHELL_FILES = tools/deps tools/cf-collect tests/run tests/scale tests/scale-sources tests/mirror/serve \
	tests/mirror/generate tests/fidelity/run examples/make-snapshot $(wildcard tests/bench/* tests/*.bats tests/*.bash) .ci/run
C_FILES = $(wildcard tools/*.[ch] tools/lib/*.[ch] tools/sources/*.[ch] tests/unit/*.[ch] tests/fidelity/*.c)

lint:
	@sh tools/deps lint
	clang-format --dry-run --Werror $(C_FILES)
	shellcheck $(SHELL_FILES)
	mandoc -T lint -W warning $(MAN)
	@$(MAKE) --no-print-directory -s CC=clang CFLAGS="-O2 -g -Werror" \
		BUILD=build/clang BIN=build/clang/bin all unit

scale: all
	@sh tools/deps test
	@tests/scale
	@tests/scale-sources

bench: all
	@sh tools/deps bench
	@for b in tests/bench/*; do [ -x "$$b" ] && "$$b" || exit 1; done

# --- installing ----------------------------------------------------------------

install: all
	install -d $(BINDIR) $(MANDIR)/man1 $(MANDIR)/man5 $(MANDIR)/man7 $(DATADIR)
	install -m 755 $(PROGRAMS:%=$(BIN)/%) $(SCRIPTS:%=$(BIN)/%) $(BINDIR)
	for m in $(MAN); do install -m 644 $$m $(MANDIR)/man$${m##*.}/ || exit 1; done
	install -m 644 tools/venues.tsv tools/hosts.tsv $(DATADIR)

uninstall:
	for p in $(PROGRAMS) $(SCRIPTS); do rm -f $(BINDIR)/$$p; done
	for m in $(MAN); do rm -f $(MANDIR)/man$${m##*.}/$${m##*/}; done
	rm -f $(DATADIR)/venues.tsv $(DATADIR)/hosts.tsv
	-rmdir $(DATADIR) 2>/dev/null

clean:
	rm -rf build bin papers.ndjson

help:
	@sed -n '/^#   make/s/^# *//p' Makefile
	@echo "make lint             format, shell, manual pages, warnings of clang"
	@echo "make check-sanitize   the tests under ASan and UBSan"
	@echo "make check-valgrind   the unit tests under valgrind"
	@echo "make scale            six venue-years at full size through the whole pipe"
	@echo "make fidelity CORPUS=DIR  the sources on real pages, against what is on them"
	@echo "make bench            speed, side by side with curl, sort and cat"
	@echo "make install          PREFIX=/usr/local DESTDIR="
	@echo "make uninstall"

-include $(wildcard $(BUILD)/*.d $(BUILD)/lib/*.d $(BUILD)/sources/*.d $(BUILD)/unit/*.d)

.PHONY: all unit deps demo fidelity check check-sanitize check-valgrind lint scale bench install uninstall clean help
