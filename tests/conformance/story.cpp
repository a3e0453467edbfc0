#include "story.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace slipway::conformance {

base::Result<QList<Line>> readStory(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return std::unexpected(base::makeError(base::Error::Kind::Internal, file.errorString(), {}));
    QList<Line> lines;
    int number = 0;
    while (!file.atEnd()) {
        const QByteArray bytes = file.readLine();
        ++number;
        const QString text = QString::fromUtf8(bytes).trimmed();
        if (text.isEmpty() || text.startsWith(u'#'))
            continue;
        if (bytes.startsWith(' ') && !lines.isEmpty())
            lines.last().body += text.toUtf8();
        else
            lines.append({number, text.section(u' ', 0, 0), text.section(u' ', 1).trimmed(), {}});
    }
    return lines;
}

QString Names::filled(QString text) const
{
    for (auto entry = m_values.begin(); entry != m_values.end(); ++entry)
        text.replace(u'{' + entry.key() + u'}', entry.value());
    return text;
}

} // namespace slipway::conformance
