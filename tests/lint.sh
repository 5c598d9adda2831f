#!/bin/sh
# How the code is written: the formatter's form, and what the analysers find. Prints TAP.
#   tests/lint.sh         the quick ones, part of make test
#   tests/lint.sh all     clang-tidy too, which takes a minute or two: make lint
cd "$(dirname "$0")/.." || exit 2

. tests/tell.inc

# The files that would change.
formatted() {
	clang-format --dry-run server/*.c server/*/*.[ch] tests/*.[ch] tests/*/*.[ch] 2>&1 |
		sed -n 's/^\([^ :]*\):[0-9]*:[0-9]*: warning.*/\1: clang-format -i \1/p' | sort -u
}

# Where one of these is silenced inside a file, the reason stands beside it.
analysed() {
	cppcheck -q -j "$(nproc)" --std=c11 --enable=warning,performance,portability \
		--inline-suppr --suppress=missingInclude --suppress=missingIncludeSystem \
		-Iserver server 2>&1
}

# A file at a time: with several, version 14 finds faults with va_list that aren't there.
tidy() {
	printf '%s\n' server/*.c server/*/*.c | xargs -P "$(nproc)" -I FILE \
		clang-tidy --quiet FILE -- -std=c17 -D_GNU_SOURCE -Iserver 2>/dev/null
}

tell 'the code has the form of .clang-format' "$(formatted)"
tell 'cppcheck finds nothing' "$(analysed)"
[ "${1:-}" != all ] || tell 'clang-tidy finds nothing' "$(tidy)"
tell_end
