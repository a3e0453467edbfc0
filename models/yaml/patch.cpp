#include "yaml/patch.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::yaml {

namespace {

bool fits(const QByteArray &source, const Patches &patches)
{
    qsizetype at = 0;
    for (const auto &patch : patches) {
        if (patch.range.begin < at || patch.range.end < patch.range.begin || patch.range.end > source.size())
            return false;
        at = patch.range.end;
    }
    return true;
}

} // namespace

base::Result<QByteArray> apply(const QByteArray &source, const Patches &patches)
{
    if (!fits(source, patches)) {
        return std::unexpected(base::makeError(
            base::Error::Kind::Internal,
            QCoreApplication::translate("Yaml", "The changes overlap or reach past the end of the text.")));
    }
    QByteArray result;
    qsizetype size = source.size();
    for (const auto &patch : patches)
        size += static_cast<qsizetype>(patch.text.size()) - patch.range.size();
    result.reserve(size);
    qsizetype at = 0;
    for (const auto &patch : patches) {
        result.append(source.constData() + at, patch.range.begin - at);
        result.append(patch.text.data(), static_cast<qsizetype>(patch.text.size()));
        at = patch.range.end;
    }
    result.append(source.constData() + at, source.size() - at);
    return result;
}

Patches inverse(const QByteArray &source, const Patches &patches)
{
    Patches back;
    back.reserve(patches.size());
    qint64 shift = 0;
    for (const auto &patch : patches) {
        const auto begin = static_cast<quint32>(patch.range.begin + shift);
        const auto size = static_cast<quint32>(patch.text.size());
        back.push_back(
            {{begin, begin + size}, std::string(source.constData() + patch.range.begin, patch.range.size())});
        shift += static_cast<qint64>(size) - patch.range.size();
    }
    return back;
}

} // namespace slipway::yaml
