#!/bin/sh
# Runs test programs that print TAP; shows what failed and a line a program; ends with the sum.
#   tests/run.sh PROGRAM...
passed=0 failed=0 skipped=0
for program; do
	out=$("$program" 2>&1)
	status=$?
	good=$(printf '%s\n' "$out" | grep -c '^ok .*' || true)
	bad=$(printf '%s\n' "$out" | grep -c '^not ok ' || true)
	skip=$(printf '%s\n' "$out" | grep -c '^ok .*# SKIP' || true)
	if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
		printf '%s\n' "$out" | tail -n 40
		printf '%s ended with status %s\n' "$program" "$status"
	fi
	[ "$bad" -eq 0 ] || printf '%s\n' "$out" | grep '^not ok '
	printf '%s\n' "$out" | grep '# SKIP'
	printf '%-40s %4s passed, %s failed\n' "${program##*/tests/}" "$((good - skip))" "$bad"
	passed=$((passed + good - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
done
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
