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

# Those of the words in $(1) that the compiler takes without a warning.
known = $(foreach flag,$(1),$(shell printf '\043include <stdio.h>\n' | \
	$(CC) $(CFLAGS) -Werror -U_FORTIFY_SOURCE $(flag) -x c -c -o /dev/null - \
	2>/dev/null && echo '$(flag)'))

HARDEN := -fPIE $(call known,-fstack-protector-strong -fstack-clash-protection -fcf-protection)
HARDEN_LD = -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack
LIBS = libcurl yaml-0.1 libutf8proc libxml-2.0 zlib

# make SANITIZE=address,undefined keeps its objects and programs apart.
ifdef SANITIZE
BUILD = build/$(subst $(comma),-,$(SANITIZE))
BIN = $(BUILD)/bin
SAN = -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
else
BUILD = build
BIN = bin
# Last of all flags, and -U first: a distribution may define it too. Older
# libraries warn of a 3.
FORTIFY := $(lastword $(call known,-D_FORTIFY_SOURCE=2 -D_FORTIFY_SOURCE=3))
endif
comma = ,

# The address of the project, or of whoever runs it for many: make
# PROJECT_URL=https://... puts it into the User-Agent.
PROJECT_URL ?=

CPPFLAGS += -D_XOPEN_SOURCE=700 -Itools
ALL_CFLAGS = -std=c11 $(WARN) $(HARDEN) $(SAN) $(CFLAGS) \
	$(FORTIFY:%=-U_FORTIFY_SOURCE %) $(shell pkg-config --cflags $(LIBS))
ALL_LDFLAGS = $(HARDEN_LD) $(SAN) $(LDFLAGS)
LDLIBS += $(shell pkg-config --libs $(LIBS)) -lm

PROGRAMS = cf-scrape cf-estimate cf-progress cf-merge cf-parse cf-cache
SCRIPTS = cf-collect cf-job

