#pragma once

#include <QByteArray>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

namespace slipway::approvals {

/// Who looks after which files. Source: GitHub, "About code owners": the last pattern that fits decides; patterns as in
/// .gitignore, without `!` and ranges.
class CodeOwners
{
public:
    CodeOwners() = default;
    explicit CodeOwners(const QByteArray &file);

    /// Logins and "team slugs" without `@` and organisation; empty where nobody owns the file.
    QStringList ownersOf(const QString &path) const;
    bool isEmpty() const { return m_rules.isEmpty(); }

private:
    struct Rule {
        QRegularExpression pattern;
        QStringList owners;
    };
    QList<Rule> m_rules;
};

} // namespace slipway::approvals
