#include "diagnostics/explanation.h"

#include "diagnostics/checker.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::Explanation)
};

} // namespace

base::Result<QString> explanation(std::string_view ruleId)
{
    const QString id = QString::fromUtf8(ruleId.data(), qsizetype(ruleId.size()));
    QFile page(u":/rules/%1.md"_s.arg(id));
    if (!findRule(ruleId) || !page.open(QIODevice::ReadOnly)) {
        return std::unexpected(base::makeError(base::Error::Kind::NotFound, Text::tr("There is no rule `%1`.").arg(id),
                                               Text::tr("`slipway check --list-rules` names them all.")));
    }
    return QString::fromUtf8(page.readAll());
}

} // namespace slipway::diagnostics
