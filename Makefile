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
LIBS = libcurl libxml-2.0 yaml-0.1 libutf8proc

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

CPPFLAGS += -D_POSIX_C_SOURCE=200809L -Itools -I$(BUILD)
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

unit: $(UNIT)
	@for t in $(UNIT); do echo "# $$t"; $$t || exit 1; done

clean:
	rm -rf build bin

-include $(wildcard $(BUILD)/*.d $(BUILD)/lib/*.d $(BUILD)/sources/*.d $(BUILD)/unit/*.d)

.PHONY: all unit clean
