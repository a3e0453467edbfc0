#pragma once

#include "theme/tokens.h"

#include <QList>
#include <QString>

namespace slipway::approvals_page {

/// A stretch of a line in a colour of its own.
struct Stretch {
    qsizetype from = 0;
    qsizetype to = 0;
    theme::Token colour = nullptr;
    bool operator==(const Stretch &) const = default;
};

/// Which signs begin a remark in files of this name: "//" or "#", "--"; empty: text without colours.
QString remarkSign(const QString &path);
/// Keywords, strings, numbers, remarks and calls of one line, whatever its language; a line of a longer string or
/// remark is not known as such. Pure.
QList<Stretch> stretchesOf(const QString &line, const QString &remarkSign);

} // namespace slipway::approvals_page
