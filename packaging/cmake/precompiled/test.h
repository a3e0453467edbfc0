// What nearly every test without a window reads.
#pragma once

#include "core.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
