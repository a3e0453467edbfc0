#include "workspace/problem.h"

using namespace Qt::StringLiterals;

namespace slipway::workspace {

QString printed(const Problem &problem, const QString &fileName)
{
    QString text = fileName;
    if (problem.line > 0)
        text += u":%1:%2"_s.arg(problem.line).arg(problem.column);
    text += problem.severity == Problem::Severity::Error ? u": error: "_s : u": warning: "_s;
    text += problem.message;
    if (!problem.suggestion.isEmpty())
        text += u' ' + problem.suggestion;
    return text;
}

} // namespace slipway::workspace
