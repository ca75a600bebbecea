# glot: one Makefile for all. `make help` lists the targets.
#
# Objects live in build/FLAVOUR/; a flavour is a compiler with its flags. What comes from elsewhere (tree-sitter and
# its grammars) is compiled once into build/deps/ and shared by all flavours.

.DEFAULT_GOAL := all
SHELL := /bin/bash
.SUFFIXES:
.DELETE_ON_ERROR:

VERSION := 0.1.0
PREFIX  ?= /usr/local
FLAVOUR ?= release
B       := build/$(FLAVOUR)
DEPS    := build/deps

LIBRARIES      := libxml-2.0 jansson icu-i18n icu-uc gumbo
TEST_LIBRARIES := cmocka

# ---- compiler and flags, by flavour

CC_release  := $(if $(filter default,$(origin CC)),gcc,$(CC))
CC_asan     := $(CC_release)
CC_tsan     := $(CC_release)
CC_coverage := gcc
CC_fuzz     := clang

FLAGS_release  := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
FLAGS_asan     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
FLAGS_tsan     := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
FLAGS_coverage := -O0 -g --coverage
FLAGS_fuzz     := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

COMPILER := $(CC_$(FLAVOUR))
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
ifneq ($(CI)$(WERROR),)
WARNINGS += -Werror
endif

TREE_SITTER := $(DEPS)/node_modules/tree-sitter/vendor/tree-sitter/lib
GRAMMARS    := $(DEPS)/node_modules/tree-sitter-typescript

CPPFLAGS += -I. -isystem $(TREE_SITTER)/include $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null | sed 's/-I/-isystem /g') \
            -D_GNU_SOURCE -DGLOT_VERSION='"$(VERSION)"'
CFLAGS   += -std=c11 $(WARNINGS) $(FLAGS_$(FLAVOUR)) -pthread
LDFLAGS  += $(filter -fsanitize=% --coverage,$(FLAGS_$(FLAVOUR):fuzzer-no-link=)) -pthread
LDLIBS   += $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lm

# ---- sources

SOURCES := $(wildcard base/*.c catalog/*.c catalog/*/*.c extractor/*.c extractor/dialects/*.c sync/*.c sync/*/*.c cli/*.c cli/commands/*.c)
LIBRARY := $(filter-out cli/main.c,$(SOURCES))
OBJECTS := $(LIBRARY:%.c=$(B)/%.o)
UNITS   := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/*.c))
TARGETS := $(patsubst tests/fuzz/%.c,%,$(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
FUZZERS := $(TARGETS:%=$(B)/tests/fuzz/%)
THIRD_PARTY := $(DEPS)/obj/tree-sitter.o $(foreach g,typescript tsx,$(DEPS)/obj/$(g)-parser.o $(DEPS)/obj/$(g)-scanner.o)
HEADERS := $(wildcard base/*.h base/*.def catalog/*.h extractor/*.h sync/*.h cli/*.h)

# ---- building

.PHONY: all
all: $(B)/glot ## build glot into build/release/glot

$(B)/glot: $(B)/cli/main.o $(B)/libglot.a $(THIRD_PARTY)
	$(COMPILER) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Removed first: an archive would keep the objects of files that are gone.
$(B)/libglot.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcsD $@ $^

$(B)/%.o: %.c | $(DEPS)/package-lock.json
	@mkdir -p $(@D)
	$(COMPILER) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Third-party code: its warnings are not ours to mend. -O1 halves the compile time of the tables and costs nothing measurable.
THIRD_PARTY_FLAGS := -std=c11 -w -g0 -D_DEFAULT_SOURCE
$(DEPS)/obj/tree-sitter.o: $(DEPS)/package-lock.json
	@mkdir -p $(@D)
	$(CC_release) $(THIRD_PARTY_FLAGS) -O3 -I$(TREE_SITTER)/include -I$(TREE_SITTER)/src -c -o $@ $(TREE_SITTER)/src/lib.c
$(DEPS)/obj/%-parser.o: $(DEPS)/package-lock.json
	@mkdir -p $(@D)
	$(CC_release) $(THIRD_PARTY_FLAGS) -O2 -I$(GRAMMARS)/$*/src -c -o $@ $(GRAMMARS)/$*/src/parser.c
$(DEPS)/obj/%-scanner.o: $(DEPS)/package-lock.json
	@mkdir -p $(@D)
	$(CC_release) $(THIRD_PARTY_FLAGS) -O3 -I$(GRAMMARS)/$*/src -c -o $@ $(GRAMMARS)/$*/src/scanner.c

$(DEPS)/package-lock.json: extractor/grammars/package-lock.json
	@mkdir -p build
	@.ci/deps build

.PHONY: deps
deps: ## bring what is missing on a fresh Debian 12 (packages, grammars)
	@mkdir -p build
	@.ci/deps test

-include $(shell find $(B) -name '*.d' 2>/dev/null)
