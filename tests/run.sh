#!/bin/sh
# Runs test programs that print TAP, as many at once as there are cores (TEST_JOBS says otherwise), those
# named first first; tells a line a program and what failed; ends with the sum. A program that dies,
# hangs past LIMIT seconds (600; 1,200 with sanitizers), ends before its plan or tests nothing has
# failed, whatever it said until then.
#   tests/run.sh PROGRAM...
limit=${LIMIT:-${SAN:+1200}}
limit=${limit:-600}
count() { grep -c "$1" "$out"; }

# One program, told in one piece; its sum goes to a line of $SUMS.
run_one() {
	program=$1
	out=$(mktemp) && told=$(mktemp) || exit 2
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
	{
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
	} >"$told"
	cat "$told"
	printf '%s %s %s\n' "$((good - skip))" "$bad" "$skip" >>"$SUMS"
	rm -f "$out" "$told"
}

if [ "$1" = --one ]; then
	run_one "$2"
	exit 0
fi
SUMS=$(mktemp) || exit 2
export SUMS LIMIT SAN
trap 'rm -f "$SUMS"' EXIT
[ $# -eq 0 ] || printf '%s\n' "$@" | xargs -P "${TEST_JOBS:-$(nproc)}" -I PROGRAM sh "$0" --one PROGRAM
# a program whose runner itself died has no line here
awk -v programs=$# '
	{ passed += $1; failed += $2; skipped += $3 }
	END {
		failed += programs - NR
		printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
		exit failed > 0
	}' "$SUMS"