LIB_OBJ = $(patsubst tools/%.c,$(BUILD)/%.o,$(wildcard tools/lib/*.c tools/sources/*.c)) \
	$(BUILD)/tables.o
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
MAN = $(wildcard man/*.[157])

all: $(PROGRAMS:%=$(BIN)/%) $(SCRIPTS:%=$(BIN)/%)

$(BUILD)/%.o: tools/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/lib/http.o: CPPFLAGS += $(if $(PROJECT_URL),-DCF_PROJECT_URL='"$(PROJECT_URL)"')

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
	@$(MAKE) --no-print-directory -s all unit replay
	@CORPUS="$(CORPUS)" tests/run -b $(BUILD)

check-sanitize:
	@sh tools/deps test
	@$(MAKE) --no-print-directory -s SANITIZE=address,undefined all unit replay
	@CORPUS="$(CORPUS)" tests/run -b build/address-undefined

check-valgrind:
	@sh tools/deps lint
	@$(MAKE) --no-print-directory -s all unit replay
	@CORPUS="$(CORPUS)" tests/valgrind -b $(BUILD)

# Real pages against independent lists of their papers; keeps the table.
fidelity:
	@$(MAKE) --no-print-directory -s all $(BUILD)/fidelity
	@[ -r "$(CORPUS)/truth/INDEX.tsv" ] || { echo "make fidelity: say CORPUS=DIR, a folder of real pages" >&2; exit 2; }
	@tests/fidelity/run -b $(BUILD) "$(CORPUS)" tests/fidelity.md

$(BUILD)/fidelity: tests/fidelity/compare.c $(BUILD)/libcf.a
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libcf.a $(LDLIBS)

SHELL_FILES = tools/deps $(SCRIPTS:%=tools/%) tests/run tests/valgrind tests/scale tests/scale-sources tests/chaos tests/soak \
	tests/mirror/serve tests/mirror/generate tests/mirror/havoc tests/fidelity/run tests/fuzz/run examples/make-snapshot $(wildcard tests/bench/* tests/*.bats tests/*.bash) .ci/run
C_FILES = $(wildcard tools/*.[ch] tools/lib/*.[ch] tools/sources/*.[ch] tests/unit/*.[ch] tests/fidelity/*.c tests/fuzz/*.[ch])

lint:
	@sh tools/deps lint
	@clang-format --dry-run --Werror $(C_FILES)
	@shellcheck $(SHELL_FILES)
	@mandoc -T lint -W warning $(MAN)
	@$(MAKE) --no-print-directory -s CC=clang CFLAGS="-O2 -g -Werror" \
		BUILD=build/clang BIN=build/clang/bin all unit replay

# What compilers see only when they follow the paths. Reasons for what is let
# pass stand in .clang-tidy and .cppcheck.
analyze:
	@sh tools/deps analyze
	@$(MAKE) --no-print-directory -s -j"$$(getconf _NPROCESSORS_ONLN)" analyzed

ANALYZED = $(sort $(wildcard tools/*.c tools/lib/*.c tools/sources/*.c))
ANALYZE_CFLAGS = -std=c11 $(CPPFLAGS) $(shell pkg-config --cflags $(LIBS))
# -1 is no open descriptor of iconv, which the analyzer cannot know
build/analyze/lib/html_charset.o: ANALYZE_GCC = -Wno-analyzer-malloc-leak

analyzed: $(ANALYZED:tools/%.c=build/analyze/%.tidy)
	@mkdir -p build/analyze/cppcheck
	@cppcheck -q --error-exitcode=1 --enable=warning,performance,portability \
		--std=c11 --language=c --suppressions-list=.cppcheck $(CPPFLAGS) \
		--cppcheck-build-dir=build/analyze/cppcheck $(ANALYZED)

build/analyze/%.o: tools/%.c
	@mkdir -p $(@D)
	@gcc $(ANALYZE_CFLAGS) -O2 -fanalyzer -Werror $(ANALYZE_GCC) -MMD -MP -c -o $@ $<

build/analyze/%.tidy: tools/%.c build/analyze/%.o .clang-tidy
	@clang-tidy --quiet --warnings-as-errors='*' $< -- $(ANALYZE_CFLAGS) >$@.log 2>&1 || \
		{ cat $@.log >&2; exit 1; }
	@touch $@

scale: all
	@sh tools/deps test
	@tests/scale
	@tests/scale-sources

# SEED=N, or SEEDS=1-50.
chaos: all
	@sh tools/deps test
	@CF_BIN="$(abspath $(BIN))" tests/chaos $(or $(SEEDS),$(SEED),1)

# SOAK_YEARS=200 SOAK_PAPERS=1000000 SOAK_JOBS=16
soak: all
	@sh tools/deps test
	@CF_BIN="$(abspath $(BIN))" tests/soak

# TIME=N: seconds for each target; TARGET=NAME: that one. -O1: with -O2, both
# sanitizers and no recovery clang 14 makes wrong code of ijcai_link.c (its fault:
# clang 16 and 19, gcc and valgrind find nothing).
FUZZ_SAN = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
FUZZ = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

fuzz:
	@sh tools/deps fuzz
	@$(MAKE) --no-print-directory -s CC=clang BUILD=build/fuzz BIN=build/fuzz/bin \
		CFLAGS="-O1 -g" HARDEN=-fPIE FORTIFY= SAN="$(FUZZ_SAN)" $(FUZZ:%=build/fuzz/fuzz_%)
	@tests/fuzz/run -t $(or $(TIME),60) $(TARGET)

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(BUILD)/libcf.a
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $< \
		$(BUILD)/libcf.a $(LDLIBS)

# The same entry points on the files that are kept, for any compiler.
replay: $(FUZZ:%=$(BUILD)/replay_%)

$(BUILD)/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c tests/fuzz/fuzz.h $(BUILD)/libcf.a
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< tests/fuzz/replay.c \
		$(BUILD)/libcf.a $(LDLIBS)

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
	@echo "make analyze          gcc -fanalyzer, clang-tidy and cppcheck"
	@echo "make check-sanitize   the tests under ASan and UBSan"
	@echo "make check-valgrind   the tests under valgrind (about an hour)"
	@echo "make scale            six venue-years at full size through the whole pipe"
	@echo "make chaos SEED=1     a collection with faults, kills and full disks (SEEDS=1-50)"
	@echo "make soak             1,000,000 papers by 16 workers: memory and descriptors"
	@echo "make fidelity CORPUS=DIR  the sources on real pages, against what is on them"
	@echo "make fuzz             TIME=60 seconds for each target of libFuzzer; TARGET=NAME"
	@echo "make bench            speed, side by side with curl, sort and cat"
	@echo "make install          PREFIX=/usr/local DESTDIR="
	@echo "make uninstall"

-include $(wildcard $(BUILD)/*.d $(BUILD)/lib/*.d $(BUILD)/sources/*.d $(BUILD)/unit/*.d) \
	$(wildcard build/analyze/*.d build/analyze/lib/*.d build/analyze/sources/*.d)

.PHONY: all unit deps demo fidelity check check-sanitize check-valgrind lint analyze analyzed scale chaos soak fuzz replay bench install uninstall clean help
