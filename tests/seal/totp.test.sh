#!/bin/sh
# The second factor against an authenticator nobody here wrote: oathtool, over secrets and moments.
#   BUILD: where the test programs are (build)
cd "$(dirname "$0")/../.." || exit 2
program=${BUILD:-build}/tests/seal/totp

. tests/tell.inc

# Secrets of 20 bytes, as ours, and of other sizes that apps have.
differing() {
	for size in 20 20 20 20 10 16 32 64; do
		secret=$(head -c "$size" /dev/urandom | base32 -w 0)
		for moment in 0 29 30 59 1111111111 1234567890 1735689599 1735689600 4102444800 \
			"$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')"; do
			ours=$("$program" "$secret" "$moment")
			theirs=$(oathtool --totp --base32 --now="@$moment" "$secret")
			[ -n "$theirs" ] && [ "$ours" = "$theirs" ] ||
				echo "$secret at $moment: $ours, oathtool says $theirs"
		done
	done
}

tell 'an authenticator app shows the codes that are let in' "$(differing)"
tell_end
