# Askel. `make help` lists what can be asked for; the README tells the rest.
#
# One non-recursive makefile. SAN=address,undefined or SAN=thread builds and tests with sanitizers
# in a folder of its own; CC=clang works too.

CC := $(if $(filter default undefined,$(origin CC)),gcc,$(CC))
SAN ?=
BUILD ?= build$(if $(SAN),/san-$(subst $(comma),-,$(SAN)))$(if $(findstring clang,$(CC)),/clang)
comma := ,

ROOMS := base pack seal words learn badge course store vault view http post oidc settings pages commands
LIBRARIES := cjose jansson libsodium nettle zlib libqrencode sqlite3 libcmark yaml-0.1 libutf8proc inih md4c \
	libcurl
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wformat=2 -Wvla -Werror
HARDENING := $(if $(SAN),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE -fcf-protection
SANITIZE := $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all)
override CFLAGS += -std=c17 -D_GNU_SOURCE -O2 -g $(WARNINGS) $(HARDENING) $(SANITIZE) -Iserver
override LDFLAGS += -pie -Wl,-z,relro,-z,now,-z,noexecstack $(SANITIZE)
LDLIBS = $(shell pkg-config --libs $(LIBRARIES)) -lcivetweb -lvoikko -lstemmer -lpthread -lm

# The drawing program: MuPDF and what Debian's package of it leaves to us to name.
DRAW_LIBRARIES := -lmupdf -lmupdf-third -lmujs -lgumbo -lopenjp2 -ljbig2dec -lharfbuzz -lfreetype \
	-ljpeg -lwebp -lseccomp -lz -lm

