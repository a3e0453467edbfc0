#pragma once

#include "workflow/edits/operation.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace slipway::test {

/// One edit and the bytes that it must leave.
struct EditCase {
    QString name;
    QByteArray source;
    QByteArray expected;
    workflow::Operation operation;
};

/// Every case of the JSON files in `folder`; sources by name are found in `workflows`. Stops the test program where a
/// file is not what it should be.
QList<EditCase> readEditCases(const QString &folder, const QString &workflows);

/// The first lines that differ, for people.
QString firstDifference(const QByteArray &got, const QByteArray &expected);

} // namespace slipway::test
