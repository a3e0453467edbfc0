// What nearly every file of the views reads, beside the core's.
#pragma once

#include "core.h"

#include <QtWidgets>
