#pragma once

#include <QByteArray>
#include <QString>

namespace slipway::sandbox::github {

/// The zip behind an artifact of that name. The same name has the same bytes in every run.
const QByteArray &artifactZip(const QString &name);

} // namespace slipway::sandbox::github
