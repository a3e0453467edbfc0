// What nearly every test with a window reads.
#pragma once

#include "test.h"

#include <QtWidgets>
