#pragma once

#include <QCoreApplication>
#include <QString>

#include <string_view>

/// Texts of this page that are no widget's own.
namespace slipway::pipelines_page {

inline QString tr(const char *words)
{
    return QCoreApplication::translate("pipelines_page", words);
}

/// `one` for 1, else `many` with the number for its %1; both marked with QT_TRANSLATE_NOOP or taken from tr's context.
inline QString counted(qsizetype number, const char *one, const char *many)
{
    return number == 1 ? tr(one) : tr(many).arg(number);
}

/// Text of a document.
inline QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace slipway::pipelines_page
