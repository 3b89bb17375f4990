#include "Embedded.h"

// Package.swift says which.
const char *embedded_commit(void) { return MOCKIDP_COMMIT; }
