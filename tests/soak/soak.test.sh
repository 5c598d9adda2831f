#!/bin/sh
# Half a minute of `make soak` with fewer people; its own program prints TAP.
#   ASKEL: the program   BUILD: where tests/soak/soak was built (build)
exec "${BUILD:-build}/tests/soak/soak" --short
