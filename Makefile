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

LIBRARIES      := libxml-2.0 icu-i18n icu-uc yaml-0.1 zlib libbrotlienc
# Loaded by the commands that need them (base/library.h): linked, they would slow down the start of all.
LOADED         := libcurl sqlite3 libmicrohttpd nettle
TEST_LIBRARIES := cmocka jansson

# ---- compiler and flags, by flavour

CC_release  := $(if $(filter default,$(origin CC)),gcc,$(CC))
CC_asan     := $(CC_release)
CC_tsan     := $(CC_release)
CC_coverage := gcc
CC_fuzz     := clang

# Each is looked for in the program by tests/hardening.sh. Not -fcf-protection: Debian's archives are built without,
# and one such object turns it off for the whole program. Not a third level of _FORTIFY_SOURCE: it follows sizes that
# allocators declare, and memory comes from arenas here.
FLAGS_release  := -O2 -g -fPIE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection
LINK_release   := -pie -Wl,-z,relro,-z,now,-z,noexecstack
FLAGS_asan     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
FLAGS_tsan     := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
FLAGS_coverage := -O0 -g --coverage
# How deep the stack was would count as something new, and where it begins is drawn by lot: no two runs would be the same.
# In CI all is compiled each time, and that counts for more than how fast it runs.
FLAGS_fuzz     := $(if $(CI),-O0 -gline-tables-only,-O1 -g) -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
	-fno-sanitize-coverage=stack-depth

# A flavour of another name is release in a folder of its own: make CC=clang FLAVOUR=clang.
COMPILER := $(or $(CC_$(FLAVOUR)),$(CC_release))
FLAGS    := $(or $(FLAGS_$(FLAVOUR)),$(FLAGS_release))
LINK     := $(if $(FLAGS_$(FLAVOUR)),$(LINK_$(FLAVOUR)),$(LINK_release))
PARALLEL  = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
WARNINGS := -Wall -Wextra -Wformat-security -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
ifneq ($(CI)$(WERROR),)
WARNINGS += -Werror
endif

TREE_SITTER := $(DEPS)/node_modules/tree-sitter/vendor/tree-sitter/lib
GRAMMARS    := $(DEPS)/node_modules/tree-sitter-typescript

# Asked once, not for each file.
LIBRARY_FLAGS := $(shell pkg-config --cflags $(LIBRARIES) $(LOADED) 2>/dev/null | sed 's/-I/-isystem /g')
LIBRARY_LINKS := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null)
CPPFLAGS += -I. -isystem $(TREE_SITTER)/include $(LIBRARY_FLAGS) -D_GNU_SOURCE -DGLOT_VERSION='"$(VERSION)"'
# No path of the folder it is built in gets into what is built: `make reproducible`.
CFLAGS   += -std=c11 $(WARNINGS) $(FLAGS) -ffile-prefix-map=$(CURDIR)=. -pthread
LDFLAGS  += $(LINK) $(filter -fsanitize=% --coverage,$(FLAGS:fuzzer-no-link=)) -pthread
LDLIBS   += $(LIBRARY_LINKS) -lm

# glot itself is linked with the archives of its libraries where the system has them all: loading the shared ones
# takes most of the time of a start. `make STATIC=` does without.
STATIC       ?= xml2 icui18n icuuc icudata z lzma yaml brotlienc brotlicommon stdc++
ARCHIVES      = $(foreach name,$(STATIC),$(shell $(COMPILER) -print-file-name=lib$(name).a))
PROGRAM_LIBS  = $(if $(and $(STATIC),$(if $(filter lib%.a,$(ARCHIVES)),,all)),-static-libgcc $(ARCHIVES) -lm,$(LDLIBS))

# Memory that nobody can give ends the program (cli/memory.c).
WRAPPED := $(foreach name,malloc calloc realloc aligned_alloc strdup,-Wl,--wrap=$(name))

# Each start relocates the pointers of all tables. Packed, the list of them takes no pages worth speaking of; the
# system's loader has to know that form.
PACKED = $(if $(shell grep -aso GLIBC_ABI_DT_RELR $$($(COMPILER) -print-file-name=libc.so.6)),-Wl$(COMMA)-z$(COMMA)pack-relative-relocs)
COMMA  := ,

