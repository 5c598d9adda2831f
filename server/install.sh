#!/bin/sh
# Installs the Debian packages named that aren't there yet; says which. Asks the network nothing
# where all are there.
#   server/install.sh PACKAGE...
missing=
for package; do
	case $package in
	# from another source than Debian it comes inside nodejs
	npm) command -v npm >/dev/null && continue ;;
	esac
	dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
		missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "Missing:$missing" >&2
		echo "As root: apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
	as_root=sudo
fi
echo "Installing:$missing"
$as_root apt-get update -qq ||
	echo "The list of packages could not be renewed; trying with the one there is." >&2
# shellcheck disable=SC2086 # names, one a word
said=$($as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	-o Dpkg::Use-Pty=0 $missing 2>&1 </dev/null) || {
	printf '%s\n' "$said" >&2
	echo "The packages could not be installed; apt's own words stand above." >&2
	exit 1
}
