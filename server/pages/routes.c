/*
 * The table that routes.h lists, as http/ wants it.
 */
#include "routes.h"
#include "inside.h"

const struct route routes[] = {
#define R(method, pattern, door, run) { method, pattern, door, run, #run },
	ROUTES(R)
#undef R
};
const size_t route_count = COUNT_OF(routes);