# Of test programs there are many: a linker that is quick, and no optimization.
# (Of what clang sanitizes, gold warns for pages.)
QUICK_LINKER := $(if $(findstring -fsanitize,$(FLAGS)),lld,gold)
LINKER_tests := $(if $(shell command -v ld.$(QUICK_LINKER)),-fuse-ld=$(QUICK_LINKER))
$(B)/tests/%: LDFLAGS += $(LINKER_tests)
$(B)/tests/%.o: FLAGS := $(patsubst -O2,-O0,$(filter-out -D_FORTIFY_SOURCE=2,$(FLAGS)))

# What reads, compares and prints texts gains a twentieth by that; elsewhere gcc only sees ghosts.
$(B)/base/%.o $(B)/catalog/%.o $(B)/extractor/%.o: FLAGS := $(patsubst -O2,-O3,$(FLAGS))

# ---- sources

SOURCES := $(sort $(wildcard base/*.c catalog/*.c catalog/*/*.c extractor/*.c extractor/dialects/*.c sync/*.c sync/*/*.c cli/*.c cli/commands/*.c))
LIBRARY := $(filter-out cli/main.c cli/memory.c,$(SOURCES))
OBJECTS := $(LIBRARY:%.c=$(B)/%.o) $(B)/cli/status_page_template.o
UNIT_TESTS := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/*.c))
TARGETS := $(patsubst tests/fuzz/%.c,%,$(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
FUZZERS := $(TARGETS:%=$(B)/tests/fuzz/%)
THIRD_PARTY := $(DEPS)/obj/tree-sitter.o $(foreach g,typescript tsx,$(DEPS)/obj/$(g)-parser.o $(DEPS)/obj/$(g)-scanner.o)
HEADERS := $(wildcard base/*.h base/*.def catalog/*.h extractor/*.h sync/*.h cli/*.h)

# ---- building

.PHONY: all
all: $(B)/glot ## build glot into build/release/glot

$(B)/glot: $(B)/cli/main.o $(B)/cli/memory.o $(B)/libglot.a $(THIRD_PARTY)
	$(COMPILER) $(LDFLAGS) $(WRAPPED) $(PACKED) -o $@ $^ $(PROGRAM_LIBS)

# Removed first: an archive would keep the objects of files that are gone.
$(B)/libglot.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcsD $@ $^

$(B)/%.o: %.c | $(DEPS)/package-lock.json
	@mkdir -p $(@D)
	$(COMPILER) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The page of `glot status --html`, as bytes (cli/coverage_page.h).
$(B)/cli/status_page_template.c: cli/status_page.html
	@mkdir -p $(@D)
	@{ echo '#include "cli/coverage_page.h"'; echo 'const unsigned char status_page_template[] = {'; \
	    od -An -v -tx1 $< | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'; echo '};'; \
	    echo 'const size_t status_page_template_len = sizeof status_page_template;'; } >$@
$(B)/cli/status_page_template.o: $(B)/cli/status_page_template.c
	$(COMPILER) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Third-party code: its warnings are not ours to mend. -O1 halves the compile time of the tables and costs nothing measurable.
THIRD_PARTY_FLAGS := -std=c11 -w -g0 -D_DEFAULT_SOURCE -fPIE -fstack-protector-strong
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
	@.ci/deps

# In CI the tests lint, too. Coverage has a tool of its own.
PURPOSES := test $(if $(CI)$(filter lint,$(MAKECMDGOALS)),lint) $(filter coverage,$(MAKECMDGOALS))
.PHONY: deps
deps: ## bring what is missing on a fresh Debian 12 (packages, grammars)
	@mkdir -p build
	@.ci/deps $(PURPOSES)

# ---- installing

.PHONY: install uninstall
install: $(B)/glot ## install glot, its manual page and completions (DESTDIR, PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/doc/glot \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(B)/glot $(DESTDIR)$(PREFIX)/bin/glot
	install -m 644 LICENSE README.md $(DESTDIR)$(PREFIX)/share/doc/glot
	$(B)/glot manual --man >$(DESTDIR)$(PREFIX)/share/man/man1/glot.1
	$(B)/glot completions bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/glot
	$(B)/glot completions zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_glot
	$(B)/glot completions fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/glot.fish

uninstall: ## take away what install brought
	rm -f $(DESTDIR)$(PREFIX)/bin/glot $(DESTDIR)$(PREFIX)/share/man/man1/glot.1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/glot \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_glot \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/glot.fish
	rm -rf $(DESTDIR)$(PREFIX)/share/doc/glot

# ---- testing

$(B)/tests/unit/%: $(B)/tests/unit/%.o $(B)/libglot.a $(THIRD_PARTY)
	$(COMPILER) $(LDFLAGS) -o $@ $^ $(LDLIBS) $$(pkg-config --libs $(TEST_LIBRARIES))

# Drivers let tests/peers/*.mjs ask one module for what it computes.
$(B)/tests/peers/%: $(B)/tests/peers/%.o $(B)/libglot.a $(THIRD_PARTY)
	$(COMPILER) $(LDFLAGS) -o $@ $^ $(LDLIBS) $$(pkg-config --libs $(TEST_LIBRARIES))

$(B)/tests/bench/%: $(B)/tests/bench/%.o
	$(COMPILER) $(LDFLAGS) -o $@ $^

# Asks the library itself, without starting glot.
$(B)/tests/bench/scan: $(B)/tests/bench/scan.o $(B)/libglot.a $(THIRD_PARTY)
	$(COMPILER) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Loaded into glot by tests/faults/run.mjs, in front of the sanitizers' own libraries.
$(B)/tests/faults/shim.so: $(wildcard tests/faults/*.[ch])
	@mkdir -p $(@D)
	$(COMPILER) -std=c11 $(WARNINGS) -D_GNU_SOURCE -O1 -g -shared -fPIC -o $@ $(filter %.c,$^)

# A fuzz target runs its corpus once in every flavour; under `fuzz` libFuzzer drives it.
ifeq ($(FLAVOUR),fuzz)
$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(B)/libglot.a $(THIRD_PARTY)
	$(COMPILER) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)
else
$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(B)/libglot.a $(THIRD_PARTY)
	$(COMPILER) $(LDFLAGS) -o $@ $^ $(LDLIBS)
endif

.PRECIOUS: $(B)/%.o

DRIVERS := $(patsubst tests/peers/%.c,$(B)/tests/peers/%,$(wildcard tests/peers/*.c))

.PHONY: build-tests build-suites
build-tests: build-suites $(FUZZERS)
build-suites: $(B)/glot $(UNIT_TESTS) $(DRIVERS) $(B)/tests/faults/shim.so $(B)/tests/bench/measure

# With CASE=NAME: one golden case, unit program, fuzz target, script or suite of that name (tests/run).
.PHONY: test bless
test: deps ## run all tests, or those of one name: make test CASE=NAME
	@$(MAKE) --no-print-directory $(PARALLEL) $(if $(CASE),build-tests,$(if $(CI),build-suites,build-tests))
	@FLAVOUR=$(FLAVOUR) tests/run $(CASE)

bless: $(B)/glot ## take what a golden case prints now as what it should: make bless CASE=NAME
	@test -n "$(CASE)" || { echo "usage: make bless CASE=NAME" >&2; exit 2; }
	@GLOT=$(abspath $(B)/glot) tests/golden.mjs $(CASE) --bless

.PHONY: conformance
conformance: $(B)/glot ## verdicts over the OASIS test suites of XLIFF, per rule family
	@GLOT=$(abspath $(B)/glot) node tests/conformance/suites.mjs

# Not what runs node or waits for others: under memcheck all takes some thirty times as long. Golden cases: one in ten.
.PHONY: valgrind
valgrind: deps ## unit programs, replays and one golden case in ten under valgrind's memcheck
	@command -v valgrind >/dev/null || { echo "error: valgrind is missing; install it with apt-get" >&2; exit 3; }
	@$(MAKE) --no-print-directory $(PARALLEL) build-tests
	@tests/valgrind.sh $(CASE)

# What runs glot itself. Where memory fails ThreadSanitizer has nothing to look at.
SUITES_asan := shards faults kills wire hub history conformance hostile watch cache returns
SUITES_tsan := jobs shards kills wire hub history conformance hostile watch cache
.PHONY: asan tsan
asan tsan: deps ## the tests under AddressSanitizer and UBSan; under ThreadSanitizer
	@$(MAKE) --no-print-directory $(PARALLEL) FLAVOUR=$@ build-tests
	@FLAVOUR=$@ SUITES="unit replay golden examples $(SUITES_$@)" tests/run $(CASE)

.PHONY: faults
faults: deps ## every call to the system and for memory fails once, over every command, and how many there are
	@$(MAKE) --no-print-directory $(PARALLEL) -s all $(B)/tests/faults/shim.so
	@FAULTS_EVERY=1 GLOT=$(abspath $(B)/glot) SHIM=$(abspath $(B)/tests/faults/shim.so) node tests/faults/run.mjs
	@FAULTS_EVERY=1 GLOT=$(abspath $(B)/glot) SHIM=$(abspath $(B)/tests/faults/shim.so) node tests/faults/commands.mjs

.PHONY: kills hostile
kills: deps ## kill -9 at random moments of extract, build, pull and serve, then pairs of runs at once: make kills COUNT=1000
	@$(MAKE) --no-print-directory $(PARALLEL) -s all
	@COUNT=$(or $(COUNT),1000) GLOT=$(abspath $(B)/glot) node tests/kills/random.mjs
	@COUNT=$(or $(COUNT),1000) GLOT=$(abspath $(B)/glot) node tests/kills/together.mjs

hostile: deps ## projects, services and clients that mean harm; a million files with FULL=1
	@$(MAKE) --no-print-directory $(PARALLEL) -s all $(B)/tests/bench/measure
	@FULL=$(FULL) GLOT=$(abspath $(B)/glot) node tests/hostile/projects.mjs
	@GLOT=$(abspath $(B)/glot) MEASURE=$(abspath $(B)/tests/bench/measure) node tests/hostile/services.mjs

SECONDS ?= 10
.PHONY: fuzz fuzz-all sanitize
fuzz: deps ## fuzz one target: make fuzz TARGET=xliff SECONDS=60
	@test -n "$(TARGET)" || { echo "usage: make fuzz TARGET=NAME SECONDS=N; targets: $(TARGETS)" >&2; exit 2; }
	@$(MAKE) --no-print-directory $(PARALLEL) FLAVOUR=fuzz build/fuzz/tests/fuzz/$(TARGET)
	@RUNS=$(RUNS) tests/fuzz.sh $(SECONDS) $(TARGET)

# What CI runs: the sanitizers of clang, in the build that fuzzing needs anyway.
sanitize: deps
	@$(MAKE) --no-print-directory $(PARALLEL) FLAVOUR=fuzz $(UNIT_TESTS:$(B)/%=build/fuzz/%) $(TARGETS:%=build/fuzz/tests/fuzz/%) build/fuzz/glot
	@FLAVOUR=fuzz SUITES="unit golden examples" tests/run

MINUTES ?= 30
.PHONY: fuzz-long fuzz-ledger
fuzz-long: deps ## fuzz each target until it has had MINUTES in all, over as many runs as it takes: make fuzz-long MINUTES=30
	@$(MAKE) --no-print-directory $(PARALLEL) FLAVOUR=fuzz $(patsubst %,build/fuzz/tests/fuzz/%,$(or $(TARGET),$(TARGETS)))
	@tests/fuzz-long.sh $(MINUTES) $(or $(TARGET),$(TARGETS))

fuzz-ledger: ## what each target has had of fuzzing
	@tests/fuzz-long.sh --ledger $(TARGETS)

fuzz-all: deps ## fuzz every target: make fuzz-all SECONDS=10, or the same N inputs everywhere: make fuzz-all RUNS=N [SEED=M]
	@$(MAKE) --no-print-directory $(PARALLEL) FLAVOUR=fuzz $(TARGETS:%=build/fuzz/tests/fuzz/%)
	@RUNS=$(RUNS) tests/fuzz.sh $(SECONDS) $(TARGETS)

.PHONY: coverage
coverage: deps ## lines of base, catalog, extractor, sync and cli that `make test` reaches
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory $(PARALLEL) FLAVOUR=coverage build-tests
	@FLAVOUR=coverage CI= tests/run
	@gcovr --fail-under-line 90 --root . --object-directory build/coverage --filter '(base|catalog|extractor|cli|sync)/' --sort-percentage --print-summary

.PHONY: lint format reproducible
lint: deps ## include direction, banned names, mutable state, clang-format, clang-tidy, cppcheck
	@tests/lint.sh

reproducible: deps ## build twice in different folders, locales and time zones: the bytes must be the same
	@tests/reproducible.sh

format: ## clang-format all sources
	clang-format -i $$(git ls-files '*.c' '*.h')

# ---- showing

.PHONY: demo bench bench-catalog bench-build bench-scan bench-sync
demo: ## the main job on a small Lit application, each step shown
	@mkdir -p build && .ci/deps
	@test -x $(B)/glot || echo "Building glot …"
	@$(MAKE) --no-print-directory $(PARALLEL) -s all
	@samples/lit/demo $(abspath $(B)/glot)

# With BENCH="lit po …" only these questions. Sizes that are not the usual ones: OUT=FOLDER keeps them apart from docs/bench.
bench: ## glot and its peers turn by turn; rewrites docs/bench: make bench [BENCH="lit po …"] [SCALE=1|10|100] [FILES=N] [UNITS=N] [ROUNDS=N] [TREE=FOLDER] [OUT=FOLDER]
	@mkdir -p build && .ci/deps test bench
	@$(MAKE) --no-print-directory $(PARALLEL) -s all $(B)/tests/bench/measure $(B)/tests/bench/scan
	@for folder in peers runtimes bench; do tests/install $$folder || exit; done
	@BENCH="$(BENCH)" SCALE="$(SCALE)" FILES="$(FILES)" UNITS="$(UNITS)" ROUNDS="$(ROUNDS)" TREE="$(TREE)" OUT="$(OUT)" tests/bench/bench.mjs $(abspath $(B)/glot)

bench-catalog: ## the part of it that is about catalogs: checks and merges of 100,000 units, and real ones
	@$(MAKE) --no-print-directory bench BENCH="po xliff"

bench-build: deps ## glot build beside lit-localize build, other bundle formats and packaging: make bench-build [ROUNDS=N]
	@$(MAKE) --no-print-directory $(PARALLEL) -s all $(B)/tests/bench/measure
	@tests/install peers
	@tests/bench/build-bench.mjs $(abspath $(B)/glot) $(or $(ROUNDS),3)

bench-scan: ## megabytes of source a second that one core scans: make bench-scan TREE=FOLDER [ROUNDS=N]
	@test -n "$(TREE)" || { echo "usage: make bench-scan TREE=FOLDER [ROUNDS=N]" >&2; exit 2; }
	@$(MAKE) --no-print-directory $(PARALLEL) -s $(B)/tests/bench/scan
	@find "$(TREE)" -name node_modules -prune -o -type f -regextype posix-extended -regex '.*\.([cm]?[jt]s|[jt]sx)' ! -name '*.d.ts' -print \
	    | $(B)/tests/bench/scan $(or $(ROUNDS),5)

bench-sync: ## what pushes and pulls cost with `glot serve`: make bench-sync [STRINGS=N] [ROUNDS=N]
	@mkdir -p build && .ci/deps
	@$(MAKE) --no-print-directory $(PARALLEL) -s all $(B)/tests/bench/measure
	@tests/bench/sync-bench.mjs $(abspath $(B)/glot) $(or $(STRINGS),3100) $(or $(ROUNDS),3)

.PHONY: clean distclean help
clean: ## remove what was built, but keep what was fetched
	@find build -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} + 2>/dev/null || true

distclean: clean ## remove what was fetched, too
	rm -rf build tests/bench/node_modules tests/peers/node_modules tests/runtimes/node_modules samples/*/node_modules

help: ## this list
	@grep -hE '^[a-z][a-z -]*:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{ printf "  make %-16s %s\n", $$1, $$2 }'

-include $(shell find $(B) -name "*.d" 2>/dev/null)