SOURCES := server/main.c $(foreach room,$(ROOMS),$(sort $(wildcard server/$(room)/*.c)))
objects_of = $(patsubst %.c,$(BUILD)/%.o,$(sort $(foreach room,$(1),$(wildcard server/$(room)/*.c))))
STYLES := $(patsubst %,$(BUILD)/%,$(wildcard static/*.css)) $(BUILD)/static/askel.css
SHELF_FILES = $(sort $(shell find templates static courses -type f ! -path 'templates/po/*' ! -name '*.css' \
	2>/dev/null)) $(STYLES) \
	$(wildcard server/learn/names.*.txt server/words/stops.*.txt) \
	server/course/forbidden.txt server/badge/verify.html
PO_FILES := $(sort $(wildcard templates/po/*.po))
MO_FILES := $(patsubst templates/po/%.po,$(BUILD)/po/%.mo,$(PO_FILES))

# Debian's names of what building needs, and of what testing needs besides.
PACKAGES := gcc libc6-dev make pkg-config gettext libcivetweb-dev libcjose-dev libcmark-dev \
	libcurl4-gnutls-dev libinih-dev libjansson-dev libmd4c-dev libqrencode-dev libsodium-dev \
	libsqlite3-dev libssl-dev libstemmer-dev \
	libutf8proc-dev libvoikko-dev libyaml-dev nettle-dev voikko-fi zlib1g-dev libmupdf-dev libmujs-dev \
	libgumbo-dev libopenjp2-7-dev libjbig2dec0-dev libharfbuzz-dev libfreetype-dev \
	libjpeg62-turbo-dev libwebp-dev libseccomp-dev
TEST_PACKAGES := nodejs npm chromium fonts-dejavu-core fonts-noto-core sqlite3 curl clang-format \
	clang-tidy cppcheck faketime oathtool openssl pngcheck unzip
BENCH_PACKAGES := nodejs wrk

# A short line a step; V=1 shows the commands themselves.
V ?=
say = $(if $(V),,@printf '  %-8s %s\n' $(1) $(2);)

# As many at once as there are cores, unless -j says otherwise.
JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
AGAIN = $(MAKE) --no-print-directory $(JOBS)

.PHONY: all
all: $(BUILD)/askel $(BUILD)/askel-draw ## build build/askel; installs nothing

LISTEN ?= 127.0.0.1:8080
.PHONY: run
run: ## install what is missing, build, start a demo and print a sign-in link for each role
	@sh server/install.sh $(PACKAGES)
	@$(AGAIN) all
	@$(BUILD)/askel demo --listen $(LISTEN) || \
		{ echo "Where another program has $(LISTEN): make run LISTEN=127.0.0.1:8081"; exit 1; }

$(BUILD)/askel: $(patsubst %.c,$(BUILD)/%.o,$(SOURCES)) $(BUILD)/shelf.o
	$(call say,link,$@) $(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/askel-draw: $(call objects_of,draw base)
	$(call say,link,$@) $(CC) $(LDFLAGS) -o $@ $^ $(DRAW_LIBRARIES)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,compile,$<) $(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

# What a stylesheet says to us stays here: a phone fetches none of it. It fetches one file of them, too,
# whose parts stand in static/askel/ in this order.
$(BUILD)/static/askel.css: $(sort $(wildcard static/askel/*.css))
$(filter-out %/askel.css,$(STYLES)): $(BUILD)/%: %
$(STYLES):
	@mkdir -p $(@D)
	@awk '{ all = all $$0 "\n" } END { gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", all); \
		gsub(/\n[ \t]+/, "\n", all); gsub(/\n\n+/, "\n", all); printf "%s", all }' $^ >$@

# Templates, static files, translations and the shipped courses, inside the binary.
$(BUILD)/shelf.S: server/base/shelf.sh $(SHELF_FILES) $(MO_FILES)
	@mkdir -p $(@D)
	@sh server/base/shelf.sh "$(BUILD)" $(SHELF_FILES) $(MO_FILES) >$@
$(BUILD)/shelf.o: $(BUILD)/shelf.S
	@$(CC) -c -o $@ $<
$(BUILD)/po/%.mo: templates/po/%.po
	@mkdir -p $(@D)
	$(call say,words,$<) msgfmt --check -o $@ $<

# ---- tests: one folder a room; each .c is a program that links its room and those below it ----

BELOW_base := base
BELOW_pack := base pack
BELOW_seal := base seal
BELOW_words := base words
BELOW_learn := base words seal learn
BELOW_badge := base pack seal badge
BELOW_course := base pack words seal learn course
BELOW_store := base words seal learn store
BELOW_vault := base pack seal words learn vault
BELOW_view := base pack view
BELOW_http := base pack seal http
BELOW_post := base words post
BELOW_oidc := base seal oidc
BELOW_settings := base words seal learn settings
BELOW_pages := base pack seal words learn badge course store vault view http post oidc settings pages
UNIT_TESTS := $(foreach room,$(ROOMS),$(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/$(room)/*.c))))

# Those of the drawing program link that and its libraries.
DRAW_OBJECTS = $(filter-out %/main.o,$(call objects_of,base pack draw))
UNIT_TESTS += $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/draw/*.c)))
$(BUILD)/tests/draw/%: tests/draw/%.c tests/draw/easel.h tests/test.h $(DRAW_OBJECTS) $(BUILD)/askel-draw
	@mkdir -p $(@D)
	$(call say,test,$<) $(CC) $(CFLAGS) -Itests -MMD -MP -o $@ $< $(DRAW_OBJECTS) $(LDFLAGS) \
		$(DRAW_LIBRARIES) -lqrencode

# A fuzz target links what it needs of all rooms, and a driver: in a build for fuzzing libFuzzer,
# else one that shows it what is kept of seeds and past crashes.
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
UNIT_TESTS += $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%)
FUZZ_DRIVER = $(if $(findstring fuzzer,$(SAN)),-fsanitize=fuzzer,$(BUILD)/tests/replay.o)
$(BUILD)/rooms.a: $(call objects_of,$(ROOMS)) $(BUILD)/shelf.o
	@rm -f $@
	@ar rcs $@ $^
$(BUILD)/tests/replay.o: override CFLAGS += -Itests
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(BUILD)/rooms.a $(BUILD)/tests/replay.o
	@mkdir -p $(@D)
	$(call say,test,$<) $(CC) $(CFLAGS) -Itests -MMD -MP -o $@ $< $(FUZZ_DRIVER) \
		$(BUILD)/rooms.a $(LDFLAGS) $(LDLIBS)
$(BUILD)/tests/fuzz/drawing: tests/fuzz/drawing.c $(DRAW_OBJECTS) $(BUILD)/tests/replay.o
	@mkdir -p $(@D)
	$(call say,test,$<) $(CC) $(CFLAGS) -Itests -MMD -MP -o $@ $< $(FUZZ_DRIVER) $(DRAW_OBJECTS) \
		$(LDFLAGS) $(DRAW_LIBRARIES) -lqrencode

define unit_test_rule
$(BUILD)/tests/$(1)/%: tests/$(1)/%.c tests/test.h $(call objects_of,$(BELOW_$(1))) \
		$(if $(filter settings pages,$(1)),$(BUILD)/shelf.o)
	@mkdir -p $$(@D)
	$$(call say,test,$$<) $(CC) $(CFLAGS) -Itests -MMD -MP -o $$@ $$< $(call objects_of,$(BELOW_$(1))) \
		$(if $(filter settings pages,$(1)),$(BUILD)/shelf.o) $(LDFLAGS) $$(LDLIBS)
endef
$(foreach room,$(ROOMS),$(eval $(call unit_test_rule,$(room))))

# The crowd of `make soak`, which links nothing of the server's but base.
SOAK := $(BUILD)/tests/soak/soak
$(SOAK): $(wildcard tests/soak/*.c) $(call objects_of,base)
	@mkdir -p $(@D)
	$(call say,test,tests/soak) $(CC) $(CFLAGS) -Itests -o $@ $^ $(LDFLAGS) -lpthread
$(SOAK): tests/soak/soak.h tests/test.h

# Tests of the whole server; each prints TAP and finds the program in ASKEL, the build in BUILD.
SCRIPT_TESTS := $(filter-out tests/run.sh,$(sort $(wildcard tests/*.sh))) \
	$(sort $(wildcard tests/*/*.test.sh tests/*/*.test.mjs))
export ASKEL = $(abspath $(BUILD)/askel)
export BUILD SAN

.PHONY: test
test: ## install what the tests need, build, run every test; ends in "N passed, N failed"
	@sh server/install.sh $(PACKAGES) $(TEST_PACKAGES)
	@$(AGAIN) all tests/node_modules/.installed $(UNIT_TESTS) $(SOAK)
	@sh tests/run.sh $(SCRIPT_TESTS) $(UNIT_TESTS)

tests/node_modules/.installed: tests/package-lock.json tests/package.json
	cd tests && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts
	@touch $@

# ---- measuring: the product with a bare handler beside its own, and with groups of one ----

BENCH := $(BUILD)/bench
BENCH_OBJECTS := $(filter-out $(BUILD)/server/pages/routes.o,$(patsubst %.c,$(BUILD)/%.o,$(SOURCES))) \
	$(BUILD)/tests/bench/routes.o $(BUILD)/shelf.o
BENCH_PROGRAMS := $(addprefix $(BENCH)/,askel askel-one people answers upload approve)

$(BENCH)/askel: $(BENCH_OBJECTS)
	@mkdir -p $(@D)
	$(call say,link,$@) $(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BENCH)/askel-one: $(filter-out %/store/writer.o,$(BENCH_OBJECTS)) $(BENCH)/writer-one.o
	@mkdir -p $(@D)
	$(call say,link,$@) $(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BENCH)/writer-one.o: server/store/writer.c
	@mkdir -p $(@D)
	$(call say,compile,$<) $(CC) $(CFLAGS) -DGROUP_MOST=1 -MMD -MP -c -o $@ $<
$(BENCH)/people $(BENCH)/answers $(BENCH)/upload $(BENCH)/approve: $(BENCH)/%: tests/bench/%.c tests/http/probes.h tests/test.h \
		$(call objects_of,$(BELOW_pages)) $(BUILD)/shelf.o
	@mkdir -p $(@D)
	$(call say,bench,$<) $(CC) $(CFLAGS) -Itests -MMD -MP -o $@ $(filter %.c %.o,$^) $(LDFLAGS) $(LDLIBS)

.PHONY: bench-programs
bench-programs: $(BENCH_PROGRAMS) $(BUILD)/tests/course/thousand
	@:

.PHONY: bench
bench: ## how fast it is: ratios, aims and what was reached, in a few minutes
	@sh server/install.sh $(PACKAGES) $(BENCH_PACKAGES)
	@$(AGAIN) all bench-programs
	@node tests/bench/bench.mjs

.PHONY: profile
profile: ## where the time of a page goes: a flame graph, or a list where perf isn't allowed
	@sh server/install.sh $(PACKAGES) $(BENCH_PACKAGES) linux-perf valgrind
	@$(AGAIN) all bench-programs
	@sh tests/bench/profile.sh

.PHONY: unit-tests
unit-tests: $(UNIT_TESTS) ## only the tests of the rooms, in C
	sh tests/run.sh $(UNIT_TESTS)

.PHONY: test-%
test-%: ## test-ROOM: the C tests of one room
	$(MAKE) --no-print-directory $(patsubst %.c,$(BUILD)/%,$(wildcard tests/$*/*.c))
	sh tests/run.sh $(patsubst %.c,$(BUILD)/%,$(wildcard tests/$*/*.c))

# clang's libFuzzer with the sanitizers, in a build folder of its own.
FUZZ_PACKAGES := clang libclang-rt-14-dev
FUZZ_BUILD := build/fuzz
SECONDS ?= 60
define fuzz
	@sh server/install.sh $(PACKAGES) $(FUZZ_PACKAGES)
	@$(AGAIN) CC=clang SAN=fuzzer-no-link,address,undefined BUILD=$(FUZZ_BUILD) \
		$(patsubst %,$(FUZZ_BUILD)/tests/fuzz/%,$(1))
	@BUILD=$(FUZZ_BUILD) sh tests/fuzz/run.sh $(SECONDS) $(1)
endef
.PHONY: fuzz
fuzz: ## all parsers of outside bytes, SECONDS=60 each; the links of a million random texts
	$(call fuzz,$(FUZZ_TARGETS))
	@$(AGAIN) $(BUILD)/tests/course/safety
	$(BUILD)/tests/course/safety 1000000 $$(date +%s)
.PHONY: fuzz-%
fuzz-%: ## fuzz-NAME: one of them (tests/fuzz/NAME.c)
	$(call fuzz,$*)
KILLS ?= 1000
CRASHES ?= 10000
.PHONY: kill
kill: all $(addprefix $(BUILD)/tests/store/,kill steps power) ## 1,000 kills of a server at work, 10,000 power cuts (KILLS=n CRASHES=n)
	@$(BUILD)/tests/store/kill
	@KILLS=$(KILLS) $(BUILD)/tests/store/steps
	@CUTS=$(CRASHES) $(BUILD)/tests/store/power
	@KILLS=$(KILLS) node tests/kill/kill.test.mjs

MINUTES ?= 30
.PHONY: soak
soak: all $(SOAK) ## MINUTES=30: people and attackers at a real server, a line a minute, and a verdict
	$(SOAK) --minutes $(MINUTES)

.PHONY: scan
scan: all tests/node_modules/.installed ## a web scanner that nobody here wrote, as each kind of person, SECONDS=240 each
	@sh server/install.sh $(PACKAGES) $(TEST_PACKAGES) wapiti
	@SECONDS=$(if $(filter command line,$(origin SECONDS)),$(SECONDS),240) node tests/scan/scan.mjs

.PHONY: rooms
rooms: all ## the rooms hold: foreign headers, arrows, one public header a room
	sh tests/rooms.sh

.PHONY: lint
lint: ## how the code is written: the formatter, cppcheck, clang-tidy
	@sh server/install.sh $(PACKAGES) $(TEST_PACKAGES)
	sh tests/lint.sh all

.PHONY: po
po: ## collect the words to translate into templates/po/askel.pot and the .po files
	sh templates/po/extract.sh

.PHONY: shots
shots: all tests/node_modules/.installed ## pictures of every screen, phone and desktop, light and dark: build/shots
	SHOTS=$(BUILD)/shots node tests/web/pages.test.mjs
	node tests/web/shots.mjs $(BUILD)/shots

.PHONY: clean
clean: ## forget what was built
	rm -rf build

.PHONY: help
help: ## this list
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 20

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
