#!/bin/sh
# Looks for bytes that break what a parser promises: each target in turn, from its seeds, past
# crashes and what earlier runs found worth keeping (BUILD/corpus/NAME). A line a target; inputs
# that break one are put among its past crashes, where `make test` shows them again until mended.
#   tests/fuzz/run.sh SECONDS NAME...
cd "$(dirname "$0")/../.." || exit 2
build=${BUILD:-build/fuzz} seconds=$1 failed=0
shift
printf '%-16s %10s %8s %8s %8s\n' target runs edges corpus seconds
for name; do
	corpus=$build/corpus/$name log=$build/$name.log kept=tests/fuzz/crashes/$name
	mkdir -p "$corpus" "$kept"
	dictionary=tests/fuzz/seeds/$name.dict
	began=$(date +%s)
	# timeouts, too: a parser that takes ten seconds for four thousand bytes is broken
	"$build/tests/fuzz/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
		-print_final_stats=1 -use_value_profile=1 -artifact_prefix="$kept/" \
		${FUZZ_OPTIONS:-} $([ ! -e "$dictionary" ] || echo "-dict=$dictionary") \
		"$corpus" "tests/fuzz/seeds/$name" "$kept" >"$log" 2>&1
	status=$?
	rmdir "$kept" 2>/dev/null
	printf '%-16s %10s %8s %8s %8s\n' "$name" \
		"$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
		"$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)" \
		"$(find "$corpus" -type f | wc -l)" "$(($(date +%s) - began))"
	if [ "$status" -ne 0 ]; then
		failed=$((failed + 1))
		grep -m 1 -B 2 -A 12 "doesn't hold\|ERROR: \|runtime error" "$log"
		grep 'Test unit written to' "$log"
	fi
done
[ "$failed" -eq 0 ] || { echo "$failed targets broke; $build/NAME.log tells more"; exit 1; }
