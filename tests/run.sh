#!/bin/sh
# Runs test programs that print TAP, one after the other; tells a line a program and what failed;
# ends with the sum. A program that dies, hangs past LIMIT seconds (300; 900 with sanitizers), ends
# before its plan or tests nothing has failed, whatever it said until then.
#   tests/run.sh PROGRAM...
passed=0 failed=0 skipped=0
limit=${LIMIT:-${SAN:+900}}
limit=${limit:-300}
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
count() { grep -c "$1" "$out"; }
for program; do
	began=$(date +%s)
	case $program in
	*.mjs) by=node ;;
	*.sh) by=sh ;;
	*) by= ;;
	esac
	# shellcheck disable=SC2086 # by may be nothing
	timeout -k 10 "$limit" $by "$program" >"$out" 2>&1 </dev/null
	status=$?
	seconds=$(($(date +%s) - began))
	good=$(count '^ok ') bad=$(count '^not ok ') skip=$(count '^ok .*# SKIP')
	plan=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$out")
	why=
	if [ "$bad" -eq 0 ] && [ "$status" -ne 0 ]; then
		why="ended with status $status"
		[ "$status" -lt 124 ] || why="$why: killed, or over $limit seconds"
	elif [ "${plan:-none}" != "$((good + bad))" ]; then
		why="said $((good + bad)) results, planned ${plan:-none}"
	elif [ "$plan" -eq 0 ]; then
		why='tested nothing'
	fi
	if [ -n "$why" ]; then
		bad=$((bad + 1))
		tail -n 40 "$out"
		[ ! -e "$program.log" ] || tail -n 40 "$program.log"
		printf 'not ok - %s %s\n' "$program" "$why"
	fi
	# what failed, with the lines that explain it
	awk '/^not ok/ { say = 1 } /^ok/ { say = 0 } /^1\.\./ { say = 0 } say || /# SKIP/' "$out"
	printf '%-40s %5s passed, %s failed %5ss\n' \
		"${program##*tests/}" "$((good - skip))" "$bad" "$seconds"
	passed=$((passed + good - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
done
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
